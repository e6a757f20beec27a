"""Planting: puts recordings whose words are known among the clips; they are no customer's and count nowhere (RV7)."""

from collections.abc import Sequence
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.handover.clip import ClipDescription, ConcealedWord, ShownAnswer
from earnest.handover.placing import seal_and_place
from earnest.services.cryptography import MasterKey
from earnest.services.objects import ObjectStore


class PlantedKind(StrEnum):
    """What a planted clip is for."""

    TASK = "task"
    """Given among the others, and compared with what is known."""
    HONEY = "honey"
    """Never given: whoever holds it has gone past the queue (AU10)."""


def plant(
    connection: Connection[TupleRow],
    about: ClipDescription,
    words: Sequence[ConcealedWord],
    sound: bytes,
    *,
    kind: PlantedKind,
    handover_key: MasterKey,
    objects: ObjectStore,
    answer: ShownAnswer | None = None,
) -> None:
    """Write a planted clip. Programme, month and selection of the description are not kept.

    Args:
        connection: of the corpus worker's role, which can write no other clips.
        about: what a reviewer is told, made as for any clip.
        words: the recogniser's text.
        sound: a WAV file, disguised as those of customers.
        kind: what it is for.
        handover_key: wraps the clip's key.
        objects: where the ciphertext goes.
        answer: what the assistant is said to have answered.
    """
    _ = seal_and_place(
        connection,
        about,
        words,
        sound,
        handover_key=handover_key,
        objects=objects,
        query="plant_clip",
        more={"planted": kind.value},
        answer=answer,
    )
