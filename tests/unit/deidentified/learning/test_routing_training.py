"""When a domain is taken for right does not follow the few people who were labelled."""

from dataclasses import replace

import numpy

from earnest.deidentified.learning.routing_training import RoutingExample, train_router
from earnest.speech.hearing.recognition.routing import HOPELESS_BELOW, STOCK_ROUTER, Evidence

NEAR = Evidence(
    speech_score=-2.0,
    language_score=-0.02,
    mean_posterior=0.9,
    silent_share=0.12,
    phone_distance=0.1,
    seconds=4.0,
    value_share=0.8,
)


def examples(number: int) -> list[RoutingExample]:
    """Return orders of people who speak alike: wrong ones differ by a hair in how likely their words are."""
    draw = numpy.random.default_rng(1)
    found: list[RoutingExample] = []
    for place in range(number):
        correct = place % 6 != 0
        score = -0.015 - 0.001 * draw.random() if correct else -0.02 - 0.001 * draw.random()
        evidence = replace(NEAR, language_score=score, phone_distance=0.1 if correct else 0.25)
        found.append(RoutingExample(evidence=evidence, member=True, correct=correct))
    return found


def test_an_order_worded_otherwise_by_another_person_is_not_hopeless() -> None:
    router = train_router(examples(60))
    otherwise = replace(NEAR, language_score=-0.05)
    assert router.correctness.probability(otherwise.measurements) > 0.5 > HOPELESS_BELOW


def test_what_labels_tell_surely_is_learned() -> None:
    router = train_router(examples(60))
    right, wrong = (replace(NEAR, phone_distance=distance) for distance in (0.1, 0.25))
    probabilities = [router.correctness.probability(one.measurements) for one in (right, wrong)]
    stock = [STOCK_ROUTER.correctness.probability(one.measurements) for one in (right, wrong)]
    assert probabilities[0] > 0.7
    assert probabilities[1] < stock[1]


def test_foreign_sounds_stay_hopeless() -> None:
    router = train_router(examples(60))
    foreign = replace(NEAR, phone_distance=0.9, mean_posterior=0.4, silent_share=0.4)
    assert router.correctness.probability(foreign.measurements) < HOPELESS_BELOW


def test_without_labels_the_general_weights_stand() -> None:
    assert train_router([]) == STOCK_ROUTER
