"""Word errors: how far recognised words are from what was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from earnest.deidentified.evaluation.errors import EmptyReference


@dataclass(frozen=True, slots=True, kw_only=True)
class WordErrors:
    """Least edits that turn a reference into a hypothesis."""

    substitutions: int
    deletions: int
    insertions: int
    reference_words: int
    """Length of the reference; ≥ 0."""

    @property
    def total(self) -> int:
        """All edits, ≥ 0."""
        return self.substitutions + self.deletions + self.insertions


def word_errors(reference: Sequence[str], hypothesis: Sequence[str]) -> WordErrors:
    """Return the least edits between two word sequences; of equally few edits those with most substitutions.

    Args:
        reference: normalised words as labelled, length N ≥ 0.
        hypothesis: normalised words as recognised, length M ≥ 0.

    Source: Wagner and Fischer (1974), least edits.
    """
    # Each cell is (edits, -substitutions, deletions, insertions); tuples compare in that order.
    row = [(count, 0, 0, count) for count in range(len(hypothesis) + 1)]
    for position, word in enumerate(reference, start=1):
        above = row
        row = [(position, 0, position, 0)]
        for column, other in enumerate(hypothesis, start=1):
            edits, negative, deletions, insertions = above[column - 1]
            changed = 0 if word == other else 1
            diagonal = (edits + changed, negative - changed, deletions, insertions)
            edits, negative, deletions, insertions = above[column]
            deleted = (edits + 1, negative, deletions + 1, insertions)
            edits, negative, deletions, insertions = row[column - 1]
            inserted = (edits + 1, negative, deletions, insertions + 1)
            row.append(min(diagonal, deleted, inserted))
    _, negative, deletions, insertions = row[-1]
    return WordErrors(
        substitutions=-negative, deletions=deletions, insertions=insertions, reference_words=len(reference)
    )


def word_error_rate(reference: Sequence[str], hypothesis: Sequence[str]) -> float:
    """Return the word error rate of one utterance.

    Substitutions, deletions and insertions over the words of the reference; it can pass 1.

    Args:
        reference: normalised words as labelled, length N ≥ 1.
        hypothesis: normalised words as recognised, length M ≥ 0.

    Returns:
        Errors per reference word, no unit, ≥ 0.

    Raises:
        EmptyReference: the reference holds no words, so there is no rate.

    Source: Wagner and Fischer (1974), least edits; scored as NIST sclite does.
    """
    if not reference:
        raise EmptyReference
    return word_errors(reference, hypothesis).total / len(reference)
