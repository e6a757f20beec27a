"""Wake-word errors.

EarnestError
└── InvalidInput
    └── UnknownWakeWord
"""

from earnest.foundation.errors import InvalidInput


class UnknownWakeWord(InvalidInput):
    """There is no model here that could check this wake word."""

    code = "unknown_wake_word"
    remedy = "Use one of the wake words that Earnest brings, or treat the device's word as unverified."
