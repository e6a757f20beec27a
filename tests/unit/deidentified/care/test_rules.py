"""Rules of care: what counts as listening, when a rest is due, and that it ends (DC3, WK2)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from earnest.deidentified.care.records import Exposure, ExposureLimits, HeardDay, RestReason, ShiftListening
from earnest.deidentified.care.rules import heard, pause_after, present_shift, rest_due, until_break

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
LIMITS = ExposureLimits(
    break_after=timedelta(hours=1),
    break_length=timedelta(minutes=10),
    shift_listening=timedelta(hours=6),
    week_listening=timedelta(hours=30),
    shift_distressing=12,
    week_distressing=40,
    event_pause=timedelta(minutes=5),
)
NOTHING = Exposure(days=(), distressing=())


def listen(
    minutes: int, before: ShiftListening | None = None, *, start: datetime = NOON
) -> tuple[ShiftListening, datetime]:
    """Listen with a report each second; return where the reviewer is, and the moment."""
    now, state = start, before
    for _ in range(minutes * 60 + 1):
        state = heard(state, now=now, limits=LIMITS)
        now += timedelta(seconds=1)
    assert state is not None
    return state, now


def test_wk2_a_break_is_due_after_an_hour_of_listening_and_ends_after_ten_minutes() -> None:
    state, now = listen(59)
    assert rest_due(state, NOTHING, now=now, limits=LIMITS) is None
    state, now = listen(1, state, start=now)
    rest = rest_due(state, NOTHING, now=now, limits=LIMITS)
    assert rest is not None
    assert rest.reason is RestReason.BREAK
    assert rest.until == state.last_heard_at + timedelta(minutes=10)
    assert rest_due(state, NOTHING, now=rest.until, limits=LIMITS) is None
    again = heard(state, now=rest.until, limits=LIMITS)
    assert again.stretch_milliseconds == 0
    assert again.shift_milliseconds == state.shift_milliseconds


def test_wk2_a_lunch_of_their_own_is_a_break_and_a_minute_of_typing_is_not() -> None:
    state, now = listen(50)
    typed, _ = listen(9, state, start=now + timedelta(minutes=1))
    assert until_break(typed, now=typed.last_heard_at, limits=LIMITS) == timedelta(0)
    lunched, _ = listen(9, state, start=now + timedelta(minutes=30))
    assert until_break(lunched, now=lunched.last_heard_at, limits=LIMITS) == timedelta(minutes=51)


def test_wk2_a_shift_has_an_end_and_the_next_begins_after_eight_hours() -> None:
    state, now = listen(1)
    state = replace(state, shift_milliseconds=6 * 3600 * 1000, stretch_milliseconds=0)
    rest = rest_due(state, NOTHING, now=now, limits=LIMITS)
    assert rest is not None
    assert (rest.reason, rest.until) == (RestReason.SHIFT_LISTENING, state.last_heard_at + timedelta(hours=8))
    assert present_shift(state, now=rest.until) is None
    assert heard(state, now=rest.until, limits=LIMITS).shift_milliseconds == 0


def test_wk2_no_break_is_enforced_where_the_setting_says_so() -> None:
    state, now = listen(70)
    free = replace(LIMITS, break_after=timedelta(0))
    assert rest_due(state, NOTHING, now=now, limits=free) is None
    assert until_break(state, now=now, limits=free) is None


def test_dc3_a_week_has_an_end_for_listening_and_for_what_is_hard_to_bear() -> None:
    days = tuple(HeardDay(day=date(2025, 5, day), heard_milliseconds=6 * 3600 * 1000) for day in range(1, 6))
    rest = rest_due(None, Exposure(days=days, distressing=()), now=NOON, limits=LIMITS)
    assert rest is not None
    assert (rest.reason, rest.until) == (RestReason.WEEK_LISTENING, datetime(2025, 5, 8, tzinfo=UTC))
    met = tuple(NOON - timedelta(days=6) + timedelta(hours=hour) for hour in range(40))
    rest = rest_due(None, Exposure(days=(), distressing=met), now=NOON, limits=LIMITS)
    assert rest is not None
    assert (rest.reason, rest.until) == (RestReason.WEEK_DISTRESSING, NOON + timedelta(days=1))


def test_dc3_a_pause_follows_an_escalation_and_each_third_clip() -> None:
    assert pause_after(1, escalated=True, now=NOON, limits=LIMITS) == NOON + timedelta(minutes=5)
    assert [pause_after(met, escalated=False, now=NOON, limits=LIMITS) is not None for met in range(1, 7)] == [
        False, False, True, False, False, True,
    ]  # fmt: skip
    calm = replace(LIMITS, event_pause=timedelta(0))
    assert pause_after(3, escalated=True, now=NOON, limits=calm) is None


@given(gaps=some.lists(some.integers(min_value=0, max_value=50_000), max_size=200))
def test_wk2_whatever_is_reported_a_rest_ends_and_listening_never_passes_the_time(gaps: list[int]) -> None:
    state, now = None, NOON
    for gap in gaps:
        now += timedelta(seconds=gap)
        state = heard(state, now=now, limits=LIMITS)
        passed = (now - state.shift_began_at) / timedelta(milliseconds=1)
        assert 0 <= state.stretch_milliseconds <= state.shift_milliseconds <= passed
        rest = rest_due(state, NOTHING, now=now, limits=LIMITS)
        if rest is not None:
            assert rest_due(state, NOTHING, now=rest.until, limits=LIMITS) is None
