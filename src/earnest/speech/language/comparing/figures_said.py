"""Said figures: in which words figures and signs may be said, by language; read from `said/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Final

from earnest.foundation.word_files import WordFile, read_word_files
from earnest.speech.language.comparing.lattice import LatticeBuilder, Reading
from earnest.speech.language.numbers.spelled import SPELLED_BELOW, spelled_number
from earnest.speech.language.numbers.vocabulary import LANGUAGES, NumberLanguage, number_language

_SECTIONS: Final = (
    "noughts",
    "ordinal_marks",
    "ordinals",
    "ordinal_ends",
    "inflections",
    "signs",
    "clock",
    "clock_marks",
)
_TEENS_END: Final = 20
"""Number from which on tens and ones are words of their own; by definition of the languages."""
_LONGEST_GROUP: Final = 3
"""Figures of a long number that are said together (`two sixty eight`). Chosen, not measured."""
_HOURS: Final = 24
_MINUTES: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFigures:
    """How one language says figures and signs."""

    language: str
    """ISO 639-1."""
    speech: NumberLanguage
    noughts: tuple[str, ...]
    """What is said for the figure 0 among others."""
    ordinal_marks: frozenset[str]
    ordinals: Mapping[str, str]
    ordinal_ends: tuple[str, str]
    """What ordinals add up to 19, and from 20 on."""
    inflections: tuple[str, ...]
    signs: Mapping[str, tuple[Reading, ...]]
    clock: tuple[tuple[str, Reading], ...]
    """Minutes, or `*`, and words with `<hour>`, `<next>` and `<minutes>`."""
    clock_marks: frozenset[str]

    def add_figures(self, builder: LatticeBuilder, figures: str, tokens: tuple[int, int]) -> None:
        """Add a piece that is figures only: as one number, in groups of up to three, or one by one."""
        value = int(figures)
        counted = [spelled_number(value, self.language)] if figures[0] != "0" and value < SPELLED_BELOW else []
        single = tuple(self._digits(figure)[0] for figure in figures)
        nodes = builder.add([*counted, single], tokens=tokens, marks=len(figures))
        for start, figure in enumerate(figures):
            for word in self._digits(figure) if len(figures) > 1 else self._alone(figure):
                builder.join(nodes[start], nodes[start + 1], (word,))
            for length in range(2, _LONGEST_GROUP + 1):
                group = figures[start : start + length]
                if len(group) == length and figure != "0":
                    builder.join(nodes[start], nodes[start + length], spelled_number(int(group), self.language))

    def decimal(self, value: Fraction) -> tuple[Reading, ...]:
        """Return how a number with decimals is said: the figures after the sign one by one, or together."""
        whole, _, decimals = f"{float(value):.3f}".rstrip("0").partition(".")
        before = spelled_number(int(whole), self.language)
        apart = tuple(self._digits(figure)[0] for figure in decimals)
        together = spelled_number(int(decimals), self.language)
        return tuple((*before, point, *after) for point in sorted(self.speech.points) for after in (apart, together))

    def ordinal(self, value: int) -> tuple[Reading, ...]:
        """Return how an ordinal is said, in all its inflections."""
        *before, last = spelled_number(value, self.language)
        irregular = next((word for word in self.ordinals if last.endswith(word)), None)
        if irregular is None:
            stem = last + self.ordinal_ends[0 if 0 < value % 100 < _TEENS_END else 1]
        else:
            stem = last.removesuffix(irregular) + self.ordinals[irregular]
        return tuple((*before, stem + inflection) for inflection in self.inflections)

    def time_of_day(self, hour: int, minutes: str) -> Iterator[Reading]:
        """Give how a time of day is said; nothing where there is no such time.

        Args:
            hour: 0 to 24.
            minutes: two figures.
        """
        if not 0 <= hour <= _HOURS or int(minutes) >= _MINUTES:
            return
        apart = tuple(product(*(self._digits(figure) for figure in minutes)))
        for wanted, pattern in self.clock:
            if wanted not in {"*", minutes}:
                continue
            for hours in {hour, hour % 12 or 12}:
                for said in (spelled_number(int(minutes), self.language), *apart):
                    yield tuple(
                        word
                        for part in pattern
                        for word in {
                            "<hour>": spelled_number(hours, self.language),
                            "<next>": spelled_number(hours % 12 + 1, self.language),
                            "<minutes>": said,
                        }.get(part, (part,))
                    )

    def _digits(self, figure: str) -> tuple[str, ...]:
        return self.noughts if figure == "0" else spelled_number(int(figure), self.language)

    def _alone(self, figure: str) -> tuple[str, ...]:
        """Return what a single figure may be said as; one has articles beside its name."""
        return (*self._digits(figure), *sorted(self.speech.articles)) if figure == "1" else self._digits(figure)


def said_figures(language: str) -> SaidFigures:
    """Return how a language says figures; English for those that are not known."""
    known = _said_figures()
    return known.get(language, known["en"])


@cache
def _said_figures() -> Mapping[str, SaidFigures]:
    files = read_word_files("earnest.speech.language.comparing", "said", dict.fromkeys(LANGUAGES, _SECTIONS))
    return {language: _read(language, file) for language, file in files.items()}


def _read(language: str, file: WordFile) -> SaidFigures:
    signs: dict[str, tuple[Reading, ...]] = {}
    for sign, word in file.pairs("signs"):
        signs[sign] = (*signs.get(sign, ()), (word,))
    clock = [(minutes, tuple(words)) for minutes, *words in map(str.split, file.entries("clock"))]
    return SaidFigures(
        language=language,
        speech=number_language(language),
        noughts=file.entries("noughts"),
        ordinal_marks=file.words("ordinal_marks"),
        ordinals=dict(file.pairs("ordinals")),
        ordinal_ends=file.pairs("ordinal_ends")[0],
        inflections=file.endings("inflections"),
        signs=signs,
        clock=tuple(clock),
        clock_marks=file.words("clock_marks"),
    )
