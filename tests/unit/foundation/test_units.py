"""Samples are integers; seconds are derived and come back unchanged."""

from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import milliseconds, samples_in_milliseconds, samples_in_seconds, seconds


@given(st.integers(min_value=0, max_value=10**9))
def test_samples_survive_the_way_through_seconds(samples: int) -> None:
    assert samples_in_seconds(seconds(samples)) == samples


@given(st.integers(min_value=0, max_value=10**9))
def test_milliseconds_never_grow(duration_milliseconds: int) -> None:
    assert milliseconds(samples_in_milliseconds(duration_milliseconds)) == duration_milliseconds
