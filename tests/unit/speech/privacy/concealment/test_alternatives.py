"""Alternatives of the recogniser get a place in the sound that is never narrower than the truth, or none (AU5, S18)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.alternatives import place_alternative
from earnest.speech.privacy.concealment.errors import CannotConceal

EACH, GAP = 4_000, 400


def said(text: str) -> tuple[RecognisedWord, ...]:
    return tuple(
        RecognisedWord(
            text=word, start=SampleCount(800 + i * EACH), end=SampleCount(800 + (i + 1) * EACH - GAP), posterior=0.9
        )
        for i, word in enumerate(text.split())
    )


LENGTH = 80_000


def places(best: str, alternative: str) -> list[tuple[str, int, int]]:
    placed = place_alternative(said(best), alternative.split(), length=LENGTH)
    return [(word.text, word.start, word.end) for word in placed]


def test_words_that_both_have_keep_their_time() -> None:
    words = said("call me on five")
    placed = place_alternative(words, ("call", "me", "on", "five"), length=LENGTH)
    assert [(word.text, word.start, word.end) for word in placed] == [(w.text, w.start, w.end) for w in words]


def test_words_of_a_differing_stretch_take_all_of_it_out_to_their_neighbours() -> None:
    words = said("call want to four now")
    got = places("call want to four now", "call one two four now")
    assert [text for text, _, _ in got] == ["call", "one", "two", "four", "now"]
    assert got[1][1:] == got[2][1:] == (words[0].end, words[3].start)


def test_words_where_the_best_has_none_take_both_neighbours() -> None:
    words = said("call now")
    got = places("call now", "call two four now")
    assert got[1][1:] == got[2][1:] == (words[0].start, words[1].end)


def test_words_before_the_first_and_after_the_last_reach_to_the_ends_of_the_sound() -> None:
    words = said("call now")
    assert places("call now", "two call now")[0][1:] == (0, words[0].end)
    assert places("call now", "call now two")[2][1:] == (words[1].start, LENGTH)


def test_what_cannot_be_placed_is_an_error() -> None:
    with pytest.raises(CannotConceal):
        _ = place_alternative((), ("two",), length=LENGTH)
    placeless = [RecognisedWord(text="call", start=SampleCount(0), end=SampleCount(0), posterior=0.5)]
    with pytest.raises(CannotConceal):
        _ = place_alternative(placeless, ("two",), length=LENGTH)
    with pytest.raises(CannotConceal):
        _ = place_alternative(said("call"), ("two",), length=1_000)
    assert place_alternative((), (), length=LENGTH) == ()


vocabulary = st.lists(st.sampled_from(["one", "two", "to", "for", "four"]), max_size=8)


@given(vocabulary.filter(bool), vocabulary)
def test_every_word_has_a_place_in_order_and_within_the_sound(best: list[str], alternative: list[str]) -> None:
    placed = place_alternative(said(" ".join(best)), alternative, length=LENGTH)
    assert [word.text for word in placed] == alternative
    assert all(0 <= word.start < word.end <= LENGTH for word in placed)
    starts = [word.start for word in placed]
    ends = [word.end for word in placed]
    assert ends == sorted(ends)
    assert starts == sorted(starts)
