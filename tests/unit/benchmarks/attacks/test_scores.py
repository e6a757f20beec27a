"""The figures of an attack are what they are called: error rates, intervals, linkability (AU2)."""

import numpy
import pytest
from attacks.scores import Trials, equal_error_rate, fused, joined, linkability, with_interval
from hypothesis import given
from hypothesis import strategies as st


def trials(same: list[float], other: list[float]) -> Trials:
    known = numpy.zeros(len(same) + len(other), dtype=numpy.intp)
    looked_for = numpy.asarray([0] * len(same) + [1] * len(other), dtype=numpy.intp)
    return Trials(scores=numpy.asarray([*same, *other], dtype=numpy.float64), known=known, looked_for=looked_for)


def crowd(shift: float, people: int = 30, clips: int = 6, seed: int = 1) -> Trials:
    """Each person against each person; scores of the same person lie higher by so many spreads."""
    known, looked_for = (axis.ravel() for axis in numpy.indices((people, people)))
    known, looked_for = numpy.repeat(known, clips), numpy.repeat(looked_for, clips)
    scores = numpy.random.default_rng(seed).normal(size=known.size) + shift * (known == looked_for)
    return Trials(scores=scores, known=known, looked_for=looked_for)


@pytest.mark.parametrize(
    ("same", "other", "rate"),
    [
        ([3.0, 2.0], [1.0, 0.0], 0.0),
        ([0.0, 1.0], [2.0, 3.0], 1.0),
        ([2.0, 0.0], [1.0, -1.0], 0.5),
        ([4.0, 3.0, 2.0, 0.0], [1.0, -1.0, -2.0, -3.0], 0.25),
    ],
)
def test_equal_error_rate_of_few(same: list[float], other: list[float], rate: float) -> None:
    assert equal_error_rate(trials(same, other)) == pytest.approx(rate)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30), st.lists(st.integers(-50, 50), min_size=1, max_size=30))
def test_only_the_order_of_scores_counts(same: list[int], other: list[int]) -> None:
    numbers = [float(value) for value in (*same, *other)]
    given_once = trials(numbers[: len(same)], numbers[len(same) :])
    stretched = trials(
        [value**3 + 7 for value in numbers[: len(same)]], [value**3 + 7 for value in numbers[len(same) :]]
    )
    rate = equal_error_rate(given_once)
    assert 0.0 <= rate <= 1.0
    assert equal_error_rate(stretched) == rate
    assert equal_error_rate(given_once, numpy.full(len(numbers), 3.0)) == pytest.approx(rate)


def test_scores_of_two_normal_crowds_give_the_rate_of_theory() -> None:
    rate = with_interval(crowd(2.0), seed=1)
    assert rate.value == pytest.approx(0.1587, abs=0.03)
    assert rate.interval.low < 0.1587 < rate.interval.high
    assert rate.interval.low <= rate.value <= rate.interval.high


def test_guessing_is_half_and_few_people_are_less_sure() -> None:
    many, few = with_interval(crowd(0.0), seed=1), with_interval(crowd(0.0, people=6), seed=1)
    assert many.value == pytest.approx(0.5, abs=0.05)
    assert many.interval.high - many.interval.low < few.interval.high - few.interval.low


def test_linkability_goes_from_none_to_complete() -> None:
    none, some, complete = (linkability(crowd(shift)) for shift in (0.0, 2.0, 12.0))
    assert none < 0.1 < some < 0.9 < complete <= 1.0


def test_two_attackers_together_are_the_mean_of_both() -> None:
    one, other = crowd(2.0, seed=1), crowd(2.0, seed=2)
    assert equal_error_rate(fused([one, other])) < min(equal_error_rate(one), equal_error_rate(other))
    assert joined([one, other]).scores.size == 2 * one.scores.size
