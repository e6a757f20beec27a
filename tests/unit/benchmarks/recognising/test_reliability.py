import numpy
import pytest
from recognising.reliability import Claim, discrimination, reliability_row


def claims(probability: float, right: int, wrong: int) -> list[Claim]:
    return [Claim(person=str(number), probability=probability, right=number < right) for number in range(right + wrong)]


def test_who_is_as_sure_as_often_right_has_no_error() -> None:
    row = reliability_row([*claims(0.75, 3, 1), *claims(0.5, 5, 5)], seed=1)
    assert row["expected_calibration_error"] == 0.0


def test_the_error_is_the_distance_weighted_by_how_many() -> None:
    row = reliability_row([*claims(1.0, 5, 5), *claims(0.25, 0, 30)], seed=1)
    assert row["expected_calibration_error"] == pytest.approx(0.25 * 0.5 + 0.75 * 0.25)


def test_discrimination_is_the_share_of_pairs_in_order() -> None:
    probability, right = numpy.asarray([0.9, 0.8, 0.3]), numpy.asarray([1.0, 0.0, 1.0])
    assert discrimination(probability, right) == 0.5
    assert discrimination(probability, numpy.ones(3)) is None


def test_nothing_claimed_is_said_so() -> None:
    assert reliability_row([], seed=1) == {"n": 0}
