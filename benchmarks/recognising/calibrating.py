"""Calibrating: fits maps from scores to probabilities on half of the people, and measures them on the other half."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy

from earnest.collections.parts import side_of
from earnest.foundation.statistics.logistic import Logistic
from earnest.foundation.statistics.logistic_fitting import fit_logistic
from earnest.speech.hearing.recognition.calibration import UNCHANGED, CalibrationMap, logit
from recognising.reliability import Claim, reliability_row

FITTING: Final = 0
"""Side of the people whom the maps are fitted on."""
_FIRMNESS: Final = 3.0
"""How many claims the unchanged map weighs, so that few people do not bend it far. Chosen, not measured."""


def fitted(claims: Sequence[Claim]) -> CalibrationMap:
    """Return the most probable map for claims; the unchanged one where there are none."""
    if not claims:
        return UNCHANGED
    found = fit_logistic(
        numpy.asarray([[logit(claim.probability)] for claim in claims]),
        numpy.asarray([float(claim.right) for claim in claims]),
        prior=Logistic(bias=UNCHANGED.bias, weights=(UNCHANGED.weight,)),
        strength=_FIRMNESS,
        balanced=False,
    )
    return CalibrationMap(bias=found.bias, weight=found.weights[0])


def calibration_row(claims: Sequence[Claim], force: CalibrationMap, seed: int) -> Mapping[str, object]:
    """Return a map and what it brings for people whom it was not fitted on.

    Args:
        claims: with the probabilities that the engine gave, which the map in force has changed already.
        force: that map; the new one is for what the engine gave before it.
        seed: of the intervals.
    """
    own = [claim for claim in claims if side_of(claim.person) == FITTING]
    others = [claim for claim in claims if side_of(claim.person) != FITTING]
    upon = fitted(own)
    changed = [
        Claim(person=one.person, probability=upon.probability(one.probability), right=one.right) for one in others
    ]
    return {
        "bias": round(upon.bias + upon.weight * force.bias, 4),
        "weight": round(upon.weight * force.weight, 4),
        "n": len(own),
        "people": len({claim.person for claim in own}),
        "before": reliability_row(others, seed),
        "after": reliability_row(changed, seed),
    }
