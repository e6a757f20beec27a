from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount
from earnest.speech.sound.span import Span, covered_samples, join_spans


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


spans = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda pair: span(pair[0], pair[0] + pair[1]))


@given(st.lists(spans))
def test_joined_spans_cover_the_same_samples_without_touching(found: list[Span]) -> None:
    joined = join_spans(found)
    wanted = {sample for each in found for sample in range(each.start, each.end)}
    assert {sample for each in joined for sample in range(each.start, each.end)} == wanted
    assert covered_samples(found) == len(wanted)
    assert all(left.end < right.start for left, right in pairwise(joined))


@given(spans, st.integers(0, 100), st.integers(0, 90))
def test_widened_covers_and_stays_within(found: Span, padding: int, limit: int) -> None:
    wide = found.widened(padding, limit=limit)
    assert 0 <= wide.start <= wide.end <= limit
    assert wide.covers(found) or found.end > limit


@given(spans, spans)
def test_overlap_is_having_a_sample_in_common(left: Span, right: Span) -> None:
    assert left.overlaps(right) == bool(set(range(left.start, left.end)) & set(range(right.start, right.end)))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4)])
def test_a_span_that_is_none_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="Span"):
        _ = span(start, end)
