"""Levels that only tests ask for."""

import math

import numpy

from earnest.foundation.units import Samples


def peak_decibels(samples: Samples) -> float:
    """Return the greatest sample; dB relative to full scale, −infinity for silence."""
    peak = float(numpy.abs(samples.astype(numpy.int32)).max(initial=0)) / 32768.0
    return 20.0 * math.log10(peak) if peak > 0.0 else -math.inf
