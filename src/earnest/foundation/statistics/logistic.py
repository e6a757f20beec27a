"""Logistic: the probability of yes from a handful of measurements, with weights that were learned elsewhere."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_LARGEST_LOGIT = 30.0
"""Logarithmic odds, by definition of the arithmetic: beyond it a probability is 1 to all digits that are kept, and
`exp` cannot overflow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """A logistic model over measurements in a fixed order."""

    bias: float
    weights: tuple[float, ...]
    """One per measurement."""

    def probability(self, measurements: Sequence[float]) -> float:
        """Return the probability of yes; between 0 and 1.

        Args:
            measurements: as many as there are weights.
        """
        logit = self.bias + sum(
            weight * measurement for weight, measurement in zip(self.weights, measurements, strict=True)
        )
        return 1 / (1 + math.exp(-max(-_LARGEST_LOGIT, min(_LARGEST_LOGIT, logit))))
