"""Vault errors.

EarnestError
├── NotFound
│   ├── RecordingMissing
│   └── RecordingGone
├── Conflict
│   └── GrantOutdated
└── ContentUnreadable
"""

from earnest.foundation.errors import Conflict, EarnestError, NotFound


class RecordingMissing(NotFound):
    """There is no such recording."""

    code = "recording_missing"


class RecordingGone(NotFound):
    """The recording's key was destroyed."""

    code = "recording_erased"
    status = 410


class GrantOutdated(Conflict):
    """Consent or account changed while this was being stored; nothing was kept."""

    code = "grant_outdated"


class ContentUnreadable(EarnestError):
    """The sealed content of this recording is not in a form that this version reads."""

    code = "content_unreadable"
    remedy = "Run the version that wrote it, or delete the recording."
