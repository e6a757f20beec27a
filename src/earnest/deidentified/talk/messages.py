"""Messages: written, read, reported and removed; each ends after thirty days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
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


class RoomLanguage(StrEnum):
    """What is spoken in a room, ISO 639-1."""

    ENGLISH = "en"
    GERMAN = "de"
    DUTCH = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where the people of one team talk in one language; those of other vendors neither read nor write there."""

    team: UUID | None
    """The vendor; None: our own people."""
    language: RoomLanguage


def write_message(
    connection: Connection[TupleRow], staff_id: StaffId, room: Room, written: str, *, now: datetime
) -> None:
    """Write a message into a room.

    Raises:
        MessageUnfit: it holds what could carry or name a clip, or is too long.
    """
    names = {
        "message_id": random_identifier(),
        "staff_id": staff_id,
        "words": fitting_message(written),
        "now": now,
        "ends_at": now + KEPT_FOR,
        "team": room.team,
        "language": room.language.value,
    }
    _ = connection.execute(QUERIES["write_message"], names)


def list_messages(
    connection: Connection[TupleRow], room: Room, *, moderates: bool, now: datetime
) -> tuple[TalkMessage, ...]:
    """Return the newest messages of a room, newest first; to a moderator also what was reported in others."""
    names = {"now": now, "team": room.team, "language": room.language.value, "moderates": moderates}
    with connection.cursor(row_factory=class_row(TalkMessage)) as cursor:
        return tuple(cursor.execute(QUERIES["list_messages"], names))


def report_message(
    connection: Connection[TupleRow], staff_id: StaffId, team: UUID | None, message_id: UUID, *, now: datetime
) -> None:
    """Report a message to the moderator; reporting it again changes nothing.

    Raises:
        MessageMissing: it is gone, or was written in another team's room.
    """
    names = {"message_id": message_id, "staff_id": staff_id, "team": team, "now": now}
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
