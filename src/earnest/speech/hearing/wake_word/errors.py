"""Wake-word errors.

EarnestError
├── InvalidInput
│   └── UnknownWakeWord
└── WakeDetectorUnreadable
"""

from earnest.foundation.errors import EarnestError, InvalidInput


class UnknownWakeWord(InvalidInput):
    """There is no model here that could check this wake word."""

    code = "unknown_wake_word"
    remedy = "Use one of the wake words that Earnest brings, or treat the device's word as unverified."


class WakeDetectorUnreadable(EarnestError):
    """The weights of the wake detector are missing or damaged."""

    code = "wake_detector_unreadable"
