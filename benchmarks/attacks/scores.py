"""Scores: how often an attacker is wrong, how sure that is, and how linkable two clips are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.typing import NDArray

from attacks.frames import Numbers
from earnest.foundation.statistics.bootstrap import Interval

RESAMPLES: Final = 500
MOST_BINS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """Decisions that an attacker is asked for: are these the same person?"""

    scores: Numbers
    """Greater is surer of yes; shape (trials,)."""
    known: NDArray[numpy.intp]
    """Person of the clips with a name; shape (trials,)."""
    looked_for: NDArray[numpy.intp]
    """Person of the clips without; shape (trials,)."""

    @property
    def same(self) -> NDArray[numpy.bool_]:
        """Tell of each trial whether it is the same person."""
        return self.known == self.looked_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """An error rate with its interval."""

    value: float
    interval: Interval


def joined(trials: Sequence[Trials]) -> Trials:
    """Return the trials of several rounds as one."""
    return Trials(
        scores=numpy.concatenate([each.scores for each in trials]),
        known=numpy.concatenate([each.known for each in trials]),
        looked_for=numpy.concatenate([each.looked_for for each in trials]),
    )


def fused(trials: Sequence[Trials]) -> Trials:
    """Return the same trials with the mean of the scores of several attackers."""
    scores = numpy.mean([each.scores for each in trials], axis=0)
    return Trials(scores=scores, known=trials[0].known, looked_for=trials[0].looked_for)


def equal_error_rate(trials: Trials, weights: Numbers | None = None) -> float:
    """Return the rate at which as many of the same person are missed as others are taken for them; 0 to 1.

    Args:
        trials: at least one of the same person and one of others.
        weights: how often each trial counts, ≥ 0; once each when None.
    """
    order = numpy.argsort(trials.scores, kind="stable")
    return _crossing(trials.same[order], numpy.ones(order.size) if weights is None else weights[order])


def _crossing(same: NDArray[numpy.bool_], weights: Numbers) -> float:
    """Return the error rate where both curves meet; trials in the order of their scores."""
    missed = numpy.cumsum(numpy.where(same, weights, 0.0))
    refused = numpy.cumsum(numpy.where(same, 0.0, weights))
    misses = missed / missed[-1]
    accepted = 1.0 - refused / refused[-1]
    place = int(numpy.argmax(misses >= accepted))
    return float((misses[place] + accepted[place]) / 2.0)


def with_interval(trials: Trials, seed: int) -> Rate:
    """Return the equal error rate with a 95 % interval: people are drawn again, with all their trials.

    Source: Bengio and Mariéthoz (2004) for drawing people; a trial of two people counts as often as both were drawn.
    """
    order = numpy.argsort(trials.scores, kind="stable")
    same, known, looked_for = trials.same[order], trials.known[order], trials.looked_for[order]
    people = int(max(known.max(), looked_for.max())) + 1
    present = numpy.unique(known)
    randomness = numpy.random.default_rng(seed)
    rates: list[float] = []
    for _ in range(RESAMPLES):
        counts = numpy.bincount(randomness.choice(present, present.size), minlength=people).astype(numpy.float64)
        weights = numpy.where(same, counts[known], counts[known] * counts[looked_for])
        if weights[same].any() and weights[~same].any():
            rates.append(_crossing(same, weights))
    low, high = numpy.quantile(rates, [0.025, 0.975])
    return Rate(value=_crossing(same, numpy.ones(order.size)), interval=Interval(low=float(low), high=float(high)))


def linkability(trials: Trials) -> float:
    """Return the global linkability D_sys of the scores: 0 none, 1 complete.

    Source: Gomez-Barrero, Galbally, Rathgeb and Busch (2017); for voices Maouche and others (2020). Both cases count as
    equally likely beforehand (ω = 1).
    """
    mated, other = trials.scores[trials.same], trials.scores[~trials.same]
    bins = int(min(max(2, mated.size // 10), MOST_BINS))
    edges = numpy.linspace(float(trials.scores.min()), float(trials.scores.max()) + 1e-9, bins + 1)
    same = numpy.histogram(mated, edges)[0] / mated.size
    different = numpy.histogram(other, edges)[0] / other.size
    present = same + different > 0
    local = (same[present] - different[present]) / (same[present] + different[present])
    return float((same[present] * numpy.maximum(0.0, local)).sum())
