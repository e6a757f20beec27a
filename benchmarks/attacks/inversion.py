"""Inversion: learns from other people to turn what a disguised clip is like into what the original was like."""

from collections.abc import Callable
from typing import Final

import numpy

from attacks.backend import LEAST, principal_directions
from attacks.frames import Numbers

RIDGE: Final = 0.1
"""How strongly the regression is held back; share of the mean variance of a component."""


def fit_inversion(disguised: Numbers, originals: Numbers) -> Callable[[Numbers], Numbers]:
    """Learn from pairs; return what guesses the original's projected vector from a disguised clip's vector.

    Args:
        disguised: vectors of disguised clips, shape (clips, dimensions).
        originals: of the same clips before, projected, shape (clips, directions).
    """
    centre, scale = disguised.mean(axis=0), disguised.std(axis=0) + LEAST
    rows = (disguised - centre) / scale
    directions = principal_directions(rows)
    reduced = rows @ directions
    covariance = reduced.T @ reduced
    held = covariance + numpy.eye(len(covariance)) * RIDGE * numpy.trace(covariance) / len(covariance)
    middle = originals.mean(axis=0)
    weights = numpy.asarray(numpy.linalg.solve(held, reduced.T @ (originals - middle)), dtype=numpy.float64)

    def invert(vectors: Numbers) -> Numbers:
        return ((vectors - centre) / scale) @ directions @ weights + middle

    return invert
