"""What of a recording's description may cross (PS1, PS3)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from earnest.personal.deidentification.release import OTHER_WAKE_WORD, public_wake_word, start_of_day


@pytest.mark.parametrize(
    ("claimed", "crosses"),
    [
        (None, None),
        ("alexa", "alexa"),
        ("Hey Jarvis", "hey jarvis"),
        ("hey_mycroft", "hey mycroft"),
        ("okay siobhan", OTHER_WAKE_WORD),
        ("alexa and siobhan", OTHER_WAKE_WORD),
        ("", OTHER_WAKE_WORD),
    ],
)
def test_ps1_a_wake_word_that_a_household_made_up_never_crosses(claimed: str | None, crosses: str | None) -> None:
    assert public_wake_word(claimed) == crosses


def test_ps3_rt1_an_end_date_tells_no_time_of_day_and_is_never_later() -> None:
    for hour in range(24):
        moment = datetime(2026, 3, 1, hour, 17, 3, 5, tzinfo=UTC)
        assert start_of_day(moment) == datetime(2026, 3, 1, tzinfo=UTC) <= moment
    east = datetime(2026, 3, 1, 1, tzinfo=timezone(timedelta(hours=5)))
    assert start_of_day(east) == datetime(2026, 2, 28, tzinfo=UTC)
