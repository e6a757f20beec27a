import numpy
import pytest
from recognising.engines import Heard
from recognising.material import Place, Sound
from recognising.word_times import Timed, own_times, times_row, tone_row

from earnest.foundation.units import SampleCount, samples_in_milliseconds
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.privacy.concealment.word_times import EXACT, times_of
from earnest.speech.sound.span import Span

LENGTH = 32_000


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


def timed(given: Span) -> Timed:
    return Timed(person="a", true=span(10_000, 14_000), given=given, length=LENGTH)


def test_cover_is_the_share_of_the_words_sound() -> None:
    assert timed(span(10_000, 14_000)).covered(0) == 1.0
    assert timed(span(12_000, 14_000)).covered(0) == 0.5
    assert timed(span(12_000, 14_000)).covered(2_000) == 1.0
    assert timed(span(20_000, 24_000)).covered(0) == 0.0


def test_what_lies_beyond_the_word_is_counted_on_both_sides() -> None:
    assert timed(span(10_000, 14_000)).beyond(1_600) == pytest.approx(0.2)
    assert timed(span(11_600, 14_000)).beyond(0) == 0.0


def test_the_least_padding_that_is_enough_is_found() -> None:
    late = samples_in_milliseconds(120)
    row = times_row([timed(span(10_000 + late, 14_000 + late))] * 20, seed=1)
    assert row["padding_milliseconds"] == 150
    never = times_row([timed(span(30_000, 31_000))] * 20, seed=1)
    assert never["padding_milliseconds"] is None
    assert times_row([], seed=1) == {"n": 0}


def heard(*words: str) -> Heard:
    """Return what is heard of `left on`, whose places are known."""
    places = (Place(word="left", span=span(2_000, 6_000)), Place(word="on", span=span(8_000, 11_000)))
    sound = Sound(
        name="x",
        group="joined_words",
        samples=numpy.zeros(LENGTH, dtype=numpy.int16),
        text="left on",
        language="en",
        person="a",
        places=places,
    )
    hypothesis = Hypothesis(
        words=tuple(
            RecognisedWord(text=word, start=SampleCount(place), end=SampleCount(place + 1_000), posterior=0.9)
            for place, word in enumerate(words)
        ),
        alternatives=(),
        engine="test",
        model="stock",
        domain="general",
        confidence=0.9,
        language="en",
    )
    return Heard(sound=sound, hypothesis=hypothesis, processor_seconds=1.0, wall_seconds=1.0, memory_mebibytes=1.0)


def test_only_utterances_without_an_error_tell_of_times() -> None:
    assert [one.true.start for one in own_times([heard("left", "on")])] == [2_000, 8_000]
    assert list(own_times([heard("left", "off")])) == []
    assert list(own_times([heard("left")])) == []


def test_the_tone_of_the_product_is_measured_as_it_is_placed() -> None:
    early = samples_in_milliseconds(300)
    moved = timed(span(10_000 - early, 14_000 - early))
    assert tone_row([moved], times_of("whisper"), seed=1)["share"] == 1.0
    assert tone_row([moved], EXACT, seed=1)["share"] == 0.0
    assert tone_row([timed(span(9_000, 9_000))], EXACT, seed=1)["n"] == 0
