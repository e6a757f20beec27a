"""Locks between writing about a clip and erasing it, held until the transaction ends.

Without them a label that is being written while its clip is erased would outlive the clip. Whoever holds a lock looks
for a withdrawal afterwards, in a statement of its own, and so sees every erasure that came before.
"""

from typing import LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId

_CLIP: LiteralString = "select deidentified.hold_clip(%s)"
_SNAPSHOTS: LiteralString = "select deidentified.hold_snapshots()"


def hold_clip(connection: Connection[TupleRow], clip_id: ClipId) -> None:
    """Wait until nobody else writes about a clip or erases it, and keep others waiting."""
    _ = connection.execute(_CLIP, [str(clip_id)])


def hold_snapshots(connection: Connection[TupleRow]) -> None:
    """Wait until nobody else makes a snapshot or takes clips out of snapshots, and keep others waiting."""
    _ = connection.execute(_SNAPSHOTS)
