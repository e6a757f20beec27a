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
    tokens: tuple[int, int]
    """First and last of the tokens that it is said for; what stands between two spaces is a token."""


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
    arcs = tuple(
        WordArc(start=place, end=place + 1, word=word, tokens=(place, place)) for place, word in enumerate(words)
    )
    return WordLattice(arcs=arcs, last=len(words), usual=tuple(words))


class LatticeBuilder:
    """Puts a lattice together, piece after piece; a piece lies between two whole positions."""

    def __init__(self) -> None:
        self._nodes: list[Fraction] = [Fraction(0)]
        self._arcs: list[tuple[int, int, str, bool, tuple[int, int]]] = []
        self._ends: list[int] = [0]
        self._tokens: list[tuple[int, int]] = []
        self._usual: list[str] = []

    def add(self, readings: Iterable[Reading], *, tokens: tuple[int, int], marks: int = 1) -> tuple[int, ...]:
        """Add a piece and return its nodes from its beginning to its end.

        Args:
            readings: words that may be said for the whole piece, the usual ones first; none of them empty.
            tokens: first and last token that it is said for.
            marks: parts that the piece has, ≥ 1; paths between them are added by `join`.
        """
        start = self._ends[-1]
        base = self._nodes[start]
        inner = [self._node(base + Fraction(mark, marks)) for mark in range(1, marks)]
        end = self._node(base + 1)
        self._ends.append(end)
        self._tokens.append(tokens)
        for number, reading in enumerate(dict.fromkeys(readings)):
            if number == 0:
                self._usual.extend(reading)
            self.join(start, end, reading)
        return (start, *inner, end)

    def join(self, start: int, end: int, reading: Reading) -> None:
        """Add words between two nodes of the piece that was added last."""
        first, whole = self._nodes[start], self._nodes[end] - self._nodes[start]
        before = start
        for place, word in enumerate(reading, start=1):
            after = end if place == len(reading) else self._node(first + whole * place / len(reading))
            self._arcs.append((before, after, word, False, self._tokens[-1]))
            before = after

    def join_number(self, first: int, last: int, value: Fraction) -> None:
        """Say that the pieces from `first` to `last` (included) are this number."""
        tokens = (self._tokens[first][0], self._tokens[last][1])
        self._arcs.append((self._ends[first], self._ends[last + 1], str(value), True, tokens))

    def built(self) -> WordLattice:
        """Return the lattice."""
        order = sorted(range(len(self._nodes)), key=lambda node: self._nodes[node])
        place = {node: number for number, node in enumerate(order)}
        arcs = [
            WordArc(start=place[start], end=place[end], word=word, number=number, tokens=tokens)
            for start, end, word, number, tokens in dict.fromkeys(self._arcs)
        ]
        arcs.sort(key=lambda arc: (arc.end, arc.start, arc.word))
        return WordLattice(arcs=tuple(arcs), last=place[self._ends[-1]], usual=tuple(self._usual))

    def _node(self, position: Fraction) -> int:
        self._nodes.append(position)
        return len(self._nodes) - 1
