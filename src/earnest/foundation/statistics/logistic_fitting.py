"""Logistic fitting: learns the weights of a logistic model from rows of measurements, in numpy alone."""

from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.statistics.logistic import Logistic

Numbers = NDArray[numpy.float64]

_MOST_STEPS: Final = 60
"""A bound: the method of Newton settles long before. Chosen."""
_SETTLED: Final = 1e-8
"""A step smaller than this changes no weight in the digits that are kept. Chosen."""
_LARGEST_LOGIT: Final = 30.0
"""Logarithmic odds; as in `logistic`, by definition of the arithmetic."""


def fit_logistic(rows: Numbers, targets: Numbers, *, prior: Logistic, strength: float, balanced: bool) -> Logistic:
    """Return the most probable weights, given rows with answers and a belief from before.

    The belief is a normal distribution round the weights of `prior`: with few rows the result stays near them, with
    none it is them. Newton's method; the same rows give the same weights.

    Args:
        rows: measurements, shape (n, m), n ≥ 0, each of about unit size.
        targets: 0 or 1, shape (n,).
        prior: m weights.
        strength: how firmly the belief is held, in rows; > 0. The bias is held a hundred times less firmly.
        balanced: whether both answers weigh the same, however many rows each has.
    """
    before = numpy.asarray([prior.bias, *prior.weights])
    if rows.shape[0] == 0:
        return prior
    design = numpy.column_stack([numpy.ones(rows.shape[0]), rows])
    importance = _importance(targets) if balanced else numpy.ones(targets.size)
    penalty = numpy.full(before.size, strength)
    penalty[0] = strength / 100.0
    weights = before.copy()
    for _ in range(_MOST_STEPS):
        logits = numpy.clip(design @ weights, -_LARGEST_LOGIT, _LARGEST_LOGIT)
        probabilities = 1.0 / (1.0 + numpy.exp(-logits))
        slope = design.T @ (importance * (probabilities - targets)) + penalty * (weights - before)
        curve = (design.T * (importance * probabilities * (1.0 - probabilities))) @ design + numpy.diag(penalty)
        step = numpy.linalg.solve(curve, slope)
        # A long step can overshoot where the answers are easily told apart.
        weights = weights - step / max(1.0, float(numpy.abs(step).max()) / 2.0)
        if float(numpy.abs(step).max()) < _SETTLED:
            break
    bias, *slopes = (float(weight) for weight in weights)
    return Logistic(bias=bias, weights=tuple(slopes))


def _importance(targets: Numbers) -> Numbers:
    """Return a weight for each row so that both answers weigh half."""
    share = float(targets.mean())
    if share in {0.0, 1.0}:
        return numpy.ones(targets.size)
    return numpy.where(targets > 0.5, 0.5 / share, 0.5 / (1.0 - share))  # noqa: PLR2004 - between no and yes
