"""Units: time inside audio is an integer count of samples; seconds and milliseconds are derived."""

from typing import NewType

import numpy
from numpy.typing import NDArray

SampleCount = NewType("SampleCount", int)
"""A position or length inside audio; samples at SAMPLING_RATE_HERTZ, ≥ 0."""

Samples = NDArray[numpy.int16]
"""Mono audio: shape (number of samples,), signed 16-bit PCM at SAMPLING_RATE_HERTZ."""

SAMPLING_RATE_HERTZ = 16_000
"""The one sampling rate inside Earnest; everything else is converted on arrival."""


def seconds(samples: int) -> float:
    """Return a sample count in seconds."""
    return samples / SAMPLING_RATE_HERTZ


def milliseconds(samples: int) -> int:
    """Return a sample count in whole milliseconds, rounded down."""
    return samples * 1000 // SAMPLING_RATE_HERTZ


def samples_in_seconds(duration_seconds: float) -> SampleCount:
    """Return the nearest sample count to a duration in seconds, ≥ 0."""
    return SampleCount(max(0, round(duration_seconds * SAMPLING_RATE_HERTZ)))


def samples_in_milliseconds(duration_milliseconds: int) -> SampleCount:
    """Return the sample count of a duration in whole milliseconds, ≥ 0."""
    return SampleCount(max(0, duration_milliseconds * SAMPLING_RATE_HERTZ // 1000))
