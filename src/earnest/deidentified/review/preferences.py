"""Preferences: what a reviewer has chosen; shown to that reviewer only."""

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import StaffId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified.review")


def accepts_distressing(connection: Connection[TupleRow], staff_id: StaffId) -> bool:
    """Return whether a reviewer has chosen clips that others found hard to bear; False until they say so (DC1)."""
    row = connection.execute(QUERIES["accepts_distressing"], {"staff_id": staff_id}).fetchone()
    return row is not None and row[0] is True


def set_accepts_distressing(connection: Connection[TupleRow], staff_id: StaffId, *, accepts: bool) -> None:
    """Keep what a reviewer chose."""
    _ = connection.execute(QUERIES["set_accepts_distressing"], {"staff_id": staff_id, "accepts": accepts})
