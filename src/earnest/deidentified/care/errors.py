"""Errors of care; each says when the work goes on.

EarnestError
├── NotFound
│   └── NotYourClip
└── Conflict
    └── RestDue
"""

from datetime import UTC, datetime

from earnest.deidentified.care.records import Rest, RestReason
from earnest.foundation.errors import Conflict, NotFound

_WHY = {
    RestReason.PAUSE: "That was a lot to hear. Take a pause; it is working time.",
    RestReason.BREAK: "You have listened for an hour's share. Take a break; it is working time.",
    RestReason.SHIFT_LISTENING: "You have listened as long as a shift allows. That is enough for now.",
    RestReason.SHIFT_DISTRESSING: "You have met as many hard clips as a shift allows. That is enough for now.",
    RestReason.WEEK_LISTENING: "You have listened as long as a week allows. That is enough for now.",
    RestReason.WEEK_DISTRESSING: "You have met as many hard clips as a week allows. That is enough for now.",
}


class NotYourClip(NotFound):
    """You have no such clip, and had none today."""

    code = "not_your_clip"
    remedy = "Escalate a clip while you have it, or within a day."


class RestDue(Conflict):
    """A rest is due before the next clip."""

    code = "rest_due"
    remedy = "Nothing is lost and nothing counts against you; GET /api/me/shift says when the next clip comes."

    def __init__(self, rest: Rest) -> None:
        """Say why and until when.

        Args:
            rest: the rest that is due.
        """
        super().__init__()
        self.args = (f"{_WHY[rest.reason]} The next clip comes at {_shown(rest.until)}.",)


def _shown(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
