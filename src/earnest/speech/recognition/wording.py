"""Wording: how text becomes the words that are compared, counted and learned."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)


def normalised_words(text: str) -> tuple[str, ...]:
    """Return the words of a text: lower case, composed letters (Unicode NFC), no punctuation.

    Apostrophes inside a word stay (`don't`); everything else that is neither letter nor digit separates words.
    A text of any script, or of signs only, is accepted; the latter has no words.
    """
    folded = unicodedata.normalize("NFC", text).lower()
    return tuple(match.group(0).replace("’", "'") for match in _WORD.finditer(folded))


def normalised(text: str) -> str:
    """Return the normalised words joined by single spaces: two texts that say the same words are equal."""
    return " ".join(normalised_words(text))
