"""Number groups: reads one number as it is spoken: `seven`, `twenty two`, `double four`, `zweiundzwanzig`."""

from collections.abc import Sequence
from dataclasses import dataclass

from earnest.speech.privacy.vocabulary.vocabulary import NumberWords


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGroup:
    """One number as it would be written: `seven`, `twenty two`, `one hundred and five`, `double four`."""

    first_word: int
    last_word: int
    digits: int
    """How many digits it is written with, ≥ 1."""
    numeral: bool
    """Whether the recogniser wrote it in figures."""
    repeated: bool = False
    """Whether it is one digit said to come several times (`double four`)."""


def read_group(words: Sequence[str], position: int, numbers: NumberWords) -> NumberGroup | None:
    """Return the number that begins at a word; None where none does."""
    if position >= len(words):
        return None
    word = words[position]
    figures = sum(character.isdigit() for character in word)
    if figures and all(character.isdigit() or character in "-./,+()" for character in word):
        return NumberGroup(first_word=position, last_word=position, digits=figures, numeral=True)
    times = numbers.repeats.get(word)
    if times is not None:
        repeated = read_group(words, position + 1, numbers)
        if repeated is None or repeated.digits != 1:
            return None
        return NumberGroup(
            first_word=position, last_word=repeated.last_word, digits=times, numeral=False, repeated=True
        )
    return _read_cardinal(words, position, numbers)


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
