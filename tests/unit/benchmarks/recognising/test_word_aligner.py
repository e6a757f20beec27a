from functools import cache

import numpy
from recognising.word_aligner import WordAligner
from support.voices import say

from earnest.foundation.units import SampleCount, Samples, samples_in_milliseconds
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import find_speech

PAUSE = samples_in_milliseconds(300)
NEAR = samples_in_milliseconds(150)


@cache
def aligner() -> WordAligner:
    return WordAligner()


def joined(words: tuple[str, ...]) -> tuple[Samples, list[Span]]:
    """Return words said one by one with pauses between, and where the speech of each lies."""
    pieces = [numpy.zeros(PAUSE, dtype=numpy.int16)]
    places: list[Span] = []
    for word in words:
        start = sum(piece.size for piece in pieces)
        sound = say(word)
        speech = find_speech(sound)
        begin, end = (speech[0].start, speech[-1].end) if speech else (0, sound.size)
        places.append(Span(start=SampleCount(start + begin), end=SampleCount(start + end)))
        pieces += [sound, numpy.zeros(PAUSE, dtype=numpy.int16)]
    return numpy.concatenate(pieces), places


def test_words_are_placed_where_they_are_said() -> None:
    words = ("seven", "yellow", "kitchen")
    samples, places = joined(words)
    spans = aligner().align(samples, words)
    assert spans is not None
    for span, place in zip(spans, places, strict=True):
        assert abs(span.start - place.start) < NEAR
        assert abs(span.end - place.end) < NEAR


def test_figures_and_names_without_an_entry_have_pronunciations() -> None:
    samples, _ = joined(("thirty", "three", "kitchen"))
    spans = aligner().align(samples, ("33", "kitchen"))
    assert spans is not None
    assert spans[0].end <= spans[1].start
    assert aligner().align(samples, ("33", "kitchen")) == spans
    assert aligner().align(joined(("kitchen",))[0], ("kitschin",)) is not None


def test_what_cannot_be_placed_has_no_times() -> None:
    samples, _ = joined(("seven",))
    assert aligner().align(samples, ()) is None
    assert aligner().align(samples[:100], ("seven",)) is None
    assert aligner().align(samples, ("…",)) is None
    assert aligner().align(samples, tuple(["extraordinary"] * 40)) is None
