"""Verdicts: a reviewer's label, rejection or return ends the lease, once."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.guideline.store import confirmed_guideline
from earnest.deidentified.locks import hold_clip
from earnest.deidentified.review.errors import LeaseEnded
from earnest.deidentified.review.leases import eject_lease, end_lease, load_lease
from earnest.deidentified.review.names import Names
from earnest.deidentified.review.records import (
    HeldLease,
    LeaseOutcome,
    Reviewer,
    WrittenLabel,
    WrittenRejection,
)
from earnest.deidentified.review.rules import (
    accept_label,
    accept_rejection,
    check_heard_enough_to_reject,
    check_heard_to_the_end,
)
from earnest.deidentified.tasks import ERASE_CLIP
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import LabelId, LeaseId, ReceiptId, random_identifier
from earnest.foundation.units import milliseconds
from earnest.handover.labels import Label, LabelOutcome, WakeWordVerdict, add_label
from earnest.handover.receipts import Receipt, ReceiptKind, add_receipt
from earnest.handover.taking import PlacedClip, load_clip
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.audit import ClipLabelled, ClipRejected, ClipReturned, ClipWithdrawn, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs import Jobs
from earnest.services.objects import ObjectStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Takes what reviewers decide about the clips that they hold."""

    database: Database
    """Connections of the workbench's role."""
    handover_key: MasterKey
    """Opens the keys of clips, which seal what is written about them."""
    objects: ObjectStore
    names: Names
    """The catalogue that a lead keeps."""
    jobs: Jobs
    clock: Clock

    def label(
        self, lease_id: LeaseId, reviewer: Reviewer, written: WrittenLabel, *, keystrokes: int | None = None
    ) -> None:
        """Keep a label and end the lease. Sending the same again after it was kept changes nothing.

        Where the wake word was not said the clip is withdrawn in the same transaction and its erasure is on the way
        (RV10, RT5); nothing of what was said is kept.

        Args:
            lease_id: the clip that is held.
            reviewer: who wrote.
            written: the label.
            keystrokes: keys pressed for it, as the page counted them, ≥ 0; None where it did not.

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
            NotHeardToTheEnd: less was played than the clip is long (RV1).
            GuidelineUnconfirmed, GuidelineChanged: there is a newer guideline than was confirmed or shown (RV6).
            LabelUnusable: the label does not fit.
        """
        with self.database.transaction() as connection:
            now = self.clock.now()
            lease = load_lease(connection, lease_id, reviewer.staff_id)
            if lease.outcome is LeaseOutcome.LABELLED:
                return
            placed = _load_held_clip(connection, lease, now=now)
            clip = placed.description
            check_heard_to_the_end(
                played_milliseconds=lease.played_milliseconds, duration_milliseconds=milliseconds(clip.sample_count)
            )
            guideline = confirmed_guideline(connection, reviewer.staff_id)
            kept = accept_label(
                written, wake_word=clip.wake_word, guideline=guideline, answered=placed.sealed_answer is not None
            )
            kept = self.names.apply(connection, placed, kept, now=now)
            label = _label(lease, reviewer, kept, now=now)
            self._conclude(connection, lease, reviewer, label, now=now, keystrokes=keystrokes)

    def reject(self, lease_id: LeaseId, reviewer: Reviewer, written: WrittenRejection) -> None:
        """Keep a rejection with its reason and end the lease; otherwise as `label`.

        Raises:
            LeaseNotFound, LeaseEnded, ClipGone: the clip is not in this reviewer's hands (any more).
            NotHeardLongEnough: less than three seconds were played (RV1), and it is not hard to bear (DC1).
            GuidelineUnconfirmed, GuidelineChanged: there is a newer guideline than was confirmed or shown (RV6).
            LabelUnusable: reason or verdict is none of the guideline's.
        """
        with self.database.transaction() as connection:
            now = self.clock.now()
            lease = load_lease(connection, lease_id, reviewer.staff_id)
            if lease.outcome is LeaseOutcome.REJECTED:
                return
            clip = _load_held_clip(connection, lease, now=now).description
            check_heard_enough_to_reject(
                reason=written.reason,
                played_milliseconds=lease.played_milliseconds,
                duration_milliseconds=milliseconds(clip.sample_count),
            )
            guideline = confirmed_guideline(connection, reviewer.staff_id)
            kept = accept_rejection(written, wake_word=clip.wake_word, guideline=guideline)
            label = _rejection(lease, reviewer, kept, now=now)
            self._conclude(connection, lease, reviewer, label, now=now)

    def give_back(self, lease_id: LeaseId, reviewer: Reviewer) -> None:
        """End the lease without a verdict: always allowed, without a reason, however much was heard (DC1).

        Raises:
            LeaseNotFound: no such lease of this reviewer.
        """
        self._end_without_verdict(lease_id, reviewer, LeaseOutcome.RETURNED)

    def skip(self, lease_id: LeaseId, reviewer: Reviewer) -> None:
        """End the lease without a verdict, keep the draft; in half an hour this reviewer may be given the clip again.

        Raises:
            LeaseNotFound: no such lease of this reviewer.
        """
        self._end_without_verdict(lease_id, reviewer, LeaseOutcome.SKIPPED)

    def eject(self, lease_id: LeaseId, reviewer: Reviewer) -> None:
        """Take a clip that is hard to bear away for good (DC1): without listening, without a reason, without counting.

        After that it goes only to reviewers who have chosen such clips. A lease whose time is over can be ejected too,
        so that a message that was late or was repeated does what it says.

        Raises:
            LeaseNotFound: no such lease of this reviewer.
        """
        with self.database.transaction() as connection:
            lease = load_lease(connection, lease_id, reviewer.staff_id)
            eject_lease(connection, lease, reviewer.staff_id, now=self.clock.now())

    def _end_without_verdict(self, lease_id: LeaseId, reviewer: Reviewer, outcome: LeaseOutcome) -> None:
        """End a lease that is open; one that has ended stays as it is, so that a repeated message changes nothing."""
        with self.database.transaction() as connection:
            lease = load_lease(connection, lease_id, reviewer.staff_id)
            if lease.outcome is None:
                return_lease(connection, lease, reviewer, now=self.clock.now(), outcome=outcome)

    def _conclude(
        self,
        connection: Connection[TupleRow],
        lease: HeldLease,
        reviewer: Reviewer,
        label: Label,
        *,
        now: datetime,
        keystrokes: int | None = None,
    ) -> None:
        labelled = label.outcome is LabelOutcome.LABELLED
        add_label(connection, label, handover_key=self.handover_key, objects=self.objects)
        outcome = LeaseOutcome.LABELLED if labelled else LeaseOutcome.REJECTED
        end_lease(
            connection,
            lease,
            reviewer.staff_id,
            outcome=outcome,
            now=now,
            label_id=label.label_id,
            keystrokes=keystrokes,
        )
        add_receipt(
            connection,
            Receipt(
                receipt_id=ReceiptId(random_identifier()),
                clip_id=lease.clip_id,
                kind=ReceiptKind.LABELLED if labelled else ReceiptKind.REJECTED,
                role=reviewer.kind.value,
                played_milliseconds=lease.played_milliseconds,
                recorded_at=now,
            ),
        )
        accidental = label.wake_word_verdict is WakeWordVerdict.NOT_SAID
        if accidental:
            withdraw(connection, [lease.clip_id], reason=WithdrawalReason.NOT_SAID, withdrawn_at=now)
            self.jobs.defer(connection, ERASE_CLIP, lease.clip_id)
        # The log's lock is held until the commit, so its leaves come last.
        event = ClipLabelled if labelled else ClipRejected
        _ = append(
            connection, event(at=now, clip_id=lease.clip_id, label_id=label.label_id, reviewer=reviewer.pseudonym)
        )
        if accidental:
            _ = append(connection, ClipWithdrawn(at=now, clip_id=lease.clip_id, reason=WithdrawalReason.NOT_SAID.value))


