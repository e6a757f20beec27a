"""Labels: what a reviewer wrote about a clip; both the corpus and the person who spoke read them."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import ClipId, LabelId
from earnest.handover.errors import AlreadyLabelled
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


class LabelOutcome(StrEnum):
    """How a review ended."""

    LABELLED = "labelled"
    REJECTED = "rejected"


class WakeWordVerdict(StrEnum):
    """What a reviewer heard where the device says that it heard its wake word (RV10)."""

    SAID = "said"
    SIMILAR = "similar"
    NOT_SAID = "not_said"
    NOT_ADDRESSED = "not_addressed"
    DEVICE_SOUND = "device_sound"
    NOT_APPLICABLE = "not_applicable"
    """The device was not woken by a word."""


class ReviewerKind(StrEnum):
    """Who labelled."""

    REVIEWER = "reviewer"
    SIMULATED_REVIEWER = "simulated reviewer"
    """A program that types known answers."""
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSlot:
    """A slot of the intent; the value need not be a span of the transcript."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEntity:
    """A span of the transcript with its type and a link to a knowledge entry."""

    first_word: int
    """Position of the first word in the transcript, ≥ 0."""
    last_word: int
    """Position of the last word, ≥ first_word."""
    type: str
    """For example `musical artist`."""
    link: str | None
    """Address or name of the knowledge entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One review of one clip."""

    label_id: LabelId
    clip_id: ClipId
    outcome: LabelOutcome
    reject_reason: str | None
    wake_word_verdict: WakeWordVerdict
    transcript: str | None
    """Words as typed; None where the reviewer gave only the meaning."""
    unclear_words: tuple[int, ...]
    intent: str | None
    slots: tuple[LabelledSlot, ...]
    entities: tuple[LabelledEntity, ...]
    guideline_version: str
    reviewer_kind: ReviewerKind
    labelled_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _LabelRow:
    label_id: UUID
    clip_id: UUID
    outcome: str
    reject_reason: str | None
    wake_word_verdict: str | None
    transcript: str | None
    unclear_words: list[int]
    intent: str | None
    slots: object
    entities: object
    guideline_version: str
    reviewer_kind: str
    labelled_at: datetime

    def parse(self) -> Label:
        return Label(
            label_id=LabelId(self.label_id),
            clip_id=ClipId(self.clip_id),
            outcome=LabelOutcome(self.outcome),
            reject_reason=self.reject_reason,
            wake_word_verdict=WakeWordVerdict(self.wake_word_verdict or WakeWordVerdict.NOT_APPLICABLE),
            transcript=self.transcript,
            unclear_words=tuple(self.unclear_words),
            intent=self.intent,
            slots=tuple(
                LabelledSlot(name=str(entry["name"]), value=str(entry["value"])) for entry in _objects(self.slots)
            ),
            entities=tuple(_entity(entry) for entry in _objects(self.entities)),
            guideline_version=self.guideline_version,
            reviewer_kind=ReviewerKind(self.reviewer_kind),
            labelled_at=self.labelled_at,
        )


def add_label(connection: Connection[TupleRow], label: Label) -> None:
    """Write a label.

    Raises:
        AlreadyLabelled: the clip has one; the transaction is then unusable and must be rolled back.
    """
    try:
        _ = connection.execute(
            QUERIES["insert_label"],
            {
                "label_id": label.label_id,
                "clip_id": label.clip_id,
                "outcome": label.outcome.value,
                "reject_reason": label.reject_reason,
                "wake_word_verdict": label.wake_word_verdict.value,
                "transcript": label.transcript,
                "unclear_words": list(label.unclear_words),
                "intent": label.intent,
                "slots": json.dumps([{"name": slot.name, "value": slot.value} for slot in label.slots]),
                "entities": json.dumps(
                    [
                        {"first_word": e.first_word, "last_word": e.last_word, "type": e.type, "link": e.link}
                        for e in label.entities
                    ]
                ),
                "guideline_version": label.guideline_version,
                "reviewer_kind": label.reviewer_kind.value,
                "labelled_at": label.labelled_at,
            },
        )
    except UniqueViolation:
        raise AlreadyLabelled from None


def find_label(connection: Connection[TupleRow], clip_id: ClipId) -> Label | None:
    """Return the label of a clip, if there is one."""
    with connection.cursor(row_factory=class_row(_LabelRow)) as cursor:
        row = cursor.execute(QUERIES["find_label"], {"clip_id": clip_id}).fetchone()
    return None if row is None else row.parse()


def list_labels(connection: Connection[TupleRow]) -> tuple[Label, ...]:
    """Return all labels of clips that were not withdrawn, ordered by identifier."""
    with connection.cursor(row_factory=class_row(_LabelRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_labels"]))


def _objects(column: object) -> list[dict[str, object]]:
    if not isinstance(column, list):
        raise TypeError("labels: not a list")
    entries = cast("list[object]", column)
    if not all(isinstance(entry, dict) for entry in entries):
        raise TypeError("labels: entry is not an object")
    return cast("list[dict[str, object]]", entries)


def _entity(entry: dict[str, object]) -> LabelledEntity:
    first_word, last_word, link = entry["first_word"], entry["last_word"], entry["link"]
    if not (isinstance(first_word, int) and isinstance(last_word, int)):
        raise TypeError("labels: entity has wrong fields")
    return LabelledEntity(
        first_word=first_word, last_word=last_word, type=str(entry["type"]), link=None if link is None else str(link)
    )
