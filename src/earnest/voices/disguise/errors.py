"""Errors of disguises.

EarnestError
└── InvalidInput
    └── DisguiseUnknown
"""

from earnest.foundation.errors import InvalidInput


class DisguiseUnknown(InvalidInput):
    """There is no disguise of this name."""

    code = "disguise_unknown"
    remedy = "Set EARNEST_DISGUISE to one of the profiles that docs/algorithms/disguise.md lists."
