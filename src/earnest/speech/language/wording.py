"""Wording: how text becomes the words that are compared, counted and learned."""

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = "'’"
_JOINERS: Final = "\u200c\u200d"
"""Inside a word these choose how its letters are drawn, which in Persian and the scripts of India tells words apart."""
_VARIATION: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Signs that choose between two pictures of the same character."""
_DECIMAL: Final = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?)|\d+[.,]\d{1,2})(?![\w]|[.,:/-]\w)"
)
"""A number in figures with decimals or with parted thousands (`1,5`, `12.000`): one word, for one and five is another
number. Dates, addresses and times of day have other signs or more of them."""
_STANDS_FOR_SIGN: Final = {".": "\ue000", ",": "\ue001"}
"""Private characters for the signs of such a number while words are parted."""
_SIGN_OF: Final = {stand_in: sign for sign, stand_in in _STANDS_FOR_SIGN.items()}
_IN_WORDS: Final = frozenset({"L", "N"})
_MARKS: Final = frozenset({"Mn", "Mc"})
_REPEATED: Final = re.compile("''+")
_ZERO_WIDTH_SPACE: Final = "\u200b"
"""Its category is that of signs that are not seen, but it is there to part words."""


def normalised_words(text: str) -> tuple[str, ...]:
    """Return the words of a text: lower case, composed letters (Unicode NFC), no punctuation.

    A word is letters and digits with the marks that combine with them (vowel signs, tone marks, accents), so words of
    any script stay whole; a script that writes no spaces gives one word for each piece between spaces. Apostrophes
    inside a word stay (`don't`), as do the signs of a number in figures (`1,5`); what is not seen (soft hyphens,
    direction marks) is left out, and everything else separates words. A text of signs only has no words.
    """
    composed = unicodedata.normalize("NFC", "".join(map(_seen, text)))
    folded = unicodedata.normalize("NFC", composed.lower())
    signed = _DECIMAL.sub(lambda match: "".join(_STANDS_FOR_SIGN.get(one, one) for one in match.group(0)), folded)
    pieces = (piece for run in _runs(signed) for piece in _REPEATED.split(run))
    words = (piece.strip(f"'{_JOINERS}") for piece in pieces)
    return tuple("".join(_SIGN_OF.get(one, one) for one in word) for word in words if word)


def normalised(text: str) -> str:
    """Return the normalised words joined by single spaces: two texts that say the same words are equal."""
    return " ".join(normalised_words(text))


def _seen(one: str) -> str:
    """Return a character as it counts: nothing where it is not seen, a space where it only parts words."""
    if one in _JOINERS:
        return one
    if one == _ZERO_WIDTH_SPACE or one in _SIGN_OF:
        return " "
    return "" if unicodedata.category(one) == "Cf" or _VARIATION.fullmatch(one) else one


def _runs(text: str) -> list[str]:
    """Return the runs of characters that belong together; marks belong to the letter or digit before them."""
    runs = [""]
    for one in text:
        run = runs[-1]
        category = unicodedata.category(one)
        if category[0] in _IN_WORDS or one in _SIGN_OF:
            runs[-1] += one
        elif run and one in _APOSTROPHES:
            runs[-1] += "'"
        elif run and not run.endswith("'") and (category in _MARKS or one in _JOINERS):
            runs[-1] += one
        else:
            runs.append("")
    return runs
