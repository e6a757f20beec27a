"""Adaptation rules: whether what was recognised now is what was corrected before. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.understanding.interpretation import Interpretation, Slot

NEAR_WORDS: Final = 4
"""Of so many words one may differ: the same sentence is rarely recognised twice with exactly the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One thing that a person taught the own assistant."""

    recognised: tuple[str, ...]
    """Normalised words as the recogniser heard them when it went wrong; not empty."""
    said: tuple[str, ...]
    """Normalised words as the person says they were; may be empty."""
    text: str
    """What was said, as typed."""
    intent: str | None
    slots: tuple[Slot, ...]

    @property
    def interpretation(self) -> Interpretation:
        """What is understood where this lesson fits."""
        return Interpretation(intent=self.intent, slots=self.slots, confidence=1.0)


def find_lesson(words: Sequence[str], lessons: Sequence[Lesson]) -> Lesson | None:
    """Return the lesson that fits what was recognised; None where none does.

    A lesson fits when the words are those that were misheard, or those that were meant; else the nearest one of which
    at most one word in four differs. Of equally good ones the later counts, because the person changed their mind.

    Args:
        words: normalised words of the present hypothesis, length ≥ 0.
        lessons: in the order in which they were taught.
    """
    heard = tuple(words)
    if not heard:
        return None
    best: tuple[int, Lesson] | None = None
    for lesson in lessons:
        distances = [
            distance(heard, taught) for taught in (lesson.recognised, lesson.said) if _comparable(heard, taught)
        ]
        for edits in distances:
            if edits * NEAR_WORDS <= len(heard) and (best is None or edits <= best[0]):
                best = (edits, lesson)
    return None if best is None else best[1]


def _comparable(heard: tuple[str, ...], taught: tuple[str, ...]) -> bool:
    return bool(taught) and abs(len(heard) - len(taught)) * NEAR_WORDS <= len(heard)


def distance(first: Sequence[str], second: Sequence[str]) -> int:
    """Return the least number of substituted, removed and added words between two sequences."""
    row = list(range(len(second) + 1))
    for position, word in enumerate(first, start=1):
        diagonal, row[0] = row[0], position
        for column, other in enumerate(second, start=1):
            diagonal, row[column] = (
                row[column],
                min(diagonal + (word != other), row[column] + 1, row[column - 1] + 1),
            )
    return row[-1]
