"""The legal clock of requests (RI8)."""

from datetime import UTC, datetime

import pytest

from earnest.handover.requests import months_after


@pytest.mark.parametrize(
    ("opened", "months", "due"),
    [
        ((2026, 5, 4), 1, (2026, 6, 4)),
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2028, 1, 31), 1, (2028, 2, 29)),
        ((2026, 12, 31), 1, (2027, 1, 31)),
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2026, 10, 5), 3, (2027, 1, 5)),
    ],
)
def test_ri8_a_month_ends_on_the_same_day_or_the_last_of_a_shorter_month(
    opened: tuple[int, int, int], months: int, due: tuple[int, int, int]
) -> None:
    assert months_after(datetime(*opened, 9, 30, tzinfo=UTC), months) == datetime(*due, 9, 30, tzinfo=UTC)
