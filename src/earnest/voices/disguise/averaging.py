"""Averaging: the person's own articulation, moved so that its statistics are those of an average voice.

Mean, spread and correlations of the cepstra are what tells voices, microphones and rooms apart in the first place.
They are replaced by those of many people: of all maps that take one normal distribution to another, the one that moves
least (Dowson and Landau, 1982; Peyré and Cuturi, 2019, remark 2.31). What is left is how the sound moves.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.model_file.fields import decode, fields, items, number
from earnest.speech.sound.span import Span
from earnest.voices.synthesis.acoustics import CEPSTRA
from earnest.voices.synthesis.front_end import FRAME_SAMPLES

FEWEST_FRAMES: Final = 30
"""Frames (0.3 s) from which a person's statistics are known well enough; with fewer nothing of the sound is used. Not
measured: chosen as twice the dimensions of the cepstra and a bit, so that a covariance exists."""
TOWARDS_ROUND: Final = 0.3
"""How much of its mean variance is added to each covariance, so that few frames do not make a wild one. Chosen with the
styles of `respeaking` (docs/algorithms/respeaking.md, Limits)."""

_MODEL: Final = "average_voice.json"

Cepstra = NDArray[numpy.float64]
"""Shape (frames, CEPSTRA)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageVoice:
    """Statistics of the cepstra of many people's speech, silences left out."""

    mean: Cepstra
    """Shape (CEPSTRA,)."""
    covariance: Cepstra
    """Mean of each person's, shape (CEPSTRA, CEPSTRA); positive definite."""

    def __post_init__(self) -> None:
        if self.mean.shape != (CEPSTRA,) or self.covariance.shape != (CEPSTRA, CEPSTRA):
            raise ValueError(self.mean.shape)
        if not (numpy.isfinite(self.mean).all() and numpy.isfinite(self.covariance).all()):
            raise ValueError
        if not numpy.allclose(self.covariance, self.covariance.T) or numpy.linalg.eigvalsh(self.covariance)[0] <= 0:
            raise ValueError


def load_average_voice() -> AverageVoice:
    """Load the statistics that ship with Earnest.

    Raises:
        OSError, ValueError: the file is missing or damaged.
    """
    return average_voice_from(files("earnest.voices.disguise").joinpath(_MODEL).read_text("utf-8"))


def average_voice_from(document: str) -> AverageVoice:
    """Read statistics from JSON: `{"mean": [...], "covariance": [[...], ...]}`.

    Raises:
        ValueError: something is missing or impossible.
    """
    try:
        read = fields(decode(document.encode()))
        mean, *rows = ([number(value) for value in items(row)] for row in (read["mean"], *items(read["covariance"])))
        return AverageVoice(mean=numpy.asarray(mean), covariance=numpy.asarray(rows))
    except (TypeError, KeyError) as error:
        raise ValueError from error


def average_voice_json(average: AverageVoice) -> str:
    """Return the JSON of statistics, a tenth of a unit exact."""
    document = {"mean": average.mean.round(1).tolist(), "covariance": average.covariance.round(1).tolist()}
    return json.dumps(document) + "\n"


def as_average(own: Cepstra, average: AverageVoice) -> Cepstra:
    """Return frames of one person with the mean and, but for TOWARDS_ROUND, the covariance of the average voice.

    Args:
        own: at least FEWEST_FRAMES frames, shape (frames, CEPSTRA).
        average: whose statistics they get.

    Returns:
        The same shape; not finite where `own` is not.
    """
    covariance = _rounded(numpy.cov(own.T))
    root, inverse = _power(covariance, 0.5), _power(covariance, -0.5)
    moved = inverse @ _power(root @ _rounded(average.covariance) @ root, 0.5) @ inverse
    return (own - own.mean(axis=0)) @ moved + average.mean


def mixed(
    synthetic: Cepstra, own: Cepstra, places: Sequence[tuple[int, Span | None]], share: float, average: AverageVoice
) -> Cepstra:
    """Return the frames of a synthetic voice, mixed with the person's own where these were heard.

    Args:
        synthetic: what the voice says, shape (frames, CEPSTRA).
        own: what the person said, shape (frames of the original, CEPSTRA); its first frame is around sample 0.
        places: frames of each sound in `synthetic`, in order, and where it was heard in the original; None for what is
            only in the dictionary or silent.
        share: of the person's own sound, 0 to 1.
        average: whose statistics the own frames get.

    Returns:
        Frames as many as `synthetic`; these alone where there is too little of the person's sound.
    """
    positions = numpy.concatenate([_positions(frames, place) for frames, place in places])
    used = numpy.isfinite(positions)
    if used.sum() < FEWEST_FRAMES:
        return synthetic
    result = synthetic.copy()
    result[used] += share * (as_average(_at(own, positions[used]), average) - synthetic[used])
    return result


def _positions(frames: int, place: Span | None) -> NDArray[numpy.float64]:
    """Return for each frame the frame of the original that is heard there; not a number where there is none."""
    if place is None:
        return numpy.full(frames, numpy.nan)
    share = (numpy.arange(frames) + 0.5) / frames
    return numpy.asarray((place.start + share * place.length) / FRAME_SAMPLES - 0.5)


def _at(own: Cepstra, positions: NDArray[numpy.float64]) -> Cepstra:
    """Return frames between frames, shape (positions, CEPSTRA)."""
    inside = numpy.clip(positions, 0, len(own) - 1)
    lower = inside.astype(numpy.intp)
    upper = numpy.minimum(lower + 1, len(own) - 1)
    share = (inside - lower)[:, None]
    return own[lower] * (1.0 - share) + own[upper] * share


def _rounded(covariance: Cepstra) -> Cepstra:
    return covariance + numpy.eye(CEPSTRA) * (TOWARDS_ROUND * numpy.trace(covariance) / CEPSTRA + 1e-6)


def _power(matrix: Cepstra, exponent: float) -> Cepstra:
    """Return a power of a symmetric positive matrix."""
    values, vectors = numpy.linalg.eigh(matrix)
    return numpy.asarray((vectors * numpy.maximum(values, 1e-6) ** exponent) @ vectors.T, dtype=numpy.float64)
