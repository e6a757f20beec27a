"""SP6, PS3: what may be heard, and when, is coarse and short."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount
from earnest.handover.clip import DayPart
from earnest.personal.deidentification.moments import day_part, period
from earnest.personal.deidentification.window import LONGEST_CLIP, choose_window, words_inside
from earnest.speech.recognition.hypothesis import RecognisedWord


@st.composite
def recordings(draw: st.DrawFn) -> tuple[list[RecognisedWord], int]:
    length = draw(st.integers(0, 40 * 16_000))
    edges = sorted(draw(st.lists(st.integers(0, length), min_size=0, max_size=12)))
    words = [
        RecognisedWord(text="word", start=SampleCount(start), end=SampleCount(end), posterior=draw(st.floats(0, 1)))
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]
    return words, length


@given(recordings())
def test_never_longer_than_ten_seconds_and_never_outside(recording: tuple[list[RecognisedWord], int]) -> None:
    words, length = recording
    window = choose_window(words, length)
    assert 0 <= window.start <= window.end <= length
    assert window.end - window.start == min(length, LONGEST_CLIP)


@given(recordings())
def test_the_least_certain_word_is_inside(recording: tuple[list[RecognisedWord], int]) -> None:
    words, length = recording
    window = choose_window(words, length)
    for word in words_inside(words, window):
        assert 0 <= word.start <= word.end <= window.end - window.start
    if words:
        uncertain = min(words, key=lambda word: word.posterior)
        middle = (uncertain.start + uncertain.end) // 2
        assert window.start <= middle <= window.end


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, DayPart.NIGHT), (5, DayPart.NIGHT), (6, DayPart.MORNING), (12, DayPart.AFTERNOON), (23, DayPart.EVENING)],
)
def test_ps3_time_is_a_part_of_the_day(hour: int, part: DayPart) -> None:
    assert day_part(datetime(2026, 2, 3, hour, 59, tzinfo=UTC)) is part


def test_period_is_the_month() -> None:
    assert period(datetime(2026, 2, 28, 23, 59, tzinfo=UTC)) == date(2026, 2, 1)
