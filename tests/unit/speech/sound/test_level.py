"""No sudden scream at full level (WK4)."""

import math

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import signal
from support.levels import peak_decibels

from earnest.collections.mixing import add_noise, mix
from earnest.foundation.units import Samples
from earnest.speech.sound.level import HEARD_PEAK, for_listening, limit_peak, loudness, raised_to_hear


def tone(frequency: float, amplitude: float, seconds: float = 3.0) -> Samples:
    time = numpy.arange(round(16_000 * seconds)) / 16_000
    return (amplitude * 32767 * numpy.sin(2 * numpy.pi * frequency * time)).astype(numpy.int16)


def test_loudness_of_the_reference_tone() -> None:
    # ITU-R BS.1770-4: a 997 Hz sine at full scale in one channel is -3.01 LUFS (tolerance as in its compliance tests)
    assert loudness(tone(997, 1.0)) == pytest.approx(-3.01, abs=0.1)
    assert loudness(tone(997, 0.1)) == pytest.approx(-23.01, abs=0.1)


def test_pauses_do_not_count() -> None:
    sound = tone(997, 0.1)
    with_pause = numpy.concatenate([sound, numpy.zeros(16_000 * 5, dtype=numpy.int16)])
    assert loudness(with_pause) == pytest.approx(loudness(sound), abs=0.4)


@given(arrays(numpy.int16, st.integers(0, 4000)), st.floats(-40, -1))
def test_no_sample_passes_the_ceiling(samples: Samples, ceiling: float) -> None:
    limited = limit_peak(samples, ceiling)
    assert limited.shape == samples.shape
    assert peak_decibels(limited) <= ceiling
    if peak_decibels(samples) <= ceiling - 0.1:
        assert numpy.array_equal(limited, samples)


def test_whisper_before_a_scream_stays_a_whisper_and_the_scream_is_turned_down() -> None:
    sound = numpy.concatenate([tone(500, 0.02), tone(900, 1.0), tone(500, 0.02)])
    limited = limit_peak(sound, -9.0)
    assert numpy.array_equal(limited[:30_000], sound[:30_000])
    assert 20 * math.log10(numpy.abs(limited[48_000:96_000]).max() / 32768) == pytest.approx(-9.0, abs=0.5)
    assert numpy.array_equal(limited[-30_000:], sound[-30_000:])


@pytest.mark.parametrize("amplitude", [0.05, 0.2, 0.9])
def test_for_listening_is_one_loudness(amplitude: float) -> None:
    assert loudness(for_listening(tone(500, amplitude))) == pytest.approx(-23.0, abs=0.2)


def test_wk4_a_scream_among_whispers_is_nine_decibels_under_full_scale() -> None:
    sound = numpy.concatenate([tone(500, 0.02, 9.0), tone(900, 1.0, 0.3), tone(500, 0.02)])
    assert peak_decibels(for_listening(sound)) <= -9.0


def test_wk4_between_the_samples_too_a_scream_stays_under_the_limit_of_true_peaks() -> None:
    """EBU R 128 allows −1 dB true peak, found by sampling four times as often (ITU-R BS.1770-4, annex 2)."""
    sound = numpy.concatenate([tone(500, 0.02, 2.0), tone(3_990, 1.0, 0.3), tone(500, 0.02, 2.0)])
    heard = for_listening(sound).astype(numpy.float64) / 32768.0
    true_peak = float(numpy.abs(signal.resample_poly(heard, 4, 1)).max())
    assert 20 * math.log10(true_peak) <= -5.0


def test_hiss_is_not_raised_to_a_storm_and_silence_stays() -> None:
    assert loudness(for_listening(tone(500, 0.001))) < -40
    assert not for_listening(numpy.zeros(4_000, dtype=numpy.int16)).any()
    assert loudness(numpy.zeros(0, dtype=numpy.int16)) == -70.0


def test_noise_lies_as_far_under_the_speech_as_asked() -> None:
    speech, noise = tone(300, 0.2, 1.0), tone(2_000, 0.5, 0.3)
    noisy = add_noise(speech, noise, ratio_decibels=12.0)
    rest = noisy.astype(float) - speech
    ratio = 10 * math.log10(float(numpy.mean(speech.astype(float) ** 2)) / float(numpy.mean(rest**2)))
    assert ratio == pytest.approx(12.0, abs=0.3)
    assert numpy.array_equal(add_noise(speech, numpy.zeros(5, dtype=numpy.int16), ratio_decibels=0.0), speech)


@given(arrays(numpy.int16, st.integers(0, 200)), arrays(numpy.int16, st.integers(0, 50)))
def test_mix_clips_instead_of_wrapping(left: Samples, right: Samples) -> None:
    mixed = mix(left, right)
    wanted = left.astype(int) + (numpy.resize(right, left.size).astype(int) if right.size and left.size else 0)
    assert numpy.array_equal(mixed, numpy.clip(wanted, -32768, 32767))


@given(arrays(numpy.int16, st.integers(0, 400)))
def test_only_what_is_very_quiet_is_raised_and_never_past_the_level_of_a_quiet_recording(samples: Samples) -> None:
    raised = raised_to_hear(samples)
    assert raised.shape == samples.shape
    peak = int(numpy.abs(samples.astype(numpy.int32)).max(initial=0))
    if peak >= HEARD_PEAK:
        assert numpy.array_equal(raised, samples)
    else:
        assert numpy.abs(raised.astype(numpy.int32)).max(initial=0) <= HEARD_PEAK
        assert numpy.array_equal(numpy.sign(raised), numpy.sign(samples))


@pytest.mark.parametrize(("amplitude", "decibels"), [(10**-2, -20.0), (10**-2.5, -20.0), (10**-3, -30.0)])
def test_a_recording_is_raised_by_thirty_decibels_at_most(amplitude: float, decibels: float) -> None:
    assert peak_decibels(raised_to_hear(tone(500, amplitude))) == pytest.approx(decibels, abs=0.3)
