"""Taking back: a label or rejection that was just sent comes back to its reviewer as a draft."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.locks import hold_clip, hold_snapshots
from earnest.deidentified.review.drafts import Drafts
from earnest.deidentified.review.errors import TakenBackTooLate
from earnest.deidentified.review.leases import end_lease, find_open_lease, load_lease, take_again
from earnest.deidentified.review.payloads import draft_of
from earnest.deidentified.review.records import HeldLease, LeaseOutcome, Reviewer
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ClipId, LabelId, LeaseId, StaffId
from earnest.handover.labels import Label, LabelOutcome, load_label
from earnest.handover.stops import require_going
from earnest.handover.taking import load_clip
from earnest.handover.withdrawals import find_withdrawn
from earnest.services.audit import LabelTakenBack, append
from earnest.services.database import Database, load_queries

QUERIES = load_queries("earnest.deidentified.review")

WINDOW: Final = timedelta(minutes=10)
"""As in `deidentified.take_back`."""
MOST_SHOWN: Final = 8
"""Verdicts in the list, newest first: so many fit on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentVerdict:
    """One of the last verdicts of a reviewer."""

    lease_id: UUID
    outcome: str
    """`labelled` or `rejected`."""
    ended_at: datetime
    """When it was sent."""
    until: datetime
    """Until when it can be taken back."""
    gone: bool
    """Whether the clip was withdrawn or erased, so that nothing can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _SentRow:
    lease_id: UUID
    clip_id: UUID
    outcome: str
    ended_at: datetime


def list_sent(
    connection: Connection[TupleRow],
    staff_id: StaffId,
    *,
    now: datetime,
    since: datetime | None = None,
    most: int = MOST_SHOWN,
) -> tuple[SentVerdict, ...]:
    """Return what a reviewer sent, newest first.

    Args:
        connection: the caller's transaction.
        staff_id: the reviewer.
        now: the present moment.
        since: what was sent before is left out; None for what can still be taken back.
        most: how many at most, ≥ 1.
    """
    parameters = {"staff_id": staff_id, "since": now - WINDOW if since is None else since, "most": most}
    with connection.cursor(row_factory=class_row(_SentRow)) as cursor:
        rows = cursor.execute(QUERIES["list_sent"], parameters).fetchall()
    gone = find_withdrawn(connection, [ClipId(row.clip_id) for row in rows])
    return tuple(
        SentVerdict(
            lease_id=row.lease_id,
            outcome=row.outcome,
            ended_at=row.ended_at,
            until=row.ended_at + WINDOW,
            gone=row.clip_id in gone,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBack:
    """Takes verdicts back."""

    database: Database
    """Connections of the workbench's role."""
    drafts: Drafts
    clock: Clock

    def take_back(self, lease_id: LeaseId, reviewer: Reviewer, *, duration: timedelta) -> None:
        """Remove what a reviewer sent, from snapshots too, and give them the clip again with it as a draft.

        The clip that they hold meanwhile is set aside: what was written about it stays, and it comes back next.

        Args:
            lease_id: the lease that the verdict ended.
            reviewer: who sent it.
            duration: how long they may hold the clip now.

        Raises:
            LeaseNotFound: no such lease of this reviewer.
            ClipGone: the clip was withdrawn or erased meanwhile; “not said” does that at once (RT5).
            ReviewStopped: an officer has stopped it; what was sent stays as it is.
            TakenBackTooLate: ten minutes have passed, or it was taken back before.
            ClipWithAnother: another reviewer has it now; nothing is changed.
        """
        with self.database.transaction() as connection:
            now = self.clock.now()
            lease = load_lease(connection, lease_id, reviewer.staff_id)
            hold_clip(connection, lease.clip_id)
            hold_snapshots(connection)
            clip = load_clip(connection, lease.clip_id)
            require_going(connection, lease.clip_id)
            label = self._load_written(connection, lease)
            names = {"lease_id": lease_id, "staff_id": reviewer.staff_id, "now": now}
            removed = connection.execute(QUERIES["take_back"], names).fetchone()
            if label is None or removed is None or removed[0] is None:
                raise TakenBackTooLate
            self._set_aside(connection, reviewer, now=now)
            _ = take_again(connection, reviewer, lease, now=now, expires_at=now + duration)
            if label.outcome is LabelOutcome.LABELLED:
                self.drafts.keep(connection, clip, reviewer.staff_id, draft_of(label), now=now)
            event = LabelTakenBack(
                at=now, clip_id=lease.clip_id, label_id=LabelId(removed[0]), reviewer=reviewer.pseudonym
            )
            _ = append(connection, event)

    def _load_written(self, connection: Connection[TupleRow], lease: HeldLease) -> Label | None:
        """Return what was written in a lease; None where that is gone."""
        if lease.label_id is None:
            return None
        return load_label(
            connection, lease.label_id, handover_key=self.drafts.handover_key, objects=self.drafts.objects
        )

    def _set_aside(self, connection: Connection[TupleRow], reviewer: Reviewer, *, now: datetime) -> None:
        held = find_open_lease(connection, reviewer.staff_id)
        if held is not None:
            end_lease(connection, held, reviewer.staff_id, outcome=LeaseOutcome.SET_ASIDE, now=now)
