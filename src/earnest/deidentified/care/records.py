"""Records of care: limits of exposure, where a reviewer is in a shift, and why no clip is given now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from earnest.foundation.settings import Settings


class RestReason(StrEnum):
    """Why a reviewer is given no clip for a while."""

    PAUSE = "pause"
    """An event was hard to bear: a mandatory pause follows."""
    BREAK = "break"
    """The hour of listening is over: a break is due (WK2)."""
    SHIFT_LISTENING = "shift_listening"
    """As much was heard as a shift allows (WK2)."""
    SHIFT_DISTRESSING = "shift_distressing"
    """As many clips were hard to bear as a shift allows (DC3)."""
    WEEK_LISTENING = "week_listening"
    """As much was heard as a week allows (DC3)."""
    WEEK_DISTRESSING = "week_distressing"
    """As many clips were hard to bear as a week allows (DC3)."""


class Met(StrEnum):
    """How a reviewer met a clip that was hard to bear."""

    KNOWN = "known"
    """It was marked as such before, and its sound left."""
    EJECTED = "ejected"
    REJECTED = "rejected"
    """Rejected with the reason that it is hard to bear."""
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureLimits:
    """How much a reviewer may hear; the same for all, and shown to each."""

    break_after: timedelta
    """Listening after which a break is due; zero: no break is enforced."""
    break_length: timedelta
    """So long no clip is heard; > 0."""
    shift_listening: timedelta
    """Most listening in a shift; > 0."""
    week_listening: timedelta
    """Most listening in seven days; > 0."""
    shift_distressing: int
    """Most clips of a shift that are hard to bear; ≥ 1."""
    week_distressing: int
    """The same of seven days."""
    event_pause: timedelta
    """Pause after an event that is hard to bear; zero: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftListening:
    """Where a reviewer is in a shift."""

    shift_began_at: datetime
    last_heard_at: datetime
    shift_milliseconds: int
    """Listening in this shift, ≥ 0."""
    stretch_milliseconds: int
    """Listening since the last break, ≥ 0."""
    pause_until: datetime | None
    """End of the pause after an event; None: there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardDay:
    """How long a reviewer listened on one day."""

    day: date
    heard_milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What a reviewer has met lately: the exposure records as far as a decision needs them."""

    days: tuple[HeardDay, ...]
    """The last seven days that have any, oldest first."""
    distressing: tuple[datetime, ...]
    """When clips were met that were hard to bear, within seven days, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """No clip is given until a moment."""

    reason: RestReason
    until: datetime


def limits_of(settings: Settings) -> ExposureLimits:
    """Return the limits that are set."""
    return ExposureLimits(
        break_after=timedelta(minutes=settings.break_after_minutes),
        break_length=timedelta(minutes=settings.break_minutes),
        shift_listening=timedelta(minutes=settings.shift_listening_minutes),
        week_listening=timedelta(minutes=settings.week_listening_minutes),
        shift_distressing=settings.shift_distressing_clips,
        week_distressing=settings.week_distressing_clips,
        event_pause=timedelta(minutes=settings.event_pause_minutes),
    )
