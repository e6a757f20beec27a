"""Detectors: a child's voice, two people at once, music; small logistic models over the measurements.

They are made by `training/detectors.py` from named recordings; how well each does on other people's recordings is
in docs/algorithms/detectors.md, with its limits.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

import numpy

from earnest.foundation.model_file.fields import decode, fields, items, number
from earnest.foundation.statistics.logistic import Logistic
from earnest.screening.errors import ScreeningModelUnreadable
from earnest.screening.measurements import NAMES
from earnest.speech.sound.spectra import Numbers

FORMAT: Final = 1


class SoundTrait(StrEnum):
    """What a detector can find in a sound."""

    CHILD_VOICE = "child_voice"
    OVERLAPPING_SPEECH = "overlapping_speech"
    MUSIC_OR_MEDIA = "music_or_media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """One logistic model with the scale of its measurements and the threshold from which it speaks."""

    centre: tuple[float, ...]
    """Mean of each measurement where it was trained."""
    scale: tuple[float, ...]
    """Standard deviation of each, > 0."""
    logistic: Logistic
    threshold: float
    """Probability from which the finding counts; 0 to 1. Set on the people who trained it, never on those reported."""

    def probability(self, row: Numbers) -> float:
        """Return how probable the finding is; 0 to 1.

        Args:
            row: measurements in the order of `NAMES`.
        """
        return self.logistic.probability(scaled(row, centre=self.centre, scale=self.scale))


def scaled(row: Numbers, *, centre: tuple[float, ...], scale: tuple[float, ...]) -> list[float]:
    """Return measurements in units of their spread, at most six of them from the mean."""
    return numpy.clip((row - numpy.asarray(centre)) / numpy.asarray(scale), -6.0, 6.0).tolist()


@cache
def load_detectors() -> Mapping[SoundTrait, Detector]:
    """Return the detectors that come with this version.

    Raises:
        ScreeningModelUnreadable: the file is missing, damaged, or does not have one detector for every finding.
    """
    try:
        content = files("earnest.screening").joinpath("models", "detectors.json").read_bytes()
        return decode_detectors(content)
    except OSError as error:
        raise ScreeningModelUnreadable from error


def encode_detectors(detectors: Mapping[SoundTrait, Detector]) -> bytes:
    """Return detectors as JSON, numbers to six digits."""
    models = {
        finding.value: {
            "centre": _rounded(one.centre),
            "scale": _rounded(one.scale),
            "bias": _rounded((one.logistic.bias,))[0],
            "weights": _rounded(one.logistic.weights),
            "threshold": _rounded((one.threshold,))[0],
        }
        for finding, one in sorted(detectors.items())
    }
    return json.dumps({"format": FORMAT, "measurements": list(NAMES), "models": models}, indent=1).encode() + b"\n"


def decode_detectors(content: bytes) -> Mapping[SoundTrait, Detector]:
    """Parse what `encode_detectors` wrote.

    Raises:
        ScreeningModelUnreadable: it is something else, was made for other measurements, or lacks a detector.
    """
    try:
        read = fields(decode(content))
        if read["format"] != FORMAT or read["measurements"] != list(NAMES):
            raise ScreeningModelUnreadable
        models = fields(read["models"])
        return {finding: _detector(fields(models[finding.value])) for finding in SoundTrait}
    except (ValueError, KeyError, TypeError) as error:
        raise ScreeningModelUnreadable from error


def _detector(read: Mapping[str, object]) -> Detector:
    centre, scale, weights, (bias, threshold) = (
        tuple(map(number, items(values)))
        for values in (read["centre"], read["scale"], read["weights"], [read["bias"], read["threshold"]])
    )
    finite = numpy.isfinite((*centre, *scale, *weights, bias, threshold)).all()
    complete = {len(centre), len(scale), len(weights)} == {len(NAMES)}
    if not (finite and complete and min(scale) > 0.0 and 0.0 < threshold < 1.0):
        raise ScreeningModelUnreadable
    return Detector(centre=centre, scale=scale, logistic=Logistic(bias=bias, weights=weights), threshold=threshold)


def _rounded(numbers: tuple[float, ...]) -> list[float]:
    return [float(f"{number:.6g}") for number in numbers]
