"""Locks between writing about a clip and erasing it, held until the transaction ends.

Without them a label that is being written while its clip is erased would outlive the clip. Whoever holds a lock looks
for a withdrawal afterwards, in a statement of its own, and so sees every erasure that came before.
"""

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified")


def hold_clip(connection: Connection[TupleRow], clip_id: ClipId) -> None:
    """Wait until no other transaction labels or erases a clip, and hold the lock."""
    _ = connection.execute(QUERIES["hold_clip"], {"clip": str(clip_id)})


def hold_snapshots(connection: Connection[TupleRow]) -> None:
    """Wait until no other transaction makes a snapshot or removes clips from snapshots, and hold the lock."""
    _ = connection.execute(QUERIES["hold_snapshots"])


def hold_releases(connection: Connection[TupleRow]) -> None:
    """Wait until no other transaction releases a model or rolls one back, and hold the lock."""
    _ = connection.execute(QUERIES["hold_releases"])
