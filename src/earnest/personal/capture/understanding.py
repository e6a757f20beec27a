"""Understanding: what an utterance asks for, by own lessons first, then the fixed grammar, then what was learned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from earnest.personal.adaptation.rules import Lesson, find_lesson
from earnest.personal.assistant.requests import understand
from earnest.speech.recognition.hypothesis import Hypothesis
from earnest.speech.recognition.wording import normalised_words
from earnest.speech.understanding.interpretation import Interpretation


class LearnedInterpreter(Protocol):
    """What learning found out about meanings."""

    def interpret(self, hypothesis: Hypothesis) -> Interpretation:
        """Return intent and slots of a hypothesis."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What is taken to be said and meant."""

    text: str
    """What was said: as recognised, or as the person taught it."""
    interpretation: Interpretation
    taught: bool
    """One of the person's own lessons decided."""


def understand_utterance(
    hypothesis: Hypothesis, lessons: Sequence[Lesson], language: str, interpreter: LearnedInterpreter
) -> Understood:
    """Understand one utterance.

    Args:
        hypothesis: what was recognised.
        lessons: what this person taught, in the order of teaching.
        language: of the person, ISO 639-1.
        interpreter: what everybody's labels taught.
    """
    words = normalised_words(hypothesis.text)
    heard = normalised_words(" ".join(word.text for word in hypothesis.heard_words))
    lesson = find_lesson(heard, lessons) or find_lesson(words, lessons)
    if lesson is not None and lesson.intent is not None:
        return Understood(text=lesson.text, interpretation=lesson.interpretation, taught=True)
    if lesson is not None and lesson.said:
        asked = understand(lesson.said, language)
        return Understood(text=lesson.text, interpretation=asked, taught=True)
    for said in (words, heard):
        asked = understand(said, language)
        if asked.understood:
            return Understood(text=hypothesis.text, interpretation=asked, taught=False)
    return Understood(text=hypothesis.text, interpretation=interpreter.interpret(hypothesis), taught=False)
