"""Reviews: how many a clip wants, which it has, and which clips wait for one.

How many a clip wants is said when it is placed, and nothing changes it afterwards. Reviewers write without seeing what
others wrote. Where the last of the wanted reviews says something else than those before it, one more reviewer
adjudicates, and that label counts instead of the reviews; else the newest counts.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

ADJUDICATION: Final = 0
"""Number of the label that counts instead of the reviews, which are numbered from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """What a clip wants and has."""

    wanted: int
    """Reviews, 1 to 9."""
    numbers: frozenset[int]
    """Of the labels that there are."""
    differ: bool
    """Whether the newest review says something else than the others."""

    def next_number(self) -> int | None:
        """Return the number of the label that is wanted next; None where none is."""
        reviews = self.numbers - {ADJUDICATION}
        if len(reviews) < self.wanted:
            return min(set(range(1, self.wanted + 1)) - reviews)
        return ADJUDICATION if self.differ and ADJUDICATION not in self.numbers else None


def load_reviews(connection: Connection[TupleRow], clip_id: ClipId) -> Reviews:
    """Return what a clip wants and has; one review and nothing for a clip that is not there."""
    row = connection.execute(QUERIES["load_reviews"], {"clip_id": clip_id}).fetchone()
    wanted, numbers, differ = (1, (), False) if row is None else row
    return Reviews(wanted=int(wanted), numbers=frozenset(int(number) for number in numbers), differ=bool(differ))


def list_offered(
    connection: Connection[TupleRow],
    *,
    now: datetime,
    without: Collection[ClipId],
    first: Collection[ClipId] = (),
    most: int,
) -> tuple[ClipId, ...]:
    """Return clips that wait for a review: not withdrawn, not expired, within the allowance; the oldest first.

    Args:
        connection: of the workbench's role.
        now: the present moment.
        without: clips that are left out: in other hands, or not for the reviewer who asks.
        first: clips that come before the others where they wait.
        most: how many at most, ≥ 1.
    """
    rows = _offered(connection, now=now, without=without, first=first, most=most)
    return tuple(ClipId(row[0]) for row in rows)


def count_offered(connection: Connection[TupleRow], *, now: datetime, without: Collection[ClipId]) -> int:
    """Return how many clips wait for a review; arguments as for `list_offered`."""
    rows = _offered(connection, now=now, without=without, most=1)
    return int(rows[0][1]) if rows else 0


def is_offered(connection: Connection[TupleRow], clip_id: ClipId, *, now: datetime) -> bool:
    """Return whether a clip waits for a review; the caller holds it."""
    return bool(_offered(connection, now=now, among=[clip_id], most=1))


def _offered(
    connection: Connection[TupleRow],
    *,
    now: datetime,
    among: Sequence[ClipId] | None = None,
    without: Collection[ClipId] = (),
    first: Collection[ClipId] = (),
    most: int,
) -> list[TupleRow]:
    """Return clips that wait, each with how many wait in all."""
    parameters = {"now": now, "among": among, "without": list(without), "first": list(first), "most": most}
    return connection.execute(QUERIES["list_offered"], parameters).fetchall()
