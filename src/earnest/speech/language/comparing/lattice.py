"""Word lattice: all the ways in which a text may have been said, as paths of words from its beginning to its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Reading = tuple[str, ...]
"""Words in a row that may have been said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordArc:
    """One word between two nodes."""

    start: int
    end: int
    """Greater than `start`."""
    word: str
    number: bool = False
    """The word is the value of a number and stands for several: it equals the same value or it is not passed at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLattice:
    """Paths of words; node 0 is the beginning."""

    arcs: tuple[WordArc, ...]
    """Sorted by their ends."""
    last: int
    """Node of the end; 0 where there are no words."""
    usual: Reading
    """The path that is most usually said; its length is the number of words."""


def one_path(words: Sequence[str]) -> WordLattice:
    """Return the lattice of words that may be said in one way only."""
    arcs = tuple(WordArc(start=place, end=place + 1, word=word) for place, word in enumerate(words))
    return WordLattice(arcs=arcs, last=len(words), usual=tuple(words))


class LatticeBuilder:
    """Puts a lattice together, piece after piece; a piece lies between two whole positions."""

    def __init__(self) -> None:
        self._nodes: list[Fraction] = [Fraction(0)]
        self._arcs: list[tuple[int, int, str, bool]] = []
        self._ends: list[int] = [0]
        self._usual: list[str] = []

    @property
    def pieces(self) -> int:
        """How many pieces there are."""
        return len(self._ends) - 1

    def add(self, readings: Iterable[Reading], *, marks: int = 1) -> tuple[int, ...]:
        """Add a piece and return its nodes from its beginning to its end.

        Args:
            readings: words that may be said for the whole piece, the usual ones first; none of them empty.
            marks: parts that the piece has, ≥ 1; paths between them are added by `join`.
        """
        start = self._ends[-1]
        base = self._nodes[start]
        inner = [self._node(base + Fraction(mark, marks)) for mark in range(1, marks)]
        end = self._node(base + 1)
        self._ends.append(end)
        for number, reading in enumerate(dict.fromkeys(readings)):
            if number == 0:
                self._usual.extend(reading)
            self.join(start, end, reading)
        return (start, *inner, end)

    def join(self, start: int, end: int, reading: Reading) -> None:
        """Add words between two nodes."""
        first, whole = self._nodes[start], self._nodes[end] - self._nodes[start]
        before = start
        for place, word in enumerate(reading, start=1):
            after = end if place == len(reading) else self._node(first + whole * place / len(reading))
            self._arcs.append((before, after, word, False))
            before = after

    def join_number(self, first: int, last: int, value: Fraction) -> None:
        """Say that the pieces from `first` to `last` (included) are this number."""
        self._arcs.append((self._ends[first], self._ends[last + 1], str(value), True))

    def built(self) -> WordLattice:
        """Return the lattice."""
        order = sorted(range(len(self._nodes)), key=lambda node: self._nodes[node])
        place = {node: number for number, node in enumerate(order)}
        arcs = [
            WordArc(start=place[start], end=place[end], word=word, number=number)
            for start, end, word, number in dict.fromkeys(self._arcs)
        ]
        arcs.sort(key=lambda arc: (arc.end, arc.start, arc.word))
        return WordLattice(arcs=tuple(arcs), last=place[self._ends[-1]], usual=tuple(self._usual))

    def _node(self, position: Fraction) -> int:
        self._nodes.append(position)
        return len(self._nodes) - 1
