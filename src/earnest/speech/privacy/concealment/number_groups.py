"""Number groups: reads one number as it is spoken or written: `seven`, `twenty two`, `double four`, `0171-555`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.privacy.vocabulary.vocabulary import NumberWords

_FIGURES: Final = re.compile(r"[-./,+()\d]*\d[-./,+()\d]*")
_QUANTITY: Final = re.compile(r"\d+[.,]\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")
"""One number though there are signs in it: with decimals (`19.84`) or with parted thousands (`12.000.000`)."""

_DATE: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_GREATEST_DAY: Final = 31
"""Greatest day of a month, by definition of the calendar."""
YEARS: Final = range(1900, 2100)
"""What counts as a year in figures. Chosen, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A day and a month in figures."""

    year: int | None
    """None where there is none, or only its last two figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGroup:
    """One number as it would be written: `seven`, `twenty two`, `one hundred and five`, `double four`."""

    first_word: int
    last_word: int
    digits: int
    """How many digits it is written with, ≥ 1."""
    numeral: bool
    """Whether the recogniser wrote it in figures."""
    parts: tuple[int, ...] = ()
    """Digits of each number in it where signs part several that were written as one word (`6-8-67`); else empty."""
    repeated: bool = False
    """Whether it is one digit said to come several times (`double four`)."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """Digits of each number in it, at least one."""
        return self.parts or (self.digits,)


def read_group(words: Sequence[str], position: int, numbers: NumberWords) -> NumberGroup | None:
    """Return the number that begins at a word; None where none does."""
    if position >= len(words):
        return None
    word = words[position]
    if _FIGURES.fullmatch(word):
        parts = tuple(map(len, re.findall(r"\d+", word)))
        parted = len(parts) > 1 and not _QUANTITY.fullmatch(word)
        return NumberGroup(
            first_word=position,
            last_word=position,
            digits=sum(parts),
            numeral=True,
            parts=parts if parted else (),
        )
    times = numbers.repeats.get(word)
    if times is not None:
        repeated = read_group(words, position + 1, numbers)
        if repeated is None or repeated.digits != 1:
            return None
        return NumberGroup(
            first_word=position, last_word=repeated.last_word, digits=times, numeral=False, repeated=True
        )
    return _read_cardinal(words, position, numbers)


def date_in_figures(word: str) -> WrittenDate | None:
    """Return what a word in figures says of a date; None where it is none: `4/3`, `4.3.2026`, but not `6-8-67`.

    Points and hyphens stand between digits that were said one by one as well, so with them the year must be whole.
    """
    found = _DATE.fullmatch(word)
    if found is None or not all(0 < int(found[part]) <= _GREATEST_DAY for part in (1, 3)):
        return None
    year = found[4] if found[4] and int(found[4]) in YEARS else None
    return WrittenDate(year=int(year) if year else None) if found[2] == "/" or year else None


def _read_cardinal(words: Sequence[str], position: int, numbers: NumberWords) -> NumberGroup | None:
    """Return a number spoken as a whole: `five`, `twenty two`, `one hundred and five`, `zweiundzwanzig`."""
    digits, end = _below_hundred(words, position, numbers)
    magnitudes = numbers.hundreds | numbers.thousands
    if digits == 0 and words[position] not in magnitudes:
        return None
    while end < len(words):
        word = words[end]
        if word in numbers.hundreds:
            digits, end = max(digits + 2, 3), end + 1
        elif word in numbers.thousands:
            digits, end = max(digits + 3, 4), end + 1
        elif digits >= 3 and words[end - 1] in magnitudes:  # noqa: PLR2004 - a hundred has three
            linked = end + (word in numbers.links)
            more, after = _below_hundred(words, linked, numbers)
            if more == 0:
                break
            end = after
        else:
            break
    return NumberGroup(first_word=position, last_word=end - 1, digits=digits, numeral=False)


def _below_hundred(words: Sequence[str], position: int, numbers: NumberWords) -> tuple[int, int]:
    """Return how many digits the number at a word has and where it ends; 0 digits where none is."""
    if position >= len(words):
        return 0, position
    word = words[position]
    if word in numbers.digits:
        parted = numbers.compound is not None and _are(words[position + 1 : position + 3], numbers.links, numbers.tens)
        return (2, position + 3) if parted else (1, position + 1)
    if word in numbers.teens:
        return 2, position + 1
    if word in numbers.tens:
        unit = position + 1 < len(words) and words[position + 1] in numbers.digits - numbers.zeros
        joined = numbers.compound is None and unit
        return 2, position + 1 + joined
    return compound_digits(word, numbers), position + 1


def _are(words: Sequence[str], *kinds: frozenset[str]) -> bool:
    """Tell whether these words are of these kinds, one by one: `sieben und zwanzig`, written in three words."""
    return len(words) == len(kinds) and all(word in kind for word, kind in zip(words, kinds, strict=True))


def compound_digits(word: str, numbers: NumberWords) -> int:
    """Return how many digits a number written as one word has; 0 where it is none."""
    if numbers.compound is None or not numbers.compound.fullmatch(word):
        return 0
    if numbers.compound_thousand is not None and numbers.compound_thousand.search(word):
        return 4
    if numbers.compound_hundred is not None and numbers.compound_hundred.search(word):
        return 3
    return 2
