"""Spoken signs: the words by which digits and letters are said in English, with how they sound."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LANGUAGE: Final = "en"
"""The bundled acoustic model knows English only, so nothing else can be spotted without further weights."""


class SignKind(StrEnum):
    """What a spotted word counts for."""

    DIGIT = "digit"
    """A digit, or a number of two digits."""
    LETTER = "letter"
    """A letter, or its word in the spelling alphabet of aviation."""
    LINK = "link"
    """Belongs to a run that is there without it: `double`, `hundred`, `at`, `dot`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSign:
    """One word that the spotter knows."""

    text: str
    kind: SignKind
    pronunciations: tuple[str, ...]
    """Phones of the bundled acoustic model, joined by spaces; at least one."""


_DIGITS: Final[Mapping[str, tuple[str, ...]]] = {
    "zero": ("Z IH R OW", "Z IY R OW"),
    "one": ("W AH N",),
    "two": ("T UW",),
    "three": ("TH R IY",),
    "four": ("F AO R",),
    "five": ("F AY V",),
    "six": ("S IH K S",),
    "seven": ("S EH V AH N",),
    "eight": ("EY T",),
    "nine": ("N AY N",),
    "oh": ("OW",),
}

_PAIRS: Final[Mapping[str, tuple[str, ...]]] = {
    "ten": ("T EH N",),
    "eleven": ("IH L EH V AH N", "IY L EH V AH N"),
    "twelve": ("T W EH L V",),
    "thirteen": ("TH ER T IY N",),
    "fourteen": ("F AO R T IY N",),
    "fifteen": ("F IH F T IY N",),
    "sixteen": ("S IH K S T IY N",),
    "seventeen": ("S EH V AH N T IY N",),
    "eighteen": ("EY T IY N",),
    "nineteen": ("N AY N T IY N",),
    "twenty": ("T W EH N T IY", "T W EH N IY"),
    "thirty": ("TH ER D IY", "TH ER T IY"),
    "forty": ("F AO R T IY",),
    "fifty": ("F IH F T IY",),
    "sixty": ("S IH K S T IY",),
    "seventy": ("S EH V AH N T IY", "S EH V AH N IY"),
    "eighty": ("EY T IY",),
    "ninety": ("N AY N T IY",),
}

_LINKS: Final[Mapping[str, tuple[str, ...]]] = {
    "double": ("D AH B AH L",),
    "triple": ("T R IH P AH L",),
    "hundred": ("HH AH N D R AH D", "HH AH N D R IH D", "HH AH N ER D"),
    "at": ("AE T",),
    "dot": ("D AA T",),
    "dash": ("D AE SH",),
}

_LETTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "a": ("EY",),
    "b": ("B IY",),
    "c": ("S IY",),
    "d": ("D IY",),
    "e": ("IY",),
    "f": ("EH F",),
    "g": ("JH IY",),
    "h": ("EY CH",),
    "i": ("AY",),
    "j": ("JH EY",),
    "k": ("K EY",),
    "l": ("EH L",),
    "m": ("EH M",),
    "n": ("EH N",),
    "o": ("OW",),
    "p": ("P IY",),
    "q": ("K Y UW",),
    "r": ("AA R",),
    "s": ("EH S",),
    "t": ("T IY",),
    "u": ("Y UW",),
    "v": ("V IY",),
    "w": ("D AH B AH L Y UW",),
    "x": ("EH K S",),
    "y": ("W AY",),
    "z": ("Z IY", "Z EH D"),
}

_ALPHABET: Final[Mapping[str, tuple[str, ...]]] = {
    "alpha": ("AE L F AH",),
    "bravo": ("B R AA V OW",),
    "charlie": ("CH AA R L IY",),
    "delta": ("D EH L T AH",),
    "echo": ("EH K OW",),
    "foxtrot": ("F AA K S T R AA T",),
    "golf": ("G AA L F", "G AO L F"),
    "hotel": ("HH OW T EH L",),
    "india": ("IH N D IY AH",),
    "juliet": ("JH UW L IY EH T",),
    "kilo": ("K IY L OW", "K IH L OW"),
    "lima": ("L IY M AH",),
    "mike": ("M AY K",),
    "november": ("N OW V EH M B ER",),
    "oscar": ("AO S K ER",),
    "papa": ("P AA P AH",),
    "quebec": ("K W AH B EH K", "K AH B EH K"),
    "romeo": ("R OW M IY OW",),
    "sierra": ("S IY EH R AH",),
    "tango": ("T AE NG G OW",),
    "uniform": ("Y UW N AH F AO R M",),
    "victor": ("V IH K T ER",),
    "whiskey": ("W IH S K IY",),
    "x-ray": ("EH K S R EY",),
    "yankee": ("Y AE NG K IY",),
    "zulu": ("Z UW L UW",),
}

_SHARES: Final = ((_DIGITS, SignKind.DIGIT, 0.66), (_PAIRS, SignKind.DIGIT, 0.02), (_LETTERS, SignKind.LETTER, 0.29))
_RARE_SHARES: Final = ((_ALPHABET, SignKind.LETTER, 0.02), (_LINKS, SignKind.LINK, 0.01))

SIGNS: Final = tuple(
    SpokenSign(text=text, kind=kind, pronunciations=pronunciations)
    for words, kind, _ in (*_SHARES, *_RARE_SHARES)
    for text, pronunciations in words.items()
)
"""All that is spotted."""

SIGN_PROBABILITIES: Final[Mapping[str, float]] = {
    text: share / len(words) for words, _, share in (*_SHARES, *_RARE_SHARES) for text in words
}
"""How likely each sign is inside a run; sums to 1. Numbers are said far more often than words are spelled."""

SOUNDS_LIKE: Final[Mapping[str, SignKind]] = {
    "to": SignKind.DIGIT,
    "too": SignKind.DIGIT,
    "for": SignKind.DIGIT,
    "ate": SignKind.DIGIT,
    "want": SignKind.DIGIT,
    "won": SignKind.DIGIT,
    "fine": SignKind.DIGIT,
    "find": SignKind.DIGIT,
    "i": SignKind.LETTER,
    "are": SignKind.LETTER,
    "you": SignKind.LETTER,
    "why": SignKind.LETTER,
    "see": SignKind.LETTER,
    "be": SignKind.LETTER,
    "a": SignKind.LETTER,
    "any": SignKind.LETTER,
}
"""Common words that sound like a sign; inside a run they are taken for it."""
