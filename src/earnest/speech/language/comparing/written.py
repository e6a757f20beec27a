"""Written text as a lattice: what an engine or a reviewer wrote, as all the words that may have been said for it.

Engines and people write the same speech in many ways: `33` and `thirty three`, `7:30` and `half past seven`, `don't`
and `dont`, `E-Mail` and `email`, `dreiunddreißig` and `drei und dreißig`.
"""

import re
import unicodedata
from itertools import zip_longest
from typing import Final

from earnest.speech.language.comparing.figures_said import SaidFigures, said_figures
from earnest.speech.language.comparing.lattice import LatticeBuilder, Reading, WordLattice
from earnest.speech.language.numbers.figures import read_figures
from earnest.speech.language.numbers.reading import read_number
from earnest.speech.language.numbers.spelled import SPELLED_BELOW
from earnest.speech.language.wording import normalised_words

_MOST_NUMBER_WORDS: Final = 8
"""Words in a row that are tried as one number; those of a longer number count one by one. Chosen, not measured."""
_EDGES: Final = "\"'“”„‘’«»()[]{}<>,;:!?¡¿…–—-*_~/\\|"
_TIME: Final = re.compile(r"(\d{1,2})[:.](\d\d)(\D*)")
_PARTS: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\d\s]+")
"""Figures with their signs, and what stands between them."""
_ACRONYM: Final = re.compile(r"[A-Z]{2,5}")
_LETTERS: Final = re.compile(r"[^\W\d_](?:[.-][^\W\d_])+")
"""Single letters with signs between: `p.m`, `P-I-T-T`."""
_MARK_LETTERS: Final = 2
"""Letters of a word for the hour that is said letter by letter. By definition: `a.m.` and `p.m.`."""
_DIAERESIS: Final = "\u0308"


def read_written(text: str, language: str) -> WordLattice:
    """Return all the words that may have been said for what was written.

    Args:
        text: with or without capitals, punctuation and figures.
        language: ISO 639-1; one that is not known is read as English.
    """
    reading = _Reading(said_figures(language), language)
    tokens = unicodedata.normalize("NFC", text).split()
    for token, following in zip_longest(tokens, tokens[1:]):
        reading.token(token, following)
    return reading.finished()


