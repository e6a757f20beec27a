"""Estimates: a figure with its interval, of a counted share or of a statistic over items drawn again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.statistics.bootstrap import Interval
from earnest.foundation.statistics.errors import NothingToCompare

Numbers = NDArray[numpy.float64]

_SEED: Final = 20_250_501
"""One seed for all, so that the same labels always give the same interval. Chosen at will."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure that was measured on some items."""

    value: float
    interval: Interval
    """95 % unless the maker says otherwise; it holds the value."""
    items: int
    """Of how many items it was measured, ≥ 1."""


def exact_share(successes: int, trials: int, *, level: float = 0.95) -> Estimate:
    """Return a share with its exact interval.

    Args:
        successes: 0 to trials.
        trials: ≥ 1.
        level: coverage; between 0 and 1.

    Raises:
        NothingToCompare: there were no trials, or more successes than trials.

    Source: Clopper and Pearson (1934).
    """
    if not 0 <= successes <= trials or trials == 0:
        raise NothingToCompare
    # Loaded when it is asked for: it takes a quarter of the time in which a workbench starts, and most never ask.
    from scipy.special import betaincinv  # pyright: ignore[reportUnknownVariableType]

    tail = (1 - level) / 2
    failures = trials - successes
    low = 0.0 if successes == 0 else float(betaincinv(successes, failures + 1, tail))
    high = 1.0 if failures == 0 else float(betaincinv(successes + 1, failures, 1 - tail))
    return Estimate(value=successes / trials, interval=Interval(low=low, high=high), items=trials)


def bootstrap_statistic(
    rows: Numbers, statistic: Callable[[Numbers], Numbers], *, resamples: int = 2000, level: float = 0.95
) -> Estimate | None:
    """Return a statistic of summed rows with its percentile interval when items are drawn again.

    Args:
        rows: what each item adds up to the statistic; shape (n, m).
        statistic: from sums, shape (k, m), to k values; NaN where the sums give none.
        resamples: number of draws, ≥ 1.
        level: coverage; between 0 and 1.

    Returns:
        The estimate; None where there are no items, or their sums give no value.

    Source: Efron and Tibshirani (1993), chapter 13, percentile interval.
    """
    count = rows.shape[0]
    if count == 0:
        return None
    value = float(statistic(rows.sum(axis=0, keepdims=True))[0])
    if numpy.isnan(value):
        return None
    # How often each item is drawn, so that one product sums all rows of a draw.
    drawn = numpy.random.default_rng(_SEED).multinomial(count, numpy.full(count, 1 / count), size=resamples)
    values = statistic(drawn.astype(numpy.float64) @ rows)
    kept = values[~numpy.isnan(values)]
    if kept.size == 0:
        return None
    tail = (1 - level) / 2
    low, high = (float(edge) for edge in numpy.quantile(kept, [tail, 1 - tail]))
    # A statistic that is not linear can fall outside its own percentiles; the interval is then widened to it.
    return Estimate(value=value, interval=Interval(low=min(low, value), high=max(high, value)), items=count)


def bootstrap_ratio(parts: Sequence[tuple[float, float]]) -> Estimate | None:
    """Return the sum of numerators over the sum of denominators, with its interval when items are drawn again.

    Args:
        parts: numerator and denominator of each item, ≥ 0.

    Returns:
        The estimate; None where the denominators are 0 in sum.
    """
    rows = numpy.asarray(parts, dtype=numpy.float64).reshape(len(parts), 2)
    return bootstrap_statistic(rows, _ratio)


def _ratio(sums: Numbers) -> Numbers:
    with numpy.errstate(divide="ignore", invalid="ignore"):
        return numpy.where(sums[:, 1] > 0, sums[:, 0] / sums[:, 1], numpy.nan)
