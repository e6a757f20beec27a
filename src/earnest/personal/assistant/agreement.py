"""Agreement: whether a sentence is a yes or a no to what was just asked, by the words in `words/agreement`. Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum, auto
from functools import cache
from typing import Final

from earnest.foundation.word_files import read_word_files


class Agreement(StrEnum):
    """What a sentence says to a question."""

    YES = auto()
    NO = auto()
    OTHER = auto()
    """It is no answer."""


_LONGEST: Final = 6
"""Words; what is longer says something of its own. Chosen, not measured."""

LANGUAGES: Final = ("en", "de", "nl")
"""ISO 639-1; each has a file in `words/agreement`."""
_SECTIONS: Final = ("yes", "no", "yes_beside_a_no", "without_meaning")


def agreement_of(words: Sequence[str], language: str) -> Agreement:
    """Return whether the words are a yes, a no, or something else. A no beside a yes counts as no answer.

    Args:
        words: normalised words, length ≥ 0.
        language: ISO 639-1; a language without words here uses the English ones.
    """
    spoken = _word_sets()[language if language in LANGUAGES else "en"]
    said, yes, no = set(words), spoken["yes"], spoken["no"]
    if not said or len(words) > _LONGEST or said - yes - no - spoken["without_meaning"]:
        return Agreement.OTHER
    if said & no:
        return Agreement.OTHER if said & (yes - no - spoken["yes_beside_a_no"]) else Agreement.NO
    return Agreement.YES if said & yes else Agreement.OTHER


@cache
def _word_sets() -> Mapping[str, Mapping[str, frozenset[str]]]:
    files = read_word_files("earnest.personal.assistant", "words/agreement", dict.fromkeys(LANGUAGES, _SECTIONS))
    return {language: {section: file.words(section) for section in _SECTIONS} for language, file in files.items()}
