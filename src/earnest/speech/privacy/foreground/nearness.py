"""Nearness: which parts of a recording are the nearest speaker's, told by how loud speech is beside the loudest."""

from dataclasses import dataclass
from typing import Final

import numpy

from earnest.foundation.units import SampleCount, samples_in_milliseconds
from earnest.speech.privacy.concealment.errors import ForegroundMissing
from earnest.speech.sound.span import Span, join_spans
from earnest.speech.sound.spectra import BIN_HERTZ, BINS, HOP, Flags, Numbers, centres

# The gap and what is kept before and after were chosen on one half of the people of the benchmark `background`, which
# reports the other half (docs/algorithms/background-voices.md). The others are not measured one by one: chosen for the
# reason beside each.
LOWEST_HERTZ: Final = 200.0
HIGHEST_HERTZ: Final = 5000.0
"""Levels are those of the band in which speech is understood, so that a hum or a thud does not count."""
LOUDEST_FRAMES: Final = 63
"""Half a second of the loudest speech makes the level of the nearest speaker; frames."""
FEWEST_FRAMES: Final = 8
"""With less speech than this (64 ms) outside of the tones there is no nearest speaker; frames."""
SMOOTHING_FRAMES: Final = 9
"""Levels are averaged over so many frames (72 ms), so that a click is no syllable."""
SPEECH_PROBABILITY: Final = 0.5
"""Probability of a voice from which on a frame counts for the level of the nearest speaker."""
KEPT_BEFORE: Final = samples_in_milliseconds(300)
KEPT_AFTER: Final = samples_in_milliseconds(500)
"""What is kept before and after each part of the nearest speaker's; samples."""
SILENCE: Final = 1e-12
"""Least power, so that silence has a level; full scale is 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How much quieter than the nearest speaker a sound may be before it counts as a background voice."""

    greatest_gap_decibels: float = 10.0
    """So far under the loudest half second speech is the nearest speaker's; dB, > 0. Chosen with `background`, as
    above."""
    before: SampleCount = KEPT_BEFORE
    """What is kept before each part of it, for soft beginnings of words; samples."""
    after: SampleCount = KEPT_AFTER
    """What is kept after each part of it, for soft endings; samples. Pauses up to both together stay as they are."""


def levels_of(power: Numbers) -> Numbers:
    """Return the level of each frame in the band of speech, averaged over its neighbours; dB, shape (frames,).

    Args:
        power: shape (frames, BINS).
    """
    hertz = numpy.arange(BINS) * BIN_HERTZ
    band = power[:, (hertz >= LOWEST_HERTZ) & (hertz <= HIGHEST_HERTZ)].sum(axis=1)
    smooth = numpy.convolve(band, numpy.full(SMOOTHING_FRAMES, 1.0 / SMOOTHING_FRAMES), mode="same")
    return 10.0 * numpy.log10(smooth + SILENCE)


def voiced_frames(probabilities: Numbers, window: int, count: int) -> Flags:
    """Return which frames a voice activity model takes for speech; shape (frames,).

    Args:
        probabilities: of windows of samples, 0 to 1, shape (windows,).
        window: samples of such a window.
        count: frames.

    Raises:
        ForegroundMissing: the model gave nothing that can be used.
    """
    usable = window > 0 and probabilities.size > 0 and bool(numpy.isfinite(probabilities).all())
    if not usable:
        raise ForegroundMissing
    places = numpy.clip(centres(count) // window, 0, probabilities.size - 1)
    return probabilities[places] >= SPEECH_PROBABILITY


def level_of_nearest(levels: Numbers, speech: Flags) -> float:
    """Return the level of the nearest speaker: the mean of the loudest half second of speech; dB.

    Raises:
        ForegroundMissing: there is next to no speech.
    """
    spoken = numpy.sort(levels[speech])
    if spoken.size < FEWEST_FRAMES:
        raise ForegroundMissing
    return float(spoken[-LOUDEST_FRAMES:].mean())


def near_spans(levels: Numbers, level: float, allowed: Flags, length: int, nearness: Nearness) -> tuple[Span, ...]:
    """Return the parts that are the nearest speaker's, in order; all else is a background voice or no voice.

    Args:
        levels: of each frame, dB.
        level: of the nearest speaker, dB.
        allowed: frames that are no tone.
        length: samples of the sound.
        nearness: what counts as near.
    """
    near = (levels >= level - nearness.greatest_gap_decibels) & allowed
    spans = (
        Span(
            start=SampleCount(min(length, max(0, middle - HOP // 2 - nearness.before))),
            end=SampleCount(min(length, max(0, middle + HOP // 2 + nearness.after))),
        )
        for middle in centres(near.size)[near].tolist()
    )
    return join_spans(spans)
