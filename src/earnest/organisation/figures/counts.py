"""Counts of a period by region, language, programme and vendor, and the proof that they equal what the log says.

`figures_of` is what pages and reports show. `reconcile` compares: clips that were placed, heard and erased have leaves
of their own, which are counted again; of all else each day that is over has a leaf with its counts and a hash of them.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.handover.figures import (
    CountedEvent,
    DayCount,
    list_counts,
    list_false_wakes,
    list_sampling_figures,
)
from earnest.services.audit import FiguresCounted, append, reading

# Chosen as bounds on what is asked for, not measured.
_FIRST_DAY: Final = date(2000, 1, 1)
"""Days that may be asked for: from before the first installation."""
_LAST_DAY: Final = date(9999, 1, 1)
"""To the last that a date of four digits tells."""
_SETTLES: Final = timedelta(hours=1)
"""How long after midnight what was said before may still be counted."""
_PROVED_BY_LEAVES: Final = {
    CountedEvent.PLACED: "clip_placed",
    CountedEvent.HEARD: "clip_played",
    CountedEvent.ERASED: "clip_erased",
}


class Dimension(StrEnum):
    """By what counts are told apart."""

    REGION = "region"
    LANGUAGE = "language"
    PROGRAMME = "programme"
    VENDOR = "vendor"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """Counts of one region, language, programme, vendor or day."""

    name: str
    """Which one; empty where it is not known, or there is no vendor. A day as `2026-03-04`."""
    answered: int
    chosen: int
    placed: int
    heard: int
    withheld: int
    accidental: int
    erased: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that the tables count otherwise than the log."""

    event: CountedEvent
    day: date | None
    """The day that differs; None for the whole log."""
    log: int
    tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFigure:
    """One figure as the log says it and as the tables say it."""

    event: CountedEvent
    log: int
    tables: int
    """Over the same time as the log: all that was counted, or the days of which the log holds the counts."""
    by_leaves: bool
    """Every single clip has a leaf; else the log holds the count of each day that is over."""
    equal: bool
    """In all, on each day, and by region, language, programme and vendor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What was compared."""

    leaves: int
    """Of the log that were read."""
    days: int
    """Days of which the log holds the counts."""
    figures: tuple[ComparedFigure, ...]
    """Each figure, in the order of `CountedEvent`."""
    differences: tuple[Difference, ...]
    changed_days: tuple[date, ...]
    """Days of which the sums agree and the counts by region, language, programme or vendor do not."""


def figures_of(
    connection: Connection[TupleRow], *, since: date, until: date, by: Dimension
) -> tuple[PeriodFigures, ...]:
    """Return the counts from one day until before another, by one dimension, ordered by its names.

    Args:
        connection: of the administration's role.
        since: first day, UTC.
        until: the day after the last.
        by: what tells them apart.
    """
    return sums_by(list_counts(connection, since=since, until=until), by)


def sums_by(counts: Iterable[DayCount], by: Dimension) -> tuple[PeriodFigures, ...]:
    """Return sums of counts by one dimension, ordered by its names."""
    sums: dict[str, Counter[CountedEvent]] = {}
    for count in counts:
        sums.setdefault(_name(count, by), Counter())[count.event] += count.number
    return tuple(PeriodFigures(name=name, **_by_event(sums[name])) for name in sorted(sums))


def keep_days(connection: Connection[TupleRow], *, now: datetime) -> int:
    """Write the counts of each day that is over and not in the log yet into it; return how many days.

    Args:
        connection: of the administration's role.
        now: the present moment.
    """
    kept = {day for leaf in _leaves(connection) if (day := _day_of(leaf)) is not None}
    days = _by_day(list_counts(connection, since=_FIRST_DAY, until=(now - _SETTLES).astimezone(UTC).date()))
    written = 0
    for day, counts in days.items():
        if day not in kept:
            _ = append(connection, _leaf_of(day, counts))
            written += 1
    return written


def reconcile(connection: Connection[TupleRow]) -> Reconciliation:
    """Count what the log says and compare it with the tables; it reads the whole log.

    Args:
        connection: of the administration's role, in a transaction that has read nothing yet.
    """
    # From here on log and tables are read as they were at one moment.
    _ = connection.execute("set transaction isolation level repeatable read")
    counts = list_counts(connection, since=_FIRST_DAY, until=_LAST_DAY)
    days, totals = _by_day(counts), Counter[CountedEvent]()
    for count in counts:
        totals[count.event] += count.number
    clips: dict[str, set[str]] = {kind: set() for kind in _PROVED_BY_LEAVES.values()}
    differences: list[Difference] = []
    changed: list[date] = []
    by_days, tables_by_days = Counter[CountedEvent](), Counter[CountedEvent]()
    leaves = kept = 0
    for leaf in _leaves(connection):
        leaves += 1
        kind = str(leaf.get("kind"))
        if kind in clips:
            clips[kind].add(str(leaf.get("clip_id")))
        day = _day_of(leaf)
        if day is None:
            continue
        kept += 1
        by_days.update({event: cast("int", leaf.get(event.value, 0)) for event in CountedEvent})
        for count in days.get(day, ()):
            tables_by_days[count.event] += count.number
        found = _compare_day(day, leaf, days.get(day, ()))
        differences += found
        if not found and leaf.get("content_hash") != _hash_of(days.get(day, ())).hex():
            changed.append(day)
    placed = clips["clip_placed"]
    # Planted clips were never placed by the personal side: they are heard and erased, and counted nowhere.
    proved = {event: len(clips[kind] & placed) for event, kind in _PROVED_BY_LEAVES.items()}
    differences += [
        Difference(event=event, day=None, log=number, tables=totals[event])
        for event, number in proved.items()
        if number != totals[event]
    ]
    differing = {one.event for one in differences}
    figures = tuple(
        ComparedFigure(
            event=event,
            log=proved[event] if event in proved else by_days[event],
            tables=totals[event] if event in proved else tables_by_days[event],
            by_leaves=event in proved,
            # Which figure was moved between regions on a changed day, its hash does not say.
            equal=event not in differing and not changed,
        )
        for event in CountedEvent
    )
    return Reconciliation(
        leaves=leaves, days=kept, figures=figures, differences=tuple(differences), changed_days=tuple(changed)
    )


