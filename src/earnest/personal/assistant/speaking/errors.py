"""Errors of speaking.

EarnestError
├── InvalidInput
│   └── TextTooLong
└── Unavailable
    ├── VoiceMissing
    └── VoiceFailed
"""

from earnest.foundation.errors import InvalidInput, Unavailable


class TextTooLong(InvalidInput):
    """There is no text to speak, or more than is spoken at once."""

    code = "text_too_long"
    remedy = "Send between one and 2,000 characters."


class VoiceMissing(Unavailable):
    """No program that speaks is installed here, so answers are text only."""

    code = "voice_missing"
    remedy = "Install espeak-ng (Debian and Ubuntu: apt install espeak-ng) and start Earnest again."


class VoiceFailed(Unavailable):
    """The program that speaks failed, so this answer is text only."""

    code = "voice_failed"
    remedy = "Say it again; if it happens each time, see whether espeak-ng works by itself."
