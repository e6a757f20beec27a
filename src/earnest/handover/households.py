"""Households of clips: random tokens that say which clips are of one household today, for routing only (PS7).

The personal side draws them; nothing computes them, so nothing recomputes them. Each day they are drawn anew.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.services.database import load_queries

_QUERIES = load_queries("earnest.handover")


def list_households(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> tuple[UUID, ...]:
    """Return today's households of clips, each once."""
    rows = connection.execute(_QUERIES["list_households_of"], {"clip_ids": list(clip_ids)}).fetchall()
    return tuple(UUID(str(row[0])) for row in rows)


def renew_households(connection: Connection[TupleRow], households: Mapping[ClipId, UUID]) -> None:
    """Give clips the households of today, and take them from all other clips."""
    values = {"clip_ids": list(households), "households": list(households.values())}
    _ = connection.execute(_QUERIES["renew_households"], values)
    _ = connection.execute(_QUERIES["forget_households"], {"clip_ids": list(households)})
