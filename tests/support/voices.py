"""Spoken words for tests, from the synthetic voices that the tour brings; the same words give the same sound."""

from functools import cache

import numpy
from scipy import signal

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.sound.voice_activity import find_speech
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.voices.synthesis.voices import SyntheticSpeaker, SyntheticVoice, draw_voice


@cache
def _speaker() -> SyntheticVoice:
    return SyntheticVoice(AcousticMeans.bundled(), bundled_pronunciations())


@cache
def say(sentence: str, seed: int = 1) -> Samples:
    """Return a sentence said by a synthetic voice."""
    generator = numpy.random.default_rng(seed)
    return _speaker().say(sentence.split(), draw_voice("voice", generator), generator)


def say_as(sentence: str, voice: SyntheticSpeaker, seed: int = 1) -> Samples:
    """Return a sentence said by a given voice."""
    return _speaker().say(sentence.split(), voice, numpy.random.default_rng(seed))


def likeness(one: Samples, other: Samples) -> float:
    """Return the greatest correlation of two sounds at any shift; 1 where one holds the other."""
    first, second = (each.astype(float) / numpy.linalg.norm(each.astype(float)) for each in (one, other))
    return float(numpy.abs(signal.correlate(first, second, mode="full", method="fft")).max())


def heard(sentence: str, samples: Samples, *, posterior: float = 0.6, domain: str = "general") -> Hypothesis:
    """Return what a recogniser might say of it: the words spread evenly over the speech."""
    words = sentence.split()
    speech = find_speech(samples)
    start, end = (speech[0].start, speech[-1].end) if speech else (0, samples.size)
    step = (end - start) // max(1, len(words))
    return Hypothesis(
        words=tuple(
            RecognisedWord(
                text=word,
                start=SampleCount(start + place * step),
                end=SampleCount(start + (place + 1) * step),
                posterior=posterior,
            )
            for place, word in enumerate(words)
        ),
        alternatives=(),
        engine="test",
        model="stock",
        domain=domain,
        confidence=posterior if words else 0.0,
    )
