"""Breaches: the register, entry by entry; nothing of it is changed, and the log holds the hash of each entry (RG6)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import BreachId, random_identifier
from earnest.organisation.accountability.breach_rules import (
    BreachEntry,
    EntryKind,
    Nature,
    Risk,
    state_of,
)
from earnest.organisation.accountability.errors import BreachMissing, BreachUnfinished, EntryUnfit
from earnest.services.audit import BreachDue, BreachEntered, append
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.organisation.accountability")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What an officer enters."""

    kind: EntryKind
    happened_at: datetime
    risk: Risk | None = None
    nature: Nature | None = None
    people: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    entry_id: UUID
    breach_id: UUID
    place: int
    kind: str
    happened_at: datetime
    risk: str | None
    nature: str | None
    people: int | None
    remark: str
    member: UUID
    entered_at: datetime

    def parse(self) -> BreachEntry:
        return BreachEntry(
            entry_id=self.entry_id,
            breach_id=self.breach_id,
            place=self.place,
            kind=EntryKind(self.kind),
            happened_at=self.happened_at,
            risk=None if self.risk is None else Risk(self.risk),
            nature=None if self.nature is None else Nature(self.nature),
            people=self.people,
            remark=self.remark,
            member=self.member,
            entered_at=self.entered_at,
        )


def list_breaches(connection: Connection[TupleRow]) -> tuple[tuple[BreachEntry, ...], ...]:
    """Return the entries of every breach in their order; the breach of which one became aware last comes first."""
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        entries = [row.parse() for row in cursor.execute(QUERIES["list_breach_entries"])]
    breaches = [tuple(group) for _, group in groupby(entries, key=lambda one: one.breach_id)]
    return tuple(sorted(breaches, key=lambda one: one[0].happened_at, reverse=True))


def load_breach(connection: Connection[TupleRow], breach_id: BreachId) -> tuple[BreachEntry, ...]:
    """Return the entries of one breach in their order.

    Raises:
        BreachMissing: there is none of this identifier.
    """
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        rows = cursor.execute(QUERIES["list_entries_of_breach"], {"breach_id": breach_id}).fetchall()
    if not rows:
        raise BreachMissing
    return tuple(row.parse() for row in rows)


def open_breach(
    connection: Connection[TupleRow], given: NewEntry, *, member: UUID, pseudonym: str, now: datetime
) -> BreachId:
    """Enter that the organisation became aware of a breach; its clock runs. Return its identifier.

    Raises:
        EntryUnfit: the first entry of a breach is that one became aware, and not later than now.
    """
    if given.kind is not EntryKind.AWARE:
        raise EntryUnfit
    breach_id = BreachId(random_identifier())
    _enter(connection, breach_id, (), given, member=member, pseudonym=pseudonym, now=now)
    return breach_id


def add_entry(
    connection: Connection[TupleRow],
    breach_id: BreachId,
    given: NewEntry,
    *,
    member: UUID,
    pseudonym: str,
    now: datetime,
) -> None:
    """Add an entry to a breach and tell the log.

    Raises:
        BreachMissing: there is none of this identifier.
        EntryUnfit: it does not fit: a second first entry, a time later than now, a risk where none is assessed, or
            something after the breach was closed.
        BreachUnfinished: it cannot be closed before what is missing is entered.
    """
    before = load_breach(connection, breach_id)
    if given.kind is EntryKind.AWARE or before[-1].kind is EntryKind.CLOSED:
        raise EntryUnfit
    if given.kind is EntryKind.CLOSED and state_of(before, now).missing:
        raise BreachUnfinished
    _enter(connection, breach_id, before, given, member=member, pseudonym=pseudonym, now=now)


def remind_of_breaches(connection: Connection[TupleRow], *, now: datetime) -> None:
    """Tell the log of breaches whose clock runs out within a day or has run out, each once."""
    for entries in list_breaches(connection):
        state = state_of(entries, now)
        if state.told_at is not None or not (state.soon or state.late):
            continue
        breach_id = BreachId(entries[0].breach_id)
        names = {"breach_id": breach_id, "late": state.late, "now": now}
        if connection.execute(QUERIES["note_breach_reminder"], names).rowcount == 1:
            _ = append(connection, BreachDue(at=now, breach_id=breach_id, late=state.late))


def entry_hash(entry: BreachEntry) -> bytes:
    """Return the SHA-256 of an entry, which the log holds: who changes the register later cannot change it there."""
    held = {
        "entry_id": str(entry.entry_id),
        "breach_id": str(entry.breach_id),
        "place": entry.place,
        "kind": entry.kind.value,
        "happened_at": entry.happened_at.timestamp(),
        "risk": entry.risk,
        "nature": entry.nature,
        "people": entry.people,
        "remark": entry.remark,
        "member": str(entry.member),
        "entered_at": entry.entered_at.timestamp(),
    }
    return sha256(json.dumps(held, ensure_ascii=False, sort_keys=True).encode()).digest()


def _enter(
    connection: Connection[TupleRow],
    breach_id: BreachId,
    before: Sequence[BreachEntry],
    given: NewEntry,
    *,
    member: UUID,
    pseudonym: str,
    now: datetime,
) -> None:
    if given.happened_at.tzinfo is None or given.happened_at > now:
        raise EntryUnfit
    if (given.kind is EntryKind.ASSESSED) != (given.risk is not None):
        raise EntryUnfit
    entry = BreachEntry(
        entry_id=random_identifier(),
        breach_id=breach_id,
        place=len(before) + 1,
        kind=given.kind,
        happened_at=given.happened_at,
        risk=given.risk,
        nature=given.nature,
        people=given.people,
        remark=given.remark,
        member=member,
        entered_at=now,
    )
    names = {
        "entry_id": entry.entry_id,
        "breach_id": entry.breach_id,
        "place": entry.place,
        "kind": entry.kind.value,
        "happened_at": entry.happened_at,
        "risk": entry.risk,
        "nature": entry.nature,
        "people": entry.people,
        "remark": entry.remark,
        "member": entry.member,
        "now": now,
    }
    try:
        _ = connection.execute(QUERIES["add_breach_entry"], names)
    except (psycopg.errors.UniqueViolation, psycopg.errors.InsufficientPrivilege):
        # Another officer entered something meanwhile, or closed it.
        raise EntryUnfit from None
    event = BreachEntered(
        at=now, breach_id=breach_id, said=given.kind.value, entry_hash=entry_hash(entry), member=pseudonym
    )
    _ = append(connection, event)
