"""Adaptation store: lessons, sealed with the key of the person who taught them."""

import json
from typing import cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId, RecordingId, random_identifier
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.adaptation.rules import Lesson
from earnest.personal.vault.content import slots_as_json, slots_from_json
from earnest.personal.vault.errors import ContentUnreadable
from earnest.services.cryptography import Binding, DataKey
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.adaptation")

FORMAT_VERSION = 1
"""Version of the sealed form of a lesson, bound into its associated data."""


def keep_lesson(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    recording_id: RecordingId,
    lesson: Sensitive[Lesson],
    *,
    customer_key: DataKey,
    clock: Clock,
) -> None:
    """Keep a lesson in the place of what an earlier correction of the same recording taught."""
    forget_lessons_of(connection, customer_id, recording_id)
    adaptation_id = random_identifier()
    binding = Binding(kind="adaptation", identifier=adaptation_id, version=FORMAT_VERSION)
    sealed = customer_key.seal(_encode(lesson.reveal(RevealReason.SEALING)), binding)
    _ = connection.execute(
        QUERIES["insert_lesson"],
        {
            "adaptation_id": adaptation_id,
            "customer_id": customer_id,
            "recording_id": recording_id,
            "sealed_content": sealed,
            "created_at": clock.now(),
        },
    )


def forget_lessons_of(connection: Connection[TupleRow], customer_id: CustomerId, recording_id: RecordingId) -> None:
    """Forget what corrections of a recording taught."""
    scope = {"customer_id": customer_id, "recording_id": recording_id}
    _ = connection.execute(QUERIES["delete_lessons_of_recording"], scope)


def list_lessons(
    connection: Connection[TupleRow], customer_id: CustomerId, customer_key: DataKey
) -> Sensitive[tuple[Lesson, ...]]:
    """Return what a person taught, in the order of teaching.

    Raises:
        SealBroken: a lesson was sealed with another key.
        ContentUnreadable: a newer version wrote it.
    """
    rows = connection.execute(QUERIES["list_lessons"], {"customer_id": customer_id}).fetchall()
    return Sensitive(
        tuple(
            _decode(customer_key.open(row[1], Binding(kind="adaptation", identifier=row[0], version=FORMAT_VERSION)))
            for row in rows
        )
    )


def _encode(lesson: Lesson) -> bytes:
    fields = {
        "format": FORMAT_VERSION,
        "recognised": list(lesson.recognised),
        "said": list(lesson.said),
        "answered": list(lesson.answered),
        "text": lesson.text,
        "intent": lesson.intent,
        "slots": slots_as_json(lesson.slots),
    }
    return json.dumps(fields, ensure_ascii=False).encode()


def _decode(encoded: bytes) -> Lesson:
    try:
        parsed: object = json.loads(encoded)
        if not isinstance(parsed, dict):
            raise ContentUnreadable
        fields = cast("dict[str, object]", parsed)
        intent = fields["intent"]
        if fields["format"] != FORMAT_VERSION or not (intent is None or isinstance(intent, str)):
            raise ContentUnreadable
        return Lesson(
            recognised=_words(fields["recognised"]),
            said=_words(fields["said"]),
            text=str(fields["text"]),
            intent=intent,
            slots=slots_from_json(fields["slots"]),
            answered=_words(fields.get("answered", [])),
        )
    except (ValueError, KeyError, TypeError):
        raise ContentUnreadable from None


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(str(word) for word in cast("list[object]", value))
