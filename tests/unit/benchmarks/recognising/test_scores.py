from typing import cast

import numpy
import pytest
from recognising.engines import Heard
from recognising.material import Sound
from recognising.scores import group_row, interval, invented_row, request_row

from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord


def heard(said: str, recognised: str, *, person: str = "a", seconds: float = 1.0, about: tuple[str, ...] = ()) -> Heard:
    samples = numpy.zeros(int(seconds * SAMPLING_RATE_HERTZ), dtype=numpy.int16)
    words = tuple(
        RecognisedWord(text=word, start=SampleCount(0), end=SampleCount(1), posterior=0.5)
        for word in recognised.split()
    )
    hypothesis = Hypothesis(
        words=words, alternatives=(), engine="test", model="stock", domain="general", confidence=0.5 if words else 0.0
    )
    sound = Sound(name="x", group="g", samples=samples, text=said, language="en", person=person, about=about)
    return Heard(sound=sound, hypothesis=hypothesis, processor_seconds=0.5, wall_seconds=1.0, memory_mebibytes=100.0)


def test_a_group_counts_words_and_not_utterances() -> None:
    row = group_row([heard("a b c d", "a b c d"), heard("call 33", "call three"), heard("stop", "stop")], seed=1)
    assert row["word_error_rate"] == pytest.approx(1 / 8, abs=1e-4)
    assert row["exactly_right"] == pytest.approx(2 / 3, abs=1e-4)
    assert row["seconds_per_second"] == 0.5


def test_parts_are_shown_where_they_are_not_the_whole_group() -> None:
    row = group_row(
        [heard("a", "a", about=("child", "accent x")), heard("a", "b", about=("adult", "accent x"))], seed=1
    )
    assert sorted(cast("dict[str, object]", row["parts"])) == ["adult", "child"]


def test_one_person_has_an_interval_over_utterances() -> None:
    few = group_row([heard("a", "a"), heard("a", "b")], seed=1)
    many = group_row([heard("a", "a", person=str(number)) for number in range(6)], seed=1)
    assert (few["interval_over"], many["interval_over"]) == ("utterances", "people")


def test_an_interval_draws_whole_groups() -> None:
    values = numpy.asarray([0.0] * 50 + [1.0] * 50)
    by_group = interval(["a"] * 50 + ["b"] * 50, lambda drawn: float(values[drawn].mean()), seed=1)
    by_item = interval([str(number) for number in range(100)], lambda drawn: float(values[drawn].mean()), seed=1)
    assert by_group == [0.0, 1.0]
    assert 0.3 < by_item[0] < 0.5 < by_item[1] < 0.7


def test_invented_text_is_counted_with_its_confidence() -> None:
    row = invented_row([heard("", "help help", about=("baby",)), heard("", "", about=("rain",))])
    assert (row["n"], row["with_words"], row["confidences"]) == (2, 1, [0.5])
    none = invented_row([heard("", "", about=("rain",))] * 30)
    assert none["at_most"] == 0.1


def test_of_invented_text_what_asks_for_something_is_counted_apart() -> None:
    row = invented_row([heard("", said, about=("baby",)) for said in ("help help", "set a timer for five minutes", "")])
    assert row["requests"] == 1
    none = invented_row([heard("", "", about=("rain",))] * 30)
    assert none["requests_interval"] == [0.0, pytest.approx(1 - 0.025 ** (1 / 30), abs=1e-4)]
    assert invented_row([])["requests_interval"] is None


def test_only_requests_of_about_three_seconds_tell_of_the_time_to_the_text() -> None:
    assert request_row([heard("a", "a", seconds=3.0), heard("a", "a", seconds=9.0)])["n"] == 1
