"""Placing: puts a de-identified clip into the handover. Called by the personal side."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.handover.clip import (
    ClipDescription,
    ConcealedWord,
    DeidentifiedClip,
    ShownAnswer,
    answer_as_json,
    words_as_json,
)
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore, random_object_key
from earnest.services.shredding import destroy_erasure_key, seal_key

QUERIES = load_queries("earnest.handover")

OBJECT_PREFIX = "c-"
"""How names of clips' objects begin, so that the sweep for objects without a row looks at no others."""

FORMAT_VERSION = 1
"""Version of the sealed form of a clip's sound, bound into its associated data."""


def clip_binding(clip_id: ClipId) -> Binding:
    """Return what a clip's key and sound are bound to."""
    return Binding(kind="clip", identifier=clip_id, version=FORMAT_VERSION)


def words_binding(clip_id: ClipId) -> Binding:
    """Return what a clip's words are bound to; sound sealed by the same key does not open as words."""
    return Binding(kind="clip-words", identifier=clip_id, version=FORMAT_VERSION)


def answer_binding(clip_id: ClipId) -> Binding:
    """Return what the answer to a clip is bound to."""
    return Binding(kind="clip-answer", identifier=clip_id, version=FORMAT_VERSION)


def place(
    connection: Connection[TupleRow],
    clip: DeidentifiedClip,
    *,
    handover_key: MasterKey,
    objects: ObjectStore,
    reviews_wanted: int = 1,
    area: str | None = None,
    household: UUID | None = None,
) -> bool:
    """Seal sound and words under a key of the clip's own and write its row.

    The sealed sound and the erasure key are written before the row: a death or a roll-back in between leaves
    objects without a row, which nothing can open (the key was never written) and the corpus worker's sweep removes.

    Args:
        connection: the caller's transaction, which also writes the link and the audit leaf.
        clip: what crosses.
        handover_key: wraps the clip's key.
        objects: where the ciphertext goes.
        reviews_wanted: how many reviewers are to write about it, 1 to 9; one more where they differ.
        area: coarse area of the speaker, for routing (PS6).
        household: the speaker's household of today, for routing (PS7).

    Returns:
        True where the clip was placed; False where a clip of this identifier lies there already (a repeated job).
    """
    return seal_and_place(
        connection,
        clip.description,
        clip.words,
        clip.sound,
        handover_key=handover_key,
        objects=objects,
        query="insert_clip",
        answer=clip.answer,
        more={
            "programme": clip.description.programme,
            "period": clip.description.period,
            "selection_reason": clip.description.selection_reason,
            "selection_probability": clip.description.selection_probability,
            "reviews_wanted": reviews_wanted,
            "area": area,
            "household": household,
        },
    )


def seal_and_place(
    connection: Connection[TupleRow],
    about: ClipDescription,
    said: Sequence[ConcealedWord],
    sound: bytes,
    *,
    handover_key: MasterKey,
    objects: ObjectStore,
    query: Literal["insert_clip", "plant_clip"],
    more: Mapping[str, str | float | int | date | UUID | None],
    answer: ShownAnswer | None = None,
) -> bool:
    """Seal sound and words under a key of the clip's own and write its row; otherwise as `place`.

    Args:
        connection: the caller's transaction.
        about: what is known of it.
        said: its words.
        sound: a WAV file.
        handover_key: wraps the clip's key.
        objects: where the ciphertext goes.
        query: statement that writes the row.
        more: what that statement takes besides.
        answer: what the assistant answered; None where nothing is known of it.
    """
    binding = clip_binding(about.clip_id)
    clip_key, wrapped_key = handover_key.create_key(binding)
    object_key = OBJECT_PREFIX + random_object_key()
    sealed_key = seal_key(wrapped_key, parent=handover_key, objects=objects, object_key=object_key, binding=binding)
    try:
        objects.put(object_key, clip_key.seal(sound, binding))
    except BaseException:
        destroy_erasure_key(objects, object_key)
        raise
    words = words_as_json(said).encode()
    written = connection.execute(
        QUERIES[query],
        {
            "clip_id": about.clip_id,
            "region": about.region,
            "language": about.language,
            "day_part": about.day_part.value,
            "wake_word": about.wake_word,
            "sealed_words": clip_key.seal(words, words_binding(about.clip_id)),
            "sealed_answer": None
            if answer is None
            else clip_key.seal(answer_as_json(answer).encode(), answer_binding(about.clip_id)),
            "confidence": about.confidence,
            "domain": about.domain,
            "disguise_profile": about.disguise_profile,
            "sample_count": about.sample_count,
            "object_key": object_key,
            "wrapped_key": sealed_key,
            "placed_on": about.placed_on,
            "delete_after": about.delete_after,
            "agreed": about.agreed,
            "warnings": list(about.warnings),
            **more,
        },
    ).rowcount
    if written == 0:
        destroy_erasure_key(objects, object_key)
        objects.delete(object_key)
    return written == 1


def first_of_month(day: date) -> date:
    """Return the period that a day belongs to."""
    return day.replace(day=1)
