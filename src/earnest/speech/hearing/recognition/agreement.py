"""Agreement: whether two recognisers heard the same words (decision 0036), or one is sure of them (decision 0105)."""

from collections.abc import Sequence
from typing import Final

from earnest.speech.language.comparing.word_errors import text_errors
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord

DECODER: Final = "pocketsphinx"
"""Kind of the decoder of learned domains and of the quick pass, which share one acoustic model."""

SURE: Final = 0.9
"""Calibrated probability that all words are right from which one recogniser is enough. Measured with Whisper in English
(docs/algorithms/recognition.md, 153 utterances of 80 people): of those at 0.9 and more none was wrong (0 of 24, with
learned domains 0 of 36), in the tenth below one in five (5 of 25)."""
_MEASURED: Final = frozenset({("whisper", "en")})
"""Kinds of recogniser and languages of which that was measured. Of 33 in German one was as sure, and wrong."""


def is_sure(hypothesis: Hypothesis, language: str) -> bool:
    """Tell whether a recogniser is so sure of all its words that few errors are expected in them.

    Args:
        hypothesis: what it heard, with its calibrated confidence.
        language: ISO 639-1; of one that was not measured nothing is sure.
    """
    kind = hypothesis.engine.split("-", maxsplit=1)[0]
    return bool(hypothesis.words) and (kind, language) in _MEASURED and hypothesis.confidence >= SURE


def are_of_different_kinds(one: str, other: str) -> bool:
    """Tell whether two engines share nothing that would make them err alike.

    Args:
        one: name of an engine; what follows a hyphen is a variant of the same kind (`pocketsphinx-quick`).
        other: another.
    """
    return bool(one) and bool(other) and one.split("-", maxsplit=1)[0] != other.split("-", maxsplit=1)[0]


def say_the_same(one: Sequence[RecognisedWord], other: Sequence[RecognisedWord], language: str) -> bool:
    """Tell whether two recognisers heard the same words, however each writes them; False where either heard none.

    Args:
        one: words of one.
        other: words of the other.
        language: ISO 639-1.
    """
    return bool(one) and bool(other) and not text_errors(_text(one), _text(other), language).total


def _text(words: Sequence[RecognisedWord]) -> str:
    return " ".join(word.text for word in words)
