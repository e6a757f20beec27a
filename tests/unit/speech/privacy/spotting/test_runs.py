"""Which rows of spotted signs count as a number or as something spelled (AU5)."""

import pytest

from earnest.foundation.units import SampleCount
from earnest.speech.hearing.spotting.spotter import SpottedWord
from earnest.speech.privacy.concealment.spans import PersonalKind
from earnest.speech.privacy.spotting.runs import find_runs, most_signs_in_a_row
from earnest.speech.sound.span import Span

EACH = 4_800


def heard(text: str, *, posterior: float = 0.8, score: float = -3.5, pause_after: str = "") -> list[SpottedWord]:
    """Signs are written with a star: `call *two *four`."""
    words: list[SpottedWord] = []
    position = 0
    for item in text.split():
        word = item.removeprefix("*")
        words.append(
            SpottedWord(
                text=word,
                sign=item.startswith("*"),
                start=SampleCount(position),
                end=SampleCount(position + EACH),
                posterior=posterior,
                speech_score=score,
            )
        )
        position += EACH + (32_000 if item == pause_after else 0)
    return words


def runs(text: str, *, posterior: float = 0.8, score: float = -3.5) -> list[tuple[PersonalKind, int]]:
    return [(run.kind, run.signs) for run in find_runs(heard(text, posterior=posterior, score=score))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my number is *two *six *eight *four please", [(PersonalKind.NUMBER, 4)]),
        ("at *six *thirty please", []),
        ("it is *p *i *t *t *s", [(PersonalKind.SPELLED, 5)]),
        ("watch the *b *b *c now", []),
        ("*one *two to *four want *five", [(PersonalKind.NUMBER, 4)]),
        ("*one *two house *four *five", [(PersonalKind.NUMBER, 4)]),
        ("*one house *four boat *five", []),
        ("*s *w *one *a *two", [(PersonalKind.SPELLED, 5)]),
        ("want to be for you", []),
    ],
)
def test_rows_of_signs(text: str, found: list[tuple[PersonalKind, int]]) -> None:
    assert runs(text) == found


def test_doubtful_and_ill_fitting_signs_are_no_run_unless_half_of_them_are_sure() -> None:
    assert runs("*two *six *eight *four *one *nine", posterior=0.4) == []
    assert runs("*two *six *eight *four *one *nine", score=-5.5) == []
    half = [*heard("*two *six *eight"), *heard("*two *six *eight *four *one *nine", posterior=0.1)[3:]]
    assert [(run.signs, run.sure) for run in find_runs(half)] == [(6, 3)]
    fewer = [*heard("*two *six"), *heard("*two *six *eight *four *one *nine", posterior=0.1)[2:]]
    assert find_runs(fewer) == ()


def test_a_long_pause_ends_a_run_and_a_natural_one_does_not() -> None:
    words = heard("*two *six *eight *four *one *nine", pause_after="*eight")
    assert [run.signs for run in find_runs(words)] == [3, 3]
    assert find_runs(words)[0].span.end <= words[3].start


def test_what_sounds_like_a_sign_beside_a_run_is_covered_with_it() -> None:
    words = heard("call for *two *six *eight to me")
    run = find_runs(words)[0]
    assert (run.span.start, run.span.end) == (words[1].start, words[5].end)


@pytest.mark.parametrize(
    ("text", "first", "end", "most"),
    [
        ("call *two *four *six now", 0, 5, 3),
        ("call *two *four *six now", 2, 5, 2),
        ("call *two house boat *four *six now", 0, 7, 2),
        ("call *two *four *six now", 4, 5, 0),
        ("call me now", 0, 3, 0),
    ],
)
def test_signs_in_a_row_are_counted_where_they_lie(text: str, first: int, end: int, most: int) -> None:
    place = Span(start=SampleCount(first * EACH), end=SampleCount(end * EACH))
    assert most_signs_in_a_row(heard(text), place) == most
