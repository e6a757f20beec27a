"""Agreement: whether two recognisers of different kinds heard the same words (decision 0036)."""

from collections.abc import Sequence
from typing import Final

from earnest.speech.language.comparing.word_errors import text_errors
from earnest.speech.language.hypothesis import RecognisedWord

DECODER: Final = "pocketsphinx"
"""Kind of the decoder of learned domains and of the quick pass, which share one acoustic model."""


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
