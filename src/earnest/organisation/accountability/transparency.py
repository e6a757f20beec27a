"""Transparency: the public report, with a rule that no small count tells of a single person (TR6)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.settings import Settings
from earnest.handover.figures import list_false_wakes, list_sampling_figures
from earnest.handover.processors import Employer, Processor, list_employers, list_processors
from earnest.handover.two_person import list_shares

SMALLEST: Final = 10
"""Counts from 1 to 9 are not told."""
STEP: Final = 10
"""All others are rounded down to a multiple of this, so that two reports a moment apart tell of no single person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCount:
    """A count as the public is told it."""

    at_least: int
    """A multiple of ten."""
    few: bool
    """It is from 1 to 9, and not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMonth:
    """One region, programme and month."""

    region: str
    programme: str
    month: date
    """First day, UTC."""
    utterances: PublicCount
    """Answered, kept or not."""
    may_be_heard: PublicCount
    chosen: PublicCount
    heard: PublicCount
    """Given to a reviewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWakes:
    """Devices that woke by accident in one region and month."""

    region: str
    month: date
    dropped: PublicCount
    erased: PublicCount


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyReport:
    """What the public is told."""

    made_at: datetime
    equals_log: bool
    """Whether the exact figures equalled the audit log when this was made."""
    smallest_count: int
    rounded_to: int
    cap_share: float
    """Of the general programme, in force in the database."""
    panel_cap_share: float
    """The same of the invited panel."""
    retention_days: int
    months: tuple[PublicMonth, ...]
    accidents: tuple[PublicWakes, ...]
    processors: tuple[Processor, ...]
    employers: tuple[Employer, ...]


def public_count(count: int) -> PublicCount:
    """Return a count as the public is told it: 0 as it is, 1 to 9 as few, all others rounded down to tens."""
    return PublicCount(at_least=count - count % STEP, few=0 < count < SMALLEST)


def make_report(
    connection: Connection[TupleRow], settings: Settings, *, equals_log: bool, now: datetime
) -> TransparencyReport:
    """Make the report of all months that have ended, newest first.

    The present month is left out: its counts grow by one where one person speaks. No sums are told, so that what is
    left out cannot be found by subtraction.

    Args:
        connection: of the administration's role.
        settings: those in force.
        equals_log: whether the figures equal the audit log, as read in the same transaction.
        now: the present time.
    """
    present = now.date().replace(day=1)
    shares = list_shares(connection)
    return TransparencyReport(
        made_at=now,
        equals_log=equals_log,
        smallest_count=SMALLEST,
        rounded_to=STEP,
        cap_share=shares["general"],
        panel_cap_share=shares["panel"],
        retention_days=settings.retention_days,
        months=tuple(
            PublicMonth(
                region=one.region,
                programme=one.programme,
                month=one.period,
                utterances=public_count(one.utterances),
                may_be_heard=public_count(one.allowed),
                chosen=public_count(one.chosen),
                heard=public_count(one.handed_out),
            )
            for one in list_sampling_figures(connection)
            if one.period < present
        ),
        accidents=tuple(
            PublicWakes(
                region=one.region,
                month=one.period,
                dropped=public_count(one.stopped),
                erased=public_count(one.not_said),
            )
            for one in list_false_wakes(connection)
            if one.period < present
        ),
        processors=list_processors(connection),
        employers=list_employers(connection),
    )


class RequestsPerMinute:
    """Counts requests of addresses in the present minute; it forgets all of them when the next begins."""

    def __init__(self, most: int) -> None:
        """Take how many an address may send in a minute."""
        self._most = most
        self._minute = -1
        self._counts: defaultdict[str, int] = defaultdict(int)

    def takes(self, address: str, now: datetime) -> bool:
        """Count a request and tell whether it is within the limit."""
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._counts.clear()
        self._counts[address] += 1
        return self._counts[address] <= self._most
