"""Metric errors.

EarnestError
└── InvalidInput
    └── NothingToCompare
"""

from earnest.foundation.errors import InvalidInput


class NothingToCompare(InvalidInput):
    """There are no measurements, or the two rows of measurements are not equally long."""

    code = "nothing_to_compare"
    remedy = "Measure the same utterances before and after."
