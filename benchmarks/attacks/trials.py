"""Trials: which clips an attacker compares, and his scores for them, made comparable between people."""

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from attacks.backend import Backend, Persons, cosines
from attacks.frames import Numbers
from attacks.scores import Trials

LEAST_SPREAD = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Clips as an attacker's back-end sees them."""

    vectors: Numbers
    """Projected; shape (clips, directions)."""
    persons: Persons
    """Shape (clips,)."""
    halves: NDArray[numpy.intp]
    """0 or 1: clips are only compared with those of the other half; shape (clips,)."""

    def of(self, persons: Persons) -> "Voices":
        """Return only the clips of some people."""
        return self._kept(numpy.isin(self.persons, persons))

    def without(self, persons: Persons) -> "Voices":
        """Return the clips of everybody else."""
        return self._kept(~numpy.isin(self.persons, persons))

    def _kept(self, kept: NDArray[numpy.bool_]) -> "Voices":
        return Voices(vectors=self.vectors[kept], persons=self.persons[kept], halves=self.halves[kept])

    def half(self, half: int) -> "Voices":
        """Return the clips of one half."""
        return self._kept(self.halves == half)

    def pooled(self) -> "Voices":
        """Return one mean for each person and half."""
        names = numpy.unique(numpy.stack([self.persons, self.halves]), axis=1)
        means = [
            self.vectors[(self.persons == person) & (self.halves == half)].mean(axis=0) for person, half in names.T
        ]
        return Voices(vectors=numpy.asarray(means), persons=names[0], halves=names[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The three questions: half of a person's clips known, one looked for; one and one; half and half."""

    clip: Trials
    pair: Trials
    pooled: Trials


def ask(
    backend: Backend, *, known: Voices, looked_for: Voices, cohort: Voices, looked_for_cohort: Voices, plda: bool
) -> Asked:
    """Return an attacker's scores for everybody who is attacked in this round.

    Args:
        backend: what the attacker learned.
        known: clips with a name.
        looked_for: clips without, of the same people.
        cohort: clips with a name of the people whom the attacker trained on; his scores are normalised by theirs
            (s-norm), as the strangers among whom a person is looked for.
        looked_for_cohort: clips of the same people as he believes that the clips without a name are; the strangers who
            might be taken for a known person.
        plda: compare by likelihood ratio; else by cosine.
    """
    size = max(1, round(len(known.vectors) / len(known.pooled().vectors)))
    pooled, pooled_other = known.pooled(), looked_for.pooled()
    pooled_cohort, pooled_other_cohort = cohort.pooled(), looked_for_cohort.pooled()

    def scored(left: Voices, left_size: int, right: Voices, right_size: int) -> Trials:
        def compare(one: Voices, other: Voices) -> Numbers:
            if plda:
                return backend.likelihood_ratios(one.vectors, left_size, other.vectors, right_size)
            return cosines(one.vectors, other.vectors)

        left_cohort = pooled_cohort if left_size > 1 else cohort
        right_cohort = pooled_other_cohort if right_size > 1 else looked_for_cohort
        normal = normalised(compare(left, right), compare(left, right_cohort), compare(left_cohort, right))
        return _chosen(normal, left, right)

    return Asked(
        clip=scored(pooled, size, looked_for, 1),
        pair=scored(known.half(0), 1, looked_for, 1),
        pooled=scored(pooled, size, pooled_other, size),
    )


def normalised(scores: Numbers, known_cohort: Numbers, cohort_looked_for: Numbers) -> Numbers:
    """Return scores in spreads above what strangers get (s-norm)."""
    by_known = (scores - known_cohort.mean(axis=1, keepdims=True)) / (
        known_cohort.std(axis=1, keepdims=True) + LEAST_SPREAD
    )
    by_other = (scores - cohort_looked_for.mean(axis=0)) / (cohort_looked_for.std(axis=0) + LEAST_SPREAD)
    return (by_known + by_other) / 2.0


def _chosen(scores: Numbers, known: Voices, looked_for: Voices) -> Trials:
    """Return the comparisons across halves; never a clip with itself."""
    rows, columns = numpy.nonzero(known.halves[:, None] != looked_for.halves)
    return Trials(scores=scores[rows, columns], known=known.persons[rows], looked_for=looked_for.persons[columns])
