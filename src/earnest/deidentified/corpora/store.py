"""Store of corpora: brings them in, lists them, opens their items and removes them with their keys."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.corpora.errors import CorpusDiffers, CorpusNotFound, OnlyMeasured
from earnest.deidentified.corpora.records import Corpus, NewItem, Provenance, SnapshotPart, StoredCorpusItem
from earnest.deidentified.corpora.sealing import (
    corpus_binding,
    encode_label,
    label_binding,
    open_corpus_key,
    open_label,
    sound_binding,
)
from earnest.deidentified.locks import hold_snapshots
from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError
from earnest.foundation.identifiers import CorpusId, CorpusItemId, SnapshotId, random_identifier
from earnest.foundation.units import SampleCount
from earnest.services.audit import CorpusImported, CorpusRemoved, append
from earnest.services.cryptography import DataKey, MasterKey
from earnest.services.database import Database, load_queries
from earnest.services.objects import ObjectStore
from earnest.services.shredding import destroy_erasure_key, seal_key

QUERIES = load_queries("earnest.deidentified.corpora")

_TOGETHER = 50
"""Items that are written in one transaction, with one entry in the log; so much sound is held in memory at once."""

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True, kw_only=True)
class _CorpusRow:
    corpus_id: UUID
    licence: str
    source: str | None
    object_key: str
    wrapped_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _ItemRow:
    item_id: UUID
    corpus_id: UUID
    sealed_content: bytes
    wrapped_key: bytes
    object_key: str | None
    corpus_object_key: str
    corpus_wrapped_key: bytes

    def parse(self) -> StoredCorpusItem:
        return StoredCorpusItem(
            item_id=CorpusItemId(self.item_id),
            corpus_id=CorpusId(self.corpus_id),
            sealed_content=self.sealed_content,
            wrapped_key=self.wrapped_key,
            object_key=self.object_key,
            corpus_object_key=self.corpus_object_key,
            corpus_wrapped_key=self.corpus_wrapped_key,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ListedRow:
    corpus_id: UUID
    name: str
    licence: str
    source: str | None
    imported_at: datetime
    item_count: int
    sound_count: int
    sample_count: int
    model_count: int

    def parse(self) -> Corpus:
        return Corpus(
            corpus_id=CorpusId(self.corpus_id),
            provenance=Provenance(name=self.name, licence=self.licence, source=self.source),
            imported_at=self.imported_at,
            item_count=self.item_count,
            sound_count=self.sound_count,
            sample_count=SampleCount(self.sample_count),
            model_count=self.model_count,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusStore:
    """Brings corpora in and removes them. A death in between loses nothing: the same command goes on."""

    database: Database
    """Connections of the corpus worker's role."""
    objects: ObjectStore
    handover_key: MasterKey
    clock: Clock

    def bring_in(
        self,
        provenance: Provenance,
        items: Iterable[Each],
        *,
        open_item: Callable[[Each], NewItem | None],
        refuse: Callable[[Each, EarnestError], object],
    ) -> int:
        """Add items to a corpus, which begins with its first item; what it has already is passed over.

        Args:
            provenance: of all of them.
            items: read as they are needed.
            open_item: returns what is to be kept of one; None for nothing.
            refuse: told of each that is in an evaluation set: what is measured on is never learned from.

        Returns:
            How many are new.

        Raises:
            CorpusDiffers: there is one of this name with another licence or source.
            StoreFull, StoreUnavailable: what was added before stays.
        """
        known = self._known(provenance)
        waiting = iter(items)
        added = 0
        while together := list(islice(waiting, _TOGETHER)):
            opened = [(each, item) for each in together if (item := open_item(each)) is not None]
            added += self._add(provenance, opened, known, refuse)
        return added

    def remove(self, name: str) -> int:
        """Remove a corpus from everything that is learned from next, destroy its keys, and return its number of items.

        The erasure key is destroyed before the rows are gone for good: a death in between leaves a corpus that
        nothing opens, and the same command removes the rest.

        Raises:
            CorpusNotFound: there is none of this name.
            StoreUnavailable: whether its erasure key is gone is not known, so nothing else was removed.
        """
        with self.database.transaction() as connection:
            hold_snapshots(connection)
            row = _find(connection, name)
            if row is None:
                raise CorpusNotFound
            about = {"corpus_id": row.corpus_id}
            _ = connection.execute(QUERIES["delete_snapshot_items"], about)
            keys = [found[0] for found in connection.execute(QUERIES["delete_items"], about).fetchall()]
            _ = connection.execute(QUERIES["delete_corpus"], about)
            destroy_erasure_key(self.objects, row.object_key)
            removed = CorpusRemoved(at=self.clock.now(), corpus_id=CorpusId(row.corpus_id), removed=len(keys))
            _ = append(connection, removed)
        for key in keys:
            if key is not None:
                self.objects.delete(str(key))
        return len(keys)

    def _add(
        self,
        provenance: Provenance,
        opened: Sequence[tuple[Each, NewItem]],
        known: set[bytes],
        refuse: Callable[[Each, EarnestError], object],
    ) -> int:
        with self.database.transaction() as connection:
            hold_snapshots(connection)
            new: list[NewItem] = []
            fingerprints: set[bytes] = set()
            for each, item in opened:
                fingerprint = _fingerprint(_sound_hash(item), encode_label(item.label))
                if fingerprint in known | fingerprints:
                    continue
                if _is_measured(connection, item):
                    _ = refuse(each, OnlyMeasured())
                    continue
                fingerprints.add(fingerprint)
                new.append(item)
            if not new:
                return 0
            corpus_id, key = self._begin(connection, provenance)
            for item in new:
                self._write(connection, corpus_id, key, item)
            _ = append(connection, CorpusImported(at=self.clock.now(), corpus_id=corpus_id, added=len(new)))
        known |= fingerprints
        return len(new)

    def _begin(self, connection: Connection[TupleRow], provenance: Provenance) -> tuple[CorpusId, DataKey]:
        row = _find(connection, provenance.name)
        if row is not None:
            return CorpusId(row.corpus_id), self._key_of(row)
        corpus_id = CorpusId(random_identifier())
        binding, object_key = corpus_binding(corpus_id), f"deidentified-{corpus_id.hex}"
        key, wrapped_key = self.handover_key.create_key(binding)
        _ = connection.execute(
            QUERIES["insert_corpus"],
            {
                "corpus_id": corpus_id,
                "name": provenance.name,
                "licence": provenance.licence,
                "source": provenance.source,
                "object_key": object_key,
                "wrapped_key": seal_key(
                    wrapped_key, parent=self.handover_key, objects=self.objects, object_key=object_key, binding=binding
                ),
                "imported_at": self.clock.now(),
            },
        )
        return corpus_id, key

    def _write(self, connection: Connection[TupleRow], corpus_id: CorpusId, corpus_key: DataKey, item: NewItem) -> None:
        item_id = CorpusItemId(random_identifier())
        key, wrapped_key = corpus_key.create_key(label_binding(item_id))
        object_key = None if item.samples is None else f"deidentified-{item_id.hex}"
        _ = connection.execute(
            QUERIES["insert_item"],
            {
                "item_id": item_id,
                "corpus_id": corpus_id,
                "sealed_content": key.seal(encode_label(item.label), label_binding(item_id)),
                "wrapped_key": wrapped_key,
                "sound_hash": _sound_hash(item),
                "object_key": object_key,
                "sample_count": 0 if item.samples is None else len(item.samples),
            },
        )
        if object_key is not None and item.samples is not None:
            self.objects.put(object_key, key.seal(item.samples.astype("<i2").tobytes(), sound_binding(item_id)))

    def _known(self, provenance: Provenance) -> set[bytes]:
        """Return what tells the items of a corpus apart; also checks that it is the same corpus."""
        with self.database.transaction() as connection:
            row = _find(connection, provenance.name)
            if row is None:
                return set()
            if (row.licence, row.source) != (provenance.licence, provenance.source):
                raise CorpusDiffers
            about = {"corpus_id": row.corpus_id}
            hashes = {found[0]: bytes(found[1]) for found in connection.execute(QUERIES["list_sound_hashes"], about)}
            corpus_key = self._key_of(row)
            with connection.cursor(row_factory=class_row(_ItemRow)) as cursor:
                items = [found.parse() for found in cursor.execute(QUERIES["list_items"], about)]
        opened = (
            (item.item_id, open_label(item, corpus_key.unwrap(item.wrapped_key, label_binding(item.item_id))))
            for item in items
        )
        return {_fingerprint(hashes.get(item_id), encode_label(label)) for item_id, label in opened}

    def _key_of(self, row: _CorpusRow) -> DataKey:
        return open_corpus_key(
            CorpusId(row.corpus_id),
            row.wrapped_key,
            row.object_key,
            handover_key=self.handover_key,
            objects=self.objects,
        )


