"""Errors of model files.

EarnestError
└── InvalidInput
    └── ModelUnreadable
"""

from earnest.foundation.errors import InvalidInput


class ModelUnreadable(InvalidInput):
    """This model bundle is damaged or of a newer format."""

    code = "model_unreadable"
    remedy = "Train again or roll back to an earlier release."