def return_lease(
    connection: Connection[TupleRow],
    lease: HeldLease,
    reviewer: Reviewer,
    *,
    now: datetime,
    outcome: LeaseOutcome = LeaseOutcome.RETURNED,
) -> None:
    """End an open lease without a verdict, and write that into the log."""
    end_lease(connection, lease, reviewer.staff_id, outcome=outcome, now=now)
    event = ClipReturned(at=now, clip_id=lease.clip_id, lease_id=lease.lease_id, reviewer=reviewer.pseudonym)
    _ = append(connection, event)


def _load_held_clip(connection: Connection[TupleRow], lease: HeldLease, *, now: datetime) -> PlacedClip:
    """Return the clip of an open lease, held against erasure until the transaction ends."""
    if lease.outcome is not None or lease.expires_at <= now:
        raise LeaseEnded
    hold_clip(connection, lease.clip_id)
    return load_clip(connection, lease.clip_id)


def _label(lease: HeldLease, reviewer: Reviewer, kept: WrittenLabel, *, now: datetime) -> Label:
    return Label(
        label_id=LabelId(random_identifier()),
        clip_id=lease.clip_id,
        outcome=LabelOutcome.LABELLED,
        reject_reason=None,
        wake_word_verdict=kept.wake_word_verdict,
        transcript=kept.transcript,
        unclear_words=kept.unclear_words,
        intent=kept.intent,
        slots=kept.slots,
        entities=kept.entities,
        guideline_version=kept.guideline_version,
        reviewer_kind=reviewer.kind,
        labelled_at=now,
        answer=kept.answer,
    )


def _rejection(lease: HeldLease, reviewer: Reviewer, kept: WrittenRejection, *, now: datetime) -> Label:
    return Label(
        label_id=LabelId(random_identifier()),
        clip_id=lease.clip_id,
        outcome=LabelOutcome.REJECTED,
        reject_reason=kept.reason,
        wake_word_verdict=kept.wake_word_verdict,
        transcript=None,
        unclear_words=(),
        intent=None,
        slots=(),
        entities=(),
        guideline_version=kept.guideline_version,
        reviewer_kind=reviewer.kind,
        labelled_at=now,
    )
