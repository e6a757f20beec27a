"""Counting: how much is kept of how many people and who listened, over both sides; counts only (Art. 58(1))."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecordings:
    """Recordings of one country that are kept."""

    region: str
    recordings: int
    people: int
    """Different people; who moved counts in each country."""
    chosen: int
    """Of the recordings, chosen for human review."""
    oldest: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerGroup:
    """What reviewers of one kind heard."""

    role: str
    kind: str
    """`person`, or `simulated`: a program that types known answers."""
    vendor: str | None
    """Employer; None: own people."""
    country: str | None
    """Of the site; None: without a site."""
    reviewers: int
    clips: int
    listenings: int
    seconds: int
    """Of sound, as the pages reported it."""


def count_recordings(
    connection: Connection[TupleRow], *, since: datetime, until: datetime
) -> tuple[KeptRecordings, ...]:
    """Return how many recordings that were captured in a time are kept now, by country."""
    with connection.cursor(row_factory=class_row(KeptRecordings)) as cursor:
        return tuple(cursor.execute(QUERIES["count_recordings"], {"since": since, "until": until}))


def count_people(connection: Connection[TupleRow], *, since: datetime, until: datetime) -> int:
    """Return of how many people such recordings are, each counted once."""
    row = connection.execute(QUERIES["count_people"], {"since": since, "until": until}).fetchone()
    return 0 if row is None else cast("int", row[0])


def count_listening(connection: Connection[TupleRow], *, since: datetime, until: datetime) -> tuple[ListenerGroup, ...]:
    """Return who listened in a time, by role, employer and country; clips that were erased since count too."""
    with connection.cursor(row_factory=class_row(ListenerGroup)) as cursor:
        return tuple(cursor.execute(QUERIES["count_listening"], {"since": since, "until": until}))
