"""Freezing: clips that are kept and not used until the person who spoke lifts it (RI6)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


def freeze(
    connection: Connection[TupleRow], clip_ids: Sequence[ClipId], example_ids: Sequence[UUID], *, now: datetime
) -> None:
    """Keep clips and examples and use them no more: from the commit on none is given, played or learned from.

    Args:
        connection: transaction of a role of the personal side.
        clip_ids: clips of one person.
        example_ids: examples of the wake word of the same person.
        now: aware.
    """
    _ = connection.execute(QUERIES["freeze_clips"], {"clip_ids": list(clip_ids), "now": now})
    _ = connection.execute(QUERIES["freeze_wake_examples"], {"example_ids": list(example_ids), "frozen": True})


def unfreeze(connection: Connection[TupleRow], clip_ids: Sequence[ClipId], example_ids: Sequence[UUID]) -> None:
    """Use clips and examples again as agreed; one that was withdrawn meanwhile stays so."""
    _ = connection.execute(QUERIES["unfreeze_clips"], {"clip_ids": list(clip_ids)})
    _ = connection.execute(QUERIES["freeze_wake_examples"], {"example_ids": list(example_ids), "frozen": False})
