"""Spoken signs: the words by which digits and letters are said in English, and how they sound (`signs.tsv`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
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


_GROUPS: Final = {
    "digits": (SignKind.DIGIT, 0.66),
    "pairs": (SignKind.DIGIT, 0.02),
    "letters": (SignKind.LETTER, 0.29),
    "alphabet": (SignKind.LETTER, 0.02),
    "links": (SignKind.LINK, 0.01),
}
"""Groups of `signs.tsv`: what a sign of it counts for, and the share of the group in what is said inside a run. The
shares are chosen, not measured: numbers are said far more often than words are spelled."""
_LIKE: Final = {"like_digit": SignKind.DIGIT, "like_letter": SignKind.LETTER}
"""Groups of common words that sound like a sign."""


def _read() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the words of each group with their pronunciations, in the order of the file."""
    lines = files("earnest.speech.hearing.spotting").joinpath("signs.tsv").read_text(encoding="ascii").splitlines()
    found: dict[str, dict[str, tuple[str, ...]]] = {group: {} for group in (*_GROUPS, *_LIKE)}
    for group, text, *pronunciations in (line.split("\t") for line in lines if not line.startswith("#")):
        found[group][text] = tuple(pronunciations)
    return found


_WORDS: Final = _read()

SIGNS: Final = tuple(
    SpokenSign(text=text, kind=kind, pronunciations=pronunciations)
    for group, (kind, _) in _GROUPS.items()
    for text, pronunciations in _WORDS[group].items()
)
"""All that is spotted."""

SIGN_PROBABILITIES: Final[Mapping[str, float]] = {
    text: share / len(_WORDS[group]) for group, (_, share) in _GROUPS.items() for text in _WORDS[group]
}
"""How likely each sign is inside a run; sums to 1."""

SOUNDS_LIKE: Final[Mapping[str, SignKind]] = {text: kind for group, kind in _LIKE.items() for text in _WORDS[group]}
"""Common words that sound like a sign; inside a run they are taken for it."""
