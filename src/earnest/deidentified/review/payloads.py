"""Payloads: the JSON that goes to a reviewer and comes back; fields that are not named here do not exist (PS1)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from earnest.deidentified.review.catalogue import IntentEntry
from earnest.deidentified.review.notes import LONGEST_NOTE
from earnest.deidentified.review.records import (
    HeldLease,
    ShownClip,
    ShownDisguise,
    ShownWord,
    WrittenLabel,
    WrittenRejection,
)
from earnest.deidentified.review.rules import LONGEST_NAME, LONGEST_TRANSCRIPT, LONGEST_VALUE, MOST_SLOTS
from earnest.handover.labels import (
    FAULTY,
    AnswerFault,
    AnswerGrade,
    GradedAnswer,
    Label,
    LabelledEntity,
    LabelledSlot,
    WakeWordVerdict,
)
from earnest.services.web import Form

_LONGEST_PLAY_MILLISECONDS = 86_400_000
"""A day: only keeps the number within what the rules compute with; they judge whether it is plausible."""
_MOST_WORDS = LONGEST_TRANSCRIPT
_MOST_KEYSTROKES = 100_000
_MOST_KEYS = 100
"""More than the page has actions; it bounds what one request can store."""

Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Value = Annotated[str, Field(max_length=LONGEST_VALUE)]
Transcript = Annotated[str, Field(max_length=LONGEST_TRANSCRIPT)]
Link = Annotated[str, Field(max_length=LONGEST_VALUE + LONGEST_NAME)]
Position = Annotated[int, Field(ge=0, lt=_MOST_WORDS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasePayload:
    """A clip in a reviewer's hands: the lease's name, never the clip's (PS2), no exact time of capture (PS3)."""

    lease_id: UUID
    expires_at: datetime
    language: str
    region: str
    day_part: str
    wake_word: str | None
    words: tuple[ShownWord, ...]
    prefill: bool
    verify: bool
    """Whether the page first asks if the words are right: few errors are expected in them."""
    disguise: ShownDisguise
    duration_milliseconds: int
    played_milliseconds: int
    """What was heard of it under this lease, so that a reload does not ask for it again."""
    distressing: bool
    """Whether a reviewer found it hard to bear, or a warning stands before it; then it does not play by itself."""
    warnings: tuple[str, ...]
    """What a search found in words or sound (DC2)."""
    answer: tuple[str | None, ...] | None
    """What the assistant answered, de-identified; null in it stands for words that are not shown."""
    draft: "DraftPayload | None"
    """What this reviewer had written about it; None where nothing was written."""
    sound_address: str = field(repr=False)
    """Where its sound leaves once, within a minute (AU8); for a repetition a new one is asked for."""
    sound_key: str | None = field(repr=False)
    """Opens the sound that the page fetched ahead, which is logged as played; Base64. None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AheadPayload:
    """The sound of a clip that may come next, sealed (AES-256-GCM, bound to the lease's name)."""

    lease_id: UUID
    """Name of the lease that begins where the clip is given; there is none before."""
    sealed_sound: str = field(repr=False)
    """Nonce of 12 bytes, ciphertext and tag; Base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundAddress:
    """Where the sound of a held clip leaves once, within a minute (AU8)."""

    address: str
    """Path on this host; it tells neither lease nor clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePayload:
    """Intents, slots and values in labels so far."""

    intents: tuple[IntentEntry, ...]


class PlayedPayload(Form):
    """How much was played so far."""

    milliseconds: Annotated[int, Field(ge=0, le=_LONGEST_PLAY_MILLISECONDS)]


class SlotPayload(Form):
    """A slot as the reviewer named it."""

    name: Name
    value: Value


class EntityPayload(Form):
    """A marked span of the transcript."""

    first_word: Position
    last_word: Position
    type: Name
    link: Link | None = None


class GradePayload(Form):
    """What a reviewer thinks of the assistant's answer."""

    grade: Annotated[AnswerGrade, Field(strict=False)]
    fault: Annotated[AnswerFault, Field(strict=False)] | None = None

    @model_validator(mode="after")
    def _check(self) -> "GradePayload":
        if self.fault is not None and self.grade not in FAULTY:
            raise ValueError("fault: this grade has none")
        return self

    def parse(self) -> GradedAnswer:
        """Return the grade as review knows it."""
        return GradedAnswer(grade=self.grade, fault=self.fault)


class LabelPayload(Form):
    """A label."""

    wake_word_verdict: Annotated[WakeWordVerdict, Field(strict=False)]
    transcript: Transcript | None
    unclear_words: list[Position] = Field(default_factory=list[Position], max_length=_MOST_WORDS)
    intent: Name | None
    slots: list[SlotPayload] = Field(default_factory=list[SlotPayload], max_length=MOST_SLOTS)
    entities: list[EntityPayload] = Field(default_factory=list[EntityPayload], max_length=MOST_SLOTS)
    guideline_version: Name
    answer: GradePayload | None = None
    """How the answer is graded; None where it is not, or none is shown."""
    keystrokes: Annotated[int, Field(ge=0, le=_MOST_KEYSTROKES)] | None = None
    """Keys pressed since the clip came, as the page counted them; None where it did not."""

    def parse(self) -> WrittenLabel:
        """Return the label as review knows it."""
        return WrittenLabel(
            wake_word_verdict=self.wake_word_verdict,
            transcript=self.transcript,
            unclear_words=tuple(self.unclear_words),
            intent=self.intent,
            slots=tuple(LabelledSlot(name=slot.name, value=slot.value) for slot in self.slots),
            entities=tuple(
                LabelledEntity(first_word=one.first_word, last_word=one.last_word, type=one.type, link=one.link)
                for one in self.entities
            ),
            guideline_version=self.guideline_version,
            answer=None if self.answer is None else self.answer.parse(),
        )


class DraftPayload(Form):
    """A label that is being written: anything may still be missing, and words stand as they were typed."""

    wake_word_verdict: Annotated[WakeWordVerdict, Field(strict=False)] | None
    transcript: Transcript
    unclear_words: list[Position] = Field(default_factory=list[Position], max_length=_MOST_WORDS)
    intent: Name
    slots: list[SlotPayload] = Field(default_factory=list[SlotPayload], max_length=MOST_SLOTS)
    entities: list[EntityPayload] = Field(default_factory=list[EntityPayload], max_length=MOST_SLOTS)
    answer: GradePayload | None = None


class PreferencesPayload(Form):
    """What a reviewer has chosen."""

    accepts_distressing: bool


class KeyPayload(Form):
    """A key of the page that a reviewer has changed."""

    action: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    chord: Annotated[str, Field(pattern=r"^[A-Za-z0-9+]{1,40}$")]


class KeysPayload(Form):
    """All keys that a reviewer has changed; the others lie where they lay at first."""

    keys: list[KeyPayload] = Field(max_length=_MOST_KEYS)


class NotePayload(Form):
    """A note to the lead about the clip in hand."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]


class RejectionPayload(Form):
    """A rejection."""

    reason: Name
    wake_word_verdict: Annotated[WakeWordVerdict, Field(strict=False)]
    guideline_version: Name

    def parse(self) -> WrittenRejection:
        """Return the rejection as review knows it."""
        return WrittenRejection(
            reason=self.reason, wake_word_verdict=self.wake_word_verdict, guideline_version=self.guideline_version
        )


def draft_of(label: Label) -> DraftPayload:
    """Return a label as the draft that it was before it was sent."""
    return DraftPayload(
        wake_word_verdict=label.wake_word_verdict,
        transcript=label.transcript or "",
        unclear_words=list(label.unclear_words),
        intent=label.intent or "",
        slots=[SlotPayload(name=slot.name, value=slot.value) for slot in label.slots],
        entities=[
            EntityPayload(first_word=one.first_word, last_word=one.last_word, type=one.type, link=one.link)
            for one in label.entities
        ],
        answer=grade_of(label),
    )


def grade_of(label: Label) -> GradePayload | None:
    """Return how a label grades the answer; None where it does not."""
    return None if label.answer is None else GradePayload(grade=label.answer.grade, fault=label.answer.fault)


def lease_payload(
    lease: HeldLease,
    clip: ShownClip,
    *,
    distressing: bool,
    draft: DraftPayload | None,
    sound_address: str,
    sound_key: str | None,
) -> LeasePayload:
    """Return what a reviewer is told of a leased clip."""
    return LeasePayload(
        lease_id=lease.lease_id,
        expires_at=lease.expires_at,
        language=clip.language,
        region=clip.region,
        day_part=clip.day_part,
        wake_word=clip.wake_word,
        words=clip.words,
        prefill=clip.prefill,
        verify=clip.verify,
        disguise=clip.disguise,
        duration_milliseconds=clip.duration_milliseconds,
        played_milliseconds=lease.played_milliseconds,
        distressing=distressing or bool(clip.warnings),
        warnings=clip.warnings,
        answer=clip.answer,
        draft=draft,
        sound_address=sound_address,
        sound_key=sound_key,
    )
