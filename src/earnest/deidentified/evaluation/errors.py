"""Evaluation errors.

EarnestError
└── InvalidInput
    └── NothingToEvaluate
"""

from earnest.foundation.errors import InvalidInput


class NothingToEvaluate(InvalidInput):
    """There is no evaluation set, so no gain can be shown and nothing is released."""

    code = "nothing_to_evaluate"
    remedy = "Import recordings with a licence and known answers, of people whom no reviewer heard."
