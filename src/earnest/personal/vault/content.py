"""Content of a recording: what was recognised, understood, answered and corrected, as JSON inside the seal."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final, cast

from earnest.engines.hypothesis_json import decode_hypothesis, encode_hypothesis
from earnest.personal.vault.errors import ContentUnreadable
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.meaning.interpretation import Interpretation, Slot

FORMAT: Final = 1
"""Version of the JSON form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the person who spoke says that was said and meant."""

    text: str
    intent: str | None
    slots: tuple[Slot, ...]
    learned: bool
    """The person's own assistant was taught this."""
    corrected_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A correction that is being written and was not sent."""

    text: str
    intent: str | None
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSeconds:
    """How long each stage of an utterance took, by the clock; waiting for a turn included."""

    sound: float
    """Decoding, wake word, trimming."""
    recognising: float
    understanding: float
    answering: float
    """The skill; what is spoken is not in it."""

    @property
    def total(self) -> float:
        """Until the answer was there as words."""
        return self.sound + self.recognising + self.understanding + self.answering


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingContent:
    """Everything that is kept of an utterance besides its sound."""

    hypothesis: Hypothesis
    interpretation: Interpretation
    answer: str
    language: str
    """Language of the person when it was said, ISO 639-1."""
    wake_word: str | None
    """What the device says it heard; None for push-to-talk."""
    correction: Correction | None
    wake_evidence: tuple[float, ...] | None = None
    """Numbers about whether it was meant for the assistant; None where no wake word was claimed, or before there were
    any."""
    draft: Draft | None = None
    """What the person has written of a correction so far; None where nothing waits to be sent."""
    skill: str | None = None
    """Name of the skill that answered; None where none did, or before it was recorded."""
    taught: bool = False
    """One of the person's own lessons decided what was understood."""
    stages: StageSeconds | None = None
    """None in what was kept before it was recorded."""


def encode_content(content: RecordingContent) -> bytes:
    """Return the content as UTF-8 JSON."""
    correction = content.correction
    recognised: object = json.loads(encode_hypothesis(content.hypothesis))
    return json.dumps(
        {
            "format": FORMAT,
            "hypothesis": recognised,
            "interpretation": {
                "intent": content.interpretation.intent,
                "slots": slots_as_json(content.interpretation.slots),
                "confidence": content.interpretation.confidence,
            },
            "answer": content.answer,
            "language": content.language,
            "wake_word": content.wake_word,
            "wake_evidence": None if content.wake_evidence is None else list(content.wake_evidence),
            "correction": None
            if correction is None
            else {
                "text": correction.text,
                "intent": correction.intent,
                "slots": slots_as_json(correction.slots),
                "learned": correction.learned,
                "corrected_at": correction.corrected_at.isoformat(),
            },
            "draft": None
            if content.draft is None
            else {
                "text": content.draft.text,
                "intent": content.draft.intent,
                "slots": slots_as_json(content.draft.slots),
            },
            "skill": content.skill,
            "taught": content.taught,
            "stages": None if content.stages is None else asdict(content.stages),
        },
        ensure_ascii=False,
    ).encode()


def decode_content(encoded: bytes) -> RecordingContent:
    """Parse what `encode_content` wrote.

    Raises:
        ContentUnreadable: it is something else, or of a newer format.
    """
    try:
        fields = _fields(json.loads(encoded))
        if fields["format"] != FORMAT:
            raise ContentUnreadable
        understood = _fields(fields["interpretation"])
        return RecordingContent(
            hypothesis=decode_hypothesis(json.dumps(fields["hypothesis"]).encode()),
            interpretation=Interpretation(
                intent=_text_or_none(understood["intent"]),
                slots=slots_from_json(understood["slots"]),
                confidence=_number(understood["confidence"]),
            ),
            answer=_text(fields["answer"]),
            language=_text(fields["language"]),
            wake_word=_text_or_none(fields["wake_word"]),
            correction=_correction(fields["correction"]),
            wake_evidence=_numbers_or_none(fields.get("wake_evidence")),
            draft=_draft(fields.get("draft")),
            skill=_text_or_none(fields.get("skill")),
            taught=fields.get("taught") is True,
            stages=_stages(fields.get("stages")),
        )
    except (ValueError, KeyError, TypeError, EngineFailed):
        raise ContentUnreadable from None


def slots_as_json(slots: Sequence[Slot]) -> list[list[str]]:
    """Return slots as JSON: pairs of name and value in their order."""
    return [[slot.name, slot.value] for slot in slots]


def slots_from_json(value: object) -> tuple[Slot, ...]:
    """Parse what `slots_as_json` wrote.

    Raises:
        TypeError: it is not a list of pairs of texts.
        ValueError: an entry is not a pair.
    """
    return tuple(_slot(item) for item in _items(value))


def _slot(item: object) -> Slot:
    name, value = _items(item)
    return Slot(name=_text(name), value=_text(value))


def _correction(value: object) -> Correction | None:
    if value is None:
        return None
    fields = _fields(value)
    learned = fields["learned"]
    if not isinstance(learned, bool):
        raise TypeError
    return Correction(
        text=_text(fields["text"]),
        intent=_text_or_none(fields["intent"]),
        slots=slots_from_json(fields["slots"]),
        learned=learned,
        corrected_at=datetime.fromisoformat(_text(fields["corrected_at"])),
    )


def _draft(value: object) -> Draft | None:
    if value is None:
        return None
    fields = _fields(value)
    return Draft(
        text=_text(fields["text"]), intent=_text_or_none(fields["intent"]), slots=slots_from_json(fields["slots"])
    )


def _stages(value: object) -> StageSeconds | None:
    if value is None:
        return None
    fields = _fields(value)
    return StageSeconds(
        sound=_number(fields["sound"]),
        recognising=_number(fields["recognising"]),
        understanding=_number(fields["understanding"]),
        answering=_number(fields["answering"]),
    )


def _fields(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return cast("dict[str, object]", value)


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return cast("list[object]", value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _numbers_or_none(value: object) -> tuple[float, ...] | None:
    return None if value is None else tuple(_number(item) for item in _items(value))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)
