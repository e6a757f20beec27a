"""Preferences: what a reviewer has chosen; shown to that reviewer only."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import StaffId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified.review")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenKey:
    """A key of the page that a reviewer has changed."""

    action: str
    """What it does; the page knows which actions there are."""
    chord: str
    """The key with what is held meanwhile, such as `Ctrl+Enter`."""


def accepts_distressing(connection: Connection[TupleRow], staff_id: StaffId) -> bool:
    """Return whether a reviewer has chosen clips that others found hard to bear; False until they say so (DC1)."""
    row = connection.execute(QUERIES["accepts_distressing"], {"staff_id": staff_id}).fetchone()
    return row is not None and row[0] is True


def set_accepts_distressing(connection: Connection[TupleRow], staff_id: StaffId, *, accepts: bool) -> None:
    """Keep what a reviewer chose."""
    _ = connection.execute(QUERIES["set_accepts_distressing"], {"staff_id": staff_id, "accepts": accepts})


def list_keys(connection: Connection[TupleRow], staff_id: StaffId) -> tuple[ChosenKey, ...]:
    """Return the keys that a reviewer has changed, by action."""
    with connection.cursor(row_factory=class_row(ChosenKey)) as cursor:
        return tuple(cursor.execute(QUERIES["list_keys"], {"staff_id": staff_id}).fetchall())


def keep_keys(connection: Connection[TupleRow], staff_id: StaffId, keys: Sequence[ChosenKey]) -> None:
    """Keep these keys instead of all earlier ones; of two for one action the later counts."""
    _ = connection.execute(QUERIES["forget_keys"], {"staff_id": staff_id})
    for key in keys:
        names = {"staff_id": staff_id, "action": key.action, "chord": key.chord}
        _ = connection.execute(QUERIES["keep_key"], names)
