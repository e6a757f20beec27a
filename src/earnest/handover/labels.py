"""Labels: what a reviewer wrote about a clip; both the corpus and the person who spoke read them."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, cast
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import ClipId, LabelId
from earnest.handover.errors import AlreadyLabelled, ClipGone
from earnest.handover.reviews import ADJUDICATION, load_reviews
from earnest.handover.taking import load_clip, open_key, unwrap_clip_key
from earnest.services.cryptography import Binding, DataKey, MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectMissing, ObjectStore

QUERIES = load_queries("earnest.handover")

FORMAT_VERSION: Final = 1
"""Version of the sealed form of a label, bound into its associated data."""


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


class AnswerGrade(StrEnum):
    """How good what the assistant answered was, against what it was asked."""

    GOOD = "good"
    PARTLY = "partly"
    WRONG = "wrong"
    NOT_NEEDED = "not_needed"
    """Nothing should have been answered."""


class AnswerFault(StrEnum):
    """What is wrong with an answer that is not good."""

    WRONG_ACTION = "wrong_action"
    WRONG_FACT = "wrong_fact"
    MISHEARD = "misheard"
    REFUSED_WRONGLY = "refused_wrongly"
    """It can be done, and the assistant said that it cannot."""


FAULTY: Final = frozenset({AnswerGrade.PARTLY, AnswerGrade.WRONG})
"""Grades with which a fault may be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedAnswer:
    """What a reviewer thinks of the assistant's answer."""

    grade: AnswerGrade
    fault: AnswerFault | None = None
    """None where none was named."""

    def __post_init__(self) -> None:
        """Refuse a fault of an answer that has none."""
        if self.fault is not None and self.grade not in FAULTY:
            raise ValueError("grade: this one has no fault")


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
    answer: GradedAnswer | None = None
    """How the assistant's answer was graded; None where it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _LabelRow:
    label_id: UUID
    clip_id: UUID
    outcome: str
    reject_reason: str | None
    wake_word_verdict: str | None
    sealed_content: bytes | None
    transcript: str | None
    unclear_words: list[int]
    intent: str | None
    slots: object
    entities: object
    answer_grade: str | None
    answer_fault: str | None
    guideline_version: str
    reviewer_kind: str
    labelled_at: datetime
    wrapped_key: bytes | None
    """Sealed key of the clip; None where it was destroyed."""
    object_key: str | None

    def open(self, *, handover_key: MasterKey, objects: ObjectStore) -> Label:
        content = self._content(handover_key=handover_key, objects=objects)
        transcript, intent = content["transcript"], content["intent"]
        return Label(
            label_id=LabelId(self.label_id),
            clip_id=ClipId(self.clip_id),
            outcome=LabelOutcome(self.outcome),
            reject_reason=self.reject_reason,
            wake_word_verdict=WakeWordVerdict(self.wake_word_verdict or WakeWordVerdict.NOT_APPLICABLE),
            transcript=None if transcript is None else str(transcript),
            unclear_words=tuple(_positions(content["unclear_words"])),
            intent=None if intent is None else str(intent),
            slots=tuple(
                LabelledSlot(name=str(entry["name"]), value=str(entry["value"])) for entry in _objects(content["slots"])
            ),
            entities=tuple(_entity(entry) for entry in _objects(content["entities"])),
            guideline_version=self.guideline_version,
            reviewer_kind=ReviewerKind(self.reviewer_kind),
            labelled_at=self.labelled_at,
            answer=self._answer(),
        )

    def _answer(self) -> GradedAnswer | None:
        if self.answer_grade is None:
            return None
        fault = None if self.answer_fault is None else AnswerFault(self.answer_fault)
        return GradedAnswer(grade=AnswerGrade(self.answer_grade), fault=fault)

    def _content(self, *, handover_key: MasterKey, objects: ObjectStore) -> dict[str, object]:
        if self.sealed_content is None:
            # A row from before labels were sealed; the corpus worker seals it at its next start.
            names = ("transcript", "unclear_words", "intent", "slots", "entities")
            return dict(
                zip(
                    names,
                    (self.transcript, self.unclear_words, self.intent, self.slots, self.entities),
                    strict=True,
                )
            )
        if self.wrapped_key is None or self.object_key is None:
            raise ClipGone
        key = unwrap_clip_key(
            ClipId(self.clip_id), self.wrapped_key, self.object_key, handover_key=handover_key, objects=objects
        )
        content: object = json.loads(key.open(self.sealed_content, label_binding(LabelId(self.label_id))))
        if not isinstance(content, dict):
            raise TypeError("labels: content is not an object")
        return cast("dict[str, object]", content)


def label_binding(label_id: LabelId) -> Binding:
    """Return what the content of a label is bound to."""
    return Binding(kind="label", identifier=label_id, version=FORMAT_VERSION)


def add_label(connection: Connection[TupleRow], label: Label, *, handover_key: MasterKey, objects: ObjectStore) -> None:
    """Write a label; words, intent, slots, entities and links are sealed with the clip's key and end with it.

    It is the review that the clip wants next, or the adjudication where its reviews differ. The caller holds the clip,
    so that no other label is written meanwhile.

    Raises:
        AlreadyLabelled: the clip wants none; where that comes from the database, the transaction must be rolled back.
        ClipMissing: there is no such clip.
        ClipGone: its key is destroyed.
        ObjectMissing, SealBroken: its key does not open.
    """
    key = open_key(load_clip(connection, label.clip_id), handover_key=handover_key, objects=objects)
    reviews = load_reviews(connection, label.clip_id)
    number = reviews.next_number()
    if number is None:
        raise AlreadyLabelled
    others = (
        () if reviews.planted else list_labels_of(connection, label.clip_id, handover_key=handover_key, objects=objects)
    )
    differs = number != ADJUDICATION and any(not say_the_same(label, other) for other in others)
    try:
        _ = connection.execute(
            QUERIES["insert_label"],
            {
                "label_id": label.label_id,
                "clip_id": label.clip_id,
                "number": number,
                "differs": differs,
                "outcome": label.outcome.value,
                "reject_reason": label.reject_reason,
                "wake_word_verdict": label.wake_word_verdict.value,
                "sealed_content": key.seal(encode_content(label), label_binding(label.label_id)),
                "answer_grade": None if label.answer is None else label.answer.grade.value,
                "answer_fault": None
                if label.answer is None or label.answer.fault is None
                else label.answer.fault.value,
                "guideline_version": label.guideline_version,
                "reviewer_kind": label.reviewer_kind.value,
                "labelled_at": label.labelled_at,
            },
        )
    except UniqueViolation:
        raise AlreadyLabelled from None


def say_the_same(one: Label, other: Label) -> bool:
    """Return whether two labels of a clip agree: outcome, wake word, words and meaning; not grades of the answer.

    Capital letters and spaces make no difference, nor do unclear words, entities and the reason of a rejection, in
    which two careful reviewers may differ without either being wrong.
    """
    return _substance(one) == _substance(other)


def _substance(label: Label) -> tuple[object, ...]:
    words = None if label.transcript is None else tuple(label.transcript.casefold().split())
    slots = sorted((slot.name, " ".join(slot.value.casefold().split())) for slot in label.slots)
    return (label.outcome, label.wake_word_verdict, words, label.intent, slots)


def encode_content(label: Label) -> bytes:
    """Return what of a label is sealed, as UTF-8 JSON."""
    return json.dumps(
        {
            "transcript": label.transcript,
            "unclear_words": list(label.unclear_words),
            "intent": label.intent,
            "slots": [{"name": slot.name, "value": slot.value} for slot in label.slots],
            "entities": [
                {"first_word": e.first_word, "last_word": e.last_word, "type": e.type, "link": e.link}
                for e in label.entities
            ],
        },
        ensure_ascii=False,
    ).encode()


def find_label(
    connection: Connection[TupleRow], clip_id: ClipId, *, handover_key: MasterKey, objects: ObjectStore
) -> Label | None:
    """Return the label of a clip that counts: the adjudication, else the newest review.

    None where there is none, or where the clip was erased meanwhile.

    Raises:
        SealBroken: key or ciphertext does not belong to this label.
    """
    rows = _rows(connection, clip_ids=[clip_id])
    return _opened(rows[-1], handover_key=handover_key, objects=objects) if rows else None


def load_label(
    connection: Connection[TupleRow], label_id: LabelId, *, handover_key: MasterKey, objects: ObjectStore
) -> Label | None:
    """Return one label; None where it is gone or its clip was erased meanwhile.

    Raises:
        SealBroken: key or ciphertext does not belong to this label.
    """
    return next(list_some_labels(connection, [label_id], handover_key=handover_key, objects=objects), None)


def list_labels_of(
    connection: Connection[TupleRow], clip_id: ClipId, *, handover_key: MasterKey, objects: ObjectStore
) -> tuple[Label, ...]:
    """Return all labels of a clip, oldest first, an adjudication last; none where it was erased meanwhile.

    Raises:
        SealBroken: key or ciphertext does not belong to a label.
    """
    opened = (_opened(row, handover_key=handover_key, objects=objects) for row in _rows(connection, clip_ids=[clip_id]))
    return tuple(label for label in opened if label is not None)


def list_labels(connection: Connection[TupleRow], *, handover_key: MasterKey, objects: ObjectStore) -> Iterator[Label]:
    """Yield the label that counts of each clip that was not withdrawn, ordered by clip, opened one at a time.

    Raises:
        SealBroken: key or ciphertext does not belong to a label.
    """
    label_ids = [LabelId(row[0]) for row in connection.execute(QUERIES["list_counting"]).fetchall()]
    return list_some_labels(connection, label_ids, handover_key=handover_key, objects=objects)


def list_meaningful(connection: Connection[TupleRow]) -> frozenset[LabelId]:
    """Return the labels that count and may name an intent, of clips that were not withdrawn."""
    rows = connection.execute(QUERIES["list_counting"]).fetchall()
    return frozenset(LabelId(row[0]) for row in rows if row[1] is True)


def list_some_labels(
    connection: Connection[TupleRow], label_ids: Collection[LabelId], *, handover_key: MasterKey, objects: ObjectStore
) -> Iterator[Label]:
    """Yield some labels, ordered by clip, opened one at a time; those whose clips were erased are left out.

    Raises:
        SealBroken: key or ciphertext does not belong to a label.
    """
    for row in _rows(connection, label_ids=label_ids):
        label = _opened(row, handover_key=handover_key, objects=objects)
        if label is not None:
            yield label


def count_grades(connection: Connection[TupleRow], label_ids: Collection[LabelId]) -> dict[AnswerGrade, int]:
    """Return how often some labels give each grade; grades that none gives are left out."""
    rows = connection.execute(QUERIES["count_grades"], {"label_ids": list(label_ids)}).fetchall()
    return {AnswerGrade(row[0]): int(row[1]) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeCount:
    """How often the answers in a language were graded so."""

    language: str
    """ISO 639-1."""
    grade: AnswerGrade
    fault: AnswerFault | None
    clips: int
    """≥ 1."""


def count_grades_by_language(connection: Connection[TupleRow], *, since: datetime) -> tuple[GradeCount, ...]:
    """Return how answers were graded in labels that count and were written since a moment."""
    return tuple(
        GradeCount(
            language=str(row[0]),
            grade=AnswerGrade(row[1]),
            fault=None if row[2] is None else AnswerFault(row[2]),
            clips=int(row[3]),
        )
        for row in connection.execute(QUERIES["count_grades_by_language"], {"since": since}).fetchall()
    )


def delete_labels(connection: Connection[TupleRow], clip_id: ClipId) -> None:
    """Remove what was written about a clip."""
    _ = connection.execute(QUERIES["delete_labels"], {"clip_id": clip_id})


def seal_plain_label(connection: Connection[TupleRow], label: Label, key: DataKey) -> None:
    """Put sealed content in the place of plain one; a label that is sealed stays as it is.

    Args:
        connection: of the corpus worker's role.
        label: from before labels were sealed.
        key: of its clip.
    """
    content = key.seal(encode_content(label), label_binding(label.label_id))
    _ = connection.execute(QUERIES["seal_label"], {"label_id": label.label_id, "sealed_content": content})


def find_wake_verdicts(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> dict[ClipId, WakeWordVerdict]:
    """Return the verdicts on the wake word of some clips; those that have none, or were withdrawn, are left out.

    A clip that was withdrawn because the word was not said counts as such, also where its label is erased (RT5).
    """
    if not clip_ids:
        return {}
    rows = connection.execute(QUERIES["list_wake_verdicts"], {"clip_ids": list(clip_ids)}).fetchall()
    return {ClipId(row[0]): WakeWordVerdict(row[1]) for row in rows}


def _rows(
    connection: Connection[TupleRow], *, label_ids: Collection[LabelId] = (), clip_ids: Collection[ClipId] = ()
) -> list[_LabelRow]:
    with connection.cursor(row_factory=class_row(_LabelRow)) as cursor:
        named = {"label_ids": list(label_ids), "clip_ids": list(clip_ids)}
        return cursor.execute(QUERIES["list_labels"], named).fetchall()


def _opened(row: _LabelRow, *, handover_key: MasterKey, objects: ObjectStore) -> Label | None:
    try:
        return row.open(handover_key=handover_key, objects=objects)
    except (ObjectMissing, ClipGone):
        # Erased between the query and the look at its key.
        return None


def _positions(column: object) -> list[int]:
    if not isinstance(column, list):
        raise TypeError("labels: not a list")
    entries = cast("list[object]", column)
    if not all(isinstance(entry, int) for entry in entries):
        raise TypeError("labels: position is not a number")
    return cast("list[int]", entries)


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
