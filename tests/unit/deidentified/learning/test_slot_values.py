import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.learning.slot_values import Value, value_probabilities

values = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(tuple), max_size=30)


def split(*texts: str) -> list[Value]:
    return [tuple(text.split()) for text in texts]


@given(values)
def test_a_distribution_over_all_seen_values(seen: list[Value]) -> None:
    probabilities = value_probabilities(seen)
    assert set(seen) <= set(probabilities)
    assert all(share > 0 for share in probabilities.values())
    if seen:
        assert sum(probabilities.values()) == pytest.approx(1)
    words = {word for value in seen for word in value}
    assert {word for value in probabilities for word in value} <= words


def test_parts_are_composed_but_nothing_else() -> None:
    seen = split("milk", "cream", "soy milk", "a bit of milk", "a bit of cream", "lots of milk", "lots of soy milk")
    new = set(value_probabilities(seen)) - set(seen)
    assert set(split("a bit of soy milk", "lots of cream")) <= new
    assert ("a", "milk") not in new
    assert ("bit", "of", "milk") not in new


def test_values_that_keep_repeating_get_no_company() -> None:
    seen = split("coffee", "mocha", "iced coffee", "iced mocha", "latte") * 5
    assert set(value_probabilities(seen)) == set(seen)


def test_nothing_seen() -> None:
    assert value_probabilities([()]) == {}
