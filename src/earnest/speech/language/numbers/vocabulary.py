"""Number vocabulary: the words that numbers and lengths of time are made of, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Part(Enum):
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
class Piece:
    """One piece of a spoken number."""

    part: Part
    value: int
    """Its number; 0 of `AND`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLanguage:
    """How one language speaks numbers."""

    pieces: Mapping[str, Piece]
    """Words, and pieces of words where numbers are written as one word."""
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


def _pieces(
    *,
    nought: str,
    units: str,
    teens: str,
    tens: str,
    hundreds: str,
    thousands: str,
    links: str,
    variants: Mapping[str, str],
) -> dict[str, Piece]:
    found = {word: Piece(part=Part.NOUGHT, value=0) for word in nought.split()}
    found |= {word: Piece(part=Part.UNIT, value=value) for value, word in enumerate(units.split(), start=1)}
    found |= {word: Piece(part=Part.TEEN, value=value) for value, word in enumerate(teens.split(), start=10)}
    found |= {word: Piece(part=Part.TENS, value=10 * value) for value, word in enumerate(tens.split(), start=2)}
    found |= {word: Piece(part=Part.HUNDRED, value=100) for word in hundreds.split()}
    found |= {word: Piece(part=Part.THOUSAND, value=1000) for word in thousands.split()}
    found |= {word: Piece(part=Part.AND, value=0) for word in links.split()}
    return found | {variant: found[word] for variant, word in variants.items()}


_HALF: Final = (1, 2)
_QUARTER: Final = (1, 4)
_THREE_QUARTERS: Final = (3, 4)

LANGUAGES: Final[Mapping[str, NumberLanguage]] = {
    "en": NumberLanguage(
        pieces=_pieces(
            nought="zero nought naught",
            units="one two three four five six seven eight nine",
            teens=("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
            tens="twenty thirty forty fifty sixty seventy eighty ninety",
            hundreds="hundred",
            thousands="thousand",
            links="and",
            variants={"fourty": "forty"},
        ),
        unit_first=False,
        articles=frozenset({"a", "an"}),
        points=frozenset({"point"}),
        decimal_sign=".",
        fractions={"half": _HALF, "quarter": _QUARTER, "½": _HALF, "¼": _QUARTER, "¾": _THREE_QUARTERS},
        mixed={},
        mixed_endings={"½": _HALF, "¼": _QUARTER, "¾": _THREE_QUARTERS},
        of=frozenset({"of"}),
        hours=frozenset({"hour", "hours", "hr", "hrs", "h"}),
        minutes=frozenset({"minute", "minutes", "min", "mins"}),
        seconds=frozenset({"second", "seconds", "sec", "secs"}),
        spans={},
    ),
    "de": NumberLanguage(
        pieces=_pieces(
            nought="null",
            units="eins zwei drei vier fünf sechs sieben acht neun",
            teens="zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
            tens="zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
            hundreds="hundert",
            thousands="tausend",
            links="und",
            variants={
                "ein": "eins",
                "zwo": "zwei",
                "fuenf": "fünf",
                "zwoelf": "zwölf",
                "fuenfzehn": "fünfzehn",
                "fuenfzig": "fünfzig",
                "dreissig": "dreißig",
            },
        ),
        unit_first=True,
        articles=frozenset({"ein", "eine", "einen", "einem", "einer"}),
        points=frozenset({"komma"}),
        decimal_sign=",",
        fractions={
            **dict.fromkeys(("halb", "halbe", "halben", "halbes", "halber", "½"), _HALF),
            **dict.fromkeys(("viertel", "¼"), _QUARTER),
            **dict.fromkeys(("dreiviertel", "¾"), _THREE_QUARTERS),
        },
        mixed=dict.fromkeys(("anderthalb", "anderthalbe", "anderthalben"), (3, 2)),
        mixed_endings={
            "undeinhalb": _HALF,
            "einhalb": _HALF,
            "einviertel": _QUARTER,
            "dreiviertel": _THREE_QUARTERS,
            "½": _HALF,
            "¼": _QUARTER,
            "¾": _THREE_QUARTERS,
        },
        of=frozenset(),
        hours=frozenset({"stunde", "stunden", "std", "h"}),
        minutes=frozenset({"minute", "minuten", "min"}),
        seconds=frozenset({"sekunde", "sekunden", "sek", "sec"}),
        spans={"viertelstunde": 900, "halbestunde": 1800, "dreiviertelstunde": 2700},
    ),
    "nl": NumberLanguage(
        pieces=_pieces(
            nought="nul",
            units="een twee drie vier vijf zes zeven acht negen",
            teens="tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
            tens="twintig dertig veertig vijftig zestig zeventig tachtig negentig",
            hundreds="honderd",
            thousands="duizend",
            links="en",
            variants={"één": "een", "ën": "en"},
        ),
        unit_first=True,
        articles=frozenset({"een", "één"}),
        points=frozenset({"komma"}),
        decimal_sign=",",
        fractions={
            **dict.fromkeys(("half", "halve", "½"), _HALF),
            **dict.fromkeys(("kwart", "¼"), _QUARTER),
            "driekwart": _THREE_QUARTERS,
            "¾": _THREE_QUARTERS,
        },
        mixed=dict.fromkeys(("anderhalf", "anderhalve"), (3, 2)),
        mixed_endings={
            "ëneenhalf": _HALF,
            "eneenhalf": _HALF,
            "eneenhalve": _HALF,
            "ëneenhalve": _HALF,
            "enhalf": _HALF,
            "ënhalf": _HALF,
            "½": _HALF,
            "¼": _QUARTER,
            "¾": _THREE_QUARTERS,
        },
        of=frozenset(),
        hours=frozenset({"uur", "uren", "uurtje", "u"}),
        minutes=frozenset({"minuut", "minuten", "minuutje", "minuutjes", "min"}),
        seconds=frozenset({"seconde", "seconden", "sec"}),
        spans={"kwartier": 900, "kwartiertje": 900, "halfuur": 1800, "halfuurtje": 1800},
    ),
}
"""ISO 639-1 → how the language speaks numbers."""


def number_language(language: str) -> NumberLanguage:
    """Return how a language speaks numbers; English for those that are not known."""
    return LANGUAGES.get(language, LANGUAGES["en"])
