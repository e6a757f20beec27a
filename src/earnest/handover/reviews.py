"""Reviews: which clips wait for one."""

from collections.abc import Collection
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


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
    parameters = {"now": now, "without": list(without), "first": list(first), "most": most}
    return tuple(ClipId(row[0]) for row in connection.execute(QUERIES["list_offered"], parameters).fetchall())


def count_offered(connection: Connection[TupleRow], *, now: datetime, without: Collection[ClipId]) -> int:
    """Return how many clips wait for a review; arguments as for `list_offered`."""
    row = connection.execute(QUERIES["count_offered"], {"now": now, "without": list(without)}).fetchone()
    return 0 if row is None else int(row[0])


def is_offered(connection: Connection[TupleRow], clip_id: ClipId) -> bool:
    """Return whether a clip that the caller holds still waits for a review."""
    return connection.execute(QUERIES["is_offered"], {"clip_id": clip_id}).fetchone() is not None
