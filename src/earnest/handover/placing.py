"""Placing: puts a de-identified clip into the hatch. Called by the personal side."""

from datetime import date

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.handover.clip import DeidentifiedClip, words_as_json
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore, random_object_key

QUERIES = load_queries("earnest.handover")

OBJECT_PREFIX = "c-"
"""How names of clips' objects begin, so that the sweep for objects without a row looks at no others."""

FORMAT_VERSION = 1
"""Version of the sealed form of a clip's sound, bound into its associated data."""


def clip_binding(clip_id: ClipId) -> Binding:
    """Return what a clip's key and sound are bound to."""
    return Binding(kind="clip", identifier=clip_id, version=FORMAT_VERSION)


def place(
    connection: Connection[TupleRow], clip: DeidentifiedClip, *, handover_key: MasterKey, objects: ObjectStore
) -> bool:
    """Seal the sound under a key of its own and write the clip's row.

    The object is written before the row: a death or a roll-back in between leaves an object without a row,
    which nothing can open (its key was never written) and the corpus worker's sweep removes.

    Args:
        connection: the caller's transaction, which also writes the link and the audit leaf.
        clip: what crosses.
        handover_key: wraps the clip's key.
        objects: where the ciphertext goes.

    Returns:
        True where the clip was placed; False where a clip of this identifier lies there already (a repeated job).
    """
    about = clip.description
    binding = clip_binding(about.clip_id)
    clip_key, wrapped_key = handover_key.create_key(binding)
    object_key = OBJECT_PREFIX + random_object_key()
    objects.put(object_key, clip_key.seal(clip.sound, binding))
    written = connection.execute(
        QUERIES["insert_clip"],
        {
            "clip_id": about.clip_id,
            "region": about.region,
            "language": about.language,
            "programme": about.programme,
            "period": about.period,
            "day_part": about.day_part.value,
            "wake_word": about.wake_word,
            "words": words_as_json(about.words),
            "confidence": about.confidence,
            "domain": about.domain,
            "selection_reason": about.selection_reason,
            "selection_probability": about.selection_probability,
            "disguise_profile": about.disguise_profile,
            "sample_count": about.sample_count,
            "object_key": object_key,
            "wrapped_key": wrapped_key,
            "placed_on": about.placed_on,
            "delete_after": about.delete_after,
        },
    ).rowcount
    if written == 0:
        objects.delete(object_key)
    return written == 1


def first_of_month(day: date) -> date:
    """Return the period that a day belongs to."""
    return day.replace(day=1)
