"""Escalating: a reviewer reports a danger in a clip that they have or had; the clip goes to no other reviewer (DC4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.care.errors import NotYourClip
from earnest.deidentified.care.escalation_clock import EscalationClock
from earnest.deidentified.care.store import QUERIES, ExposureRecords
from earnest.foundation.identifiers import ClipId, EscalationId, LeaseId, StaffId, random_identifier
from earnest.handover.errors import ClipGone
from earnest.handover.escalations import DangerCategory, Escalation, list_raised, note_told, raise_escalation
from earnest.services.audit import EscalationRaised, EscalationTold, append

REMEMBERED: Final = timedelta(days=1)
"""How long after a lease a reviewer can still escalate its clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerAccount:
    """Who escalates."""

    staff_id: StaffId
    pseudonym: str
    """How they appear in the log."""


def escalate(
    connection: Connection[TupleRow],
    lease_id: LeaseId,
    reviewer: ReviewerAccount,
    category: DangerCategory,
    *,
    clock: EscalationClock,
    exposure: ExposureRecords,
    now: datetime,
) -> EscalationId:
    """Raise an escalation of the clip of a reviewer's own lease and end the lease.

    The clip is given to no reviewer afterwards. Escalating again raises another one: the first may have been of
    another category. A pause follows, which is working time.

    Raises:
        NotYourClip: no such lease of this reviewer within the last day.
        ClipGone: the clip was removed meanwhile.
    """
    names = {"lease_id": lease_id, "staff_id": reviewer.staff_id, "since": now - REMEMBERED, "now": now}
    row = connection.execute(QUERIES["escalate_lease"], names).fetchone()
    if row is None:
        raise NotYourClip
    clip_id, escalation_id = ClipId(cast("UUID", row[0])), EscalationId(random_identifier())
    due_at = clock.due_at(category, now)
    raised = raise_escalation(
        connection,
        escalation_id,
        clip_id,
        category=category,
        raised_by=reviewer.staff_id,
        raised_at=now,
        due_at=due_at,
    )
    if not raised:
        raise ClipGone
    exposure.note_escalated(connection, reviewer.staff_id, lease_id, now=now)
    _ = append(
        connection,
        EscalationRaised(
            at=now,
            escalation_id=escalation_id,
            clip_id=clip_id,
            reviewer=reviewer.pseudonym,
            category=category.value,
            due_at=due_at,
        ),
    )
    return escalation_id


def tell(connection: Connection[TupleRow], reviewer: ReviewerAccount, *, now: datetime) -> tuple[Escalation, ...]:
    """Return a reviewer's escalations and what became of them; the log notes each decision that is shown first."""
    for escalation_id in note_told(connection, reviewer.staff_id, now=now):
        _ = append(connection, EscalationTold(at=now, escalation_id=escalation_id, reviewer=reviewer.pseudonym))
    return list_raised(connection, reviewer.staff_id)
