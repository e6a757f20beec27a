"""The way from sound to cepstra and back: what one takes apart the other puts together."""

import numpy
from support.voices import say

from earnest.voices.synthesis.acoustics import CEPSTRA
from earnest.voices.synthesis.front_end import FRAME_SAMPLES, TRANSFORM, amplitudes, cepstra_of


def test_an_even_spectrum_comes_back_as_its_own_cepstra() -> None:
    """Noise shaped by cepstra has these cepstra, but for how loud it is."""
    draw = numpy.random.default_rng(0)
    for _ in range(4):
        wanted = numpy.concatenate(([0.0], draw.normal(0, 8, CEPSTRA - 1)))
        noise = draw.standard_normal(FRAME_SAMPLES * 400)
        spectrum = amplitudes(wanted[None], 1.0)[0]
        shaped = numpy.convolve(noise, numpy.fft.fftshift(numpy.fft.irfft(spectrum, TRANSFORM)), "same")
        sound = (shaped / numpy.abs(shaped).max() * 30_000).astype(numpy.int16)
        measured = cepstra_of(sound).mean(axis=0)
        # Pre-emphasis is in the analysis alone: it tilts the spectrum, which the first coefficients hold.
        flat = cepstra_of((noise / numpy.abs(noise).max() * 30_000).astype(numpy.int16)).mean(axis=0)
        assert numpy.corrcoef((measured - flat)[2:], wanted[2:])[0, 1] > 0.95


def test_a_frame_for_every_ten_milliseconds_and_none_is_wild() -> None:
    samples = say("play some music")
    cepstra = cepstra_of(samples)
    assert cepstra.shape[1] == CEPSTRA
    assert abs(len(cepstra) - samples.size / FRAME_SAMPLES) <= 2
    assert numpy.isfinite(cepstra).all()
    for length in (0, 1, 159):
        assert numpy.isfinite(cepstra_of(numpy.zeros(length, dtype=numpy.int16))).all()


def test_a_shorter_tract_is_taken_back() -> None:
    """A voice whose formants are higher, heard with frequencies stretched less than one, is like the average one."""
    spectrum = numpy.zeros((1, CEPSTRA))
    spectrum[0, 1:6] = (4.0, -10.0, 12.0, 8.0, -9.0)
    draw = numpy.random.default_rng(1)
    noise = draw.standard_normal(FRAME_SAMPLES * 300)

    def spoken(tract: float) -> numpy.ndarray:
        shape = numpy.fft.fftshift(numpy.fft.irfft(amplitudes(spectrum, tract)[0], TRANSFORM))
        sound = numpy.convolve(noise, shape, "same")
        return (sound / numpy.abs(sound).max() * 30_000).astype(numpy.int16)

    average = cepstra_of(spoken(1.0)).mean(axis=0)[1:]
    high = spoken(1.12)
    assert numpy.linalg.norm(cepstra_of(high, 1 / 1.12).mean(axis=0)[1:] - average) < 0.5 * numpy.linalg.norm(
        cepstra_of(high).mean(axis=0)[1:] - average
    )
