"""Mixing: puts one sound over another, for measuring and training."""

import math

import numpy

from earnest.foundation.units import Samples
from earnest.speech.sound.level import active_level_decibels


def mix(foreground: Samples, background: Samples, *, background_gain: float = 1.0) -> Samples:
    """Return the sum of two sounds, clipped at full scale; the background is repeated or cut to the same length.

    Args:
        foreground: mono audio, shape (n,), n ≥ 0.
        background: mono audio, shape (m,), m ≥ 0; empty leaves the foreground as it is.
        background_gain: factor, ≥ 0.
    """
    if background.size == 0 or foreground.size == 0:
        return foreground.copy()
    fitted = numpy.resize(background, foreground.size).astype(numpy.float64) * background_gain
    return numpy.clip(numpy.round(foreground + fitted), -32768, 32767).astype(numpy.int16)


def add_noise(speech: Samples, noise: Samples, *, ratio_decibels: float) -> Samples:
    """Return speech with noise under it at a ratio of their active levels.

    Args:
        speech: mono audio, shape (n,), n ≥ 0.
        noise: mono audio, shape (m,), m ≥ 0; repeated or cut to the same length.
        ratio_decibels: level of the speech over the noise; dB.
    """
    difference = active_level_decibels(speech) - active_level_decibels(noise)
    if not math.isfinite(difference):
        return speech.copy()
    return mix(speech, noise, background_gain=10.0 ** ((difference - ratio_decibels) / 20.0))
