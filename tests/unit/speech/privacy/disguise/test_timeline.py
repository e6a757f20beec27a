"""Words and tones are where the disguised sound has them (AU5)."""

from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount
from earnest.speech.privacy.disguise.timeline import Timeline
from earnest.speech.sound.span import Span


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


def timeline(*pairs: tuple[int, int]) -> Timeline:
    return Timeline(pairs=tuple((SampleCount(first), SampleCount(second)) for first, second in pairs))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    steps = draw(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 2_000)), max_size=8))
    pairs = [(0, 0)]
    for original, disguised in steps:
        pairs.append((pairs[-1][0] + original, pairs[-1][1] + disguised))
    return timeline(*pairs)


def exact(line: Timeline, position: int) -> float:
    place = min(bisect_right([first for first, _ in line.pairs], position) - 1, len(line.pairs) - 2)
    (start, moved), (end, moved_end) = line.pairs[place], line.pairs[place + 1]
    return moved + (position - start) / (end - start) * (moved_end - moved)


@given(timelines(), st.data())
def test_a_part_is_covered_wherever_it_is_heard(line: Timeline, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, line.original_length))
    end = data.draw(st.integers(start, line.original_length))
    moved = line.moved(span(start, end))
    assert moved.end <= line.disguised_length
    if len(line.pairs) > 1:
        assert moved.start <= exact(line, start) + 1e-6
        assert moved.end >= exact(line, end) - 1e-6
        assert moved.length <= exact(line, end) - exact(line, start) + 2


@given(timelines(), st.data())
def test_order_stays(line: Timeline, data: st.DataObject) -> None:
    first, second = sorted(data.draw(st.lists(st.integers(0, line.original_length), min_size=2, max_size=2)))
    assert line.moved(span(first, first)).start <= line.moved(span(second, second)).start
    assert line.moved(span(0, first)).end <= line.moved(span(0, second)).end


@given(st.integers(0, 200_000), st.data())
def test_unchanged_moves_nothing(length: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, length))
    part = span(start, data.draw(st.integers(start, length)))
    assert Timeline.unchanged(length).moved(part) == part


def test_slower_speech_moves_words_back() -> None:
    assert timeline((0, 0), (100, 100), (200, 400)).moved(span(50, 150)) == span(50, 250)


@pytest.mark.parametrize(
    "pairs",
    [(), ((1, 0),), ((0, 1),), ((0, 0), (0, 5)), ((0, 0), (9, 9), (9, 12)), ((0, 0), (5, 9), (6, 8))],
)
def test_what_is_no_timeline_is_refused(pairs: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError):
        _ = timeline(*pairs)


def test_a_part_outside_is_refused() -> None:
    with pytest.raises(ValueError):
        _ = Timeline.unchanged(10).moved(span(5, 11))
