import numpy
from recognising.calibrating import borrowed_row, calibration_row, fitted
from recognising.reliability import Claim

from earnest.speech.hearing.recognition.calibration import UNCHANGED, CalibrationMap


def overconfident(number: int) -> list[Claim]:
    """Return claims of 0.9 and 0.6 that are right in 7 and 5 of 10."""
    draw = numpy.random.default_rng(1)
    claims: list[Claim] = []
    for place in range(number):
        sure = place % 2 == 0
        right = bool(draw.random() < (0.7 if sure else 0.5))
        claims.append(Claim(person=f"person {place % 40}", probability=0.9 if sure else 0.6, right=right))
    return claims


def test_a_map_fitted_on_some_people_helps_others() -> None:
    row = calibration_row(overconfident(2000), UNCHANGED, seed=1)
    before, after = row["before"], row["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["expected_calibration_error"] < 0.05 < before["expected_calibration_error"]


def test_a_map_in_force_is_taken_into_the_new_one() -> None:
    force = CalibrationMap(bias=0.3, weight=0.5)
    raw = overconfident(2000)
    seen = [Claim(person=one.person, probability=force.probability(one.probability), right=one.right) for one in raw]
    direct, over = calibration_row(raw, UNCHANGED, seed=1), calibration_row(seen, force, seed=1)
    for name in ("bias", "weight"):
        one, other = direct[name], over[name]
        assert isinstance(one, float)
        assert isinstance(other, float)
        assert abs(one - other) < 0.05


def test_without_claims_nothing_is_changed() -> None:
    assert fitted([]) == UNCHANGED


def test_a_language_without_a_map_is_measured_with_that_of_another() -> None:
    lenders = overconfident(2000)
    row = borrowed_row([*lenders, Claim(person="x", probability=0.0, right=False)], lenders, seed=1)
    before, after = row["before"], row["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["n"] == before["n"] == 2001
    assert after["expected_calibration_error"] < before["expected_calibration_error"]
