"""Adaptation rules: whether what was recognised now is what was corrected before. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from earnest.speech.meaning.interpretation import Interpretation, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One thing that a person taught the customer's own assistant."""

    recognised: tuple[str, ...]
    """Normalised words as the recogniser heard them when it went wrong, by its open vocabulary; not empty."""
    said: tuple[str, ...]
    """Normalised words as the person says they were; may be empty."""
    text: str
    """What was said, as typed."""
    intent: str | None
    slots: tuple[Slot, ...]
    answered: tuple[str, ...] = ()
    """Normalised words that a learned domain had given out instead of `recognised`; empty where none did."""

    @property
    def interpretation(self) -> Interpretation:
        """What is understood where this lesson fits."""
        return Interpretation(intent=self.intent, slots=self.slots, confidence=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a recogniser heard now."""

    given: tuple[str, ...]
    """Normalised words that the client gets where nothing was taught."""
    heard: tuple[str, ...]
    """Normalised words of the open vocabulary; the same as `given` where no learned domain answered."""


def find_lesson(recognised: Recognised, lessons: Sequence[Lesson]) -> Lesson | None:
    """Return the lesson that fits what was recognised; None where none does.

    A lesson fits when the words are those that were meant, or are word for word those that were misheard then. Nothing
    less fits: in `turn off the light` and `turn on the light` one word in five differs, and it is the one that counts.
    Of several the later counts, because the person changed their mind.

    Args:
        recognised: what was recognised now.
        lessons: of this person, in the order in which they were taught.
    """
    if not recognised.given:
        return None
    return next((lesson for lesson in reversed(lessons) if _fits(recognised, lesson)), None)


def _fits(recognised: Recognised, lesson: Lesson) -> bool:
    misheard_again = recognised == Recognised(given=lesson.answered or lesson.recognised, heard=lesson.recognised)
    return recognised.given == lesson.said or misheard_again
