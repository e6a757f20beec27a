"""Sealing of corpora: each item has a key of its own, wrapped by its corpus's key, which removal destroys."""

import json
from typing import cast

import numpy

from earnest.deidentified.corpora.records import ItemLabel, StoredCorpusItem
from earnest.foundation.identifiers import CorpusId, CorpusItemId
from earnest.foundation.units import Samples
from earnest.handover.labels import LabelledEntity, LabelledSlot
from earnest.services.cryptography import Binding, DataKey, MasterKey
from earnest.services.objects import ObjectStore
from earnest.services.shredding import unseal_key

FORMAT_VERSION = 1
"""Version of the sealed forms: JSON, and 16-bit little-endian samples at 16 kHz."""


def corpus_binding(corpus_id: CorpusId) -> Binding:
    """Return what the key of a corpus is bound to."""
    return Binding(kind="corpus", identifier=corpus_id, version=FORMAT_VERSION)


def label_binding(item_id: CorpusItemId) -> Binding:
    """Return what key and label of an item are bound to."""
    return Binding(kind="corpus-item", identifier=item_id, version=FORMAT_VERSION)


def sound_binding(item_id: CorpusItemId) -> Binding:
    """Return what the sound of an item is bound to."""
    return Binding(kind="corpus-item-sound", identifier=item_id, version=FORMAT_VERSION)


def open_corpus_key(
    corpus_id: CorpusId, column: bytes, object_key: str, *, handover_key: MasterKey, objects: ObjectStore
) -> DataKey:
    """Return the key of a corpus from what stands in its row.

    Raises:
        ObjectMissing: the erasure key was destroyed: the corpus is being removed.
        SealBroken: the key does not belong to this corpus.
    """
    binding = corpus_binding(corpus_id)
    wrapped = unseal_key(column, parent=handover_key, objects=objects, object_key=object_key, binding=binding)
    return handover_key.unwrap(wrapped, binding)


def open_item_key(item: StoredCorpusItem, *, handover_key: MasterKey, objects: ObjectStore) -> DataKey:
    """Return the key of an item; otherwise as `open_corpus_key`."""
    corpus_key = open_corpus_key(
        item.corpus_id, item.corpus_wrapped_key, item.corpus_object_key, handover_key=handover_key, objects=objects
    )
    return corpus_key.unwrap(item.wrapped_key, label_binding(item.item_id))


def open_label(item: StoredCorpusItem, key: DataKey) -> ItemLabel:
    """Return what is known of an item.

    Raises:
        SealBroken: key or ciphertext does not belong to this item.
    """
    return decode_label(key.open(item.sealed_content, label_binding(item.item_id)))


def no_samples() -> Samples:
    """Return no sound, as words alone have it."""
    return numpy.zeros(0, dtype=numpy.int16)


def open_sound(item: StoredCorpusItem, key: DataKey, *, objects: ObjectStore) -> Samples:
    """Return the sound of an item, empty where it has none.

    Raises:
        ObjectMissing: the object is gone.
        SealBroken: key or ciphertext does not belong to this item.
    """
    if item.object_key is None:
        return no_samples()
    sound = key.open(objects.get(item.object_key), sound_binding(item.item_id))
    return numpy.frombuffer(sound, dtype="<i2").astype(numpy.int16)


def encode_label(label: ItemLabel) -> bytes:
    """Return what of an item is sealed, as UTF-8 JSON; the same label gives the same bytes."""
    return json.dumps(
        {
            "transcript": label.transcript,
            "intent": label.intent,
            "slots": [[slot.name, slot.value] for slot in label.slots],
            "entities": [[one.first_word, one.last_word, one.type, one.link] for one in label.entities],
            "speaker": label.speaker,
            "language": label.language,
        },
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def decode_label(content: bytes) -> ItemLabel:
    """Return the label inside of what `encode_label` gave."""
    fields = cast("dict[str, str | None]", json.loads(content))
    lists = cast("dict[str, list[list[str | int | None]]]", fields)
    return ItemLabel(
        transcript=fields["transcript"],
        intent=fields["intent"],
        slots=tuple(LabelledSlot(name=str(name), value=str(value)) for name, value in lists["slots"]),
        entities=tuple(
            LabelledEntity(
                first_word=int(first or 0),
                last_word=int(last or 0),
                type=str(kind),
                link=None if link is None else str(link),
            )
            for first, last, kind, link in lists["entities"]
        ),
        speaker=fields["speaker"],
        language=fields["language"],
    )
