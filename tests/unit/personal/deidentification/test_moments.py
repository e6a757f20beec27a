"""PS3: the time of capture is coarsened before anything crosses."""

from datetime import UTC, date, datetime

import pytest

from earnest.handover.clip import DayPart
from earnest.personal.deidentification.moments import day_part, period


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, DayPart.NIGHT), (5, DayPart.NIGHT), (6, DayPart.MORNING), (12, DayPart.AFTERNOON), (23, DayPart.EVENING)],
)
def test_ps3_time_is_a_part_of_the_day(hour: int, part: DayPart) -> None:
    assert day_part(datetime(2026, 2, 3, hour, 59, tzinfo=UTC)) is part


def test_period_is_the_month() -> None:
    assert period(datetime(2026, 2, 28, 23, 59, tzinfo=UTC)) == date(2026, 2, 1)
