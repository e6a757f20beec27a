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
from earnest.deidentified.review.records import LeaseOutcome, Reviewer
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ClipId, LabelId, LeaseId, StaffId
from earnest.foundation.units import SampleCount, milliseconds
from earnest.handover.clips import find_sample_counts
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.labels import Label, LabelOutcome, load_label
from earnest.handover.stop_errors import ReviewStopped
from earnest.handover.stops import require_going
from earnest.handover.taking import find_languages, load_clip
from earnest.handover.withdrawals import find_withdrawn
from earnest.services.audit import LabelTakenBack, append
from earnest.services.cryptography import SealBroken
from earnest.services.database import Database, load_queries
from earnest.services.objects import ObjectMissing

QUERIES = load_queries("earnest.deidentified.review")

WINDOW: Final = timedelta(minutes=10)
"""As in `deidentified.take_back`."""
MOST_SHOWN: Final = 8
"""Verdicts in the list, newest first: so many fit on the page."""
FIRST_WORDS: Final = 5
"""So many words tell a reviewer which clip it was. Chosen."""


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
    language: str | None
    """Of the clip, ISO 639-1; None where it is gone."""
    duration_milliseconds: int | None
    """Of the clip; None where it is gone."""
    first_words: str | None
    """How the reviewer's own words begin, or their intent where they typed none. None for a rejection, and where what
    was sent can no longer be taken back by who asks."""
    reject_reason: str | None
    """Code of the guideline; None for a label, and where it can no longer be taken back by who asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _SentRow:
    lease_id: UUID
    clip_id: UUID
    outcome: str
    ended_at: datetime
    label_id: UUID | None

    def shown(self, label: Label | None, language: str | None, sample_count: SampleCount | None) -> SentVerdict:
        """Return what is shown of it.

        Args:
            label: what was written, where it may be shown.
            language: None where the clip is gone.
            sample_count: None where the clip is gone.
        """
        return SentVerdict(
            lease_id=self.lease_id,
            outcome=self.outcome,
            ended_at=self.ended_at,
            until=self.ended_at + WINDOW,
            gone=language is None,
            language=language,
            duration_milliseconds=None if sample_count is None else milliseconds(sample_count),
            first_words=None if label is None else _beginning(label),
            reject_reason=None if label is None else label.reject_reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBack:
    """Takes verdicts back."""

    database: Database
    """Connections of the workbench's role."""
    drafts: Drafts
    clock: Clock

    def list_sent(
        self,
        connection: Connection[TupleRow],
        staff_id: StaffId,
        *,
        now: datetime,
        with_words: bool,
        since: datetime | None = None,
        most: int = MOST_SHOWN,
    ) -> tuple[SentVerdict, ...]:
        """Return what a reviewer sent, newest first.

        Args:
            connection: the caller's transaction.
            staff_id: the reviewer.
            now: the present moment.
            with_words: whether they may be shown words here and now; then those of what they can still take back are.
            since: what was sent before is left out; None for what can still be taken back.
            most: how many at most, ≥ 1.
        """
        parameters = {"staff_id": staff_id, "since": now - WINDOW if since is None else since, "most": most}
        with connection.cursor(row_factory=class_row(_SentRow)) as cursor:
            rows = cursor.execute(QUERIES["list_sent"], parameters).fetchall()
        clip_ids = [ClipId(row.clip_id) for row in rows]
        gone = find_withdrawn(connection, clip_ids)
        there = [clip_id for clip_id in clip_ids if clip_id not in gone]
        languages, counts = find_languages(connection, there), find_sample_counts(connection, there)
        return tuple(
            row.shown(
                self._load_shown(connection, row) if with_words and row.ended_at + WINDOW > now else None,
                languages.get(ClipId(row.clip_id)),
                counts.get(ClipId(row.clip_id)),
            )
            for row in rows
        )

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
            label = self._load_label(connection, lease.label_id)
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

    def _load_shown(self, connection: Connection[TupleRow], row: _SentRow) -> Label | None:
        """Return what was written; None where it could not be taken back: its clip is gone, stopped, or unreadable."""
        try:
            _ = load_clip(connection, ClipId(row.clip_id))
            require_going(connection, ClipId(row.clip_id))
            return self._load_label(connection, row.label_id)
        except (ClipGone, ClipMissing, ObjectMissing, ReviewStopped, SealBroken):
            return None

    def _load_label(self, connection: Connection[TupleRow], label_id: UUID | None) -> Label | None:
        """Return what was written in a lease; None where that is gone."""
        if label_id is None:
            return None
        keys = self.drafts
        return load_label(connection, LabelId(label_id), handover_key=keys.handover_key, objects=keys.objects)

    def _set_aside(self, connection: Connection[TupleRow], reviewer: Reviewer, *, now: datetime) -> None:
        held = find_open_lease(connection, reviewer.staff_id)
        if held is not None:
            end_lease(connection, held, reviewer.staff_id, outcome=LeaseOutcome.SET_ASIDE, now=now)


def _beginning(label: Label) -> str | None:
    words = (label.transcript or "").split()
    return f"{' '.join(words[:FIRST_WORDS])}{' …' if len(words) > FIRST_WORDS else ''}" if words else label.intent
