"""The script keeps what was said and nothing of when: words, heard phones, three kinds of pause, whole half seconds."""

import random
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount
from earnest.speech.hearing.phones.decoding import HeardPhone
from earnest.speech.sound.span import Span
from earnest.voices.disguise.respeaking_script import (
    LONG_PAUSE_FROM,
    SHORT_PAUSE_FROM,
    TONE_STEP,
    Covering,
    Part,
    Pause,
    Saying,
    SureWord,
    script,
)


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


def word(start: int, end: int, *phones: str) -> SureWord:
    return SureWord(span=span(start, end), phones=phones)


def phones(start: int, *names: str, length: int = 1_000) -> list[HeardPhone]:
    return [
        HeardPhone(phone=name, span=span(start + place * length, start + (place + 1) * length))
        for place, name in enumerate(names)
    ]


def said(parts: Sequence[Part]) -> list[tuple[str, ...]]:
    return [part.phones for part in parts if isinstance(part, Saying)]


def test_a_sure_word_is_said_as_the_dictionary_says_and_the_rest_as_it_was_heard() -> None:
    heard = phones(0, "P", "L", "AY", "D", "AH", "M", "Y")
    assert said(script([word(0, 4_000, "P", "L", "EY")], heard, [])) == [("P", "L", "EY"), ("AH", "M", "Y")]


def test_without_sure_words_everything_is_said_as_heard() -> None:
    assert said(script([], phones(0, "G", "OW", "AW", "T"), [])) == [("G", "OW", "AW", "T")]


def test_a_single_phone_between_words_is_a_noise() -> None:
    assert said(script([word(2_000, 4_000, "G", "OW")], phones(0, "T"), [])) == [("G", "OW")]


@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(1, 9_000)), max_size=4))
def test_au5_nothing_that_a_tone_touches_is_said(tones: list[tuple[int, int]]) -> None:
    beeped = [span(start, start + length) for start, length in tones]
    words = [word(place * 5_000, place * 5_000 + 4_000, f"W{place}") for place in range(9)]
    heard = phones(0, *(f"H{place}" for place in range(45)))
    parts = script(words, heard, beeped)
    for part in parts:
        if isinstance(part, Saying):
            assert not any(part.span.overlaps(tone) for tone in beeped)
            for name in part.phones:
                if name.startswith("W"):
                    assert not any(words[int(name[1:])].span.overlaps(tone) for tone in beeped)
                else:
                    middle = int(name[1:]) * 1_000 + 500
                    assert not any(tone.start <= middle < tone.end for tone in beeped)


@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(1, 9_000)), max_size=4))
def test_au5_every_tone_is_in_it_and_tells_its_length_only_in_half_seconds(tones: list[tuple[int, int]]) -> None:
    parts = script([], phones(0, *("AH" for _ in range(45))), [span(start, start + length) for start, length in tones])
    covering = [part for part in parts if isinstance(part, Covering)]
    for start, length in tones:
        assert any(part.span.covers(span(start, start + length)) for part in covering)
    for part in covering:
        assert part.samples % TONE_STEP == 0
        assert part.span.length <= part.samples < part.span.length + TONE_STEP


@given(st.integers(0, 2**32 - 1))
def test_au3_of_the_rhythm_only_three_kinds_of_pause_are_left(seed: int) -> None:
    """Two people say the same words, each at an own pace; the scripts say the same."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    kinds = [draw.choice((0, SHORT_PAUSE_FROM, LONG_PAUSE_FROM)) for _ in range(6)]
    scripts: list[list[tuple[str, ...] | Pause]] = []
    for _ in range(2):
        place, words = draw.randrange(9_000), list[SureWord]()
        for number, kind in enumerate(kinds):
            length = draw.randrange(800, 12_000)
            words.append(word(place, place + length, f"P{number}"))
            place += length + kind + draw.randrange(SHORT_PAUSE_FROM)
        scripts.append(
            [
                part.phones if isinstance(part, Saying) else part
                for part in script(words, [], [])
                if isinstance(part, Saying | Pause)
            ]
        )
    assert scripts[0] == scripts[1]


@given(
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 9_000)), max_size=6),
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 9_000)), max_size=3),
)
def test_parts_are_in_order_and_do_not_overlap(words: list[tuple[int, int]], tones: list[tuple[int, int]]) -> None:
    parts = script(
        [word(start, start + length, "AH") for start, length in words],
        phones(0, *("T" for _ in range(70))),
        [span(start, start + length) for start, length in tones],
    )
    placed = [part.span for part in parts if not isinstance(part, Pause)]
    assert all(first.end <= second.start for first, second in pairwise(placed))
    assert not any(isinstance(part, Pause) for part in (parts[:1] + parts[-1:]))
