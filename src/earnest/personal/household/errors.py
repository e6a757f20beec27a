"""Household errors.

EarnestError
├── InvalidInput
│   └── NamesInvalid
└── NotFound
    └── NameMissing
"""

from earnest.foundation.errors import InvalidInput, NotFound


class NamesInvalid(InvalidInput):
    """The list holds too many names, or a name that is too long or has no letter in it."""

    code = "names_invalid"
    remedy = "Write one name a line, at most 80 characters each and 300 names together."


class NameMissing(NotFound):
    """A name is not on the list; nothing was removed."""

    code = "name_missing"
    remedy = "See what is on it; capital letters do not matter, everything else does."
