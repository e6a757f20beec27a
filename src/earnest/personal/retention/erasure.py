"""Erasure: takes away what a person withdrew or deleted, and everything made from it.

Some recordings go in one transaction. Everything of a person goes in two steps: in a short transaction the key of the
person is replaced, which ends every recording at once for every reader however many there are; then the worker takes
keys, rows and objects away in batches, and the receipt waits for the last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ClipId, CustomerId, RecordingId, random_identifier
from earnest.handover.wake import remove_examples
from earnest.handover.withdrawals import WithdrawalReason, find_withdrawn, withdraw
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import decisions_at
from earnest.personal.consent.store import list_events
from earnest.personal.customers.store import lock_customer, note_erased_all
from earnest.personal.retention.rules import may_stay
from earnest.personal.tasks import REMOVE_RECORDING
from earnest.personal.vault.states import destroy_recordings, mark_withdrawn
from earnest.services.audit import ClipWithdrawn, append
from earnest.services.database import load_queries
from earnest.services.jobs import Jobs

QUERIES = load_queries("earnest.personal.retention")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedCounts:
    """What an erasure took away."""

    recordings: int
    """Recordings whose keys were destroyed, ≥ 0."""
    clips: int
    """Clips that were withdrawn, ≥ 0."""
    deletion_id: UUID | None = None
    """Under which the receipt is found once every store has said that nothing is left; None: none was asked for."""


class DeletionScope(StrEnum):
    """How much a person deleted."""

    ONE = "one"
    SEVERAL = "several"
    PERIOD = "period"
    ALL = "all"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class _LivingRow:
    recording_id: UUID
    purposes: list[str]
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingErasure:
    """Destroys keys and withdraws clips.

    From the commit on nothing of it can be opened, not even from a back-up of the object store (RT4); the ciphertext
    goes by a job soon after. What the other side has of it goes by the sweep of the corpus worker, with receipts.
    """

    jobs: Jobs
    clock: Clock

    def erase_recordings(
        self,
        connection: Connection[TupleRow],
        customer_id: CustomerId,
        recording_ids: Sequence[RecordingId],
        reason: WithdrawalReason,
        *,
        scope: DeletionScope | None = None,
        withdrawn_before: bool = False,
    ) -> ErasedCounts:
        """Erase recordings of one person with their clips and what was learned from them.

        Args:
            connection: transaction of the portal's or the worker's role.
            customer_id: whose; recordings of others are left alone.
            recording_ids: which.
            reason: why their clips are withdrawn.
            scope: what a person asked for, who gets a receipt; None: no person did.
            withdrawn_before: the clips were withdrawn when it was asked for, and count for the receipt.
        """
        lock_customer(connection, customer_id)
        names = {"customer_id": customer_id, "recording_ids": list(recording_ids)}
        clips = [ClipId(row[0]) for row in connection.execute(QUERIES["list_clips_of"], names).fetchall()]
        noted = clips if withdrawn_before else ()
        return self._erase(connection, customer_id, recording_ids, clips, reason, deletion=scope, noted=noted)

    def erase_all(
        self,
        connection: Connection[TupleRow],
        customer_id: CustomerId,
        reason: WithdrawalReason,
        *,
        scope: DeletionScope | None = None,
    ) -> ErasedCounts:
        """Erase everything that was ever said by one person and everything learned from it.

        List of names, timers, lists, and what skills were told and fetched go as well: all is sealed with that key.
        """
        lock_customer(connection, customer_id)
        row = connection.execute(QUERIES["count_kept"], {"customer_id": customer_id}).fetchone()
        kept = 0 if row is None else int(row[0])
        note_erased_all(connection, customer_id)
        _ = connection.execute(QUERIES["delete_household_names"], {"customer_id": customer_id})
        _ = connection.execute(QUERIES["delete_skills"], {"customer_id": customer_id})
        _ = connection.execute(QUERIES["delete_home"], {"customer_id": customer_id})
        _ = connection.execute(QUERIES["delete_lessons"], {"customer_id": customer_id})
        _take_back_examples(connection, "take_wake_links", {"customer_id": customer_id})
        erased = self._erase(
            connection, customer_id, (), self._clips(connection, customer_id), reason, deletion=scope, emptied=kept
        )
        if kept:
            asked = {"customer_id": customer_id, "deletion_id": erased.deletion_id, "now": self.clock.now()}
            _ = connection.execute(QUERIES["insert_emptying"], asked | {"emptying_id": random_identifier()})
        return replace(erased, recordings=kept)

    def empty(self, connection: Connection[TupleRow], *, most: int) -> tuple[RecordingId, ...] | None:
        """Take away the next recordings of a person who deleted everything; they cannot be opened since then.

        What is done stands in the transaction, so a worker that is killed goes on where the last commit was. Objects
        and rows are for the caller to remove after the commit, many at once; the sweep finds what a kill left.

        Args:
            connection: transaction of the worker's role.
            most: recordings at once, ≥ 1.

        Returns:
            Recordings of which keys and content are destroyed; None where nothing is to be emptied.
        """
        found = connection.execute(QUERIES["find_emptying"]).fetchone()
        if found is None:
            return None
        emptying_id, customer_id, erasures, deletion_id = found
        lock_customer(connection, CustomerId(customer_id))
        scope = {"customer_id": customer_id, "erasures": erasures, "limit": most}
        rows = connection.execute(QUERIES["list_emptied"], scope).fetchall()
        emptied = [RecordingId(row[0]) for row in rows]
        erased = self._take_away(connection, CustomerId(customer_id), emptied, WithdrawalReason.DELETED_BY_CUSTOMER)
        if deletion_id is not None:
            waits = {"deletion_id": deletion_id, "recording_ids": list(erased), "clip_ids": list[UUID]()}
            _ = connection.execute(QUERIES["insert_pending"], waits)
        if len(rows) < most:
            _ = connection.execute(QUERIES["end_emptying"], {"emptying_id": emptying_id})
        return erased

    def enforce_decisions(self, connection: Connection[TupleRow], customer_id: CustomerId) -> ErasedCounts:
        """Take away what the person's decisions no longer cover; can be repeated.

        No to human review withdraws every clip (CN6). No to learning deletes what was learned, no to
        wake word learning what would teach the wake word. A recording without a
        purpose that has a yes is erased. A text that changed is no decision: it stops new use (CN7), deletes nothing.
        """
        lock_customer(connection, customer_id)
        decisions = decisions_at(list_events(connection, customer_id), self.clock.now())
        agreed = frozenset(purpose for purpose, event in decisions.items() if event.given)
        clips: list[ClipId] = []
        if Purpose.HUMAN_REVIEW not in agreed:
            clips = self._clips(connection, customer_id)
            mark_withdrawn(connection, customer_id)
        if Purpose.AUTOMATIC_LEARNING not in agreed:
            _ = connection.execute(QUERIES["delete_lessons"], {"customer_id": customer_id})
        if Purpose.WAKE_WORD_LEARNING not in agreed:
            _take_back_examples(connection, "take_wake_links", {"customer_id": customer_id})
        leaving = [
            RecordingId(row.recording_id)
            for row in self._living(connection, customer_id)
            if not may_stay(row.purposes, selected=row.selected, agreed=agreed)
        ]
        return self._erase(connection, customer_id, leaving, clips, WithdrawalReason.CONSENT_WITHDRAWN)

    def _erase(
        self,
        connection: Connection[TupleRow],
        customer_id: CustomerId,
        recording_ids: Sequence[RecordingId],
        clips: Sequence[ClipId],
        reason: WithdrawalReason,
        *,
        deletion: DeletionScope | None = None,
        noted: Sequence[ClipId] = (),
        emptied: int = 0,
    ) -> ErasedCounts:
        """Destroy keys, forget lessons, withdraw clips; audit leaves come last, because they hold the log's lock."""
        now = self.clock.now()
        erased = self._take_away(connection, customer_id, recording_ids, reason)
        self.jobs.defer_all(connection, REMOVE_RECORDING, erased)
        withdrawn = find_withdrawn(connection, clips)
        new = [clip_id for clip_id in clips if clip_id not in withdrawn]
        withdraw(connection, new, reason=reason, withdrawn_at=now)
        told = deletion if erased or new or emptied else None
        deletion_id = (
            None if told is None else _note_deletion(connection, told, erased, noted or new, now=now, emptied=emptied)
        )
        if erased or emptied:
            _ = connection.execute(QUERIES["end_exports"], {"customer_id": customer_id})
        for clip_id in new:
            _ = append(connection, ClipWithdrawn(at=now, clip_id=clip_id, reason=reason.value))
        return ErasedCounts(recordings=len(erased), clips=len(new), deletion_id=deletion_id)

    def _take_away(
        self,
        connection: Connection[TupleRow],
        customer_id: CustomerId,
        recording_ids: Sequence[RecordingId],
        reason: WithdrawalReason,
    ) -> tuple[RecordingId, ...]:
        """Destroy keys of recordings and what was learned from them; return those that were not erased before."""
        now = self.clock.now()
        scope = {"customer_id": customer_id, "recording_ids": list(recording_ids)}
        erased = destroy_recordings(connection, customer_id, recording_ids, now=now)
        _ = connection.execute(QUERIES["delete_lessons_of"], scope)
        # An accidental recording goes because of the verdict; the numbers that teach from it may stay (RT5).
        if reason is not WithdrawalReason.NOT_SAID:
            _take_back_examples(connection, "take_wake_links_of", scope)
        # Beside the leaf of its clip, the leaf of a recording would tell which clip was made from it.
        noted = {"recording_ids": list(erased), "reason": reason.value, "day": now.date()}
        _ = connection.execute(QUERIES["note_erasures"], noted)
        return erased

    def _clips(self, connection: Connection[TupleRow], customer_id: CustomerId) -> list[ClipId]:
        rows = connection.execute(QUERIES["list_clips"], {"customer_id": customer_id}).fetchall()
        return [ClipId(row[0]) for row in rows]

    def _living(self, connection: Connection[TupleRow], customer_id: CustomerId) -> list[_LivingRow]:
        with connection.cursor(row_factory=class_row(_LivingRow)) as cursor:
            return cursor.execute(QUERIES["list_living"], {"customer_id": customer_id}).fetchall()


def _note_deletion(
    connection: Connection[TupleRow],
    scope: DeletionScope,
    recordings: Sequence[RecordingId],
    clips: Sequence[ClipId],
    *,
    now: datetime,
    emptied: int,
) -> UUID:
    """Note what a receipt waits for; of whom, is not noted."""
    deletion_id = random_identifier()
    noted = {"deletion_id": deletion_id, "scope": scope.value, "asked_at": now}
    counts = {"recordings": len(recordings) + emptied, "clips": len(clips)}
    _ = connection.execute(QUERIES["insert_deletion"], noted | counts)
    waits = {"deletion_id": deletion_id, "recording_ids": list(recordings), "clip_ids": list(clips)}
    _ = connection.execute(QUERIES["insert_pending"], waits)
    return deletion_id


def _take_back_examples(connection: Connection[TupleRow], query: str, scope: Mapping[str, object]) -> None:
    """Remove what the wake detector learns from a person's recordings."""
    remove_examples(connection, [row[0] for row in connection.execute(QUERIES[query], scope).fetchall()])
