"""Sealing: rows from before words and labels were sealed get their seal once, at the corpus worker's start."""

from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.locks import hold_clip
from earnest.foundation.identifiers import ClipId
from earnest.handover.clip import words_as_json
from earnest.handover.clips import list_plain, put_sealed_key, put_sealed_words
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.labels import list_labels_of, seal_plain_label
from earnest.handover.placing import clip_binding, words_binding
from earnest.handover.taking import PlacedClip, load_clip, open_key
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.services.shredding import has_erasure_key, seal_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """Seals what older versions wrote in plain text.

    What PostgreSQL keeps of the plain rows ends when it vacuums them and recycles its log; for what was deleted before
    then, a deletion is only as good as it was in the older version.
    """

    database: Database
    """Connections of the corpus worker's role."""
    objects: ObjectStore
    handover_key: MasterKey

    def seal_all(self) -> int:
        """Seal every plain row, each clip in a transaction of its own; can be repeated. Return how many there were.

        Raises:
            StoreFull, StoreUnavailable: an erasure key could not be stored; what was sealed before stays so.
            SealBroken: a clip's key does not open.
        """
        with self.database.transaction() as connection:
            clip_ids = list_plain(connection)
        for clip_id in clip_ids:
            with self.database.transaction() as connection:
                hold_clip(connection, clip_id)
                self._seal(connection, clip_id)
        return len(clip_ids)

    def _seal(self, connection: Connection[TupleRow], clip_id: ClipId) -> None:
        try:
            clip = load_clip(connection, clip_id)
        except (ClipMissing, ClipGone):
            # Erased meanwhile, or about to be.
            return
        key = open_key(clip, handover_key=self.handover_key, objects=self.objects)
        labels = list_labels_of(connection, clip_id, handover_key=self.handover_key, objects=self.objects)
        if clip.sealed_words is None:
            words = key.seal(words_as_json(clip.plain_words).encode(), words_binding(clip_id))
            put_sealed_words(connection, clip_id, words)
        for label in labels:
            seal_plain_label(connection, label, key)
        put_sealed_key(connection, clip_id, self._with_row(clip))

    def _with_row(self, clip: PlacedClip) -> bytes:
        if has_erasure_key(clip.wrapped_key):
            return clip.wrapped_key
        return seal_key(
            clip.wrapped_key,
            parent=self.handover_key,
            objects=self.objects,
            object_key=clip.object_key,
            binding=clip_binding(clip.description.clip_id),
        )
