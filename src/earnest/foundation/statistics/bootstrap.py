"""Bootstrap: how sure a gain is, from drawing the measured utterances, or the people who spoke, again and again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from earnest.foundation.statistics.errors import NothingToCompare

_BLOCK = 256
"""Resamples drawn at once, so that memory stays small for many utterances. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A percentile interval; low ≤ high."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedComparison:
    """The same utterances measured before and after."""

    before: float
    """Weighted mean before."""
    after: float
    """Weighted mean after."""
    gain: float
    """after - before."""
    by_item: Interval
    """Interval of the gain when utterances are drawn again."""
    by_group: Interval
    """Interval of the gain when whole groups (people who spoke) are drawn again: the honest one for new people."""
    items: int
    """Number of utterances."""
    groups: int
    """Number of groups; with fewer than about ten the interval by group is rough."""
    resamples: int
    seed: int


def paired_bootstrap(
    *,
    before: Sequence[float],
    after: Sequence[float],
    groups: Sequence[str],
    seed: int,
    weights: Sequence[float] | None = None,
    resamples: int = 2000,
    level: float = 0.95,
) -> PairedComparison:
    """Compare two measurements of the same utterances with percentile intervals.

    Args:
        before: one measurement per utterance (1 for right, 0 for wrong; or errors over reference words).
        after: the same utterances measured after the change; same length.
        groups: who spoke, one name per utterance; same length.
        seed: the same seed gives the same intervals.
        weights: weight per utterance, > 0 (reference words for a word error rate); all 1 when None.
        resamples: number of draws, ≥ 1.
        level: coverage of the interval; between 0 and 1.

    Raises:
        NothingToCompare: no utterances, or rows of different length, or weights that are not positive.

    Source: Efron and Tibshirani (1993), chapter 13, percentile interval; by group is the cluster bootstrap.
    """
    count = len(before)
    weighting = numpy.ones(count) if weights is None else numpy.asarray(weights, dtype=numpy.float64)
    if count == 0 or len(after) != count or len(groups) != count or len(weighting) != count:
        raise NothingToCompare
    if not bool(numpy.all(weighting > 0)):
        raise NothingToCompare
    first = numpy.asarray(before, dtype=numpy.float64)
    second = numpy.asarray(after, dtype=numpy.float64)
    gains = (second - first) * weighting
    names, membership = numpy.unique(numpy.asarray(groups, dtype=numpy.str_), return_inverse=True)
    group_gains = numpy.bincount(membership, weights=gains).astype(numpy.float64)
    group_weights = numpy.bincount(membership, weights=weighting).astype(numpy.float64)
    generator = numpy.random.default_rng(seed)
    total = float(weighting.sum())
    mean_before = float((first * weighting).sum()) / total
    mean_after = float((second * weighting).sum()) / total
    return PairedComparison(
        before=mean_before,
        after=mean_after,
        gain=mean_after - mean_before,
        by_item=_interval(gains, weighting, generator, resamples, level),
        by_group=_interval(group_gains, group_weights, generator, resamples, level),
        items=count,
        groups=len(names),
        resamples=resamples,
        seed=seed,
    )


def _interval(
    sums: NDArray[numpy.float64],
    weights: NDArray[numpy.float64],
    generator: numpy.random.Generator,
    resamples: int,
    level: float,
) -> Interval:
    means: list[NDArray[numpy.float64]] = []
    for start in range(0, resamples, _BLOCK):
        drawn = generator.integers(0, len(sums), size=(min(_BLOCK, resamples - start), len(sums)))
        means.append(sums[drawn].sum(axis=1) / weights[drawn].sum(axis=1))
    tail = (1 - level) / 2
    low, high = numpy.quantile(numpy.concatenate(means), [tail, 1 - tail])
    return Interval(low=float(low), high=float(high))
