"""Rules of care: what counts as listening, when a rest is due and when it ends. No input, no output, no clock."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from earnest.deidentified.care.records import Exposure, ExposureLimits, Rest, RestReason, ShiftListening

REST_BETWEEN_SHIFTS: Final = timedelta(hours=8)
"""A shift ends with so long without listening. Chosen: shorter than the eleven hours of rest that the Working Time
Directive gives, because a shift ends with other work than listening."""
LONGEST_GAP: Final = timedelta(minutes=2)
"""What lies between two reports of play counts as listening up to here: typing between two clips is no rest. Chosen,
not measured."""
# What follows is defined or chosen, not measured: a pause follows each escalation at once, and each third clip of a
# shift that is hard to bear, because one key press that always stopped the work would be pressed less often than it
# should.
WEEK: Final = timedelta(days=7)
"""How far back hours of listening are counted (DC3)."""
EVENTS_TO_A_PAUSE: Final = 3
"""Clips of a shift that are hard to bear, after which a pause follows."""
_MILLISECOND: Final = timedelta(milliseconds=1)


def heard(before: ShiftListening | None, *, now: datetime, limits: ExposureLimits) -> ShiftListening:
    """Return where a reviewer is after sound was reported as playing.

    Args:
        before: where they were; None: they never listened.
        now: the moment of the report, by the server's clock.
        limits: how long a break is.
    """
    if before is None or now - before.last_heard_at >= REST_BETWEEN_SHIFTS:
        return ShiftListening(
            shift_began_at=now,
            last_heard_at=now,
            shift_milliseconds=0,
            stretch_milliseconds=0,
            pause_until=None if before is None else before.pause_until,
        )
    added = listened_between(before.last_heard_at, now)
    rested = now - before.last_heard_at >= limits.break_length
    return ShiftListening(
        shift_began_at=before.shift_began_at,
        last_heard_at=max(now, before.last_heard_at),
        shift_milliseconds=before.shift_milliseconds + added,
        stretch_milliseconds=0 if rested else before.stretch_milliseconds + added,
        pause_until=before.pause_until,
    )


def listened_between(earlier: datetime, later: datetime) -> int:
    """Return how much of the time between two reports counts as listening; milliseconds, ≥ 0.

    A pause of more than two minutes counts as none, and a clock that was set back as none.
    """
    gap = later - earlier
    return gap // _MILLISECOND if timedelta(0) < gap <= LONGEST_GAP else 0


def present_shift(listening: ShiftListening | None, *, now: datetime) -> ShiftListening | None:
    """Return where a reviewer is in the shift that goes on; None where it has ended or never began."""
    return None if listening is None or now - listening.last_heard_at >= REST_BETWEEN_SHIFTS else listening


def until_break(listening: ShiftListening | None, *, now: datetime, limits: ExposureLimits) -> timedelta | None:
    """Return how much listening is left until a break is due; None where no break is enforced."""
    if not limits.break_after:
        return None
    if listening is None or now - listening.last_heard_at >= limits.break_length:
        return limits.break_after
    return max(timedelta(0), limits.break_after - listening.stretch_milliseconds * _MILLISECOND)


def distressing_in_shift(listening: ShiftListening | None, exposure: Exposure) -> int:
    """Return how many clips of the present shift were hard to bear, also before the first was heard."""
    if listening is None:
        return len(exposure.distressing)
    return sum(1 for moment in exposure.distressing if moment >= listening.shift_began_at - LONGEST_GAP)


def pause_after(met_in_shift: int, *, escalated: bool, now: datetime, limits: ExposureLimits) -> datetime | None:
    """Return until when a pause follows an event; None where none follows.

    Args:
        met_in_shift: clips of this shift that were hard to bear, this one among them; ≥ 1.
        escalated: whether the event was an escalation.
        now: when it happened.
        limits: how long a pause is.
    """
    if limits.event_pause and (escalated or met_in_shift % EVENTS_TO_A_PAUSE == 0):
        return now + limits.event_pause
    return None


def rest_due(
    listening: ShiftListening | None, exposure: Exposure, *, now: datetime, limits: ExposureLimits
) -> Rest | None:
    """Return the rest that keeps a reviewer from the next clip, the one that ends last; None where none does."""
    rests = [
        *(_rests_of_shift(listening, exposure, limits) if listening is not None else ()),
        *_rests_of_week(exposure, now, limits),
    ]
    return max((rest for rest in rests if rest.until > now), key=lambda rest: rest.until, default=None)


def _rests_of_shift(listening: ShiftListening, exposure: Exposure, limits: ExposureLimits) -> list[Rest]:
    rests: list[Rest] = []
    next_shift = listening.last_heard_at + REST_BETWEEN_SHIFTS
    if listening.pause_until is not None:
        rests.append(Rest(reason=RestReason.PAUSE, until=listening.pause_until))
    if limits.break_after and listening.stretch_milliseconds * _MILLISECOND >= limits.break_after:
        rests.append(Rest(reason=RestReason.BREAK, until=listening.last_heard_at + limits.break_length))
    if listening.shift_milliseconds * _MILLISECOND >= limits.shift_listening:
        rests.append(Rest(reason=RestReason.SHIFT_LISTENING, until=next_shift))
    if distressing_in_shift(listening, exposure) >= limits.shift_distressing:
        rests.append(Rest(reason=RestReason.SHIFT_DISTRESSING, until=next_shift))
    return rests


def _rests_of_week(exposure: Exposure, now: datetime, limits: ExposureLimits) -> list[Rest]:
    """Return rests of the week: it counts by days for listening, by moments for clips that were hard to bear."""
    rests: list[Rest] = []
    first = now.astimezone(UTC).date() - WEEK + timedelta(days=1)
    left = sum(day.heard_milliseconds for day in exposure.days if day.day >= first)
    for day in exposure.days:
        if day.day >= first and left * _MILLISECOND >= limits.week_listening:
            until = datetime.combine(day.day + WEEK, time(), tzinfo=UTC)
            left -= day.heard_milliseconds
            rests.append(Rest(reason=RestReason.WEEK_LISTENING, until=until))
    recent = [moment for moment in exposure.distressing if moment > now - WEEK]
    if len(recent) >= limits.week_distressing:
        until = recent[len(recent) - limits.week_distressing] + WEEK
        rests.append(Rest(reason=RestReason.WEEK_DISTRESSING, until=until))
    return rests
