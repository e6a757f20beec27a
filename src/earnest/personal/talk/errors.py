"""Errors of talking in the page.

EarnestError
├── InvalidInput
│   └── NothingRecorded
├── NotFound
│   └── WakeWordNotOffered
├── Conflict
│   └── BrowserNotConnected
└── Unavailable
    ├── GatewayGone
    └── TooManyTalk
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotFound, Unavailable


class NothingRecorded(InvalidInput):
    """There is no sound in this request."""

    code = "nothing_recorded"
    remedy = "Check that a microphone is connected, and speak while the page says that it listens."


class WakeWordNotOffered(NotFound):
    """There is no such wake word here."""

    code = "wake_word_not_offered"
    remedy = "Choose one of the words that the page offers."


class BrowserNotConnected(Conflict):
    """This browser is no device of this account: it was never connected, or was revoked."""

    code = "browser_not_connected"
    remedy = "Connect this browser on the page Talk."


class GatewayGone(Unavailable):
    """The part of Earnest that listens does not answer."""

    code = "gateway_gone"
    remedy = "Try again in a moment; `earnest status` tells how it is."


class TooManyTalk(Unavailable):
    """Too many people talk at this moment."""

    code = "too_many_talk"
    remedy = "Try again in a moment."
