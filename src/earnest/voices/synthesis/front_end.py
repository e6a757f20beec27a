"""Front end: from a sound to cepstra as the bundled acoustic model knows them, and from these back to a spectrum."""

from typing import Final

import numpy
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.voices.synthesis.acoustics import CEPSTRA

# Those with which pocketsphinx's model was trained (`feat.params` in its wheel).
FRAME_SAMPLES: Final = 160
"""Samples of one frame: 10 ms, the model's own."""
TRANSFORM: Final = 512
"""Samples of one spectrum."""

# Those with which pocketsphinx's model was trained (`feat.params` in its wheel), and its defaults where that says
# nothing.
_WINDOW: Final = 400
"""Samples of one window: 25 ms."""
_FILTERS: Final = 25
"""Mel filters."""
_LOWEST_HERTZ: Final = 130.0
"""Edge of the lowest filter."""
_HIGHEST_HERTZ: Final = 6800.0
"""Edge of the highest filter."""
_LIFTER: Final = 22
"""Cepstral lifter; its unit is the number of a coefficient."""
_PRE_EMPHASIS: Final = 0.97
"""Share of the sample before that is taken away."""
_SMALLEST_POWER: Final = 100.0
"""Power under which everything counts as silence; 16-bit samples squared."""
_USUAL_CEPSTRA: Final = (40.0, 3.0, -1.0)
"""What the recogniser's mean normalisation expects to take away: loudness and tilt of a near microphone. The values
with which pocketsphinx begins."""

Frames = NDArray[numpy.float64]
"""Shape (frames, values)."""


def cepstra_of(samples: Samples, tract: float = 1.0) -> Frames:
    """Return the cepstra of each frame of a sound, on the scale of the acoustic model's means; shape (frames, CEPSTRA).

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        tract: stretches frequencies: with 1.1 the sound is taken as if from a vocal tract a tenth shorter.
    """
    sound = samples.astype(numpy.float64)
    sharpened = sound - _PRE_EMPHASIS * numpy.concatenate((sound[:1], sound[:-1]))
    padded = numpy.pad(sharpened, (_WINDOW // 2, _WINDOW))
    frames = sliding_window_view(padded, _WINDOW)[::FRAME_SAMPLES] * numpy.hamming(_WINDOW)
    power = numpy.abs(numpy.fft.rfft(frames, TRANSFORM, axis=1)) ** 2
    bands = numpy.log(power @ _filters(tract) + _SMALLEST_POWER)
    return bands @ _inverse_cosines().T * _lifter() - _usual()


def amplitudes(cepstra: Frames, tract: float) -> Frames:
    """Return the amplitude spectrum of each frame, shape (frames, TRANSFORM // 2 + 1).

    Args:
        cepstra: shape (frames, CEPSTRA).
        tract: formant frequencies relative to the model's average.
    """
    log_power = (cepstra + _usual()) / _lifter() @ _inverse_cosines()
    centres = _mel_points()[1:-1]
    frequencies = numpy.arange(TRANSFORM // 2 + 1) * SAMPLING_RATE_HERTZ / TRANSFORM / tract
    envelopes = numpy.empty((len(log_power), len(frequencies)))
    for number in range(len(log_power)):
        envelopes[number] = numpy.interp(frequencies, centres, log_power[number])
    return numpy.exp(envelopes / 2)


def _filters(tract: float) -> Frames:
    """Return triangular filters, each with a sum of one; shape (TRANSFORM // 2 + 1, _FILTERS)."""
    hertz = numpy.minimum(_mel_points() / tract, SAMPLING_RATE_HERTZ / 2)
    bins = numpy.arange(TRANSFORM // 2 + 1)[:, None] * SAMPLING_RATE_HERTZ / TRANSFORM
    rising = (bins - hertz[:-2]) / (hertz[1:-1] - hertz[:-2] + 1e-9)
    falling = (hertz[2:] - bins) / (hertz[2:] - hertz[1:-1] + 1e-9)
    filters = numpy.maximum(0.0, numpy.minimum(rising, falling))
    return numpy.asarray(filters / (filters.sum(axis=0) + 1e-9), dtype=numpy.float64)


def _usual() -> Frames:
    usual = numpy.zeros(CEPSTRA)
    usual[: len(_USUAL_CEPSTRA)] = _USUAL_CEPSTRA
    return usual


def _lifter() -> Frames:
    return 1 + _LIFTER / 2 * numpy.sin(numpy.pi * numpy.arange(CEPSTRA) / _LIFTER)


def _inverse_cosines() -> Frames:
    """Return the orthonormal inverse of the cosine transform (DCT-II), shape (CEPSTRA, _FILTERS)."""
    order = numpy.arange(CEPSTRA)[:, None]
    cosines = numpy.cos(numpy.pi / _FILTERS * (numpy.arange(_FILTERS) + 0.5) * order)
    return cosines * numpy.sqrt(numpy.where(order == 0, 1.0, 2.0) / _FILTERS)


def _mel_points() -> Frames:
    """Return edges and centres of the filters in hertz, shape (_FILTERS + 2,)."""
    edges = numpy.linspace(_mel(_LOWEST_HERTZ), _mel(_HIGHEST_HERTZ), _FILTERS + 2)
    return numpy.asarray(700 * (10 ** (edges / 2595) - 1), dtype=numpy.float64)


def _mel(hertz: float) -> float:
    return float(2595 * numpy.log10(1 + hertz / 700))
