"""States: a recording on its way to a reviewer, and its end; all that changes of a row besides its content."""

from collections.abc import Sequence
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.vault")


def hold_waiting(connection: Connection[TupleRow], recording_id: RecordingId) -> bool:
    """Hold a recording that waits for de-identification until the transaction ends; False where it does not wait."""
    return connection.execute(QUERIES["hold_waiting"], {"recording_id": recording_id}).fetchone() is not None


def set_placed(connection: Connection[TupleRow], recording_id: RecordingId) -> None:
    """Note that the clip of a recording lies in the handover."""
    _ = connection.execute(QUERIES["set_placed"], {"recording_id": recording_id})


def set_withheld(connection: Connection[TupleRow], recording_id: RecordingId, *, reason: str) -> None:
    """Note that a waiting recording is not shown to reviewers, and the code of the reason."""
    _ = connection.execute(QUERIES["set_withheld"], {"recording_id": recording_id, "reason": reason})


def set_withdrawn(connection: Connection[TupleRow], recording_id: RecordingId) -> None:
    """Take a waiting recording off the way to a reviewer."""
    _ = connection.execute(QUERIES["set_withdrawn"], {"recording_id": recording_id})


def mark_withdrawn(connection: Connection[TupleRow], customer_id: CustomerId) -> None:
    """Take all recordings of a person off the way to a reviewer."""
    _ = connection.execute(QUERIES["mark_withdrawn"], {"customer_id": customer_id})


def shorten_retention(connection: Connection[TupleRow], customer_id: CustomerId, *, days: int) -> None:
    """Let what is kept of a person end so many days after it was said, where it would end later."""
    _ = connection.execute(QUERIES["shorten_retention"], {"customer_id": customer_id, "days": days})


def withdraw_from_review(connection: Connection[TupleRow], customer_id: CustomerId, *, now: datetime) -> None:
    """Do the same for the gateway's role and withdraw the clips too, of which that role may know nothing."""
    _ = connection.execute(QUERIES["withdraw_from_review"], {"customer_id": customer_id, "now": now})


def destroy_recordings(
    connection: Connection[TupleRow], customer_id: CustomerId, recording_ids: Sequence[RecordingId], *, now: datetime
) -> tuple[RecordingId, ...]:
    """Destroy keys and content of some recordings of a person; return those that were not erased before."""
    scope = {"customer_id": customer_id, "recording_ids": list(recording_ids), "now": now}
    rows = connection.execute(QUERIES["destroy_recordings"], scope).fetchall()
    return tuple(RecordingId(row[0]) for row in rows)


def delete_rows(connection: Connection[TupleRow], recording_ids: Sequence[RecordingId]) -> None:
    """Remove the rows of erased recordings whose objects are gone; any other stays."""
    _ = connection.execute(QUERIES["delete_rows"], {"recording_ids": list(recording_ids)})
