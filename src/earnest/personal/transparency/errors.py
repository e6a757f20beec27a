"""Transparency errors.

EarnestError
└── NotFound
    └── NoClipYet
"""

from earnest.foundation.errors import NotFound


class NoClipYet(NotFound):
    """Nothing was made of this recording for a reviewer."""

    code = "no_clip"
    remedy = "Only chosen recordings get a clip; this page shows when one was heard."
