"""Concealment errors.

EarnestError
└── InvalidInput
    ├── CannotConceal
    ├── CannotDisguise
    ├── CannotReduce
    ├── ForegroundMissing
    └── LanguageNotCovered
"""

from earnest.foundation.errors import InvalidInput


class CannotConceal(InvalidInput):
    """Something personal was found, but not where in the sound it lies; the whole clip has to be withheld."""

    code = "cannot_conceal"
    remedy = "Withhold the clip; it is counted as withheld and no person hears it."


class CannotDisguise(InvalidInput):
    """The voice could not be disguised; the whole clip has to be withheld."""

    code = "cannot_disguise"
    remedy = "Withhold the clip; it is counted as withheld and no person hears it."


class CannotReduce(InvalidInput):
    """Background voices could not be made quiet; the whole clip has to be withheld."""

    code = "cannot_reduce"
    remedy = "Withhold the clip; it is counted as withheld and no person hears it."


class ForegroundMissing(InvalidInput):
    """There is no speech outside of the tones, so no voice is the nearest; the whole clip has to be withheld."""

    code = "foreground_missing"
    remedy = "Withhold the clip; it is counted as withheld and no person hears it."


class LanguageNotCovered(InvalidInput):
    """There are no rules to find what is personal in this language; the whole clip has to be withheld."""

    code = "language_not_covered"
    remedy = "Withhold the clip; recordings in this language are not given to people until rules for it exist."
