"""Errors of the place to talk.

EarnestError
├── NotFound
│   └── MessageMissing
└── InvalidInput
    └── MessageUnfit
"""

from earnest.foundation.errors import InvalidInput, NotFound


class MessageMissing(NotFound):
    """There is no such message any more."""

    code = "message_missing"


class MessageUnfit(InvalidInput):
    """This cannot be written here."""

    code = "message_unfit"
    remedy = "Write a short message without links, addresses, numbers of more than three digits, or anything of a clip."
