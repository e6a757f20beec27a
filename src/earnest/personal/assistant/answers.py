"""Answers: what the assistant says, and in which situation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from string import Formatter

from earnest.personal.assistant.texts import TEXTS, Text, text_language
from earnest.speech.meaning.interpretation import Interpretation


class AnswerEffect(StrEnum):
    """What the caller has to do besides saying the answer."""

    NONE = "none"
    WITHDRAW_HUMAN_REVIEW = "withdraw_human_review"
    """Record a spoken no to human review (CN5) before the answer is said."""
    EXPECT_ANSWER = "expect_answer"
    """The answer is a question; a yes that follows is a no to human review."""
    ASK_DELETE_TODAY = "ask_delete_today"
    """The answer is a question; a yes that follows deletes what was said today."""
    ASK_TO_DO = "ask_to_do"
    """The answer is a question; a yes that follows does `Answer.asks_about`."""
    DELETE_LAST = "delete_last"
    """Delete what was said last, and then say what was deleted; there is no text yet."""
    DELETE_TODAY = "delete_today"
    """Delete what was said today; otherwise the same."""
    TELL_WHO_LISTENED = "tell_who_listened"
    """Look up who listened, and say so; there is no text yet."""
    BEGIN_PRIVATE_HOUR = "begin_private_hour"
    """Begin a private hour (CN10) before the answer is said; it lasts until `Answer.private_until`."""


class RingPlace(StrEnum):
    """Where timers and alarms ring."""

    HERE = "here"
    """The device at which they are asked for waits for them."""
    ELSEWHERE = "elsewhere"
    """Another device of the household does."""
    NOWHERE = "nowhere"
    """None does now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSummary:
    """What is kept of the person, for the spoken answer (TR3)."""

    recording_count: int
    """Recordings in the vault, ≥ 0."""
    people_may_listen: bool
    """A standing yes to human review, in a programme where people listen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the assistant says."""

    text: str
    failed_action: bool
    """Understood, but it was not done."""
    effect: AnswerEffect
    private_until: datetime | None = None
    """End of a private hour that begins."""
    asks_about: Interpretation | None = None
    """What is done after a yes; only with `ASK_TO_DO`."""

    @property
    def keeps_nothing(self) -> bool:
        """The utterance itself is not kept either: it begins a private hour, or deletes what was said."""
        return self.private_until is not None or self.effect in {AnswerEffect.DELETE_LAST, AnswerEffect.DELETE_TODAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """In what an answer is given."""

    language: str
    """ISO 639-1."""
    now: datetime
    """The local time of the place, aware."""
    kept: KeptSummary
    heard_words: bool
    """The recogniser heard at least one word."""
    private_until: datetime | None = None
    """End of the private hour that runs; None: none runs."""
    rings: RingPlace = RingPlace.NOWHERE
    """Where what is due would ring now."""


def rings_where(situation: Situation) -> tuple[Text, ...]:
    """Return what is to be said of where a timer or an alarm will ring; nothing where it rings here."""
    return {
        RingPlace.HERE: (),
        RingPlace.ELSEWHERE: (Text.RINGS_ELSEWHERE,),
        RingPlace.NOWHERE: (Text.MAY_BE_SILENT,),
    }[situation.rings]


def say(
    situation: Situation, *texts: Text, failed: bool = False, effect: AnswerEffect = AnswerEffect.NONE, **fields: str
) -> Answer:
    """Return an answer in the language of the situation.

    Args:
        situation: in what is answered.
        texts: said one after the other.
        failed: whether what was asked for could not be done.
        effect: what the caller has to do.
        fields: values for the places in the texts.
    """
    wordings = TEXTS[text_language(situation.language)]
    said = " ".join(wordings[text].format(**fields) for text in texts)
    return Answer(text=said, failed_action=failed, effect=effect)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """A part of an answer."""

    text: str
    field: str | None
    """What it was filled in for, such as `length`; None where every customer hears these words; `unknown` where the
    whole answer is none of the assistant's wordings."""


UNKNOWN: str = "unknown"
"""Field of an answer that is none of the wordings, such as one of an earlier version."""


def parts_of_answer(answer: str, language: str) -> tuple[AnswerPart, ...]:
    """Return an answer as what the wordings give and what was filled in; nothing where it is empty.

    Args:
        answer: what `say` made, in any version.
        language: of the situation, ISO 639-1.
    """
    said = answer.strip()
    if not said:
        return ()
    return _wordings_of(said, text_language(language)) or (AnswerPart(text=said, field=UNKNOWN),)


def _wordings_of(said: str, language: str) -> tuple[AnswerPart, ...]:
    """Return the parts where the whole is one wording after the other; nothing where it is not."""
    for wording in _patterns(language):
        found = wording.pattern.match(said)
        if found is None:
            continue
        parts = tuple(
            AnswerPart(text=text, field=field)
            for text, field in zip(found.groups(), wording.fields, strict=True)
            if text.strip()
        )
        rest = said[found.end() :].lstrip()
        if not rest:
            return parts
        following = _wordings_of(rest, language)
        if following:
            return (*parts, *following)
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    pattern: re.Pattern[str]
    """One group for each part."""
    fields: Sequence[str | None]


@cache
def _patterns(language: str) -> tuple[_Wording, ...]:
    return tuple(_pattern(text) for text in TEXTS[language].values())


def _pattern(text: str) -> _Wording:
    pieces: list[str] = []
    fields: list[str | None] = []
    for literal, field, _, _ in Formatter().parse(text):
        if literal:
            pieces.append(f"({re.escape(literal)})")
            fields.append(None)
        if field:
            pieces.append("(.+?)")
            fields.append(field)
    return _Wording(pattern=re.compile("".join(pieces) + r"(?=\s|$)"), fields=tuple(fields))