class _Reading:
    """One way through a text."""

    def __init__(self, said: SaidFigures, language: str) -> None:
        self._said = said
        self._language = language
        self._builder = LatticeBuilder()
        self._numbers: list[tuple[str, ...]] = []
        """Of each piece the words that may be part of a number; none where it is none."""
        self._articles = {(word,) for word in said.speech.articles if word not in said.speech.pieces}
        self._token = -1
        """Number of the token that is read."""
        self._passed_over = False
        """The next token was read already."""

    def token(self, token: str, following: str | None) -> None:
        """Read what stands between two spaces; `following` is what stands after them, None at the end."""
        self._token += 1
        if self._passed_over:
            self._passed_over = False
            return
        bare = token.strip(_EDGES)
        stopped = bare.rstrip(".")
        lower = stopped.lower()
        clock = _TIME.fullmatch(lower)
        if clock is not None and self._time(clock[1], clock[2], clock[3], following or ""):
            return
        stop = "." if following is not None and bare.endswith(".") else ""
        ordinal = re.fullmatch(r"(\d{1,6})(\D+)", lower + stop)
        if ordinal is not None and ordinal[2] in self._said.ordinal_marks:
            readings = self._said.ordinal(int(ordinal[1]))
            if ordinal[2] == ".":
                plain = LatticeBuilder()
                self._said.add_figures(plain, ordinal[1], (0, 0))
                readings = (plain.built().usual, *readings)
            self._add(readings, ())
        elif any(one.isdecimal() for one in lower) or lower in self._said.signs:
            self._mixed(lower)
        else:
            self._words(stopped)

    def finished(self) -> WordLattice:
        """Return the lattice, with numbers of several pieces."""
        for first in range(len(self._numbers)):
            words: tuple[str, ...] = ()
            for last in range(first, len(self._numbers)):
                words += self._numbers[last]
                if not self._numbers[last] or len(words) > _MOST_NUMBER_WORDS:
                    break
                if (
                    words[0] in self._said.speech.articles
                    and len(words) == 1
                    and words[0] not in self._said.speech.pieces
                ):
                    continue
                value = read_number(words, self._language)
                if value is not None:
                    self._builder.join_number(first, last, value)
        return self._builder.built()

    def _time(self, hour: str, minutes: str, written: str, following: str) -> bool:
        """Read a time of day with the word for the hour after it, if there is one; False where it is no time."""
        after = following.strip(_EDGES).replace(".", "").lower()
        mark = written or (after if after in self._said.clock_marks else "")
        times = tuple(self._said.time_of_day(int(hour), minutes))
        if not times or (mark and mark not in self._said.clock_marks):
            return False
        if mark:
            self._passed_over = not written
            marked = [(*one, *end) for one in times if mark not in one for end in self._mark(mark)]
            self._add((*(one for one in times if mark in one), *marked), ())
            return True
        value = read_figures(f"{hour}.{minutes}", ".")
        decimal = self._said.decimal(value) if value is not None and value.denominator > 1 else ()
        self._add((*times, *decimal), ())
        return True

    def _mark(self, mark: str) -> tuple[Reading, ...]:
        """Return how a word for the hour is said: `p m` as well as `pm`."""
        return ((mark,), tuple(mark)) if len(mark) == _MARK_LETTERS else ((mark,),)

    def _mixed(self, text: str) -> None:
        """Read figures with signs and letters: `50%`, `$5`, `10min`, `268-4418`."""
        parts = _PARTS.findall(text)
        if len(parts) > 1 and parts[0] in self._said.signs:
            parts[:2] = [parts[1], parts[0]]
        for part in parts:
            if part[0].isdecimal():
                self._figures(part)
            elif part in self._said.signs:
                self._add(self._said.signs[part], ())
            else:
                self._words(part)

    def _figures(self, figures: str) -> None:
        value = read_figures(figures, self._said.speech.decimal_sign)
        if figures.isdecimal():
            self._said.add_figures(self._builder, figures, self._tokens())
            self._numbers.append((figures,))
        elif value is not None and value.denominator > 1 and value < SPELLED_BELOW:
            self._add(self._said.decimal(value), (figures,))
        elif value is not None and value.denominator == 1:
            self._said.add_figures(self._builder, str(value.numerator), self._tokens())
            self._numbers.append((figures,))
        else:
            for group in re.findall(r"\d+", figures):
                self._figures(group)

    def _words(self, text: str) -> None:
        words = normalised_words(text)
        if not words:
            return
        folded = tuple(_folded(word, self._language) for word in words)
        joined = ("".join(folded),)
        bare = text.strip(_EDGES)
        if _ACRONYM.fullmatch(bare):
            self._add((folded, tuple(bare.lower())), ())
        elif len(words) == 1 and words[0] in self._said.clock_marks:
            self._add(self._mark(words[0]), ())
        elif len(words) == 1:
            self._add((folded,), words)
        else:
            self._add((folded, joined), () if _LETTERS.fullmatch(bare) else words)

    def _add(self, readings: tuple[Reading, ...] | list[Reading], number_words: tuple[str, ...]) -> None:
        folded = [tuple(_folded(word, self._language) for word in one) for one in readings]
        _ = self._builder.add(folded, tokens=self._tokens())
        self._numbers.append(number_words)

    def _tokens(self) -> tuple[int, int]:
        """Return the tokens that the next piece is said for: one, and the next where that was read already."""
        return self._token, self._token + int(self._passed_over)


def _folded(word: str, language: str) -> str:
    """Return a word without what is a matter of spelling: case, apostrophes, `ß`, accents but the German umlaut."""
    kept = _DIAERESIS if language == "de" else ""
    apart = unicodedata.normalize("NFD", word.casefold().replace("'", "").replace("’", ""))
    return (
        unicodedata.normalize("NFC", "".join(one for one in apart if one in kept or not unicodedata.combining(one)))
        or word
    )
