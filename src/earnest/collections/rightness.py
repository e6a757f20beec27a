"""Rightness: whether a text has all that was meant."""

from collections import Counter
from collections.abc import Mapping

from earnest.speech.language.comparing.word_errors import text_errors
from earnest.speech.language.wording import normalised_words


def says_all(text: str, meant: Mapping[str, str], language: str) -> bool:
    """Return whether a text has all that was meant: the whole text where that is known, else every value.

    Args:
        text: as the assistant wrote it.
        meant: `text`, or `intent` and the values of slots.
        language: ISO 639-1.
    """
    said = normalised_words(text)
    if "text" in meant:
        return text_errors(meant["text"], text, language).total == 0
    left = Counter(said)
    left.subtract(word for name, value in meant.items() if name != "intent" for word in normalised_words(value))
    runs = f" {' '.join(said)} "
    values = [" ".join(normalised_words(value)) for name, value in meant.items() if name != "intent"]
    return all(f" {value} " in runs for value in values) and min(left.values(), default=0) >= 0
