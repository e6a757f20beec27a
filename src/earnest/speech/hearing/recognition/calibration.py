"""Calibration: what an engine says of its certainty, as the probability that it is right; by engine and language.

The maps in `calibration.json` were fitted by the benchmark `recognition` (`--calibrate`) on half of the people of each
language; how far they are off for the other half is in docs/algorithms/recognition.md. A language without a map of its
own takes that of English, so of Dutch nothing is claimed: no recordings were at hand.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, cast

from earnest.foundation.statistics.logistic import Logistic

FILE: Final = "calibration.json"
"""Beside this module."""
USUAL_LANGUAGE: Final = "en"
_SMALLEST: Final = 0.001
"""Probabilities nearer to 0 or 1 are taken for this, so that they have a logit. Chosen, not measured."""


class CertaintyOf(StrEnum):
    """What a score is the certainty of."""

    WORD = "words"
    """That a word was said."""
    UTTERANCE = "utterances"
    """That all words of an utterance were said, and no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationMap:
    """From a score to a probability: the logit of the one is a line over the logit of the other."""

    bias: float
    weight: float
    """> 0, so that the order of scores stays."""

    def probability(self, score: float) -> float:
        """Return the probability of being right; 0 to 1."""
        return Logistic(bias=self.bias, weights=(self.weight,)).probability((logit(score),))


UNCHANGED: Final = CalibrationMap(bias=0.0, weight=1.0)

Maps = Mapping[str, Mapping[str, Mapping[str, CalibrationMap]]]
"""Engine → language → claim → map."""


def calibrated(score: float, *, of: CertaintyOf, engine: str, language: str) -> float:
    """Return the probability that what an engine recognised is right.

    Args:
        score: what the engine gives, 0 to 1; 0 stays 0, for nothing was recognised.
        of: what it is about.
        engine: name of the engine; one that was not measured keeps its score.
        language: ISO 639-1 of the speech.
    """
    return map_of(of, engine, language).probability(score) if score > 0 else 0.0


def map_of(of: CertaintyOf, engine: str, language: str) -> CalibrationMap:
    """Return the map that is in force."""
    languages = _maps().get(engine, {})
    return languages.get(language, languages.get(USUAL_LANGUAGE, {})).get(of.value, UNCHANGED)


def logit(score: float) -> float:
    """Return the logit of a score, bounded."""
    bounded = min(1 - _SMALLEST, max(_SMALLEST, score))
    return math.log(bounded / (1 - bounded))


@cache
def _maps() -> Maps:
    text = files("earnest.speech.hearing.recognition").joinpath(FILE).read_text("utf-8")
    parsed = cast("dict[str, dict[str, dict[str, dict[str, float]]]]", json.loads(text))
    return {
        engine: {
            language: {claim: CalibrationMap(bias=one["bias"], weight=one["weight"]) for claim, one in claims.items()}
            for language, claims in languages.items()
        }
        for engine, languages in parsed.items()
    }
