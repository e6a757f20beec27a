"""Items: licensed reference recordings with known answers, sealed; never customers' recordings (decision 0003)."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid5

import numpy
from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.evaluation.records import KnownAnswer, ReferenceRecording, StoredReference
from earnest.deidentified.locks import hold_snapshots
from earnest.foundation.identifiers import EvaluationItemId
from earnest.foundation.units import SampleCount, Samples
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.database import Database, load_queries
from earnest.services.objects import ObjectStore
from earnest.speech.meaning.interpretation import Slot

QUERIES = load_queries("earnest.deidentified.evaluation")

FORMAT_VERSION = 1
"""Version of the sealed form: 16-bit little-endian samples at 16 kHz."""

_ITEM_OF_CONTENT = UUID("d2a1a1b6-7f0c-4a53-8a64-3c1f7e0b9d55")
"""Name space of item identifiers; an arbitrary constant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ItemRow:
    item_id: UUID
    set_name: str
    task: str
    speaker: str
    language: str
    reference: str | None
    intent: str | None
    slots: object
    licence: str
    object_key: str
    wrapped_key: bytes
    sample_count: int

    def parse(self) -> StoredReference:
        return StoredReference(
            item_id=EvaluationItemId(self.item_id),
            answer=KnownAnswer(
                set_name=self.set_name,
                task=self.task,
                speaker=self.speaker,
                language=self.language,
                reference=self.reference,
                intent=self.intent,
                slots=_slots_from_column(self.slots),
                licence=self.licence,
            ),
            object_key=self.object_key,
            wrapped_key=self.wrapped_key,
            sample_count=SampleCount(self.sample_count),
        )


def import_items(
    recordings: Iterable[ReferenceRecording],
    *,
    database: Database,
    handover_key: MasterKey,
    objects: ObjectStore,
    refuse: Callable[[ReferenceRecording], object] = lambda _: None,
) -> int:
    """Seal reference recordings and add them to their sets; what a set has already is passed over.

    The recordings are read one at a time, so the whole collection need not fit into memory. A death in between loses
    nothing: the import is repeated, and each object has a name that follows from its content.

    Args:
        recordings: with known answers.
        database: connections of the corpus worker's role.
        handover_key: wraps the key of each item.
        objects: where the ciphertext goes.
        refuse: told of each that a corpus holds: what was learned from is never measured on; it is not added.

    Returns:
        How many recordings are new.
    """
    added = 0
    for recording in recordings:
        new = _import_one(recording, database=database, handover_key=handover_key, objects=objects)
        if new is None:
            _ = refuse(recording)
        added += new or 0
    return added


def list_items(connection: Connection[TupleRow]) -> tuple[StoredReference, ...]:
    """Return all items in an order that does not change."""
    with connection.cursor(row_factory=class_row(_ItemRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_items"]))


def count_items(connection: Connection[TupleRow]) -> int:
    """Return how many items there are."""
    row = connection.execute(QUERIES["count_items"]).fetchone()
    return 0 if row is None else int(row[0])


def open_item(item: StoredReference, *, handover_key: MasterKey, objects: ObjectStore) -> Samples:
    """Return the sound of an item.

    Raises:
        ObjectMissing: the object is gone.
        SealBroken: key or ciphertext does not belong to this item.
    """
    binding = _binding(item.item_id)
    sound = handover_key.unwrap(item.wrapped_key, binding).open(objects.get(item.object_key), binding)
    return numpy.frombuffer(sound, dtype="<i2").astype(numpy.int16)


def remove_set(set_name: str, *, database: Database, objects: ObjectStore) -> int:
    """Remove an evaluation set with its sound and return how many items it had; its past comparisons stay."""
    with database.transaction() as connection:
        keys = [str(row[0]) for row in connection.execute(QUERIES["remove_set"], {"set_name": set_name}).fetchall()]
    for key in keys:
        objects.delete(key)
    return len(keys)


def _import_one(
    recording: ReferenceRecording, *, database: Database, handover_key: MasterKey, objects: ObjectStore
) -> int | None:
    """Return how many are new; None where a corpus has it."""
    sound = recording.samples.astype("<i2").tobytes()
    answer = recording.answer
    content_hash = hashlib.sha256(sound).digest()
    names = {"set_name": answer.set_name, "content_hash": content_hash}
    with database.transaction() as connection:
        if connection.execute(QUERIES["find_item"], names).fetchone() is not None:
            return 0
    item_id = EvaluationItemId(uuid5(_ITEM_OF_CONTENT, answer.set_name + "\x00" + content_hash.hex()))
    binding = _binding(item_id)
    key, wrapped_key = handover_key.create_key(binding)
    object_key = f"deidentified-{item_id.hex}"
    with database.transaction() as connection:
        hold_snapshots(connection)  # So that no corpus takes it in this moment.
        if connection.execute(QUERIES["is_learned_from"], {"content_hash": content_hash}).fetchone() is not None:
            return None
        inserted = connection.execute(
            QUERIES["insert_item"],
            {
                **names,
                "item_id": item_id,
                "task": answer.task,
                "speaker": answer.speaker,
                "language": answer.language,
                "reference": answer.reference,
                "intent": answer.intent,
                "slots": json.dumps([{"name": slot.name, "value": slot.value} for slot in answer.slots]),
                "licence": answer.licence,
                "object_key": object_key,
                "wrapped_key": wrapped_key,
                "sample_count": len(recording.samples),
            },
        ).rowcount
        # Inside the transaction and after the row: whoever inserts first also writes the object that fits its key.
        if inserted:
            objects.put(object_key, key.seal(sound, binding))
    return inserted


def _binding(item_id: EvaluationItemId) -> Binding:
    return Binding(kind="evaluation_item", identifier=item_id, version=FORMAT_VERSION)


def _slots_from_column(column: object) -> tuple[Slot, ...]:
    if not isinstance(column, list):
        raise TypeError("slots: not a list")
    return tuple(_slot(entry) for entry in cast("list[object]", column))


def _slot(entry: object) -> Slot:
    if not isinstance(entry, dict):
        raise TypeError("slots: entry is not an object")
    fields = cast("dict[str, object]", entry)
    return Slot(name=str(fields["name"]), value=str(fields["value"]))
