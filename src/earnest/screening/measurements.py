"""Measurements: a fixed row of numbers that tells voices, mixtures of voices, music and noise apart.

Everything is numpy: no model is loaded, and a second of sound costs a few milliseconds. Sources: pitch by the
autocorrelation of the windowed frame over that of the window (Boersma 1993); cepstra of a mel filter bank (Davis and
Mermelstein 1980); flux, share of quiet frames and the 4 Hz modulation of the level, which speech has and music lacks
(Scheirer and Slaney 1997).
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples, samples_in_milliseconds
from earnest.speech.sound.spectra import Flags, Numbers

# Usual settings of the methods named above, not measured here: the detectors were trained with them and are measured as
# a whole (docs/algorithms/detectors.md). To change one is to train anew.
FRAME: Final = samples_in_milliseconds(40)
"""Three periods of the lowest pitch; samples."""
HOP: Final = samples_in_milliseconds(16)
"""From one frame to the next; samples."""
LOWEST_PITCH_HERTZ: Final = 75.0
HIGHEST_PITCH_HERTZ: Final = 500.0
"""Pitches that are looked for: of deep men's voices to small children's."""
BANDS: Final = 24
"""Of the mel filter bank."""
CEPSTRA: Final = 12
"""Cepstral coefficients, the level left out."""
VOICED: Final = 0.45
"""Height of the autocorrelation from which a frame has a pitch; 0 to 1."""
ACTIVE_BELOW_LOUDEST: Final = 30.0
"""Frames down to so far under the loud ones count as sound; dB."""
LEAST_FRAMES: Final = 8
"""With fewer active frames (an eighth of a second) nothing is measured."""

# Chosen with the settings above; the detectors were trained with them.
_SPECTRUM: Final = 1024
"""Samples of the transform."""
_QUIET: Final = 1e-10
"""Least power, so that silence has a logarithm."""

NAMES: Final = (
    "pitch_median",
    "pitch_low",
    "pitch_high",
    "pitch_movement",
    "voiced_share",
    "periodicity",
    "periodicity_spread",
    "second_pitch_share",
    "second_pitch_height",
    *(f"cepstrum_mean_{index}" for index in range(1, CEPSTRA + 1)),
    *(f"cepstrum_spread_{index}" for index in range(1, CEPSTRA + 1)),
    "flux",
    "flatness",
    "quiet_share",
    "syllable_modulation",
    "level_spread",
    "spectral_change",
)
"""What stands at each place of the row. Pitches are octaves over 100 Hz; the rest has no unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pitches:
    """Pitch of each active frame."""

    octaves: Numbers
    """Over 100 Hz, shape (frames,)."""
    heights: Numbers
    """How periodic it is, shape (frames,); 0 to about 1."""
    second_heights: Numbers
    """The same for the best pitch that is no multiple or part of the first."""


def measure(samples: Samples) -> Numbers | None:
    """Return the measurements of a sound, in the order of `NAMES`.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.

    Returns:
        Shape (len(NAMES),), finite; None where there is too little sound.
    """
    if samples.size < FRAME + LEAST_FRAMES * HOP or not samples.any():
        return None
    sound = samples.astype(numpy.float64) / 32768.0
    frames = sliding_window_view(sound, FRAME)[::HOP]
    levels = 10.0 * numpy.log10(numpy.mean(frames**2, axis=1) + _QUIET)
    active = levels > numpy.percentile(levels, 95.0) - ACTIVE_BELOW_LOUDEST
    if int(active.sum()) < LEAST_FRAMES:
        return None
    spectra = numpy.abs(numpy.fft.rfft(frames * numpy.hanning(FRAME), _SPECTRUM)) ** 2
    row = numpy.concatenate(
        [
            _of_pitch(_find_pitches(frames[active])),
            _of_cepstra(spectra[active]),
            _of_change(spectra, levels, active),
        ]
    )
    return numpy.nan_to_num(row)


def _find_pitches(frames: Numbers) -> _Pitches:
    """Return pitch by autocorrelation, corrected for the window; a shorter lag wins where two are nearly as good."""
    window = numpy.hanning(FRAME)
    size = 2 * _SPECTRUM
    correlated = numpy.fft.irfft(
        numpy.abs(numpy.fft.rfft((frames - frames.mean(axis=1, keepdims=True)) * window, size)) ** 2
    )
    of_window = numpy.fft.irfft(numpy.abs(numpy.fft.rfft(window, size)) ** 2)
    first, last = int(SAMPLING_RATE_HERTZ / HIGHEST_PITCH_HERTZ), int(SAMPLING_RATE_HERTZ / LOWEST_PITCH_HERTZ)
    lags = numpy.arange(first, last + 1)
    curve = (
        correlated[:, first : last + 1] / (correlated[:, :1] + _QUIET) / (of_window[first : last + 1] / of_window[0])
    )
    peak = numpy.zeros_like(curve, dtype=bool)
    peak[:, 1:-1] = (curve[:, 1:-1] >= curve[:, :-2]) & (curve[:, 1:-1] > curve[:, 2:])
    scored = numpy.where(peak, curve - 0.03 * numpy.log2(lags / first), -1.0)
    best: NDArray[numpy.int64] = scored.argmax(axis=1)
    ratio = lags[None, :] / lags[best][:, None]
    related = numpy.zeros_like(curve, dtype=bool)
    for multiple in (0.25, 1 / 3, 0.5, 2 / 3, 1.0, 1.5, 2.0, 3.0, 4.0):
        related |= numpy.abs(ratio / multiple - 1.0) < 0.08  # noqa: PLR2004 - a semitone and a bit
    second = numpy.where(peak & ~related, curve, 0.0).max(axis=1)
    return _Pitches(
        octaves=numpy.log2(SAMPLING_RATE_HERTZ / lags[best] / 100.0),
        heights=numpy.clip(numpy.take_along_axis(curve, best[:, None], axis=1)[:, 0], 0.0, 1.2),
        second_heights=numpy.clip(second, 0.0, 1.2),
    )


