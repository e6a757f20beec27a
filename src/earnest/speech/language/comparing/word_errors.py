"""Word errors: how far recognised words are from what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.language.comparing.errors import EmptyReference
from earnest.speech.language.comparing.lattice import WordArc, WordLattice, one_path
from earnest.speech.language.comparing.written import read_written

_Cost = tuple[int, int, int, int]
"""Edits, -substitutions, deletions, insertions; the least tuple is the best."""
_START: Final = (0, 0, 0, 0)
_Way = tuple[_Cost, int, int, WordArc | None, bool]
"""Edits until here, the nodes from where, the word of the hypothesis that is passed, and whether it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordErrors:
    """Least edits that turn a reference into a hypothesis."""

    substitutions: int
    deletions: int
    insertions: int
    reference_words: int
    """Length of the reference as it is usually said; ≥ 0."""

    @property
    def total(self) -> int:
        """All edits, ≥ 0."""
        return self.substitutions + self.deletions + self.insertions

    @property
    def rate(self) -> float:
        """Errors over the words of the reference, ≥ 0; it can pass 1.

        Raises:
            EmptyReference: the reference holds no words, so there is no rate.
        """
        if not self.reference_words:
            raise EmptyReference
        return self.total / self.reference_words


def text_errors(reference: str, hypothesis: str, language: str) -> WordErrors:
    """Return the word errors of one utterance, however either side wrote what was said.

    Casing, punctuation, apostrophes and hyphens do not count, and of the ways in which figures can be said (`33` is
    `thirty three` and `three three`) that counts which gives the fewest errors, on both sides.

    Args:
        reference: what was said, as a person labelled it.
        hypothesis: what was recognised, as an engine wrote it.
        language: ISO 639-1 of the speech.

    Source: Wagner and Fischer (1974), least edits; scored as NIST sclite does, with alternatives in a lattice.
    """
    return lattice_errors(read_written(reference, language), read_written(hypothesis, language))


def word_errors(reference: Sequence[str], hypothesis: Sequence[str]) -> WordErrors:
    """Return the least edits between two word sequences; of equally few edits those with most substitutions.

    Args:
        reference: normalised words as labelled, length N ≥ 0.
        hypothesis: normalised words as recognised, length M ≥ 0.
    """
    return lattice_errors(one_path(reference), one_path(hypothesis))


def lattice_errors(reference: WordLattice, hypothesis: WordLattice) -> WordErrors:
    """Return the least edits between any path of one lattice and any path of another."""
    _, negative, deletions, insertions = _costs(reference, hypothesis)[-1][-1]
    return WordErrors(
        substitutions=-negative, deletions=deletions, insertions=insertions, reference_words=len(reference.usual)
    )


def right_words(reference: str, hypothesis: Sequence[str], language: str) -> tuple[bool, ...]:
    """Return of each word of a hypothesis whether it was said, in one of the alignments with the fewest errors.

    Args:
        reference: what was said, as a person labelled it.
        hypothesis: words as an engine wrote them, none with spaces inside.
        language: ISO 639-1 of the speech.
    """
    said, heard = read_written(reference, language), read_written(" ".join(hypothesis), language)
    costs = _costs(said, heard)
    before, above = _by_end(said), _by_end(heard)
    right, wrong = set[int](), set[int]()
    row, column = said.last, heard.last
    while row or column:
        ways = _ways(costs, row, column, before[row], above[column])
        _, row, column, arc, equal = min(ways, key=lambda way: way[0])
        if arc is not None:
            (right if equal else wrong).update(range(arc.tokens[0], arc.tokens[1] + 1))
    return tuple(place in right - wrong for place in range(len(hypothesis)))


def _by_end(lattice: WordLattice) -> list[list[WordArc]]:
    arcs: list[list[WordArc]] = [[] for _ in range(lattice.last + 1)]
    for arc in lattice.arcs:
        arcs[arc.end].append(arc)
    return arcs


def _costs(reference: WordLattice, hypothesis: WordLattice) -> list[list[_Cost]]:
    """Return the least edits to each pair of nodes."""
    said, heard = _by_end(reference), _by_end(hypothesis)
    costs: list[list[_Cost]] = []
    for row, before in enumerate(said):
        costs.append([])
        for column, above in enumerate(heard):
            # There is always a way, for words lead to every node.
            start = row == column == 0
            least = _START if start else min(way[0] for way in _ways(costs, row, column, before, above))
            costs[row].append(least)
    return costs


def _ways(
    costs: Sequence[Sequence[_Cost]], row: int, column: int, said: Sequence[WordArc], heard: Sequence[WordArc]
) -> Iterator[_Way]:
    """Give the ways to a pair of nodes."""
    for one in said:
        if not one.number:
            edits, negative, deletions, insertions = costs[one.start][column]
            yield (edits + 1, negative, deletions + 1, insertions), one.start, column, None, False
        for other in heard:
            cost = costs[one.start][other.start]
            if one.number == other.number and one.word == other.word:
                yield cost, one.start, other.start, other, True
            elif not one.number and not other.number:
                changed = (cost[0] + 1, cost[1] - 1, cost[2], cost[3])
                yield changed, one.start, other.start, other, False
    for other in heard:
        if not other.number:
            edits, negative, deletions, insertions = costs[row][other.start]
            yield (edits + 1, negative, deletions, insertions + 1), row, other.start, other, False
