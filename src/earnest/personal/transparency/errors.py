"""Transparency errors.

EarnestError
├── NotAllowed
│   └── NotSignedIn
│       └── SessionEnded
└── NotFound
    └── NoClipYet
"""

from earnest.foundation.errors import NotFound
from earnest.services.web import NotSignedIn


class SessionEnded(NotSignedIn):
    """The session has ended; what was being written is kept."""

    code = "session_ended"
    remedy = "Sign in and go on."


class NoClipYet(NotFound):
    """Nothing was made of this recording for a reviewer."""

    code = "no_clip"
    remedy = "Only chosen recordings get a clip; this page shows when one was heard."
