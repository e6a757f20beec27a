"""Escalations: what a reviewer heard that may be a danger, from the report to the decision; never sound or words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import ClipId, EscalationId, StaffId
from earnest.handover.escalation_errors import EscalationClosed, EscalationMissing, EscalationNotTaken
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


class DangerCategory(StrEnum):
    """What kind of danger a reviewer heard."""

    DANGER_TO_LIFE = "danger_to_life"
    CHILD = "child"
    """A child is harmed or neglected."""
    VIOLENCE = "violence"
    CRIME = "crime"
    SELF_HARM = "self_harm"


class EscalationDecision(StrEnum):
    """How an escalation ends; one of these closes it, and nothing else does."""

    EMERGENCY_CALLED = "emergency_called"
    POLICE_INFORMED = "police_informed"
    CHILD_PROTECTION_INFORMED = "child_protection_informed"
    CUSTOMER_OFFERED_HELP = "customer_offered_help"
    NO_DANGER = "no_danger"
    NOT_REAL = "not_real"
    """A film, a game or a joke."""
    CANNOT_BE_ASSESSED = "cannot_be_assessed"


class TwoPersonAct(StrEnum):
    """What two different officers have to approve."""

    OPEN_EVIDENCE = "open_evidence"
    EXTEND_HOLD = "extend_hold"
    IDENTIFY = "identify"
    """Find who spoke: a safety officer and a privacy officer (DC7)."""


class HoldReason(StrEnum):
    """Why evidence is kept although the clip may be deleted."""

    OPEN_ESCALATION = "open_escalation"
    CRIMINAL_INVESTIGATION = "criminal_investigation"
    COURT_ORDER = "court_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """One escalation as it stands."""

    escalation_id: EscalationId
    clip_id: ClipId
    region: str
    category: DangerCategory
    raised_by: StaffId
    raised_at: datetime
    due_at: datetime
    """Until when a safety officer takes it."""
    taken_by: StaffId | None
    taken_at: datetime | None
    decision: EscalationDecision | None
    decided_at: datetime | None
    told_at: datetime | None
    contacted_at: datetime | None
    """When a person contacted the reviewer (DC8)."""
    paid_minutes: int | None
    hold_until: datetime | None
    """Until when evidence is kept; None: there is none."""
    identification: str | None
    """`waiting`, `done` or `gone`; None: the person was not asked for."""
    approvals: tuple[tuple[TwoPersonAct, StaffId], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _EscalationRow:
    escalation_id: UUID
    clip_id: UUID
    region: str
    category: str
    raised_by: UUID
    raised_at: datetime
    due_at: datetime
    taken_by: UUID | None
    taken_at: datetime | None
    decision: str | None
    decided_at: datetime | None
    told_at: datetime | None
    contacted_at: datetime | None
    paid_minutes: int | None
    hold_until: datetime | None
    identification: str | None
    approved_acts: list[str]
    approved_by: list[UUID]

    def parse(self) -> Escalation:
        return Escalation(
            escalation_id=EscalationId(self.escalation_id),
            clip_id=ClipId(self.clip_id),
            region=self.region,
            category=DangerCategory(self.category),
            raised_by=StaffId(self.raised_by),
            raised_at=self.raised_at,
            due_at=self.due_at,
            taken_by=None if self.taken_by is None else StaffId(self.taken_by),
            taken_at=self.taken_at,
            decision=None if self.decision is None else EscalationDecision(self.decision),
            decided_at=self.decided_at,
            told_at=self.told_at,
            contacted_at=self.contacted_at,
            paid_minutes=self.paid_minutes,
            hold_until=self.hold_until,
            identification=self.identification,
            approvals=tuple(
                (TwoPersonAct(act), StaffId(member))
                for act, member in zip(self.approved_acts, self.approved_by, strict=True)
            ),
        )


def raise_escalation(
    connection: Connection[TupleRow],
    escalation_id: EscalationId,
    clip_id: ClipId,
    *,
    category: DangerCategory,
    raised_by: StaffId,
    raised_at: datetime,
    due_at: datetime,
) -> bool:
    """Raise an escalation of a clip that is there; False where its row is gone."""
    names = {
        "escalation_id": escalation_id,
        "clip_id": clip_id,
        "category": category.value,
        "raised_by": raised_by,
        "raised_at": raised_at,
        "due_at": due_at,
    }
    return connection.execute(QUERIES["raise_escalation"], names).rowcount == 1


def list_escalations(connection: Connection[TupleRow]) -> tuple[Escalation, ...]:
    """Return all escalations: open ones first, the one that is due first before the others."""
    with connection.cursor(row_factory=class_row(_EscalationRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_escalations"]))


def list_raised(connection: Connection[TupleRow], raised_by: StaffId) -> tuple[Escalation, ...]:
    """Return a reviewer's own escalations, newest first."""
    with connection.cursor(row_factory=class_row(_EscalationRow)) as cursor:
        rows = cursor.execute(QUERIES["list_raised_escalations"], {"raised_by": raised_by})
        return tuple(row.parse() for row in rows)


