"""Taking: reads clips out of the hatch, for reviewers, for the corpus, and for the person who spoke."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import ClipId
from earnest.foundation.units import SampleCount
from earnest.handover.clip import ClipDescription, DayPart, words_from_column
from earnest.handover.errors import ClipMissing, ClipWithdrawn
from earnest.handover.placing import clip_binding
from earnest.services.cryptography import MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore

QUERIES = load_queries("earnest.handover")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedClip:
    """A clip as it lies in the hatch."""

    description: ClipDescription
    object_key: str
    wrapped_key: bytes
    """The clip's key, wrapped by the handover key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClipRow:
    clip_id: UUID
    region: str
    language: str
    programme: str
    period: date
    day_part: str
    wake_word: str | None
    words: object
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
    withdrawn: bool


def load_clip(connection: Connection[TupleRow], clip_id: ClipId) -> PlacedClip:
    """Read a clip that may still be heard.

    Raises:
        ClipMissing: there is no such clip.
        ClipWithdrawn: it was withdrawn, or its key is destroyed.
    """
    with connection.cursor(row_factory=class_row(_ClipRow)) as cursor:
        row = cursor.execute(QUERIES["load_clip"], {"clip_id": clip_id}).fetchone()
    if row is None:
        raise ClipMissing
    if row.withdrawn or row.wrapped_key is None:
        raise ClipWithdrawn
    description = ClipDescription(
        clip_id=clip_id,
        region=row.region,
        language=row.language,
        programme=row.programme,
        period=row.period,
        day_part=DayPart(row.day_part),
        wake_word=row.wake_word,
        words=words_from_column(row.words),
        confidence=row.confidence,
        domain=row.domain,
        selection_reason=row.selection_reason,
        selection_probability=row.selection_probability,
        disguise_profile=row.disguise_profile,
        sample_count=SampleCount(row.sample_count),
        placed_on=row.placed_on,
        delete_after=row.delete_after,
    )
    return PlacedClip(description=description, object_key=row.object_key, wrapped_key=row.wrapped_key)


def open_sound(clip: PlacedClip, *, handover_key: MasterKey, objects: ObjectStore) -> bytes:
    """Return the clip's WAV file, byte for byte as it was placed.

    The caller has written the audit leaf before.

    Raises:
        ObjectMissing: the object is gone.
        SealBroken: key or ciphertext does not belong to this clip.
    """
    binding = clip_binding(clip.description.clip_id)
    key = handover_key.unwrap(clip.wrapped_key, binding)
    return key.open(objects.get(clip.object_key), binding)
