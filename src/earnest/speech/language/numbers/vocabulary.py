"""Number vocabulary: the words that numbers and lengths of time are made of, by language; read from `words/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Final

from earnest.foundation.word_files import WordFile, read_word_files


class NumberPart(Enum):
    """What a piece of a spoken number is."""

    NOUGHT = auto()
    """Nought; it is a number by itself and a part of none."""
    UNIT = auto()
    """1 to 9."""
    TEEN = auto()
    """10 to 19."""
    TENS = auto()
    """20, 30 … 90."""
    HUNDRED = auto()
    THOUSAND = auto()
    AND = auto()
    """What joins the parts of a number."""
    FIGURES = auto()
    """A whole number written in figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPiece:
    """One piece of a spoken number."""

    part: NumberPart
    value: int
    """Its number; 0 of `AND`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLanguage:
    """How one language speaks numbers."""

    pieces: Mapping[str, NumberPiece]
    """Words, and pieces of words where numbers are written as one word."""
    larger: frozenset[str]
    """Words for a million and more: they are numbers, but no value is read from them."""
    links: tuple[str, ...]
    """Words that join the parts of a number, without other spellings of them."""
    unit_first: bool
    """`fünfundzwanzig`: units before tens, with `and` between; and numbers may be written as one word."""
    articles: frozenset[str]
    """Words that count as one before hundred, thousand, a half and a length of time (`an hour`)."""
    points: frozenset[str]
    """Words for the sign before decimals."""
    decimal_sign: str
    """Sign before decimals in figures; the other of point and comma parts thousands."""
    fractions: Mapping[str, tuple[int, int]]
    """Words for parts of one: numerator and denominator (`half`, `viertel`)."""
    mixed: Mapping[str, tuple[int, int]]
    """Words for more than one (`anderthalb`)."""
    mixed_endings: Mapping[str, tuple[int, int]]
    """Ends of words that add a part of one (`zweieinhalb`)."""
    of: frozenset[str]
    """Words between a part and what it is of (`half of an hour`)."""
    hours: frozenset[str]
    minutes: frozenset[str]
    seconds: frozenset[str]
    spans: Mapping[str, int]
    """Words for a whole length of time, in seconds (`viertelstunde`)."""

    def words(self, *parts: NumberPart) -> tuple[str, ...]:
        """Return the words for some parts of numbers, in the order of their values."""
        found = [(piece.value, word) for word, piece in self.pieces.items() if piece.part in parts]
        return tuple(word for _, word in sorted(found, key=lambda entry: entry[0]))

    def name_of(self, value: int) -> str:
        """Return the usual word for a number that has one of its own: 0 to 19, whole tens, 100 and 1000.

        Raises:
            KeyError: it has none.
        """
        for word, piece in self.pieces.items():
            if piece.value == value and piece.part is not NumberPart.AND:
                return word
        raise KeyError(value)


LANGUAGES: Final = ("en", "de", "nl")
"""ISO 639-1; each has a file in `words/`."""
_COUNTED: Final = (
    ("units", NumberPart.UNIT, tuple(range(1, 10))),
    ("teens", NumberPart.TEEN, tuple(range(10, 20))),
    ("tens", NumberPart.TENS, tuple(range(20, 100, 10))),
)
"""Sections whose words stand in the order of their values."""
_ALIKE: Final = (
    ("noughts", NumberPart.NOUGHT, 0),
    ("hundreds", NumberPart.HUNDRED, 100),
    ("thousands", NumberPart.THOUSAND, 1000),
    ("links", NumberPart.AND, 0),
)
"""Sections whose words all say the same."""
_SETS: Final = ("larger", "articles", "points", "of", "hours", "minutes", "seconds")
_OTHERS: Final = ("variants", "decimal_sign", "written_order", "fractions", "mixed", "mixed_endings", "spans")
_SECTIONS: Final = (*(name for name, *_ in (*_COUNTED, *_ALIKE)), *_SETS, *_OTHERS)
_ORDERS: Final = {"units_first": True, "tens_first": False}


def number_language(language: str) -> NumberLanguage:
    """Return how a language speaks numbers; English for those that are not known."""
    known = _number_languages()
    return known.get(language, known["en"])


@cache
def _number_languages() -> Mapping[str, NumberLanguage]:
    files = read_word_files("earnest.speech.language.numbers", "words", dict.fromkeys(LANGUAGES, _SECTIONS))
    return {language: _read(file) for language, file in files.items()}


def _read(file: WordFile) -> NumberLanguage:
    sets = {section: file.words(section) for section in _SETS}
    return NumberLanguage(
        pieces=dict(_pieces(file)),
        larger=sets["larger"],
        links=file.entries("links"),
        unit_first=_ORDERS[file.one_of("written_order", _ORDERS)],
        articles=sets["articles"],
        points=sets["points"],
        decimal_sign=file.one_of("decimal_sign", (".", ",")),
        fractions=dict(_fractions(file, "fractions")),
        mixed=dict(_fractions(file, "mixed")),
        mixed_endings=dict(_fractions(file, "mixed_endings")),
        of=sets["of"],
        hours=sets["hours"],
        minutes=sets["minutes"],
        seconds=sets["seconds"],
        spans=dict(file.numbered("spans")),
    )


def _pieces(file: WordFile) -> Iterator[tuple[str, NumberPiece]]:
    """Give words and what they are, other spellings last."""
    known: dict[str, NumberPiece] = {}
    for section, part, values in _COUNTED:
        entries = file.sections[section]
        if len(entries) != len(values):
            raise file.malformed(entries[-1], f"[{section}] takes {len(values)} words, the {section} in their order")
        known |= {entry.text: NumberPiece(part=part, value=value) for entry, value in zip(entries, values, strict=True)}
    for section, part, value in _ALIKE:
        known |= dict.fromkeys(file.entries(section), NumberPiece(part=part, value=value))
    yield from known.items()
    for entry, (variant, meant) in zip(file.sections["variants"], file.pairs("variants"), strict=True):
        if meant not in known:
            raise file.malformed(entry, "its second word is in no other section")
        yield variant, known[meant]


def _fractions(file: WordFile, section: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give lines of a word and a fraction: `quarter 1/4`."""
    for entry, (word, fraction) in zip(file.sections[section], file.pairs(section), strict=True):
        match fraction.split("/"):
            case [above, below] if above.isdecimal() and below.isdecimal() and int(below):
                yield word, (int(above), int(below))
            case _:
                raise file.malformed(entry, f"[{section}] takes a word and a fraction such as 1/2")
