"""Rules of quality, decided without input or output: which patterns of use a lead is told of (S27, AD6, CH4).

Thresholds are chosen, not measured: there is no recorded abuse to measure them on. They are above what the work needs,
and nothing follows from an alert but that a person looks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from earnest.deidentified.quality.records import AlertPattern, LeaseUse, NoticedPattern

# Chosen, not measured: a lead is told of a pattern and decides; a limit that is too low costs a look.
LOOKED_BACK: Final = timedelta(hours=24)
"""How far back use is looked at."""
OPENINGS: Final = 10
"""Clips heard and left without a verdict in a day, and at least half of all that were heard."""
REPLAYED_CLIPS: Final = 3
"""Clips of a day that were replayed without need."""
REPLAYS_OF_A_CLIP: Final = 8
"""Times that a clip is heard beyond which it counts; a hard word takes three or four, and loops count as parts."""
DWELLINGS: Final = 3
"""Clips of a day that were held to the end of their time."""
ODD_OPENINGS: Final = 3
"""Clips of a day that were heard outside the hours of work."""

_UNLABELLED: Final = frozenset({"returned", "expired"})


def notice_patterns(uses: Iterable[LeaseUse], *, hours: tuple[int, int] | None) -> tuple[NoticedPattern, ...]:
    """Return the patterns in the use of the last day, by member and pattern.

    Args:
        uses: leases of `LOOKED_BACK` under which sound left.
        hours: first hour of work and hour at which it ends (UTC); an end before the beginning is the next day. None:
            any hour is an hour of work.
    """
    by_member: dict[object, list[LeaseUse]] = defaultdict(list)
    for use in uses:
        if use.sound_left_at is not None:
            by_member[use.staff_id].append(use)
    return tuple(
        noticed
        for _, own in sorted(by_member.items(), key=lambda entry: str(entry[0]))
        for noticed in _of_member(sorted(own, key=_happened), hours)
    )


def _of_member(uses: Sequence[LeaseUse], hours: tuple[int, int] | None) -> Iterable[NoticedPattern]:
    unlabelled = [use for use in uses if use.outcome in _UNLABELLED]
    # What was ejected is hard to bear, and leaving it is what the button is for.
    heard = [use for use in uses if use.outcome != "ejected"]
    if 2 * len(unlabelled) >= len(heard):
        yield from _noticed(AlertPattern.OPENINGS_WITHOUT_LABELS, unlabelled, OPENINGS)
    yield from _noticed(
        AlertPattern.REPLAYS, [use for use in uses if _replays(use) > REPLAYS_OF_A_CLIP], REPLAYED_CLIPS
    )
    yield from _noticed(AlertPattern.LONG_DWELL, [use for use in uses if use.outcome == "expired"], DWELLINGS)
    yield from _noticed(AlertPattern.ODD_HOURS, [use for use in uses if _is_odd(use, hours)], ODD_OPENINGS)


def _noticed(pattern: AlertPattern, uses: Sequence[LeaseUse], least: int) -> Iterable[NoticedPattern]:
    if len(uses) >= least:
        yield NoticedPattern(
            pattern=pattern,
            staff_id=uses[0].staff_id,
            occasions=len(uses),
            began_at=uses[0].leased_at,
            ended_at=_happened(uses[least - 1]),
        )


def _happened(use: LeaseUse) -> datetime:
    return use.ended_at or use.sound_left_at or use.leased_at


def _replays(use: LeaseUse) -> float:
    """Return how often a clip was heard: by what was reported as played, and by how often its sound left."""
    played = use.played_milliseconds / use.duration_milliseconds if use.duration_milliseconds else 0.0
    return max(played, float(use.sound_requests))


def _is_odd(use: LeaseUse, hours: tuple[int, int] | None) -> bool:
    if hours is None or use.sound_left_at is None:
        return False
    first, end = hours
    hour = use.sound_left_at.astimezone(UTC).hour
    inside = first <= hour < end if first < end else hour >= first or hour < end
    return not inside
