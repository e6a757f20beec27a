"""Silence and noise have no speech (SP5); recordings have."""

import numpy
import pytest
from numpy.typing import NDArray
from scipy import signal

from earnest.foundation.units import Samples
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import (
    VoiceActivityModel,
    find_speech,
    load_fast_network,
    load_portable_network,
    trim_silence,
)


@pytest.fixture(scope="module", params=[load_fast_network, load_portable_network])
def model(request: pytest.FixtureRequest) -> VoiceActivityModel:
    """Each of the two libraries: one for Intel, one for ARM."""
    return VoiceActivityModel(request.param)


def noise(count: int) -> Samples:
    return numpy.random.default_rng(3).normal(0, 200, count).astype(numpy.int16)


def vowels(count: int) -> Samples:
    """Four syllables a second of buzz through changing resonances: what makes speech look like speech."""
    tracts = [(730, 1090, 2440), (270, 2290, 3010), (570, 840, 2410), (530, 1840, 2480), (300, 870, 2240)]
    syllable = 4_000
    parts: list[NDArray[numpy.float64]] = []
    for index in range(-(-count // syllable)):
        time = numpy.arange(syllable) / 16_000
        pitch = 130 - 30 * time / time[-1] + 10 * (index % 3)
        sound = numpy.asarray(signal.sawtooth(2 * numpy.pi * numpy.cumsum(pitch) / 16_000), dtype=numpy.float64)
        for centre in tracts[index % len(tracts)]:
            pole = numpy.exp(-numpy.pi * 90 / 16_000 + 2j * numpy.pi * centre / 16_000)
            coefficients = [1.0, -2.0 * float(pole.real), float(abs(pole)) ** 2]
            sound = numpy.asarray(signal.lfilter([1.0], coefficients, sound), dtype=numpy.float64)
        parts.append(sound * numpy.hanning(syllable) ** 0.5 / numpy.abs(sound).max())
    return (numpy.concatenate(parts)[:count] * 9_000).astype(numpy.int16)


@pytest.mark.parametrize("count", [0, 1, 511, 512, 513, 32_000])
def test_silence_and_noise_have_no_speech(model: VoiceActivityModel, count: int) -> None:
    assert find_speech(numpy.zeros(count, dtype=numpy.int16), model) == ()
    assert find_speech(noise(count), model) == ()
    empty = trim_silence(noise(count), 1_600, model)
    assert empty.length == 0


def test_speech_between_silences_is_found_where_it_is(model: VoiceActivityModel) -> None:
    sound = numpy.concatenate([noise(24_000), vowels(24_000), noise(24_000)])
    spans = find_speech(sound, model)
    assert spans
    assert abs(spans[0].start - 24_000) < 4_800
    assert abs(spans[-1].end - 48_000) < 4_800
    whole = trim_silence(sound, 1_600, model)
    assert whole == Span(start=spans[0].start, end=spans[-1].end).widened(1_600, limit=sound.size)


def test_nothing_is_remembered_of_the_recording_before(model: VoiceActivityModel) -> None:
    sound = numpy.concatenate([noise(8_000), vowels(16_000)])
    first = find_speech(sound, model)
    _ = find_speech(vowels(48_000), model)
    assert find_speech(sound, model) == first
