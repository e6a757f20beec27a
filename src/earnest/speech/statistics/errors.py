"""Metric errors.

EarnestError
└── InvalidInput
    ├── EmptyReference
    └── NothingToCompare
"""

from earnest.foundation.errors import InvalidInput


class EmptyReference(InvalidInput):
    """The reference holds no words, so there is no rate."""

    code = "empty_reference"
    remedy = "Leave utterances without a reference out of the rate."


class NothingToCompare(InvalidInput):
    """There are no measurements, or the two rows of measurements are not equally long."""

    code = "nothing_to_compare"
    remedy = "Measure the same utterances before and after."