def load_escalation(connection: Connection[TupleRow], escalation_id: EscalationId) -> Escalation:
    """Return one escalation.

    Raises:
        EscalationMissing: there is none of this identifier.
    """
    with connection.cursor(row_factory=class_row(_EscalationRow)) as cursor:
        row = cursor.execute(QUERIES["load_escalation"], {"escalation_id": escalation_id}).fetchone()
    if row is None:
        raise EscalationMissing
    return row.parse()


def take_escalation(
    connection: Connection[TupleRow], escalation_id: EscalationId, *, member: StaffId, now: datetime
) -> bool:
    """Give an escalation to a safety officer; False where one has it already."""
    names = {"escalation_id": escalation_id, "member": member, "now": now}
    return connection.execute(QUERIES["take_escalation"], names).rowcount == 1


def decide_escalation(
    connection: Connection[TupleRow],
    escalation_id: EscalationId,
    decision: EscalationDecision,
    *,
    member: StaffId,
    now: datetime,
) -> None:
    """Close an escalation with a coded decision.

    Raises:
        EscalationMissing: there is none of this identifier.
        EscalationNotTaken: no safety officer has taken it.
        EscalationClosed: it was decided already.
    """
    found = load_escalation(connection, escalation_id)
    if found.decision is not None:
        raise EscalationClosed
    if found.taken_at is None:
        raise EscalationNotTaken
    names = {"escalation_id": escalation_id, "decision": decision.value, "member": member, "now": now}
    if connection.execute(QUERIES["decide_escalation"], names).rowcount == 0:
        raise EscalationClosed


def approve(
    connection: Connection[TupleRow],
    escalation_id: EscalationId,
    act: TwoPersonAct,
    *,
    member: StaffId,
    now: datetime,
) -> bool:
    """Approve an act; False where this officer had approved it. The database counts people and roles."""
    names = {"escalation_id": escalation_id, "act": act.value, "member": member, "now": now}
    return connection.execute(QUERIES["approve"], names).rowcount == 1


def extend_hold(
    connection: Connection[TupleRow],
    escalation_id: EscalationId,
    *,
    reason: HoldReason,
    until: datetime,
    now: datetime,
) -> bool:
    """Keep evidence until another day, at most a year away; False where two officers have not approved it."""
    names = {"escalation_id": escalation_id, "reason": reason.value, "until": until, "now": now}
    row = connection.execute(QUERIES["extend_hold"], names).fetchone()
    return row is not None and row[0] is True


def ask_for_person(
    connection: Connection[TupleRow], escalation_id: EscalationId, *, tell_customer: bool, now: datetime
) -> bool:
    """Ask the personal side to find who spoke; it acts when both officers have approved. False where it was asked."""
    names = {"escalation_id": escalation_id, "tell_customer": tell_customer, "now": now}
    return connection.execute(QUERIES["ask_for_person"], names).rowcount == 1


def note_told(connection: Connection[TupleRow], raised_by: StaffId, *, now: datetime) -> tuple[EscalationId, ...]:
    """Note that a reviewer is shown what became of their escalations; return those of which it is the first time."""
    rows = connection.execute(QUERIES["note_told"], {"raised_by": raised_by, "now": now}).fetchall()
    return tuple(EscalationId(row[0]) for row in rows)


def note_contacted(
    connection: Connection[TupleRow],
    escalation_id: EscalationId,
    *,
    member: StaffId,
    paid_minutes: int,
    now: datetime,
) -> bool:
    """Note that a person contacted the reviewer, and the paid time that they got; False where it was noted before."""
    names = {"escalation_id": escalation_id, "member": member, "paid_minutes": paid_minutes, "now": now}
    return connection.execute(QUERIES["note_contacted"], names).rowcount == 1


def note_late(connection: Connection[TupleRow], *, now: datetime) -> tuple[EscalationId, ...]:
    """Note which escalations were not taken in time; each is returned once."""
    rows: Sequence[TupleRow] = connection.execute(QUERIES["note_late"], {"now": now}).fetchall()
    return tuple(EscalationId(row[0]) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentificationRequest:
    """What the personal side is asked, once both officers approved."""

    escalation_id: UUID
    clip_id: UUID
    category: str
    tell_customer: bool


def list_identifications(connection: Connection[TupleRow]) -> tuple[IdentificationRequest, ...]:
    """Return requests that both officers approved and that were not carried out."""
    with connection.cursor(row_factory=class_row(IdentificationRequest)) as cursor:
        return tuple(cursor.execute(QUERIES["list_identifications"]))


def end_identification(
    connection: Connection[TupleRow], escalation_id: EscalationId, *, found: bool, now: datetime
) -> None:
    """Say whether the customer was found, and nothing else."""
    outcome = "done" if found else "gone"
    _ = connection.execute(
        QUERIES["end_identification"], {"escalation_id": escalation_id, "outcome": outcome, "now": now}
    )
