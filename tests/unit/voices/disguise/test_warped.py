"""Another voice each time, the same length, nothing at the edges (AU3, AU4)."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import signal

from earnest.foundation.units import Samples
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.voices.disguise.warped import warp


def buzz(seconds: float, pitch: float = 120.0, level: int = 9_000) -> Samples:
    """A steady vowel with harmonics of a known pitch."""
    clock = numpy.arange(round(16_000 * seconds)) / 16_000
    pulses = signal.sawtooth(2 * numpy.pi * pitch * clock)
    pole = numpy.exp(-numpy.pi * 100 / 16_000 + 2j * numpy.pi * 700 / 16_000)
    vowel = numpy.asarray(signal.lfilter([1.0], [1.0, -2 * pole.real, abs(pole) ** 2], pulses))
    return (vowel / numpy.abs(vowel).max() * level).astype(numpy.int16)


def pitch_of(samples: Samples) -> float:
    middle = samples[4_000:12_000].astype(float)
    correlation = numpy.correlate(middle, middle, mode="full")[middle.size - 1 :]
    return 16_000 / (40 + int(correlation[40:400].argmax()))


def test_pitch_moves_away_in_either_direction() -> None:
    pitches = [pitch_of(warp(buzz(1.0), numpy.random.default_rng(seed))) for seed in range(12)]
    assert all(abs(numpy.log(pitch / 120.0)) > 0.05 for pitch in pitches)
    assert min(pitches) < 115
    assert max(pitches) > 125


def test_two_renderings_differ_and_unseeded_ones_too() -> None:
    sound = buzz(0.5)
    one, other = (warp(sound, numpy.random.default_rng()) for _ in range(2))
    difference = one.astype(float) - other
    assert numpy.sqrt(numpy.mean(difference**2)) > 0.2 * numpy.sqrt(numpy.mean(sound.astype(float) ** 2))


@pytest.mark.parametrize("seed", range(4))
def test_undoing_the_pitch_does_not_bring_the_voice_back(seed: int) -> None:
    sound = buzz(1.0)
    disguised = warp(sound, numpy.random.default_rng(seed))
    factor = pitch_of(disguised) / 120.0
    undone = numpy.asarray(signal.resample(disguised, round(disguised.size * factor)))
    length = min(undone.size, sound.size) // 100 * 100
    spectra = [numpy.abs(numpy.fft.rfft(each[:length]))[1:] for each in (undone, sound.astype(float))]
    bands = [numpy.log(each.reshape(-1, 50).max(axis=1) + 1.0) for each in spectra]
    assert (
        numpy.abs(bands[0] - bands[1])[2:].mean() > 0.15
    )  # at least 1.3 dB on average on this buzz; a sanity check, no attack


@settings(max_examples=40, deadline=None)
@given(arrays(numpy.int16, st.integers(64, 4_000)), st.integers(0, 9))
def test_length_stays_and_nothing_clips_into_noise(samples: Samples, seed: int) -> None:
    try:
        disguised = warp(samples, numpy.random.default_rng(seed))
    except CannotDisguise:
        return
    assert disguised.shape == samples.shape
    assert disguised.dtype == numpy.int16
    assert samples.any() == disguised.any()


@pytest.mark.parametrize("length", [0, 1, 5, 511, 16_000])
def test_silence_stays_silence(length: int) -> None:
    assert not warp(numpy.zeros(length, dtype=numpy.int16), numpy.random.default_rng(0)).any()


def test_full_scale_is_turned_down_instead_of_clipped() -> None:
    loud = warp(buzz(0.5, level=32_767), numpy.random.default_rng(1))
    assert numpy.abs(loud.astype(int)).max() <= 32_500
    assert (numpy.abs(loud.astype(int)) >= 32_400).mean() < 0.001


def test_loudness_stays() -> None:
    sound = buzz(1.0, level=3_000)
    for seed in range(4):
        ratio = numpy.std(warp(sound, numpy.random.default_rng(seed))) / numpy.std(sound)
        assert ratio == pytest.approx(1.0, abs=0.02)


def test_single_sample_cannot_be_disguised_and_says_so() -> None:
    with pytest.raises(CannotDisguise):
        _ = warp(numpy.asarray([1_000], dtype=numpy.int16), numpy.random.default_rng(0))
