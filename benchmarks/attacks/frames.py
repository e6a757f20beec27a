"""Frames: what an attacker measures in a sound, ten milliseconds at a time and over a whole clip."""

from functools import cache
from typing import Final

import numpy
from numpy import fft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples

Numbers = NDArray[numpy.float64]

WINDOW: Final = 400
"""Samples of a frame: 25 ms."""
HOP: Final = 160
"""Samples from one frame to the next: 10 ms."""
SPECTRUM: Final = 512
BANDS: Final = 40
LOWEST_HERTZ, HIGHEST_HERTZ = 60.0, 7600.0
CEPSTRA: Final = 20
FLOOR: Final = 1e-7
SPEECH_DECIBELS: Final = 30.0
"""A frame is speech where it is no more than this below the loud frames of its clip; dB."""
EDGE_MARGIN: Final = 3
"""Frames next to speech that do not count as quiet."""
FEWEST_QUIET: Final = 5
"""Frames from which the room can be told at all."""
PITCH_WINDOW: Final = 800
PITCH_LAGS: Final = (40, 266)
"""Periods that are looked for: 400 Hz down to 60 Hz; samples."""
VOICED: Final = 0.45
"""Least normalised autocorrelation of a voiced frame."""


def frames_of(samples: Samples, window: int = WINDOW) -> Numbers:
    """Return overlapping frames of a sound, full scale ±1; shape (frames ≥ 1, window)."""
    sound = samples.astype(numpy.float64) / 32768.0
    if sound.size < window:
        sound = numpy.pad(sound, (0, window - sound.size))
    return sliding_window_view(sound, window)[::HOP]


def mel_bands(samples: Samples) -> Numbers:
    """Return the logarithm of the energy in each band; shape (frames, BANDS)."""
    frames = frames_of(samples)
    spectra = numpy.abs(fft.rfft(frames * numpy.hanning(WINDOW), SPECTRUM, axis=1)) ** 2
    return numpy.log(spectra @ _filters() + FLOOR)


