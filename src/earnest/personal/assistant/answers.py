"""Answers: what the assistant says, and in which situation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from earnest.personal.assistant.texts import TEXTS, Text, text_language


class AnswerEffect(StrEnum):
    """What the caller has to do besides saying the answer."""

    NONE = "none"
    WITHDRAW_HUMAN_REVIEW = "withdraw_human_review"
    """Record a spoken no to human review (CN5) before the answer is said."""
    EXPECT_ANSWER = "expect_answer"
    """The answer is a question; a yes that follows is a no to human review."""
    BEGIN_PRIVATE_HOUR = "begin_private_hour"
    """Begin a private hour (CN10) before the answer is said; it lasts until `Answer.private_until`."""


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
