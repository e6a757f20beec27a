"""Screening errors.

EarnestError
└── ScreeningModelUnreadable
"""

from earnest.foundation.errors import EarnestError


class ScreeningModelUnreadable(EarnestError):
    """The detectors that come with this version are missing or damaged."""

    code = "screening_model_unreadable"
