"""Concealment errors.

EarnestError
└── InvalidInput
    ├── CannotConceal
    └── CannotDisguise
"""

from earnest.foundation.errors import InvalidInput


class CannotConceal(InvalidInput):
    """Something personal was found, but not where in the sound it lies; the whole clip has to be withheld."""

    code = "cannot_conceal"
    remedy = "Withhold the clip; it is counted as withheld and nobody hears it."


class CannotDisguise(InvalidInput):
    """The voice could not be disguised; the whole clip has to be withheld."""

    code = "cannot_disguise"
    remedy = "Withhold the clip; it is counted as withheld and nobody hears it."
