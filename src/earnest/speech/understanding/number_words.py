"""Number words: reads whole numbers under a thousand from English and German words."""

from collections.abc import Sequence
from typing import Final

_ENGLISH_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_GERMAN_UNITS = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
    " achtzehn neunzehn"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"

_UNITS: Final = {
    word: number for words in (_ENGLISH_UNITS, _GERMAN_UNITS) for number, word in enumerate(words.split())
} | {"a": 1, "an": 1, "ein": 1, "eine": 1, "einen": 1, "zwo": 2}
_TENS: Final = {
    word: 10 * number for words in (_ENGLISH_TENS, _GERMAN_TENS) for number, word in enumerate(words.split(), start=2)
}
_HUNDREDS: Final = frozenset({"hundred", "hundert"})
_MOST_DIGITS: Final = 3


def number_of_words(words: Sequence[str]) -> int | None:
    """Return the number that normalised words say: digits, or words under a thousand; None where they say none."""
    if len(words) == 1:
        return _one_word(words[0])
    for place, word in enumerate(words):
        if word in _HUNDREDS:
            return _hundreds(words[:place], [other for other in words[place + 1 :] if other not in {"and", "und"}])
    return _under_hundred(words)


def _hundreds(before: Sequence[str], after: Sequence[str]) -> int | None:
    count = _under_hundred(before) if before else 1
    rest = _under_hundred(after) if after else 0
    return None if count is None or rest is None or count > 9 else 100 * count + rest  # noqa: PLR2004 - one digit


def _under_hundred(words: Sequence[str]) -> int | None:
    if len(words) == 1:
        return _one_word(words[0])
    if len(words) == 2 and words[0] in _TENS:  # noqa: PLR2004 - tens and ones
        ones = _UNITS.get(words[1], 0)
        return _TENS[words[0]] + ones if 0 < ones < 10 else None  # noqa: PLR2004
    return None


def _one_word(word: str) -> int | None:
    if word.isascii() and word.isdecimal() and len(word) <= _MOST_DIGITS:
        return int(word)
    if word in _HUNDREDS:
        return 100
    if word in _UNITS or word in _TENS:
        return _UNITS.get(word, _TENS.get(word))
    ones, joined, tens = word.partition("und")
    if joined and tens in _TENS and 0 < _UNITS.get(ones, 0) < 10:  # noqa: PLR2004
        return _TENS[tens] + _UNITS[ones]
    return None
