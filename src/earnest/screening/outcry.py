"""Outcry: a cry or scream in a sound, found as a voice that stays high for longer than speech does.

A cry of a small child has a pitch of 350 to 700 Hz, a scream up to 2 kHz, held for a quarter of a second and more;
adults who speak stay below or pass it in an accent. Pitch by the autocorrelation of the windowed frame over that of the
window (Boersma 1993). What it finds and loses is in docs/algorithms/distress.md: crying children were measured, screams
were not, for no recordings of them were at hand.
"""

from typing import Final

import numpy
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples, samples_in_milliseconds
from earnest.speech.sound.spectra import Flags, Numbers

# Chosen by what the literature says of cries and screams, with the recordings of crying children in sight, not one by
# one; what all of them find and lose together is measured by the benchmark `distress` (docs/algorithms/distress.md).
LOWEST_HERTZ: Final = 350.0
"""Pitch from which on a voice counts as high."""
HIGHEST_HERTZ: Final = 2_000.0
"""Highest pitch that is looked for: a scream reaches 2 kHz."""
PERIODIC: Final = 0.75
"""Height of the autocorrelation from which a frame has a pitch; 0 to 1."""
SPEECH_LOWEST_HERTZ: Final = 75.0
"""Lowest pitch of a voice: lower ones are not compared with."""
HELD_SECONDS: Final = 0.25
"""So long the pitch stays high in an outcry; chosen on the recordings that docs/algorithms/distress.md counts."""
_AS_HIGH: Final = 0.92
"""A high pitch is at least that share as periodic as every lower one; else it is an overtone of a lower one."""
_FRAME: Final = samples_in_milliseconds(40)
"""Length of a frame: three periods of the lowest pitch; samples."""
_HOP: Final = samples_in_milliseconds(16)
"""From one frame to the next; samples."""
_POINTS: Final = 2_048
"""Samples of the transform, at least two frames, so that the autocorrelation does not wrap round."""
_BELOW_LOUDEST: Final = 25.0
"""Frames down to so far under the loud ones count; dB."""
_QUIET: Final = 1e-10
"""Least power, so that silence divides nothing by 0."""
_GAP: Final = 1
"""Frames without such a pitch that do not end a run."""


def held_high_seconds(samples: Samples) -> float:
    """Return how long at most the pitch stays high in one go; seconds, ≥ 0.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
    """
    if samples.size < _FRAME + _HOP or not samples.any():
        return 0.0
    sound = samples.astype(numpy.float64) / 32768.0
    frames = sliding_window_view(sound, _FRAME)[::_HOP]
    levels = 10.0 * numpy.log10(numpy.mean(frames**2, axis=1) + _QUIET)
    loud = levels > numpy.percentile(levels, 95.0) - _BELOW_LOUDEST
    return _longest_run(loud & _is_high(frames)) * _HOP / SAMPLING_RATE_HERTZ


def has_outcry(samples: Samples) -> bool:
    """Tell whether a cry or scream is in a sound."""
    return held_high_seconds(samples) >= HELD_SECONDS


def _is_high(frames: Numbers) -> Flags:
    """Tell of each frame whether its pitch is high."""
    window = numpy.hanning(_FRAME)
    centred = (frames - frames.mean(axis=1, keepdims=True)) * window
    curve = numpy.fft.irfft(numpy.abs(numpy.fft.rfft(centred, _POINTS)) ** 2)
    of_window = numpy.fft.irfft(numpy.abs(numpy.fft.rfft(window, _POINTS)) ** 2)
    shortest, between, longest = (
        int(SAMPLING_RATE_HERTZ / hertz) for hertz in (HIGHEST_HERTZ, LOWEST_HERTZ, SPEECH_LOWEST_HERTZ)
    )
    heights = curve[:, : longest + 1] / (curve[:, :1] + _QUIET) / (of_window[: longest + 1] / of_window[0])
    peaks = numpy.zeros_like(heights, dtype=bool)
    peaks[:, 1:-1] = (heights[:, 1:-1] >= heights[:, :-2]) & (heights[:, 1:-1] > heights[:, 2:])
    standing: NDArray[numpy.float64] = numpy.where(peaks, heights, 0.0)
    high = standing[:, shortest : between + 1]
    height = high.max(axis=1)
    lower = standing[:, between + 1 :]
    # Multiples of a high pitch's period are as periodic as it is; an overtone of a low pitch is clearly less so.
    return (height >= PERIODIC) & (height >= _AS_HIGH * lower.max(axis=1))


def _longest_run(flags: Flags) -> int:
    longest = run = missed = 0
    for flag in flags.tolist():
        if flag:
            run, missed = run + 1 + missed, 0
            longest = max(longest, run)
        elif run and missed < _GAP:
            missed += 1
        else:
            run = missed = 0
    return longest