def public_figures_equal_log(connection: Connection[TupleRow]) -> bool:
    """Return whether the figures that the public is told equal the log; it reads the whole log.

    The counts of days are compared with the log as `reconcile` does. The figures of months are compared with the counts
    over all months, for each region and programme: a figure that was moved from one month to another is not noticed,
    for what is said in the last minute of a month may be counted in the next. Clips that were given to a reviewer have
    no count of their own: they are at least those that were heard.

    Args:
        connection: of the administration's role, in a transaction that has read nothing yet.
    """
    found = reconcile(connection)
    if found.differences or found.changed_days:
        return False
    counted = Counter[tuple[CountedEvent, str, str]]()
    for count in list_counts(connection, since=_FIRST_DAY, until=_LAST_DAY):
        counted[count.event, count.region, count.programme] += count.number
    told, given = Counter[tuple[CountedEvent, str, str]](), Counter[tuple[str, str]]()
    for one in list_sampling_figures(connection):
        told[CountedEvent.ANSWERED, one.region, one.programme] += one.utterances
        told[CountedEvent.CHOSEN, one.region, one.programme] += one.chosen
        given[one.region, one.programme] += one.handed_out
    for wakes in list_false_wakes(connection):
        told[CountedEvent.ACCIDENTAL, wakes.region, ""] += wakes.stopped + wakes.not_said
    compared = {CountedEvent.ANSWERED, CountedEvent.CHOSEN, CountedEvent.ACCIDENTAL}
    same = told == Counter({key: number for key, number in counted.items() if key[0] in compared})
    return same and all(
        number <= given[region, programme]
        for (event, region, programme), number in counted.items()
        if event is CountedEvent.HEARD
    )


def _name(count: DayCount, by: Dimension) -> str:
    match by:
        case Dimension.REGION:
            return count.region
        case Dimension.LANGUAGE:
            return count.language
        case Dimension.PROGRAMME:
            return count.programme
        case Dimension.VENDOR:
            return count.vendor
        case Dimension.DAY:
            return count.day.isoformat()


def _by_event(numbers: Mapping[CountedEvent, int]) -> dict[str, int]:
    return {event.value: numbers.get(event, 0) for event in CountedEvent}


def _by_day(counts: Sequence[DayCount]) -> dict[date, tuple[DayCount, ...]]:
    days: dict[date, list[DayCount]] = {}
    for count in counts:
        days.setdefault(count.day, []).append(count)
    return {day: tuple(found) for day, found in days.items()}


def _sums(counts: Iterable[DayCount]) -> dict[str, int]:
    sums = Counter[CountedEvent]()
    for count in counts:
        sums[count.event] += count.number
    return _by_event(sums)


def _hash_of(counts: Iterable[DayCount]) -> bytes:
    """Return the SHA-256 of a day's counts as sorted JSON rows."""
    rows = sorted([one.event.value, one.region, one.language, one.programme, one.vendor, one.number] for one in counts)
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).digest()


def _leaf_of(day: date, counts: Sequence[DayCount]) -> FiguresCounted:
    at = datetime.combine(day, time.min, UTC) + timedelta(days=1)
    return FiguresCounted(at=at, content_hash=_hash_of(counts), **_sums(counts))


def _compare_day(day: date, leaf: Mapping[str, object], counts: Sequence[DayCount]) -> list[Difference]:
    tables = _sums(counts)
    return [
        Difference(event=event, day=day, log=cast("int", leaf.get(event.value, 0)), tables=tables[event.value])
        for event in CountedEvent
        if leaf.get(event.value) != tables[event.value]
    ]


def _day_of(leaf: Mapping[str, object]) -> date | None:
    if leaf.get("kind") != FiguresCounted.kind:
        return None
    return (datetime.fromisoformat(str(leaf["at"])) - timedelta(days=1)).date()


def _leaves(connection: Connection[TupleRow]) -> Iterator[Mapping[str, object]]:
    """Give what each leaf holds; what Earnest did not write is left out."""
    with reading(connection) as leaves:
        for leaf in leaves:
            try:
                holds: object = json.loads(leaf.entry)
            except ValueError:
                continue
            if isinstance(holds, dict):
                yield cast("Mapping[str, object]", holds)
