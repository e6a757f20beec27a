"""What is concealed is gone, and nothing else is (S18, AU4, AU5)."""

from collections.abc import Sequence
from itertools import pairwise

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from support.concealing import conceal_text

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.beep import PADDING, beep, beeped_spans, is_beeped
from earnest.speech.privacy.concealment.errors import CannotConceal
from earnest.speech.privacy.concealment.spans import (
    PersonalKind,
    PersonalSpan,
    SpanSource,
    sound_spans,
    without_overlaps,
)
from earnest.speech.privacy.concealment.text import conceal_words
from earnest.speech.privacy.concealment.window import clip_window, words_within
from earnest.speech.sound.span import Span, covered_samples


def word(text: str, start: int = 0, end: int = 10, posterior: float = 1.0) -> RecognisedWord:
    return RecognisedWord(text=text, start=SampleCount(start), end=SampleCount(end), posterior=posterior)


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


def personal(first: int, last: int, kind: PersonalKind = PersonalKind.NAME) -> PersonalSpan:
    return PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.RULE)


@st.composite
def words_and_spans(draw: st.DrawFn) -> tuple[list[RecognisedWord], list[PersonalSpan]]:
    count = draw(st.integers(1, 12))
    words = [word(f"w{index}", index * 10, index * 10 + 9) for index in range(count)]
    edges = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(edges, edges, st.sampled_from(list(PersonalKind))), max_size=5))
    return words, [personal(min(left, right), max(left, right), kind) for left, right, kind in pairs]


@given(words_and_spans())
def test_no_kept_word_is_lost_and_no_concealed_one_left(drawn: tuple[list[RecognisedWord], list[PersonalSpan]]) -> None:
    words, spans = drawn
    concealed = {index for each in spans for index in range(each.first_word, each.last_word + 1)}
    kept = [each.text for index, each in enumerate(words) if index not in concealed]
    texts = conceal_text(words, spans)
    placeholders = {kind.placeholder for kind in PersonalKind}
    assert [text for text in texts if text not in placeholders] == kept
    assert sum(text in placeholders for text in texts) == len(without_overlaps(spans))
    tokens = conceal_words(words, spans)
    assert [token.text for token in tokens] == list(texts)
    assert all((token.kind is None) == (token.text in kept) for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    assert min(token.start for token in tokens) == words[0].start
    assert max(token.end for token in tokens) == words[-1].end


def test_placeholders_name_the_kind() -> None:
    words = [word(text) for text in ("call", "me", "on", "one", "two", "three")]
    spans = [personal(3, 4, PersonalKind.NUMBER), personal(4, 5, PersonalKind.TELEPHONE_NUMBER)]
    assert conceal_text(words, spans) == ("call", "me", "on", "[telephone number]")


def test_span_of_words_that_are_not_there_cannot_be_concealed() -> None:
    with pytest.raises(CannotConceal):
        _ = conceal_text([word("a")], [personal(0, 1)])
    with pytest.raises(CannotConceal):
        _ = sound_spans([word("a")], [personal(0, 1)])


def test_word_without_a_place_in_the_sound_withholds_the_whole_clip() -> None:
    words = [word("call", 0, 10), word("sarah", 10, 10), word("miller", 10, 20)]
    with pytest.raises(CannotConceal):
        _ = sound_spans(words, [personal(1, 2)])
    assert sound_spans(words, [personal(2, 2), personal(0, 0)]) == (span(0, 10), span(10, 20))


LENGTH = 40_000
spans_in_sound = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6_000)).map(
        lambda pair: span(pair[0], min(LENGTH, pair[0] + pair[1]))
    ),
    max_size=4,
)
sounds = arrays(numpy.int16, LENGTH, elements=st.integers(-32768, 32767), fill=st.integers(-32768, 32767))


@settings(max_examples=40, deadline=None)
@given(sounds, sounds, spans_in_sound, st.sampled_from([0, 1, PADDING]))
def test_beep_depends_on_nothing_that_was_there(one: Samples, other: Samples, spans: list[Span], padding: int) -> None:
    covered = numpy.zeros(LENGTH, dtype=bool)
    for each in spans:
        covered[max(0, each.start - padding) : each.end + padding] = True
    beeped, otherwise = beep(one, spans, padding), beep(other, spans, padding)
    assert numpy.array_equal(beeped[covered], otherwise[covered])
    wide = beeped_spans(spans, length=LENGTH, padding=padding)
    assert covered_samples(wide) >= covered.sum()
    outside = numpy.ones(LENGTH, dtype=bool)
    for each in wide:
        outside[each.start : each.end] = False
    assert numpy.array_equal(beeped[outside], one[outside])
    assert is_beeped(beeped, wide)


def test_beep_is_heard_and_adjacent_words_are_one_beep() -> None:
    silence = numpy.zeros(LENGTH, dtype=numpy.int16)
    beeped = beep(silence, [span(10_000, 12_000), span(19_000, 21_000)])
    assert beeped_spans([span(10_000, 12_000), span(19_000, 21_000)], length=LENGTH) == (span(6_000, 25_000),)
    assert numpy.abs(beeped[6_100:24_900].reshape(-1, 100)).max(axis=1).min() > 1_000
    assert not beeped[:6_000].any()
    assert not beeped[25_000:].any()


@pytest.mark.parametrize("wrong", [span(5, 5), span(LENGTH - 10, LENGTH + 1), span(LENGTH + 5, LENGTH + 9)])
def test_beep_that_cannot_be_placed_is_an_error(wrong: Span) -> None:
    with pytest.raises(CannotConceal):
        _ = beep(numpy.zeros(LENGTH, dtype=numpy.int16), [span(0, 10), wrong])


def test_beep_that_is_not_there_is_noticed() -> None:
    noise = numpy.random.default_rng(0).integers(-999, 999, LENGTH).astype(numpy.int16)
    beeped = beep(noise, [span(10_000, 12_000)], 0)
    assert is_beeped(beeped, [span(10_000, 12_000)])
    beeped[11_000] += 1
    assert not is_beeped(beeped, [span(10_000, 12_000)])
    assert not is_beeped(noise, [span(LENGTH - 5, LENGTH + 5)])


def doubtful(positions: Sequence[int], length: int) -> list[RecognisedWord]:
    return [
        word(f"w{second}", second * 16_000, second * 16_000 + 8_000, 0.2 if second in positions else 0.9)
        for second in range(length)
    ]


def test_window_holds_the_uncertain_words() -> None:
    window = clip_window(doubtful([20, 22, 24, 5], 40), 40 * 16_000)
    assert window.length == 160_000
    heard = {each.text for each in words_within(doubtful([20, 22, 24, 5], 40), window)}
    assert {"w20", "w22", "w24"} <= heard


@given(st.lists(st.integers(0, 59), max_size=6), st.integers(0, 60), st.integers(0, 70 * 16_000))
def test_window_is_never_longer_than_ten_seconds(positions: list[int], count: int, length: int) -> None:
    words = [each for each in doubtful(positions, count) if each.end <= length]
    window = clip_window(words, length)
    assert window.length == min(length, 160_000)
    assert window.end <= length
    for each in words_within(words, window):
        assert 0 <= each.start < each.end <= window.length


def test_short_clip_is_handed_out_whole() -> None:
    assert clip_window([], 100) == span(0, 100)
    assert clip_window([], 200_000) == span(0, 160_000)
