"""Erasure: takes withdrawn clips out of every store of this side, and says so store by store (RT3, RT4, RT5, RT8)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from earnest.deidentified.corpus.snapshots import FIRST_CLIP, list_all_snapshot_clips
from earnest.deidentified.locks import hold_clip, hold_snapshots
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ClipId
from earnest.handover.clips import destroy_clip, list_expired, list_leftovers, remove_emptied
from earnest.handover.labels import delete_labels
from earnest.handover.withdrawals import (
    StoreName,
    WithdrawalReason,
    add_receipt,
    find_withdrawn,
    is_withdrawn,
    list_unerased,
    withdraw,
)
from earnest.services.audit import ClipErased, ClipWithdrawn, append
from earnest.services.database import Database, load_queries
from earnest.services.objects import ObjectStore
from earnest.services.shredding import destroy_erasure_key

QUERIES = load_queries("earnest.deidentified.corpus")


@dataclass(slots=True, kw_only=True)
class ClipErasure:
    """Erases withdrawn clips. Every step can be repeated, and what a death leaves undone the next sweep does."""

    database: Database
    """Connections of the corpus worker's role."""
    objects: ObjectStore
    clock: Clock
    batch: int = 500
    """Clips that one statement names and one transaction changes at most, ≥ 1."""
    _looked_until: ClipId = field(default=FIRST_CLIP, init=False)
    """Last clip of the snapshots that was looked at; a process that begins anew begins at the first."""

    def erase_clip(self, clip_id: ClipId) -> None:
        """Erase one withdrawn clip: key, label, snapshot lines, then erasure key and ciphertext, each with a receipt.

        From the first commit on no process opens sound, words or label. Once the erasure key is gone nothing that
        PostgreSQL still holds of them opens either, nor does a back-up of the object store without its keys (RT4). A
        clip that was not withdrawn is left alone.
        """
        with self.database.transaction() as connection:
            if not is_withdrawn(connection, clip_id):
                return
            hold_clip(connection, clip_id)
            hold_snapshots(connection)
            object_key = destroy_clip(connection, clip_id)
            delete_labels(connection, clip_id)
            for query in ("delete_drafts", "delete_questions", "delete_snapshot_lines"):
                _ = connection.execute(QUERIES[query], {"clip_id": clip_id})
            now = self.clock.now()
            for store in (StoreName.LABELS, StoreName.SNAPSHOTS):
                add_receipt(connection, clip_id, store=store, erased_at=now)
        if object_key is not None:
            destroy_erasure_key(self.objects, object_key)
            self.objects.delete(object_key)
        with self.database.transaction() as connection:
            now = self.clock.now()
            for store in (StoreName.CLIP_KEY, StoreName.CLIP_OBJECT):
                add_receipt(connection, clip_id, store=store, erased_at=now)
            _ = append(connection, ClipErased(at=now, clip_id=clip_id))

    def sweep(self) -> None:
        """Withdraw what is past its end date, erase every withdrawn clip that is not erased, remove emptied rows.

        A withdrawal on the personal side defers no job here: this sweep is how it arrives, and no lost job loses one.
        However much waits, no statement names and no transaction changes more than a batch of clips.
        """
        while self._withdraw_expired() == self.batch:
            pass
        while len(waiting := self._list_waiting()) >= self.batch:
            self._erase_all(waiting)
        self._erase_all((*waiting, *self._next_in_snapshots()))
        with self.database.transaction() as connection:
            remove_emptied(connection, now=self.clock.now(), stores=len(StoreName))

    def _withdraw_expired(self) -> int:
        """Withdraw the clips that are longest past their end date; return how many."""
        with self.database.transaction() as connection:
            now = self.clock.now()
            clip_ids = list_expired(connection, now=now, most=self.batch)
            withdraw(connection, clip_ids, reason=WithdrawalReason.EXPIRED, withdrawn_at=now)
            for clip_id in clip_ids:
                _ = append(connection, ClipWithdrawn(at=now, clip_id=clip_id, reason=WithdrawalReason.EXPIRED.value))
        return len(clip_ids)

    def _list_waiting(self) -> tuple[ClipId, ...]:
        """Return withdrawn clips of which a receipt is missing or something is left in the handover."""
        with self.database.transaction() as connection:
            unerased = list_unerased(connection, most=self.batch)
            return tuple(dict.fromkeys((*unerased, *list_leftovers(connection, most=self.batch))))

    def _next_in_snapshots(self) -> tuple[ClipId, ...]:
        """Return withdrawn clips that are still in a snapshot, of the next batch; each turn goes on where one ended.

        Making a snapshot and erasing keep each other waiting, so there are none but after a mistake of ours.
        """
        with self.database.transaction() as connection:
            learned_from = list_all_snapshot_clips(connection, after=self._looked_until, most=self.batch)
            self._looked_until = learned_from[-1] if len(learned_from) == self.batch else FIRST_CLIP
            return tuple(sorted(find_withdrawn(connection, learned_from)))

    def _erase_all(self, clip_ids: Iterable[ClipId]) -> None:
        for clip_id in dict.fromkeys(clip_ids):
            self.erase_clip(clip_id)
