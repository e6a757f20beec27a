"""Comparing errors.

EarnestError
└── InvalidInput
    └── EmptyReference
"""

from earnest.foundation.errors import InvalidInput


class EmptyReference(InvalidInput):
    """The reference holds no words, so there is no rate."""

    code = "empty_reference"
    remedy = "Leave utterances without a reference out of the rate."
