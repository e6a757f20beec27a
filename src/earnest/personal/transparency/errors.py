"""Transparency errors.

EarnestError
├── InvalidInput
│   └── PositionInvalid
└── NotFound
    └── NoClipYet
"""

from earnest.foundation.errors import InvalidInput, NotFound


class PositionInvalid(InvalidInput):
    """That is no place in a history."""

    code = "position_invalid"
    remedy = "Give `after` as `next` of the page before told it."


class NoClipYet(NotFound):
    """Nothing was made of this recording for a reviewer."""

    code = "no_clip"
    remedy = "Only chosen recordings get a clip; this page shows when one was heard."
