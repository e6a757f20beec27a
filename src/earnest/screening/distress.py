"""Signs of distress: what in the words or the sound of a recording a reviewer is warned of before it is heard (DC2)."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from earnest.foundation.units import Samples
from earnest.foundation.word_files import Phrase, read_word_file
from earnest.screening.outcry import has_outcry
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.language.wording import normalised_words


class DistressSign(StrEnum):
    """What may be hard to hear or to read."""

    VIOLENCE = "violence"
    SEXUAL = "sexual"
    SELF_HARM = "self_harm"
    OUTCRY = "outcry"
    """A cry or scream in the sound."""
    NOT_SCREENED = "not_screened"
    """A part of the search failed or knows no word of the language; then anything may be in it."""


LANGUAGES: Final = frozenset({"en", "de", "nl"})
"""ISO 639-1, with a word list."""
_IN_WORDS: Final = (DistressSign.VIOLENCE, DistressSign.SEXUAL, DistressSign.SELF_HARM)


def find_signs(samples: Samples, texts: Sequence[str], language: str) -> frozenset[DistressSign]:
    """Return what a reviewer is warned of; never raises.

    A part that fails counts as found: the clip then goes only to reviewers who chose such clips.

    Args:
        samples: the whole recording, before anything is covered; a tone over personal data sounds like a held pitch.
        texts: what each pass of the recogniser heard.
        language: ISO 639-1.
    """
    try:
        found = {sign for text in texts for sign in signs_in_words(text, language)}
    except Exception:  # noqa: BLE001 - whatever goes wrong, the clip counts as not screened
        found = {DistressSign.NOT_SCREENED}
    try:
        found |= {DistressSign.OUTCRY} if has_outcry(samples) else set[DistressSign]()
    except Exception:  # noqa: BLE001 - as above
        found |= {DistressSign.NOT_SCREENED}
    return frozenset(found)


def heard_texts(hypothesis: Hypothesis) -> tuple[str, ...]:
    """Return what each pass of a recogniser heard; alternatives are left out: among ten there is always a hard word."""
    passes = (hypothesis.words, hypothesis.general_words)
    return tuple(" ".join(word.text for word in words) for words in passes if words)


def signs_in_words(text: str, language: str) -> frozenset[DistressSign]:
    """Return which lists of a language have a word or phrase of a text.

    Args:
        text: as a recogniser or person wrote it.
        language: ISO 639-1; one without a list gives `NOT_SCREENED`.

    Raises:
        WordFileMalformed: the list of the language cannot be read.
    """
    if language not in LANGUAGES:
        return frozenset({DistressSign.NOT_SCREENED})
    words = normalised_words(text)
    return frozenset(sign for sign, phrases in _lists(language).items() if _has_any(words, phrases))


def _has_any(words: Phrase, phrases: frozenset[Phrase]) -> bool:
    longest = max(map(len, phrases), default=0)
    return any(
        words[start : start + length] in phrases
        for start in range(len(words))
        for length in range(1, min(longest, len(words) - start) + 1)
    )


@cache
def _lists(language: str) -> dict[DistressSign, frozenset[Phrase]]:
    place = files("earnest.screening").joinpath("words", f"{language}.txt")
    read = read_word_file(place, "words", [sign.value for sign in _IN_WORDS])
    return {sign: frozenset(read.phrases(sign.value)) for sign in _IN_WORDS}
