"""Lengths of time: how they are said, and that they are read as they are said."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.personal.assistant.timers import LONGEST, spoken_left, spoken_length, timer_length


@pytest.mark.parametrize(
    ("language", "minutes", "spoken"),
    [
        ("en", 190, "3 hours 10 minutes"),
        ("en", 60, "1 hour"),
        ("en", 1.5, "1 minute 30 seconds"),
        ("de", 61, "1 Stunde 1 Minute"),
        ("de", 120, "2 Stunden"),
        ("nl", 190, "3 uur 10 minuten"),
        ("nl", 0.75, "45 seconden"),
    ],
)
def test_a_length_is_said_in_hours_minutes_and_seconds(language: str, minutes: float, spoken: str) -> None:
    assert spoken_length(timedelta(minutes=minutes), language) == spoken


@given(
    st.integers(min_value=1, max_value=round(LONGEST.total_seconds())).map(lambda seconds: timedelta(seconds=seconds)),
    st.sampled_from(["en", "de", "nl"]),
)
def test_what_is_said_is_read_as_the_same_length(length: timedelta, language: str) -> None:
    assert timer_length(spoken_length(length, language), language) == length


def test_what_is_left_is_said_in_minutes_where_much_is_left() -> None:
    assert spoken_left(timedelta(hours=3, minutes=9, seconds=12), "en") == "3 hours 10 minutes"
    assert spoken_left(timedelta(minutes=4, seconds=12.3), "en") == "4 minutes 13 seconds"
