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
    own = _fitting(claims)
    others = [claim for claim in claims if side_of(claim.person) != FITTING]
    upon = fitted(own)
    return {
        "bias": round(upon.bias + upon.weight * force.bias, 4),
        "weight": round(upon.weight * force.weight, 4),
        "n": len(own),
        "people": len({claim.person for claim in own}),
        "before": reliability_row(others, seed),
        "after": reliability_row(_changed(others, upon), seed),
    }


def borrowed_row(claims: Sequence[Claim], lenders: Sequence[Claim], seed: int) -> Mapping[str, object]:
    """Return what the map of one language brings for another one.

    Args:
        claims: of the language that takes the map.
        lenders: claims of the language whose map it is; half of them are what it was fitted on.
        seed: of the intervals.
    """
    upon = fitted(_fitting(lenders))
    return {"before": reliability_row(claims, seed), "after": reliability_row(_changed(claims, upon), seed)}


def _fitting(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if side_of(claim.person) == FITTING]


def _changed(claims: Sequence[Claim], upon: CalibrationMap) -> list[Claim]:
    """Return claims with other probabilities; 0 stays 0, for nothing was recognised."""
    return [
        Claim(
            person=one.person,
            probability=upon.probability(one.probability) if one.probability > 0 else 0.0,
            right=one.right,
        )
        for one in claims
    ]