@cache
def _filters() -> Numbers:
    """Return triangular filters on the mel scale; shape (bins, BANDS)."""

    def mel(hertz: Numbers) -> Numbers:
        return 2595.0 * numpy.log10(1.0 + hertz / 700.0)

    ends = mel(numpy.asarray([LOWEST_HERTZ, HIGHEST_HERTZ]))
    steps = numpy.asarray(numpy.linspace(float(ends[0]), float(ends[1]), BANDS + 2), dtype=numpy.float64)
    edges: Numbers = 700.0 * (10.0 ** (steps / 2595.0) - 1.0)
    bins = numpy.arange(SPECTRUM // 2 + 1) * SAMPLING_RATE_HERTZ / SPECTRUM
    rise = (bins[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    fall = (edges[2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
    return numpy.maximum(0.0, numpy.minimum(rise, fall))


def cepstra(bands: Numbers) -> Numbers:
    """Return mel cepstra without the one that is only loudness; shape (frames, CEPSTRA)."""
    number = numpy.arange(1, CEPSTRA + 1)[:, None]
    cosine = numpy.cos(numpy.pi * number * (numpy.arange(BANDS) + 0.5) / BANDS) * numpy.sqrt(2.0 / BANDS)
    return bands @ cosine.T


def changes(rows: Numbers) -> Numbers:
    """Return how fast each column changes, by regression over five frames; same shape."""
    padded = numpy.pad(rows, ((2, 2), (0, 0)), mode="edge")
    return (2 * (padded[4:] - padded[:-4]) + padded[3:-1] - padded[1:-3]) / 10.0


def is_speech(bands: Numbers) -> NDArray[numpy.bool_]:
    """Tell of each frame whether there is speech in it; at least one does."""
    energy = numpy.log(numpy.exp(bands).sum(axis=1)) * 10.0 / numpy.log(10.0)
    loud = float(numpy.quantile(energy, 0.95))
    return energy >= min(loud - SPEECH_DECIBELS, float(energy.max()))


def short_time(samples: Samples) -> Numbers:
    """Return normalised cepstra and their changes of the frames with speech; shape (frames ≥ 1, 2 × CEPSTRA)."""
    bands = mel_bands(samples)
    speech = is_speech(bands)
    rows = cepstra(bands)
    rows = numpy.hstack([rows, changes(rows)])[speech]
    return rows - rows.mean(axis=0)


def whole_clip(samples: Samples) -> Numbers:
    """Return what a clip is like as a whole: colour, its spread, room, melody and rhythm; shape (dimensions,)."""
    bands = mel_bands(samples)
    speech = is_speech(bands)
    spoken, rows = bands[speech], cepstra(bands)
    cepstral = rows[speech] - rows[speech].mean(axis=0)
    spread = numpy.cov(cepstral, rowvar=False) if len(cepstral) > 1 else numpy.zeros((CEPSTRA, CEPSTRA))
    silent = bands[~speech].mean(axis=0) if (~speech).any() else bands.min(axis=0)
    return numpy.concatenate(
        [
            spoken.mean(axis=0),
            spoken.std(axis=0),
            *(numpy.quantile(spoken, share, axis=0) - spoken.mean(axis=0) for share in (0.1, 0.5, 0.9)),
            changes(bands)[speech].std(axis=0),
            spread[numpy.triu_indices(CEPSTRA)],
            silent,
            _melody(samples),
            _rhythm(bands, speech),
        ]
    )


def quiet_edges(samples: Samples) -> Numbers:
    """Return what is heard before and after all speech: colour and movement of the room; shape (dimensions,).

    Frames within EDGE_MARGIN of speech are left out; where too few are left, the quietest ones of the edges count.
    """
    bands = mel_bands(samples)
    spoken = numpy.flatnonzero(is_speech(bands))
    before, after = bands[: max(0, int(spoken[0]) - EDGE_MARGIN)], bands[int(spoken[-1]) + 1 + EDGE_MARGIN :]
    edges = numpy.concatenate([before, after])
    if len(edges) < FEWEST_QUIET:
        edges = bands[numpy.argsort(bands.mean(axis=1))[:FEWEST_QUIET]]
    return numpy.concatenate([edges.mean(axis=0), edges.std(axis=0), changes(edges).std(axis=0)])


def _melody(samples: Samples) -> Numbers:
    """Return level, spread and steepness of the pitch, and how much is voiced; shape (6,)."""
    frames = frames_of(samples, PITCH_WINDOW)
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = numpy.abs(fft.rfft(frames, 2 * PITCH_WINDOW, axis=1)) ** 2
    correlation = fft.irfft(power, axis=1)[:, : PITCH_LAGS[1]]
    window = correlation[:, PITCH_LAGS[0] :] / (correlation[:, :1] + FLOOR)
    best = window.max(axis=1)
    voiced = (best > VOICED) & (correlation[:, 0] > 0.01 * correlation[:, 0].max())
    if voiced.sum() < 3:  # noqa: PLR2004 - too few for a spread
        return numpy.zeros(6)
    pitch = numpy.log(SAMPLING_RATE_HERTZ / (PITCH_LAGS[0] + window.argmax(axis=1)[voiced]))
    low, middle, high = numpy.quantile(pitch, [0.1, 0.5, 0.9])
    steps = numpy.abs(numpy.diff(pitch))
    return numpy.asarray([middle, high - middle, middle - low, float(numpy.median(steps)), voiced.mean(), best.mean()])


def _rhythm(bands: Numbers, speech: NDArray[numpy.bool_]) -> Numbers:
    """Return how loudness moves: the modulation spectrum up to 16 Hz, and pauses; shape (19,)."""
    energy = bands.mean(axis=1) - bands.mean()
    spectrum = numpy.abs(fft.rfft(energy, 400)) ** 2
    modulation = numpy.log(spectrum[1:65].reshape(16, 4).mean(axis=1) / energy.size + FLOOR)
    flips = numpy.flatnonzero(numpy.diff(speech.astype(numpy.int8)))
    return numpy.concatenate([modulation, [speech.mean(), flips.size / speech.size, numpy.log(speech.size)]])
