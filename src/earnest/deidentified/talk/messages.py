"""Messages: written, read, reported and removed; each ends after thirty days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.talk.errors import MessageMissing
from earnest.deidentified.talk.rules import fitting_message
from earnest.foundation.identifiers import StaffId, random_identifier
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified.talk")

KEPT_FOR: Final = timedelta(days=30)
"""How long a message is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkMessage:
    """One message."""

    message_id: UUID
    written_by: UUID
    words: str
    written_at: datetime
    reported_at: datetime | None


def write_message(connection: Connection[TupleRow], staff_id: StaffId, written: str, *, now: datetime) -> None:
    """Write a message.

    Raises:
        MessageUnfit: it holds what could carry or name a clip, or is too long.
    """
    names = {
        "message_id": random_identifier(),
        "staff_id": staff_id,
        "words": fitting_message(written),
        "now": now,
        "ends_at": now + KEPT_FOR,
    }
    _ = connection.execute(QUERIES["write_message"], names)


def list_messages(connection: Connection[TupleRow], *, now: datetime) -> tuple[TalkMessage, ...]:
    """Return the newest messages, newest first."""
    with connection.cursor(row_factory=class_row(TalkMessage)) as cursor:
        return tuple(cursor.execute(QUERIES["list_messages"], {"now": now}))


def report_message(connection: Connection[TupleRow], staff_id: StaffId, message_id: UUID, *, now: datetime) -> None:
    """Report a message to the moderator; reporting it again changes nothing.

    Raises:
        MessageMissing: it is gone.
    """
    names = {"message_id": message_id, "staff_id": staff_id, "now": now}
    if connection.execute(QUERIES["has_message"], names).fetchone() is None:
        raise MessageMissing
    _ = connection.execute(QUERIES["report_message"], names)


def remove_message(
    connection: Connection[TupleRow], staff_id: StaffId, message_id: UUID, *, as_moderator: bool
) -> None:
    """Remove a message: one's own, or any as the moderator.

    Raises:
        MessageMissing: there is none that this member may remove.
    """
    query = QUERIES["remove_message"] if as_moderator else QUERIES["remove_own_message"]
    if connection.execute(query, {"message_id": message_id, "staff_id": staff_id}).rowcount == 0:
        raise MessageMissing


@dataclass(frozen=True, slots=True, kw_only=True)
class Talker:
    """Who reads and writes."""

    staff_id: StaffId
    moderates: bool
    """A well-being officer, who sees what was reported and removes it."""
