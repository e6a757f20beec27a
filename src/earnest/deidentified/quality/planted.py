"""Planted clips: what is known of them, and how far reviewers wrote it (RV7).

Two figures: how right labels are, and how often a wrong word that was put into the recogniser's text stays there,
which is what happens to a person who confirms without listening (automation bias).
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import TypeAdapter

from earnest.foundation.identifiers import ClipId, LabelId, StaffId
from earnest.foundation.statistics.estimates import Estimate, bootstrap_ratio, exact_share
from earnest.handover.clip import ClipDescription, ConcealedWord, ShownAnswer
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.labels import Label, load_label
from earnest.handover.planting import PlantedKind, plant
from earnest.handover.taking import load_clip, open_key
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectMissing, ObjectStore
from earnest.speech.language.comparing.word_errors import text_errors

QUERIES = load_queries("earnest.deidentified.quality")

FORMAT_VERSION: Final = 1
MOST_REVIEWS: Final = 1_000
"""Reviews of planted clips that are measured, the newest. Chosen as a bound on time."""


class PlantedQuestion(StrEnum):
    """How a planted clip in whose words two recognisers agree is asked; by chance, so that both can be compared."""

    CONFIRM = "confirm"
    """Whether its words are right."""
    TYPE = "type"
    """What was said, with nothing in the box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedTruth:
    """What is known of a planted clip."""

    language: str
    """ISO 639-1."""
    transcript: str
    intent: str | None
    """None where the recording came without one; then only words are compared."""
    wrong_word: str | None
    """A word that was put into the recogniser's text and was not said; None where nothing was put there."""
    asked: "PlantedQuestion | None" = None
    """How it is asked, where two recognisers agree in its words; None where they do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedAnswer:
    """One review of a planted clip, compared."""

    reviewer: StaffId
    errors: int
    words: int
    intent_right: bool | None
    """None where no intent is known."""
    wrong_word_kept: bool | None
    """None where none was put there."""
    asked: PlantedQuestion | None = None
    """None where its recognisers disagree, or a wrong word was put there: then it is in neither group."""
    keystrokes: int | None = None
    """None where they were not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedAccuracy:
    """How far reviews of planted clips say what is known."""

    reviews: int
    word_error_rate: Estimate | None
    """Against what was said."""
    intent_right: Estimate | None
    wrong_word_kept: Estimate | None
    """Automation bias: share of the wrong words put into the text that were left there."""
    one_key: Estimate | None
    """Share of the clips whose words were asked to be confirmed that one key settled."""
    confirmed_errors: Estimate | None
    """Word error rate of the labels of those clips."""
    typed_errors: Estimate | None
    """Word error rate of the labels of like clips that were typed in full."""


def add_planted(
    connection: Connection[TupleRow],
    about: ClipDescription,
    words: Sequence[ConcealedWord],
    sound: bytes,
    truth: PlantedTruth,
    *,
    kind: PlantedKind,
    licence: str,
    source: str | None,
    handover_key: MasterKey,
    objects: ObjectStore,
    now: datetime,
    answer: ShownAnswer | None = None,
) -> None:
    """Plant a clip with what is known of it, sealed with the clip's key."""
    plant(connection, about, words, sound, kind=kind, handover_key=handover_key, objects=objects, answer=answer)
    key = open_key(load_clip(connection, about.clip_id), handover_key=handover_key, objects=objects)
    content = TypeAdapter(PlantedTruth).dump_json(truth)
    _ = connection.execute(
        QUERIES["insert_truth"],
        {
            "clip_id": about.clip_id,
            "sealed_truth": key.seal(content, _binding(about.clip_id)),
            "licence": licence,
            "source": source,
            "now": now,
        },
    )


def load_answers(
    connection: Connection[TupleRow], *, handover_key: MasterKey, objects: ObjectStore
) -> tuple[PlantedAnswer, ...]:
    """Return the reviews of planted clips, compared; those whose clips have ended are left out.

    Args:
        connection: of the workbench's role.
        handover_key: opens the keys of clips.
        objects: where their erasure keys are.
    """
    answers: list[PlantedAnswer] = []
    for clip_id, staff_id, label_id, sealed, keystrokes in connection.execute(
        QUERIES["list_planted_reviews"], {"most": MOST_REVIEWS}
    ).fetchall():
        truth = open_truth(connection, ClipId(clip_id), sealed, handover_key=handover_key, objects=objects)
        if truth is None:
            continue
        label = load_label(connection, LabelId(label_id), handover_key=handover_key, objects=objects)
        if label is not None:
            answers.append(compare(truth, label, StaffId(staff_id), keystrokes=keystrokes))
    return tuple(answers)


def open_truth(
    connection: Connection[TupleRow], clip_id: ClipId, sealed: bytes, *, handover_key: MasterKey, objects: ObjectStore
) -> PlantedTruth | None:
    """Return what is known of a planted clip; None where the clip has ended."""
    try:
        key = open_key(load_clip(connection, clip_id), handover_key=handover_key, objects=objects)
    except (ClipGone, ClipMissing, ObjectMissing):
        return None
    return TypeAdapter(PlantedTruth).validate_python(json.loads(key.open(sealed, _binding(clip_id))))


def compare(truth: PlantedTruth, label: Label, reviewer: StaffId, *, keystrokes: int | None = None) -> PlantedAnswer:
    """Return how far a label says what is known; a rejection says nothing of it."""
    found = text_errors(truth.transcript, label.transcript or "", truth.language)
    written = (label.transcript or "").casefold().split()
    return PlantedAnswer(
        reviewer=reviewer,
        errors=found.total,
        words=found.reference_words,
        intent_right=None if truth.intent is None else label.intent == truth.intent,
        wrong_word_kept=None if truth.wrong_word is None else truth.wrong_word.casefold() in written,
        asked=truth.asked if truth.wrong_word is None else None,
        keystrokes=keystrokes,
    )


def measure_planted(answers: Collection[PlantedAnswer]) -> PlantedAccuracy:
    """Return accuracy, automation bias and what confirming costs against typing, each with its interval."""
    confirmed = [one for one in answers if one.asked is PlantedQuestion.CONFIRM]
    typed = [one for one in answers if one.asked is PlantedQuestion.TYPE]
    return PlantedAccuracy(
        reviews=len(answers),
        word_error_rate=_errors(answers),
        intent_right=_share([one.intent_right for one in answers]),
        wrong_word_kept=_share([one.wrong_word_kept for one in answers]),
        one_key=_share([None if one.keystrokes is None else one.keystrokes <= 1 for one in confirmed]),
        confirmed_errors=_errors(confirmed),
        typed_errors=_errors(typed),
    )


def _errors(answers: Collection[PlantedAnswer]) -> Estimate | None:
    return bootstrap_ratio([(float(one.errors), float(one.words)) for one in answers])


def _share(answers: Sequence[bool | None]) -> Estimate | None:
    known = [answer for answer in answers if answer is not None]
    return exact_share(sum(known), len(known)) if known else None


def _binding(clip_id: ClipId) -> Binding:
    return Binding(kind="planted-truth", identifier=clip_id, version=FORMAT_VERSION)
