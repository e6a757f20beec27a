"""Patterns of use that a lead is told of (AD6, CH4): synthetic abuse is noticed, hard and honest work is not."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from earnest.deidentified.quality.records import AlertPattern, LeaseUse
from earnest.deidentified.quality.rules import notice_patterns
from earnest.foundation.identifiers import LeaseId, StaffId, random_identifier

MORNING = datetime(2025, 5, 5, 8, tzinfo=UTC)
ROSA, EMIL = StaffId(random_identifier()), StaffId(random_identifier())


def use(
    number: int,
    outcome: str | None = "labelled",
    *,
    staff_id: StaffId = ROSA,
    played: float = 1.3,
    requests: int = 1,
    begin: datetime = MORNING,
) -> LeaseUse:
    at = begin + timedelta(minutes=number)
    return LeaseUse(
        lease_id=LeaseId(random_identifier()),
        staff_id=staff_id,
        leased_at=at,
        ended_at=at + timedelta(seconds=40),
        outcome=outcome,
        sound_left_at=at + timedelta(seconds=1),
        sound_requests=requests,
        played_milliseconds=int(played * 4000),
        duration_milliseconds=4000,
    )


def patterns(uses: Sequence[LeaseUse], hours: tuple[int, int] | None = None) -> set[AlertPattern]:
    return {noticed.pattern for noticed in notice_patterns(uses, hours=hours)}


def test_ad6_a_day_of_honest_work_is_no_pattern() -> None:
    """A thousand clips: some given back, some heard four times, many ejected, one left to the end of its time."""
    uses = [use(number) for number in range(900)]
    uses += [use(900 + number, "returned") for number in range(40)]
    uses += [use(940 + number, "ejected", played=0.1) for number in range(60)]
    uses += [use(1000, "expired"), use(1001, played=4.0), use(1002, None)]
    assert patterns(uses, hours=(0, 24)) == set()


@pytest.mark.parametrize(
    ("abuse", "pattern"),
    [
        ([use(number, "returned") for number in range(12)], AlertPattern.OPENINGS_WITHOUT_LABELS),
        ([use(number, played=12.0) for number in range(4)], AlertPattern.REPLAYS),
        ([use(number, requests=11) for number in range(4)], AlertPattern.REPLAYS),
        ([use(number, "expired") for number in range(4)], AlertPattern.LONG_DWELL),
    ],
)
def test_ad6_ch4_each_pattern_of_abuse_is_noticed(abuse: list[LeaseUse], pattern: AlertPattern) -> None:
    assert patterns(abuse) == {pattern}


@pytest.mark.parametrize(("hours", "odd"), [((6, 20), True), ((20, 6), False), ((2, 4), False), (None, False)])
def test_ad6_hearing_outside_the_hours_of_work_is_noticed(hours: tuple[int, int] | None, odd: bool) -> None:  # noqa: FBT001
    night = [use(number, begin=MORNING.replace(hour=3)) for number in range(5)]
    assert (AlertPattern.ODD_HOURS in patterns(night, hours)) is odd


def test_dc1_whoever_ejects_every_clip_is_no_pattern() -> None:
    assert patterns([use(number, "ejected", played=0.05) for number in range(200)]) == set()


def test_ad6_the_use_of_one_is_not_counted_with_that_of_another() -> None:
    uses = [use(number, "returned", staff_id=ROSA if number % 2 else EMIL) for number in range(18)]
    assert patterns(uses) == set()


def test_ad6_a_pattern_says_when_it_was_whole() -> None:
    abuse = [use(number, "returned") for number in range(30)]
    (noticed,) = notice_patterns(abuse, hours=None)
    assert noticed.ended_at == abuse[9].ended_at, "the tenth"
    assert noticed.occasions == 30
