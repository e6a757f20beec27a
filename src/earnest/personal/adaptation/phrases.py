"""Phrases: what a person taught and listed that the recogniser may prefer to what sounds like it."""

from collections.abc import Container, Sequence
from difflib import SequenceMatcher
from typing import Final

from earnest.personal.adaptation.rules import Lesson
from earnest.speech.language.wording import normalised_words

MOST_PHRASES: Final = 200
"""Phrases that are compared with what was heard, which takes some 0.1 s; the newest lessons count first, then the list.
Chosen as a bound on time; the 0.1 s were measured once, and no benchmark repeats them."""


def phrases_of(lessons: Sequence[Lesson], names: Sequence[str], common: Container[str]) -> tuple[str, ...]:
    """Return the words that were misheard in lessons, as they were typed, then the names of the house; each once.

    Of common words alone there is none: whoever taught `unlock` where `lock` was heard does not want it anywhere else.

    Args:
        lessons: what a person taught, in the order of teaching.
        names: the customer's list of names.
        common: words that every recogniser knows, normalised.
    """
    taught = (
        phrase
        for lesson in reversed(lessons)
        for phrase in _misheard(lesson)
        if any(word not in common and not word.isdecimal() for word in normalised_words(phrase))
    )
    return tuple(dict.fromkeys([*taught, *names]))[:MOST_PHRASES]


def _misheard(lesson: Lesson) -> list[str]:
    """Return the runs of words that were said where other words had been heard."""
    typed = lesson.text.split()
    # As typed they are written right (`Anneliese`); where signs part them otherwise the normalised words do.
    written = typed if len(typed) == len(lesson.said) else list(lesson.said)
    compared = SequenceMatcher(a=lesson.recognised, b=lesson.said, autojunk=False).get_opcodes()
    runs = (written[first:end] for kind, _, _, first, end in compared if kind == "replace")
    return [" ".join(run).strip(".,;:!?") for run in runs]
