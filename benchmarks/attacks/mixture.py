"""Mixture: the classical attacker. A Gaussian mixture of everybody's frames, and how a clip moves its means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.random import Generator

from attacks.frames import Numbers

COMPONENTS: Final = 64
ROUNDS: Final = 12
MOST_FRAMES: Final = 30_000
"""Frames that the mixture is trained on."""
RELEVANCE: Final = 8.0
"""Frames of a component from which its own mean counts half."""
LEAST_VARIANCE: Final = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """A Gaussian mixture with diagonal covariances: the universal background model."""

    weights: Numbers
    """Shape (components,)."""
    means: Numbers
    """Shape (components, dimensions)."""
    variances: Numbers
    """Shape (components, dimensions)."""

    def supervector(self, frames: Numbers) -> Numbers:
        """Return how far a clip moves the means, in standard deviations; shape (components × dimensions,).

        Source: Reynolds, Quatieri and Dunn (2000), adapted means; Campbell, Sturim and Reynolds (2006), scaling.
        """
        shares = responsibilities(self, frames)
        counts = shares.sum(axis=0)
        moved = shares.T @ frames - counts[:, None] * self.means
        adapted = moved / (counts[:, None] + RELEVANCE)
        return (adapted * numpy.sqrt(self.weights)[:, None] / numpy.sqrt(self.variances)).ravel()


def fit_mixture(clips: Sequence[Numbers], randomness: Generator) -> Mixture:
    """Fit the mixture to the frames of many clips by expectation maximisation.

    Args:
        clips: frames of each, shape (frames, dimensions).
        randomness: draws frames and the first means.
    """
    frames = numpy.concatenate(list(clips))
    if len(frames) > MOST_FRAMES:
        frames = frames[randomness.choice(len(frames), MOST_FRAMES, replace=False)]
    count = min(COMPONENTS, len(frames))
    mixture = Mixture(
        weights=numpy.full(count, 1.0 / count),
        means=frames[randomness.choice(len(frames), count, replace=False)],
        variances=numpy.tile(frames.var(axis=0) + LEAST_VARIANCE, (count, 1)),
    )
    for _ in range(ROUNDS):
        mixture = _improved(mixture, frames)
    return mixture


def _improved(mixture: Mixture, frames: Numbers) -> Mixture:
    shares = responsibilities(mixture, frames)
    counts = shares.sum(axis=0) + 1e-6
    means = shares.T @ frames / counts[:, None]
    variances = shares.T @ frames**2 / counts[:, None] - means**2
    return Mixture(weights=counts / counts.sum(), means=means, variances=numpy.maximum(variances, LEAST_VARIANCE))


def responsibilities(mixture: Mixture, frames: Numbers) -> Numbers:
    """Return which component each frame belongs to; shape (frames, components), rows add up to 1."""
    precision = 1.0 / mixture.variances
    constant = numpy.log(mixture.weights) + 0.5 * (numpy.log(precision) - mixture.means**2 * precision).sum(axis=1)
    logarithms = constant - 0.5 * frames**2 @ precision.T + frames @ (mixture.means * precision).T
    logarithms -= logarithms.max(axis=1, keepdims=True)
    shares = numpy.exp(logarithms)
    return shares / shares.sum(axis=1, keepdims=True)
