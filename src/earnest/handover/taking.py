"""Taking: reads clips out of the handover, for reviewers, for the corpus, and for the person who spoke."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import ClipId
from earnest.foundation.units import SampleCount
from earnest.handover.clip import (
    ClipDescription,
    ConcealedWord,
    DayPart,
    ShownAnswer,
    answer_from_json,
    words_from_json,
)
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.placing import answer_binding, clip_binding, first_of_month, words_binding
from earnest.services.cryptography import DataKey, MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore
from earnest.services.shredding import unseal_key

QUERIES = load_queries("earnest.handover")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedClip:
    """A clip as it lies in the handover."""

    description: ClipDescription
    object_key: str
    wrapped_key: bytes
    """The clip's key, wrapped by the handover key and sealed."""
    sealed_words: bytes | None
    """Words sealed with the clip's key; None in a row from before they were sealed."""
    sealed_answer: bytes | None
    """What the assistant answered, sealed with the clip's key; None where there is none."""
    plain_words: tuple[ConcealedWord, ...]
    """Words of such a row, until the corpus worker has sealed them; empty in all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClipRow:
    clip_id: UUID
    region: str
    language: str
    programme: str
    period: date | None
    day_part: str
    wake_word: str | None
    words: object
    sealed_words: bytes | None
    sealed_answer: bytes | None
    confidence: float
    domain: str
    selection_reason: str
    selection_probability: float
    disguise_profile: str
    sample_count: int
    object_key: str
    wrapped_key: bytes | None
    placed_on: date
    delete_after: datetime
    agreed: bool
    warnings: list[str]
    withdrawn: bool


def load_clip(connection: Connection[TupleRow], clip_id: ClipId) -> PlacedClip:
    """Read a clip that may still be heard.

    Raises:
        ClipMissing: there is no such clip.
        ClipGone: it was withdrawn, or its key is destroyed.
    """
    with connection.cursor(row_factory=class_row(_ClipRow)) as cursor:
        row = cursor.execute(QUERIES["load_clip"], {"clip_id": clip_id}).fetchone()
    if row is None:
        raise ClipMissing
    if row.withdrawn or row.wrapped_key is None:
        raise ClipGone
    description = ClipDescription(
        clip_id=clip_id,
        region=row.region,
        language=row.language,
        programme=row.programme,
        # A planted clip belongs to no month.
        period=row.period or first_of_month(row.placed_on),
        day_part=DayPart(row.day_part),
        wake_word=row.wake_word,
        confidence=row.confidence,
        domain=row.domain,
        selection_reason=row.selection_reason,
        selection_probability=row.selection_probability,
        disguise_profile=row.disguise_profile,
        sample_count=SampleCount(row.sample_count),
        placed_on=row.placed_on,
        delete_after=row.delete_after,
        agreed=row.agreed,
        warnings=tuple(row.warnings),
    )
    return PlacedClip(
        description=description,
        object_key=row.object_key,
        wrapped_key=row.wrapped_key,
        sealed_words=row.sealed_words,
        sealed_answer=row.sealed_answer,
        plain_words=() if row.words is None else words_from_json(row.words),
    )


def find_languages(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> dict[ClipId, str]:
    """Return in which language some clips are, ISO 639-1; those whose rows are gone are left out."""
    rows = connection.execute(QUERIES["find_languages"], {"clip_ids": list(clip_ids)}).fetchall()
    return {ClipId(row[0]): str(row[1]) for row in rows}


def open_key(clip: PlacedClip, *, handover_key: MasterKey, objects: ObjectStore) -> DataKey:
    """Return the key of a clip, which seals its sound, its words and what is written about it.

    Raises:
        ObjectMissing: the clip was erased in this moment.
        SealBroken: the key does not belong to this clip.
    """
    return unwrap_clip_key(
        clip.description.clip_id, clip.wrapped_key, clip.object_key, handover_key=handover_key, objects=objects
    )


def unwrap_clip_key(
    clip_id: ClipId, column: bytes, object_key: str, *, handover_key: MasterKey, objects: ObjectStore
) -> DataKey:
    """Return the key of a clip from what stands in its row; otherwise as `open_key`."""
    binding = clip_binding(clip_id)
    wrapped = unseal_key(column, parent=handover_key, objects=objects, object_key=object_key, binding=binding)
    return handover_key.unwrap(wrapped, binding)


def open_words(clip: PlacedClip, *, handover_key: MasterKey, objects: ObjectStore) -> tuple[ConcealedWord, ...]:
    """Return the clip's de-identified words.

    Raises:
        ObjectMissing: the clip was erased in this moment.
        SealBroken: key or ciphertext does not belong to this clip.
    """
    if clip.sealed_words is None:
        return clip.plain_words
    key = open_key(clip, handover_key=handover_key, objects=objects)
    return words_from_json(json.loads(key.open(clip.sealed_words, words_binding(clip.description.clip_id))))


def open_answer(clip: PlacedClip, *, handover_key: MasterKey, objects: ObjectStore) -> ShownAnswer | None:
    """Return what the assistant answered, de-identified; None where nothing is known of it.

    Raises:
        ObjectMissing: the clip was erased in this moment.
        SealBroken: key or ciphertext does not belong to this clip.
    """
    if clip.sealed_answer is None:
        return None
    key = open_key(clip, handover_key=handover_key, objects=objects)
    return answer_from_json(json.loads(key.open(clip.sealed_answer, answer_binding(clip.description.clip_id))))


def open_sound(clip: PlacedClip, *, handover_key: MasterKey, objects: ObjectStore) -> bytes:
    """Return the clip's WAV file, byte for byte as it was placed.

    The caller has written the audit leaf before.

    Raises:
        ObjectMissing: the object is gone.
        SealBroken: key or ciphertext does not belong to this clip.
    """
    key = open_key(clip, handover_key=handover_key, objects=objects)
    return key.open(objects.get(clip.object_key), clip_binding(clip.description.clip_id))
