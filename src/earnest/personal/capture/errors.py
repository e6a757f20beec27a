"""Capture errors.

EarnestError
└── InvalidInput
    └── SoundMissing
"""

from earnest.foundation.errors import InvalidInput


class SoundMissing(InvalidInput):
    """There is no sound in this request."""

    code = "sound_missing"
    remedy = "Send the recording as the body, or as the multipart field `audio`."
