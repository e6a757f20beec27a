"""Errors of retention.

EarnestError
├── InvalidInput
│   └── DeletionInvalid
└── NotFound
    └── ReceiptMissing
"""

from earnest.foundation.errors import InvalidInput, NotFound


class DeletionInvalid(InvalidInput):
    """What is to be deleted is not named rightly; nothing was deleted."""

    code = "deletion_invalid"
    remedy = "Choose recordings, or a beginning and a later end."


class ReceiptMissing(NotFound):
    """There is no deletion with this identifier, or it is longer than a year ago."""

    code = "receipt_missing"
    remedy = "Check the identifier; it was shown when the deletion was asked for."