def list_corpora(connection: Connection[TupleRow]) -> tuple[Corpus, ...]:
    """Return all corpora by name."""
    with connection.cursor(row_factory=class_row(_ListedRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_corpora"]))


def list_parts(connection: Connection[TupleRow], snapshot_id: SnapshotId) -> tuple[SnapshotPart, ...]:
    """Return what of which corpus is in a snapshot (ML1); what was removed since is not named any more."""
    with connection.cursor(row_factory=class_row(SnapshotPart)) as cursor:
        return tuple(cursor.execute(QUERIES["list_parts"], {"snapshot_id": snapshot_id}))


def find_item(connection: Connection[TupleRow], item_id: CorpusItemId) -> StoredCorpusItem | None:
    """Return an item; None where its corpus was removed."""
    with connection.cursor(row_factory=class_row(_ItemRow)) as cursor:
        row = cursor.execute(QUERIES["find_item"], {"item_id": item_id}).fetchone()
    return None if row is None else row.parse()


def _find(connection: Connection[TupleRow], name: str) -> _CorpusRow | None:
    with connection.cursor(row_factory=class_row(_CorpusRow)) as cursor:
        return cursor.execute(QUERIES["find_corpus"], {"name": name}).fetchone()


def _is_measured(connection: Connection[TupleRow], item: NewItem) -> bool:
    if item.samples is None:
        return False
    return connection.execute(QUERIES["is_measured"], {"sound_hash": _sound_hash(item)}).fetchone() is not None


def _sound_hash(item: NewItem) -> bytes | None:
    """Return the SHA-256 of the samples, as evaluation items have it."""
    return None if item.samples is None else hashlib.sha256(item.samples.astype("<i2").tobytes()).digest()


def _fingerprint(sound_hash: bytes | None, content: bytes) -> bytes:
    return hashlib.sha256((sound_hash or b"") + content).digest()
