"""Affected: lists of people whom a breach affects, made and sealed by the personal side for the officer (RG6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import BreachId, StaffId, random_identifier
from earnest.handover.two_person_errors import ActNotYours
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

KEPT: Final = timedelta(days=30)
"""A sealed list is removed so long after it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedList:
    """One list as the officer sees it; nothing of it but how many people are on it."""

    list_id: UUID
    breach_id: UUID
    region: str | None
    since: datetime
    until: datetime
    asked_at: datetime
    people: int | None
    """None: it is not made yet."""
    ended_at: datetime | None
    ready: bool
    """Whether the sealed list can be downloaded."""
    waits_for_second: bool
    """It is made only when another person agreed."""
    of_two: bool
    """It is sealed to two people, and opened only with both keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedToAgree:
    """A list that waits for a second person."""

    list_id: UUID
    breach_id: UUID
    region: str | None
    since: datetime
    until: datetime
    asked_at: datetime
    asked_by: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedRequest:
    """A list that the personal side is to make."""

    list_id: UUID
    breach_id: UUID
    region: str | None
    since: datetime
    until: datetime
    public_key: bytes
    second_key: bytes | None
    """Key of the second person; None: a household, where one is enough."""


def ask_for_affected(
    connection: Connection[TupleRow],
    breach_id: BreachId,
    *,
    region: str | None,
    since: datetime,
    until: datetime,
    public_key: bytes,
    token: str,
    now: datetime,
) -> UUID:
    """Ask the personal side who is affected and return the list's identifier.

    Args:
        connection: of the administration's role.
        breach_id: the breach.
        region: country of the people; None: all.
        since: first moment of recording that counts.
        until: first moment that does not count any more; later than `since`.
        public_key: X25519 key to which the list is sealed, 32 bytes.
        token: of the officer's session.
        now: the present time.

    Raises:
        ActNotYours: it is no session of an active officer.
    """
    list_id = random_identifier()
    names = {
        "list_id": list_id,
        "breach_id": breach_id,
        "region": region,
        "since": since,
        "until": until,
        "public_key": public_key,
        "token": token,
        "now": now,
    }
    row = connection.execute(QUERIES["ask_for_affected"], names).fetchone()
    if row is None or row[0] is None:
        raise ActNotYours
    return list_id


def agree_to_affected(
    connection: Connection[TupleRow], list_id: UUID, *, public_key: bytes, token: str, now: datetime
) -> StaffId:
    """Agree to a list as the second person; it is sealed to their key, too. Return who that is.

    Args:
        connection: of the administration's role.
        list_id: the list.
        public_key: X25519 key of the second person, 32 bytes; not that of the first.
        token: of their session.
        now: the present time.

    Raises:
        ActNotYours: it was asked for by this person, it is made or agreed to already, the key is the first person's,
            or neither of both is a privacy officer.
    """
    names = {"list_id": list_id, "public_key": public_key, "token": token, "now": now}
    row = connection.execute(QUERIES["agree_to_affected"], names).fetchone()
    if row is None or row[0] is None:
        raise ActNotYours
    return StaffId(row[0])


def list_affected_to_agree(connection: Connection[TupleRow]) -> tuple[AffectedToAgree, ...]:
    """Return the lists that wait for a second person, the oldest first."""
    with connection.cursor(row_factory=class_row(AffectedToAgree)) as cursor:
        return tuple(cursor.execute(QUERIES["list_affected_to_agree"]))


def list_affected(connection: Connection[TupleRow], breach_id: BreachId) -> tuple[AffectedList, ...]:
    """Return what was asked about a breach, the oldest first."""
    with connection.cursor(row_factory=class_row(AffectedList)) as cursor:
        return tuple(cursor.execute(QUERIES["list_affected"], {"breach_id": breach_id}))


def find_sealed_list(connection: Connection[TupleRow], breach_id: BreachId, list_id: UUID) -> bytes | None:
    """Return a sealed list, which only the officer's private key opens; None where there is none (any more)."""
    row = connection.execute(QUERIES["load_affected"], {"list_id": list_id, "breach_id": breach_id}).fetchone()
    return None if row is None else bytes(cast("bytes", row[0]))


def list_affected_waiting(connection: Connection[TupleRow]) -> tuple[AffectedRequest, ...]:
    """Return the lists that the personal side is to make, the oldest first."""
    with connection.cursor(row_factory=class_row(AffectedRequest)) as cursor:
        return tuple(cursor.execute(QUERIES["list_affected_waiting"]))


def end_affected(connection: Connection[TupleRow], list_id: UUID, *, people: int, sealed: bytes, now: datetime) -> None:
    """Keep a sealed list and how many people are on it."""
    names = {"list_id": list_id, "people": people, "sealed": sealed, "now": now}
    _ = connection.execute(QUERIES["end_affected"], names)


def forget_affected(connection: Connection[TupleRow], *, now: datetime) -> int:
    """Remove sealed lists that were kept long enough; return how many."""
    return connection.execute(QUERIES["forget_affected"], {"before": now - KEPT}).rowcount
