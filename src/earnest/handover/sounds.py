"""Sounds: which clips have no sound in the object store, so that none of them is offered."""

from collections.abc import Collection
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


def list_sounds(connection: Connection[TupleRow]) -> set[str]:
    """Return the names of the objects in which the sound of clips lies that are not withdrawn."""
    return {str(row[0]) for row in connection.execute(QUERIES["list_sounds"])}


def keep_clips_without_sound(connection: Connection[TupleRow], object_keys: Collection[str], *, now: datetime) -> None:
    """Say of which clips the object store has no sound; none of them is offered, all others are.

    Args:
        connection: transaction of the corpus worker's role.
        object_keys: names of the objects that are missing.
        now: aware.
    """
    given = {"object_keys": list(object_keys), "now": now}
    _ = connection.execute(QUERIES["forget_clips_without_sound"], given)
    _ = connection.execute(QUERIES["keep_clips_without_sound"], given)


def count_clips_without_sound(connection: Connection[TupleRow]) -> int:
    """Return how many clips have no sound and are not withdrawn."""
    row = connection.execute(QUERIES["count_clips_without_sound"]).fetchone()
    return 0 if row is None else int(row[0])
