"""Features of Whisper against their definition."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.speech.hearing.whisper.features import FRAME_SAMPLES, log_mel_bands


def tone(hertz: float, seconds: float = 1.0) -> Samples:
    moments = numpy.arange(int(seconds * SAMPLING_RATE_HERTZ)) / SAMPLING_RATE_HERTZ
    return (8000 * numpy.sin(2 * numpy.pi * hertz * moments)).astype(numpy.int16)


@pytest.mark.parametrize("bands", [80, 128])
def test_a_higher_tone_is_loudest_in_a_higher_band(bands: int) -> None:
    loudest = [int(log_mel_bands(tone(hertz), bands=bands, frames=100)[:, 50].argmax()) for hertz in (200, 1000, 4000)]
    assert loudest == sorted(set(loudest))
    # A scale that is linear up to 1000 Hz and logarithmic from there to 8000 Hz.
    mels = [15 + 27 * numpy.log(hertz / 1000) / numpy.log(6.4) for hertz in (1000, 4000, 8000)]
    assert loudest[1:] == [pytest.approx(mel / mels[-1] * (bands + 1) - 1, abs=1.0) for mel in mels[:2]]


def test_the_loudest_is_at_most_eight_decades_above_the_least() -> None:
    found = log_mel_bands(tone(440), bands=80, frames=300)
    assert found.shape == (80, 300)
    assert found.dtype == numpy.float32
    assert found.max() - found.min() == pytest.approx(2.0)
    assert (found[:, 150:] == found.min()).all(), "behind the sound is silence"


def test_ten_times_louder_is_a_quarter_of_two_decades_more() -> None:
    loud, quiet = (log_mel_bands(sound, bands=80, frames=100) for sound in (tone(440), tone(440) // 10))
    assert loud.max() - quiet.max() == pytest.approx(0.5, abs=0.01)


@given(length=st.integers(min_value=0, max_value=3 * SAMPLING_RATE_HERTZ), more=st.integers(min_value=0, max_value=400))
@settings(max_examples=20, deadline=None)
def test_silence_behind_the_sound_changes_nothing_of_it(length: int, more: int) -> None:
    sound = numpy.random.default_rng(length).normal(0, 2000, length).astype(numpy.int16)
    frames = max(1, length // FRAME_SAMPLES)
    found = log_mel_bands(sound, bands=80, frames=frames + more)
    assert found.shape == (80, frames + more)
    assert numpy.isfinite(found).all()
    silent = numpy.concatenate([sound, numpy.zeros(more * FRAME_SAMPLES, dtype=numpy.int16)])
    assert numpy.allclose(found, log_mel_bands(silent, bands=80, frames=frames + more), atol=1e-4)
