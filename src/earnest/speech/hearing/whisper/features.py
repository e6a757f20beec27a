"""Features of Whisper: the logarithmic mel spectrogram on which its weights were trained.

Radford and others, 2022: windows of 25 ms every 10 ms, filters of the Slaney mel scale, base ten, at most eight decades
below the loudest, scaled to about -1 to 1.
"""

from functools import cache
from typing import Final

import numpy
from numpy.typing import NDArray
from scipy.fft import rfft

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples

FRAME_SAMPLES: Final = SAMPLING_RATE_HERTZ // 100
"""Samples from one frame to the next."""
# As Whisper was trained.
MOST_FRAMES: Final = 3000
"""Frames that Whisper hears at once: 30 s."""

Bands = NDArray[numpy.float32]
"""Shape (bands, frames); about -1 to 1."""

_WINDOW_SAMPLES: Final = 400
_FULL_SCALE: Final = 32768.0
_DECADES: Final = 8.0
_LEAST_POWER: Final = 1e-10
"""As Whisper was trained: a window of 25 ms, full scale of 16 bits, decades under the loudest level, least power."""
_LINEAR_UP_TO_HERTZ: Final = 1000.0
_HERTZ_PER_MEL: Final = 200.0 / 3.0
_MELS_PER_OCTAVE_STEP: Final = 27.0 / float(numpy.log(6.4))
"""The mel scale of Slaney (1998): linear up to 1000 Hz, above it 27 mels for a factor of 6.4."""


def log_mel_bands(samples: Samples, *, bands: int, frames: int) -> Bands:
    """Return the features of a sound with silence behind it.

    Args:
        samples: mono audio at 16 kHz, shape (n,), n ≥ 0.
        bands: number of mel bands: 80, or 128 for the newest weights.
        frames: how many frames to return, at least as many as the sound has; 1 to 3000.

    Returns:
        Shape (bands, frames).
    """
    heard = samples[: frames * FRAME_SAMPLES].astype(numpy.float32) / numpy.float32(_FULL_SCALE)
    # Windows that reach no sound have the least value there is; they need not be computed.
    computed = min(frames, len(heard) // FRAME_SAMPLES + _WINDOW_SAMPLES // FRAME_SAMPLES + 1)
    half = _WINDOW_SAMPLES // 2
    sound = numpy.zeros(computed * FRAME_SAMPLES + _WINDOW_SAMPLES + half, dtype=numpy.float32)
    sound[half : half + len(heard)] = heard
    # The first window is centred on the first sample; what is before it mirrors what is after it.
    sound[:half] = sound[half + 1 : 2 * half + 1][::-1]
    windows = numpy.lib.stride_tricks.sliding_window_view(sound, _WINDOW_SAMPLES)[::FRAME_SAMPLES][:computed]
    spectrum = rfft(windows * _window(), axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    logarithms = numpy.log10(numpy.maximum(_filters(bands) @ power.T, _LEAST_POWER))
    least = max(float(numpy.log10(_LEAST_POWER)), float(logarithms.max()) - _DECADES)
    found = numpy.full((bands, frames), least, dtype=numpy.float32)
    found[:, :computed] = numpy.maximum(logarithms, least)
    return (found + numpy.float32(4.0)) / numpy.float32(4.0)


@cache
def _window() -> NDArray[numpy.float32]:
    """Return a periodic Hann window."""
    return numpy.hanning(_WINDOW_SAMPLES + 1)[:-1].astype(numpy.float32)


@cache
def _filters(bands: int) -> NDArray[numpy.float32]:
    """Return triangular filters of equal area on the mel scale, shape (bands, 201)."""
    hertz = numpy.fft.rfftfreq(_WINDOW_SAMPLES, 1.0 / SAMPLING_RATE_HERTZ)
    highest = _mels(SAMPLING_RATE_HERTZ / 2)
    edges = _hertz(numpy.linspace(0.0, highest, bands + 2))
    widths = numpy.diff(edges)
    distances = edges[:, None] - hertz[None, :]
    rising = -distances[:-2] / widths[:-1, None]
    falling = distances[2:] / widths[1:, None]
    triangles = numpy.maximum(0.0, numpy.minimum(rising, falling))
    return (triangles * (2.0 / (edges[2:] - edges[:-2]))[:, None]).astype(numpy.float32)


def _mels(hertz: float) -> float:
    if hertz < _LINEAR_UP_TO_HERTZ:
        return hertz / _HERTZ_PER_MEL
    return _LINEAR_UP_TO_HERTZ / _HERTZ_PER_MEL + float(numpy.log(hertz / _LINEAR_UP_TO_HERTZ)) * _MELS_PER_OCTAVE_STEP


def _hertz(mels: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    begin = _LINEAR_UP_TO_HERTZ / _HERTZ_PER_MEL
    logarithmic = _LINEAR_UP_TO_HERTZ * numpy.exp((mels - begin) / _MELS_PER_OCTAVE_STEP)
    return numpy.where(mels < begin, mels * _HERTZ_PER_MEL, logarithmic)
