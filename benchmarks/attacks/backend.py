"""Back-end: learns from named people which differences are the person, and compares clips by them."""

from dataclasses import dataclass
from typing import Final

import numpy
from numpy.typing import NDArray

from attacks.frames import Numbers

PRINCIPAL: Final = 150
"""Most principal components that are kept before people are told apart."""
DISCRIMINANT: Final = 60
"""Most directions in which people are told apart."""
SHRINKAGE: Final = 0.1
"""Share of an even spread that is mixed into the spread within people."""
LEAST: Final = 1e-8

Persons = NDArray[numpy.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """Linear discriminant analysis, then a two-covariance model (PLDA) with spread 1 within people."""

    centre: Numbers
    scale: Numbers
    projection: Numbers | None
    """Shape (dimensions, directions); None leaves all dimensions as they are."""
    stretch: Numbers
    """What makes the spread within people 1 after the lengths were made equal; shape (directions,)."""
    between: Numbers
    """Variance of people in each direction, where clips of one person have variance 1; shape (directions,)."""

    def project(self, vectors: Numbers) -> Numbers:
        """Return vectors in the directions in which people differ, of equal length; shape (clips, directions).

        Source: Garcia-Romero and Espy-Wilson (2011) for the equal length.
        """
        rows = (vectors - self.centre) / self.scale
        return _even(rows if self.projection is None else rows @ self.projection) * self.stretch

    def likelihood_ratios(self, known: Numbers, known_clips: int, looked_for: Numbers, clips: int) -> Numbers:
        """Return log-likelihood ratios of "the same person"; shape (known, looked for).

        Args:
            known: projected means of the clips with a name, shape (n, directions).
            known_clips: how many clips each mean is of, ≥ 1.
            looked_for: projected means of the clips without, shape (m, directions).
            clips: how many clips each of these is of, ≥ 1.

        Source: Prince and Elder (2007), probabilistic linear discriminant analysis.
        """
        variance = self.between / (1.0 + known_clips * self.between)
        expected = known * (known_clips * variance)
        same, other = variance + 1.0 / clips, self.between + 1.0 / clips
        distance = (
            (expected**2 / same).sum(axis=1)[:, None]
            + (looked_for**2 / same).sum(axis=1)
            - 2.0 * (expected / same) @ looked_for.T
        )
        constant = float((numpy.log(other) - numpy.log(same)).sum())
        return 0.5 * (constant - distance + (looked_for**2 / other).sum(axis=1))


def cosines(known: Numbers, looked_for: Numbers) -> Numbers:
    """Return the cosine of each pair; shape (known, looked for)."""
    return _unit(known) @ _unit(looked_for).T


def _unit(rows: Numbers) -> Numbers:
    return rows / (numpy.linalg.norm(rows, axis=1, keepdims=True) + LEAST)


def fit_backend(vectors: Numbers, persons: Persons, *, whiten: bool) -> Backend:
    """Learn the back-end.

    Args:
        vectors: one per clip, shape (clips, dimensions).
        persons: who speaks in each, shape (clips,); at least two people with several clips.
        whiten: divide each dimension by its spread first (where dimensions have different units).
    """
    centre = vectors.mean(axis=0)
    scale = vectors.std(axis=0) + LEAST if whiten else numpy.ones_like(centre)
    rows = (vectors - centre) / scale
    principal = principal_directions(rows)
    within, between, _ = _spreads(rows @ principal, persons)
    projection = principal @ _discriminant(within, between)
    even = _even(rows @ projection)
    within, between, clips = _spreads(even, persons)
    spread = numpy.maximum(numpy.diag(within), LEAST)
    return Backend(
        centre=centre,
        scale=scale,
        projection=projection,
        stretch=1.0 / numpy.sqrt(spread),
        between=numpy.maximum(numpy.diag(between) / spread - 1.0 / clips, 1e-3),
    )


def fit_plain(vectors: Numbers, *, whiten: bool) -> Backend:
    """Return a back-end that tells no two people apart: vectors are only centred and, if asked, scaled. For cosines."""
    even = numpy.ones(vectors.shape[1])
    return Backend(
        centre=vectors.mean(axis=0),
        scale=vectors.std(axis=0) + LEAST if whiten else even,
        projection=None,
        stretch=even,
        between=even,
    )


def _even(rows: Numbers) -> Numbers:
    """Return rows of equal length: the square root of their dimensions."""
    return _unit(rows) * numpy.sqrt(rows.shape[1])


def principal_directions(rows: Numbers) -> Numbers:
    """Return the directions of greatest spread; shape (dimensions, kept)."""
    kept = min(PRINCIPAL, min(rows.shape) - 1)
    if rows.shape[0] < rows.shape[1]:
        values, left = numpy.linalg.eigh(rows @ rows.T)
        order = numpy.argsort(values)[::-1][:kept]
        return (rows.T @ left[:, order]) / numpy.sqrt(numpy.maximum(values[order], LEAST))
    values, vectors = numpy.linalg.eigh(rows.T @ rows)
    return vectors[:, numpy.argsort(values)[::-1][:kept]]


def _spreads(rows: Numbers, persons: Persons) -> tuple[Numbers, Numbers, float]:
    """Return the covariance within people, the one of their means, and how many clips a person has on average."""
    names, places = numpy.unique(persons, return_inverse=True)
    counts = numpy.bincount(places).astype(numpy.float64)
    means = numpy.zeros((len(names), rows.shape[1]))
    numpy.add.at(means, places, rows)
    means /= counts[:, None]
    inner = rows - means[places]
    within = inner.T @ inner / max(1, len(rows) - len(names))
    even = numpy.eye(len(within)) * numpy.trace(within) / len(within)
    return (1 - SHRINKAGE) * within + SHRINKAGE * even, means.T @ means / len(names), float(counts.mean())


def _discriminant(within: Numbers, between: Numbers) -> Numbers:
    """Return the directions in which people differ most against the spread within them."""
    values, vectors = numpy.linalg.eigh(within)
    white = vectors / numpy.sqrt(numpy.maximum(values, LEAST))
    strengths, turned = numpy.linalg.eigh(white.T @ between @ white)
    return white @ turned[:, numpy.argsort(strengths)[::-1][:DISCRIMINANT]]
