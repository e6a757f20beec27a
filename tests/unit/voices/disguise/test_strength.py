"""What a disguise is called follows the measurement; whatever is missing, damaged or impossible is *cosmetic* (AU2)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.voices.disguise import strength
from earnest.voices.disguise.profiles import PROFILES
from earnest.voices.disguise.strength import Measured, Strength, find_measured, measured_in, strength_of

ENTRY = {
    "equal_error_rate": 0.31,
    "interval": [0.28, 0.35],
    "people": 110,
    "word_error_rate_before": 0.4,
    "word_error_rate_after": 0.5,
    "hidden_errors": 0.2,
}


def shipped(**changes: object) -> str:
    return json.dumps({"profiles": {"some": {**ENTRY, **changes}}})


def called(document: str) -> Strength:
    return strength_of(measured_in(document).get("some"))


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (0.0, Strength.COSMETIC),
        (0.1999, Strength.COSMETIC),
        (0.2, Strength.INTERMEDIATE),
        (0.2999, Strength.INTERMEDIATE),
        (0.3, Strength.STRONG),
        (0.5, Strength.STRONG),
    ],
)
def test_au2_the_borders(rate: float, expected: Strength) -> None:
    assert called(shipped(equal_error_rate=rate, interval=[rate / 2, min(1.0, rate + 0.05)])) is expected


@given(st.floats(0.0, 1.0), st.integers(0, 500))
def test_au2_nothing_under_twenty_percent_is_called_more(rate: float, people: int) -> None:
    name = called(shipped(equal_error_rate=rate, interval=[0.0, 1.0], people=people))
    assert (name is Strength.COSMETIC) == (rate < 0.2 or people < 50)


@pytest.mark.parametrize("name", sorted({*ENTRY, "everything"}))
@pytest.mark.parametrize("value", [None, "0.31", float("nan"), float("inf"), -0.1, [], {}, True, [0.9, 0.1], [0.1]])
def test_au2_damage_is_cosmetic(name: str, value: object) -> None:
    document = json.dumps({"profiles": {"some": value}}) if name == "everything" else shipped(**{name: value})
    assert called(document) is Strength.COSMETIC


@pytest.mark.parametrize("document", ["", "{", "[]", "null", '{"profiles": []}', '{"profiles": {}}', "\x00"])
def test_au2_an_unreadable_file_is_cosmetic(document: str) -> None:
    assert called(document) is Strength.COSMETIC
    assert measured_in(document) == {}


def test_a_missing_file_is_cosmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(strength, "files", missing)
    strength.shipped_results.cache_clear()
    try:
        assert find_measured(next(iter(PROFILES))) is None
        assert {strength_of(find_measured(name)) for name in PROFILES} == {Strength.COSMETIC}
    finally:
        strength.shipped_results.cache_clear()


@pytest.mark.parametrize(("rate", "wrong"), [(0.069, 6), (0.07, 7), (0.29, 29), (0.5, 50), (0.0, 0)])
def test_the_figure_for_people_never_flatters(rate: float, wrong: int) -> None:
    entry = measured_in(shipped(equal_error_rate=rate, interval=[0.0, 1.0]))["some"]
    assert isinstance(entry, Measured)
    assert entry.wrong_in_hundred == wrong


def test_old_names_are_cosmetic() -> None:
    assert strength_of(find_measured("cosmetic")) is strength_of(find_measured("no such profile")) is Strength.COSMETIC
