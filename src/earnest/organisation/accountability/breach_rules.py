"""Rules of breaches: what entries say together, and when the authority and the people have to be told (RG6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

CLOCK: Final = timedelta(hours=72)
"""From when the organisation became aware until the authority is told (Art. 33(1))."""
SOON: Final = timedelta(hours=24)
"""So long before its end officers are reminded."""


class EntryKind(StrEnum):
    """What an entry says."""

    AWARE = "aware"
    """The organisation became aware; the first entry and no other."""
    ASSESSED = "assessed"
    """The risk for those affected."""
    MEASURE = "measure"
    """What was done against it."""
    AUTHORITY_TOLD = "authority_told"
    """Article 33."""
    PEOPLE_TOLD = "people_told"
    """Article 34."""
    NO_NEED_TO_TELL = "no_need_to_tell"
    """Why the authority is not told: a risk is unlikely (Art. 33(1))."""
    REMARK = "remark"
    CLOSED = "closed"


class Risk(StrEnum):
    """For the rights and freedoms of those affected."""

    NONE = "none"
    """Unlikely."""
    RISK = "risk"
    HIGH = "high"


class Nature(StrEnum):
    """What was lost."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


class Missing(StrEnum):
    """What is still to be done before a breach can be closed."""

    RISK = "risk"
    """The risk is not assessed."""
    AUTHORITY = "authority"
    """The authority is not told, nor is it said why not."""
    PEOPLE = "people"
    """The risk is high, and the people are not told."""
    REASON_FOR_DELAY = "reason_for_delay"
    """The authority was told after 72 hours, and the entry does not say why (Art. 33(1))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachEntry:
    """One entry; it is never changed."""

    entry_id: UUID
    breach_id: UUID
    place: int
    kind: EntryKind
    happened_at: datetime
    risk: Risk | None
    nature: Nature | None
    people: int | None
    remark: str
    member: UUID
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachState:
    """What the entries of one breach say together."""

    aware_at: datetime
    due_at: datetime
    told_at: datetime | None
    """When the authority was told."""
    need_denied: bool
    """It was said why the authority is not told."""
    risk: Risk | None
    """As assessed last."""
    people: int | None
    """As told last."""
    closed: bool
    late: bool
    """The authority was told after the clock, or is not told and the clock has run out."""
    soon: bool
    """The authority is not told, and the clock runs out within a day."""
    missing: tuple[Missing, ...]


def state_of(entries: Sequence[BreachEntry], now: datetime) -> BreachState:
    """Return what the entries of one breach say together.

    Args:
        entries: in their order, at least the first.
        now: the present time.
    """
    aware_at = entries[0].happened_at
    due_at = aware_at + CLOCK
    told = next((one for one in entries if one.kind is EntryKind.AUTHORITY_TOLD), None)
    risk = next((one.risk for one in reversed(entries) if one.kind is EntryKind.ASSESSED), None)
    denied = risk is Risk.NONE and any(one.kind is EntryKind.NO_NEED_TO_TELL for one in entries)
    runs = told is None and not denied
    return BreachState(
        aware_at=aware_at,
        due_at=due_at,
        told_at=None if told is None else told.happened_at,
        need_denied=denied,
        risk=risk,
        people=next((one.people for one in reversed(entries) if one.people is not None), None),
        closed=entries[-1].kind is EntryKind.CLOSED,
        late=now >= due_at if runs else told is not None and told.happened_at > due_at,
        soon=runs and due_at - SOON <= now < due_at,
        missing=tuple(_missing(entries, risk=risk, told=told, denied=denied, due_at=due_at)),
    )


def _missing(
    entries: Sequence[BreachEntry],
    *,
    risk: Risk | None,
    told: BreachEntry | None,
    denied: bool,
    due_at: datetime,
) -> list[Missing]:
    missing: list[Missing] = []
    if risk is None:
        missing.append(Missing.RISK)
    if told is None and not denied:
        missing.append(Missing.AUTHORITY)
    if told is not None and told.happened_at > due_at and not told.remark.strip():
        missing.append(Missing.REASON_FOR_DELAY)
    if risk is Risk.HIGH and all(one.kind is not EntryKind.PEOPLE_TOLD for one in entries):
        missing.append(Missing.PEOPLE)
    return missing