def _of_pitch(found: _Pitches) -> Numbers:
    voiced = found.heights >= VOICED
    if int(voiced.sum()) < 3:  # noqa: PLR2004 - no pitch to speak of
        return numpy.asarray([0.0, 0.0, 0.0, 0.0, float(voiced.mean()), float(found.heights.mean()), 0.0, 0.0, 0.0])
    octaves, heights, second = found.octaves[voiced], found.heights[voiced], found.second_heights[voiced]
    return numpy.asarray(
        [
            float(numpy.median(octaves)),
            float(numpy.percentile(octaves, 15)),
            float(numpy.percentile(octaves, 85)),
            float(numpy.minimum(numpy.abs(numpy.diff(octaves)), 0.5).mean()),
            float(voiced.mean()),
            float(heights.mean()),
            float(heights.std()),
            float((second > 0.75 * heights).mean()),
            float((second / heights).mean()),
        ]
    )


def _of_cepstra(spectra: Numbers) -> Numbers:
    cepstra = numpy.log(spectra @ _filters().T + _QUIET) @ _cosines().T
    return numpy.concatenate([cepstra.mean(axis=0), cepstra.std(axis=0)])


def _of_change(spectra: Numbers, levels: Numbers, active: Flags) -> Numbers:
    bands = spectra @ _filters().T + _QUIET
    shape = bands / bands.sum(axis=1, keepdims=True)
    flux = numpy.abs(numpy.diff(shape, axis=0)).sum(axis=1)
    used = spectra[active][:, 4:] + _QUIET
    flatness = numpy.log(numpy.exp(numpy.log(used).mean(axis=1)) / used.mean(axis=1))
    logarithms = numpy.log(bands)
    change = numpy.abs(numpy.diff(logarithms, axis=0)).mean(axis=1)
    heard = numpy.maximum(levels, levels.max() - 40.0)
    return numpy.asarray(
        [
            float(flux.mean()),
            float(flatness.mean()),
            float((levels < levels.mean()).mean()),
            _syllable_modulation(heard),
            float(heard.std()) / 10.0,
            float(change.mean()),
        ]
    )


def _syllable_modulation(levels: Numbers) -> float:
    """Return which share of the level's movement is at the rate of syllables (2 to 8 Hz); 0 to 1."""
    moved = numpy.abs(numpy.fft.rfft((levels - levels.mean()) * numpy.hanning(levels.size), max(256, levels.size))) ** 2
    rates = numpy.fft.rfftfreq(max(256, levels.size), HOP / SAMPLING_RATE_HERTZ)
    among = float(moved[(rates >= 2.0) & (rates <= 8.0)].sum())  # noqa: PLR2004 - hertz, named above
    return among / (float(moved[rates > 0.3].sum()) + _QUIET)  # noqa: PLR2004 - slower is a fade


@cache
def _filters() -> Numbers:
    """Return a mel filter bank from 80 Hz to 7.6 kHz, shape (BANDS, bins)."""
    low, high = 2595.0 * numpy.log10(1.0 + 80.0 / 700.0), 2595.0 * numpy.log10(1.0 + 7600.0 / 700.0)
    mels = numpy.linspace(float(low), float(high), BANDS + 2)
    edges = numpy.asarray(700.0 * (10.0 ** (mels / 2595.0) - 1.0), dtype=numpy.float64)
    bins = numpy.asarray(numpy.fft.rfftfreq(_SPECTRUM, 1.0 / SAMPLING_RATE_HERTZ), dtype=numpy.float64)
    widths = numpy.diff(edges)[:, None]
    rising = (bins[None, :] - edges[:-2, None]) / widths[:-1]
    falling = (edges[2:, None] - bins[None, :]) / widths[1:]
    return numpy.clip(numpy.minimum(rising, falling), 0.0, None)


@cache
def _cosines() -> Numbers:
    """Return the cosine transform from bands to cepstra without the level, shape (CEPSTRA, BANDS)."""
    order = numpy.arange(1, CEPSTRA + 1)[:, None]
    return numpy.cos(numpy.pi * order * (numpy.arange(BANDS)[None, :] + 0.5) / BANDS) * numpy.sqrt(2.0 / BANDS)
