"""Wake detector: weighs the evidence that an utterance was meant for the assistant.

In doubt the sound is not kept: below `DROP_BELOW` it is dropped before anything is recognised; below `KEEP_FROM` it is
answered, but never kept.
"""

import json
import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, cast

import numpy

from earnest.foundation.statistics.logistic import Logistic
from earnest.speech.hearing.wake_word.errors import WakeDetectorUnreadable
from earnest.speech.hearing.wake_word.evidence import NAMES, Row, is_row

FORMAT: Final = 1
DROP_BELOW: Final = 0.2
"""Probability from the sound alone under which nothing that comes after the wake word sees any of it. Chosen; what it
lets through is in docs/algorithms/wake-word.md (last table)."""
KEEP_FROM: Final = 0.8
"""Probability from sound, recogniser and understanding from which an utterance may be kept. High on purpose: not being
kept costs the person nothing. Chosen on the labelled half of the recordings, where it kept 15 of 16 utterances."""
CERTAINLY_NOT: Final = 0.05
"""Where the first model is less sure than this, no weights let the sound through. Chosen: verdicts teach no more."""


class Meant(StrEnum):
    """Whether an utterance was meant for the assistant."""

    YES = "yes"
    IN_DOUBT = "in_doubt"
    """Answered, never kept."""
    NO = "no"
    """Dropped at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeExample:
    """One row of evidence with what a person said about it."""

    row: Row
    addressed: bool
    """The wake word was said, to the device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeDetector:
    """The weights."""

    logistic: Logistic
    """Over the rows of `evidence`."""

    def probability(self, row: Row) -> float:
        """Return how probably the utterance was meant for the assistant; 0 to 1."""
        return self.logistic.probability(row)

    def judge(self, row: Row) -> Meant:
        """Decide about one utterance; a row in a wrong form is no evidence, so it counts as not meant.

        Args:
            row: with or without the recogniser's numbers. Without them YES means only that it may be recognised.
        """
        weights = (self.logistic.bias, *self.logistic.weights)
        if len(weights) != len(NAMES) + 1 or not all(map(math.isfinite, weights)):
            return Meant.NO
        if not is_row(row) or row[0] < _CERTAINLY_NOT_IN_ROW:
            return Meant.NO
        probability = self.probability(row)
        if probability < DROP_BELOW:
            return Meant.NO
        return Meant.YES if probability >= KEEP_FROM else Meant.IN_DOUBT


_CERTAINLY_NOT_IN_ROW: Final = float(numpy.log(CERTAINLY_NOT / (1.0 - CERTAINLY_NOT)) / 3.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDetector:
    """What comes with this version."""

    detector: WakeDetector
    anchors: tuple[WakeExample, ...]
    """Examples from public recordings that are always learned from as well. Reviewers only ever hear what was let
    through, so their verdicts alone would teach that everything may pass."""


@cache
def load_stock() -> StockDetector:
    """Return the detector that comes with this version, made by `benchmarks/wake.py --write-model`.

    Raises:
        WakeDetectorUnreadable: it is missing or damaged.
    """
    try:
        content = files("earnest.speech.hearing.wake_word").joinpath("models", "stock.json").read_bytes()
        anchors = cast("dict[str, list[list[float]]]", json.loads(content))["anchors"]
        examples = tuple(WakeExample(row=tuple(row), addressed=addressed == 1) for *row, addressed in anchors)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WakeDetectorUnreadable from error
    return StockDetector(detector=decode_detector(content), anchors=examples)


def encode_detector(detector: WakeDetector) -> bytes:
    """Return a detector as JSON, weights to six digits."""
    weights = [float(f"{weight:.6g}") for weight in (detector.logistic.bias, *detector.logistic.weights)]
    return json.dumps({"format": FORMAT, "measurements": list(NAMES), "weights": weights}, indent=1).encode() + b"\n"


def decode_detector(content: bytes) -> WakeDetector:
    """Parse what `encode_detector` wrote.

    Raises:
        WakeDetectorUnreadable: it is something else, or weighs other measurements.
    """
    try:
        fields = cast("dict[str, object]", json.loads(content))
        weights = numpy.asarray(fields["weights"], dtype=numpy.float64)
        if fields["format"] != FORMAT or fields["measurements"] != list(NAMES):
            raise WakeDetectorUnreadable
        if weights.shape != (len(NAMES) + 1,) or not numpy.isfinite(weights).all():
            raise WakeDetectorUnreadable
    except (ValueError, KeyError, TypeError) as error:
        raise WakeDetectorUnreadable from error
    bias, *slopes = (float(weight) for weight in weights)
    return WakeDetector(logistic=Logistic(bias=bias, weights=tuple(slopes)))
