"""Household errors.

EarnestError
└── InvalidInput
    └── NamesInvalid
"""

from earnest.foundation.errors import InvalidInput


class NamesInvalid(InvalidInput):
    """The list holds too many names, or a name that is too long or has no letter in it."""

    code = "names_invalid"
    remedy = "Write one name a line, at most 80 characters each and 300 names together."
