"""Routing training: learns when a domain is to be taken, from clips that were decoded without having been learned."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from earnest.foundation.statistics.logistic import Logistic
from earnest.foundation.statistics.logistic_fitting import fit_logistic
from earnest.speech.hearing.recognition.routing import STOCK_ROUTER, Evidence, Router

_FEWEST = 6
"""With fewer examples (of yes or of no, where both are learned from) the general weights stand. Chosen, not measured:
seven weights are learned."""

_REGULARISATION = 1.0
"""The library's own default."""

_BELIEF_STRENGTH = 3.0
"""How firmly the general weights are believed of what is right; labels. Free weights followed the few people who were
labelled: with 62 orders of four of them they took 13 of 62 right orders of three others for hopeless
(docs/algorithms/recognition.md)."""

_MADE_UP_SHARE = 0.25
"""Made-up examples together weigh at most so much of the domain's own: people rarely say what no label holds.
Chosen so that short commands are still taken."""


_GENERAL_TAKEN = 0.05
"""Share of the sentences of general speech that may sound as near as what a domain takes. With 5, 12 and 36 orders
learned this gives limits of 0.70, 0.67 and 0.55; orders that were not learned and were heard right lay at 0.41 at most,
and 2, 4 and none of 24 sentences of other speakers below the limit, which the weights have still to take. Measured when
it was written; the benchmark `loop` reports what domains take that is not theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingExample:
    """One clip that a domain decoded."""

    evidence: Evidence
    member: bool
    """Whether the clip belongs to the domain."""
    correct: bool
    """Whether what the domain heard is completely right; False for clips that do not belong."""
    made_up: bool = False
    """Whether the clip was made for this (played backwards, or decoded without its own phrase), not labelled."""
    general: bool = False
    """Whether it is general speech of an artificial voice, in which nothing of any domain is said."""


def train_router(examples: Sequence[RoutingExample]) -> Router:
    """Return the weights of a domain; the general ones where there are too few examples."""
    members = [example for example in examples if example.member]
    made_up = sum(example.made_up for example in examples)
    share = min(1.0, _MADE_UP_SHARE * len(members) / made_up) if made_up else 1.0
    general = [example.evidence for example in examples if example.general]
    # General speech weighs at most as much as the domain's own, so that few labels are not outweighed by it.
    general_share = min(1.0, len(members) / len(general)) if general else 1.0
    return Router(
        membership=_train(
            [example.evidence for example in examples],
            [example.member for example in examples],
            [general_share if example.general else share if example.made_up else 1.0 for example in examples],
            STOCK_ROUTER.membership,
        ),
        correctness=_train_correctness(members),
        farthest=min(_farthest([example.evidence for example in members if example.correct]), _nearest(general)),
    )


def _train_correctness(members: Sequence[RoutingExample]) -> Logistic:
    """Return when what a domain heard is right; near the general weights where few labels tell otherwise."""
    if len(members) < _FEWEST:
        return STOCK_ROUTER.correctness
    shape = (-1, len(STOCK_ROUTER.correctness.weights))
    return fit_logistic(
        numpy.array([one.evidence.measurements for one in members], dtype=numpy.float64).reshape(shape),
        numpy.array([one.correct for one in members], dtype=numpy.float64),
        prior=STOCK_ROUTER.correctness,
        strength=_BELIEF_STRENGTH,
        balanced=False,
    )


def _nearest(general: Sequence[Evidence]) -> float:
    """Return the distance from which on all but a few sentences of general speech are; no limit without any."""
    distances = sorted(item.phone_distance for item in general)
    return distances[int(len(distances) * _GENERAL_TAKEN)] if distances else STOCK_ROUTER.farthest


def _farthest(right: Sequence[Evidence]) -> float:
    """Return half the way from the farthest that was heard right to nothing in common; no limit where little was."""
    if len(right) < _FEWEST:
        return STOCK_ROUTER.farthest
    return (1.0 + max(item.phone_distance for item in right)) / 2


def _train(
    evidence: Sequence[Evidence], answers: Sequence[bool], weights: Sequence[float], stock: Logistic
) -> Logistic:
    if answers.count(True) < _FEWEST or answers.count(False) < _FEWEST:
        return stock
    scaler = StandardScaler()
    scaled = scaler.fit_transform(numpy.array([item.measurements for item in evidence], dtype=numpy.float64))
    model = LogisticRegression(C=_REGULARISATION, class_weight=None, max_iter=1000)
    _ = model.fit(scaled, numpy.array(answers, dtype=numpy.int64), sample_weight=numpy.array(weights))
    learned = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0]) - float((learned * scaler.mean_).sum())
    return Logistic(bias=bias, weights=tuple(float(weight) for weight in learned))
