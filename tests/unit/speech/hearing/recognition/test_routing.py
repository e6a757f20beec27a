import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.learning.routing_training import RoutingExample, train_router
from earnest.speech.hearing.recognition.routing import (
    STOCK_ROUTER,
    Evidence,
    is_another_sentence,
    is_taken,
    phone_distance,
)
from earnest.speech.language.comparing.word_errors import word_errors

phones = st.lists(st.sampled_from(["AA", "B", "K"]), max_size=8)


def evidence(distance: float, score: float = -3.0, values: float = 0.0) -> Evidence:
    return Evidence(
        speech_score=score,
        language_score=-0.1,
        mean_posterior=0.9,
        silent_share=0.2,
        phone_distance=distance,
        seconds=2.0,
        value_share=values,
    )


@given(phones, phones)
def test_distance_is_edits_over_the_longer(first: list[str], second: list[str]) -> None:
    expected = word_errors(first, second).total / max(len(first), len(second)) if first or second else 1.0
    assert phone_distance(first, second) == pytest.approx(expected)
    assert phone_distance(first, second) == phone_distance(second, first)


def test_before_learning_the_sounds_decide() -> None:
    assert STOCK_ROUTER.membership.probability(evidence(0.1).measurements) > 0.8
    assert STOCK_ROUTER.membership.probability(evidence(0.8).measurements) < 0.1


def test_learned_from_examples() -> None:
    generator = numpy.random.default_rng(1)
    examples = [
        RoutingExample(
            evidence=evidence(0.5, -2.5 - 3 * (not member) + float(generator.normal(0, 0.3))),
            member=member,
            correct=member,
        )
        for member in [True, False]
        for _ in range(30)
    ]
    membership = train_router(examples).membership
    assert membership.probability(evidence(0.5, -2.5).measurements) > 0.9
    assert membership.probability(evidence(0.5, -5.5).measurements) < 0.1


def test_a_domain_of_requests_is_not_taken_where_nothing_is_asked_for() -> None:
    generator = numpy.random.default_rng(2)
    examples = [
        RoutingExample(
            evidence=evidence(0.5, -3.0 + float(generator.normal(0, 0.3)), values=0.6 if member else 0.1),
            member=member,
            correct=member,
        )
        for member in [True, False]
        for _ in range(20)
    ]
    membership = train_router(examples).membership
    assert membership.probability(evidence(0.5, values=0.6).measurements) > 0.9
    assert membership.probability(evidence(0.5, values=0.0).measurements) < 0.1


def test_what_sounds_far_from_the_open_vocabulary_is_not_taken() -> None:
    right = [RoutingExample(evidence=evidence(0.1 * step), member=True, correct=True) for step in range(7)]
    wrong = [RoutingExample(evidence=evidence(0.9), member=True, correct=False)] * 3
    router = train_router([*right, *wrong])
    assert router.farthest == pytest.approx(0.8)
    assert router.belongs(evidence(0.81)) == 0.0
    assert router.belongs(evidence(0.3)) == router.membership.probability(evidence(0.3).measurements)
    assert train_router(right[:3]).farthest == 1.0


def test_what_belongs_but_is_all_but_certainly_wrong_is_not_taken() -> None:
    assert is_taken(0.5, 0.5)
    assert is_taken(0.99, 0.05)
    assert not is_taken(0.72, 0.02)
    assert not is_taken(0.49, 1.0)


def test_made_up_examples_weigh_little() -> None:
    members = [RoutingExample(evidence=evidence(0.5), member=True, correct=True)] * 10
    others = [RoutingExample(evidence=evidence(0.5), member=False, correct=False)] * 100
    made_up = [RoutingExample(evidence=evidence(0.5), member=False, correct=False, made_up=True) for _ in range(100)]
    same = evidence(0.5).measurements
    assert train_router([*members, *others]).membership.probability(same) < 0.2
    assert train_router([*members, *made_up]).membership.probability(same) > 0.7


def test_few_examples_keep_the_general_weights() -> None:
    few = [RoutingExample(evidence=evidence(0.5), member=True, correct=True)] * 3
    assert train_router(few) == STOCK_ROUTER
    assert train_router([]) == STOCK_ROUTER


def test_a_phrase_is_not_taken_where_a_whole_sentence_was_heard() -> None:
    assert not is_another_sentence(1, 0)
    assert not is_another_sentence(1, 4)
    assert is_another_sentence(1, 5)
    assert not is_another_sentence(4, 7)
    assert is_another_sentence(4, 8)


def general(distance: float) -> RoutingExample:
    return RoutingExample(evidence=evidence(distance), member=False, correct=False, general=True)


def test_with_few_labels_nothing_is_taken_that_sounds_as_far_as_general_speech() -> None:
    """The weights are the general ones still, and yet the limit is the domain's own."""
    orders = [RoutingExample(evidence=evidence(0.2), member=True, correct=True)] * 3
    router = train_router([*orders, *(general(0.4 + 0.01 * step) for step in range(40))])
    assert router.membership == STOCK_ROUTER.membership
    assert router.farthest == pytest.approx(0.42)
    assert router.belongs(evidence(0.2)) > 0.5
    assert STOCK_ROUTER.belongs(evidence(0.43)) > 0.5
    assert router.belongs(evidence(0.43)) == 0.0


def test_general_speech_teaches_what_does_not_belong() -> None:
    """Without other labels a domain learned only how its own clips sound backwards."""
    generator = numpy.random.default_rng(3)
    orders = [
        RoutingExample(evidence=evidence(0.3, -3.0 + float(generator.normal(0, 0.3)), 0.7), member=True, correct=True)
        for _ in range(20)
    ]
    backwards = [
        RoutingExample(evidence=evidence(0.8, -5.8, 0.65), member=False, correct=False, made_up=True) for _ in range(20)
    ]
    foreign = evidence(0.5, -4.0, 0.65)
    talk = [
        RoutingExample(evidence=evidence(0.45, -4.4, 0.6), member=False, correct=False, general=True) for _ in range(37)
    ]
    assert train_router([*orders, *backwards]).belongs(foreign) > 0.5
    assert train_router([*orders, *backwards, *talk]).belongs(foreign) < 0.1
    assert train_router([*orders, *backwards, *talk]).belongs(evidence(0.3, -3.0, 0.7)) > 0.9
