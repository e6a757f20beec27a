"""Spoiling: recordings as devices send them that hear worse than those that recorded them."""

import io
from collections.abc import Callable, Mapping
from typing import Final

import numpy
import soundfile
from numpy.typing import NDArray
from scipy import signal

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples

_FULL_SCALE: Final = 32767
_TELEPHONE_HERTZ: Final = 8_000
_CLIPPED_BY: Final = 10 ** (12 / 20)
_QUIET: Final = 10 ** (-40 / 20)
_LATE_SECONDS: Final = 10

Spoiling = Callable[[Samples], bytes]
"""Takes a recording and returns the file that is sent."""


def at_8_kilohertz(samples: Samples) -> bytes:
    """Return a file at the rate of a telephone."""
    slow = signal.resample_poly(samples.astype(numpy.float64), _TELEPHONE_HERTZ, SAMPLING_RATE_HERTZ)
    return _file(slow, _TELEPHONE_HERTZ)


def clipped(samples: Samples) -> bytes:
    """Return a file that was recorded 12 dB louder than full scale."""
    return _file(_loudest(samples, _CLIPPED_BY), SAMPLING_RATE_HERTZ)


def quiet(samples: Samples) -> bytes:
    """Return a file whose peak is 40 dB under full scale."""
    return _file(_loudest(samples, _QUIET), SAMPLING_RATE_HERTZ)


def late(samples: Samples) -> bytes:
    """Return a file with ten seconds of silence before the recording."""
    silence = numpy.zeros(_LATE_SECONDS * SAMPLING_RATE_HERTZ)
    return _file(numpy.concatenate((silence, samples.astype(numpy.float64))), SAMPLING_RATE_HERTZ)


SPOILINGS: Final[Mapping[str, Spoiling]] = {
    "8_khz": at_8_kilohertz,
    "clipped": clipped,
    "quiet": quiet,
    "late": late,
}
"""By the name under which the results have them."""


def _loudest(samples: Samples, peak: float) -> NDArray[numpy.float64]:
    """Return a recording with its peak at a share of full scale."""
    sound = samples.astype(numpy.float64)
    return sound * (peak * _FULL_SCALE / max(1.0, float(numpy.abs(sound).max(initial=0.0))))


def _file(sound: NDArray[numpy.float64], rate: int) -> bytes:
    target = io.BytesIO()
    whole = numpy.clip(numpy.round(sound), -_FULL_SCALE, _FULL_SCALE).astype(numpy.int16)
    soundfile.write(target, whole, rate, subtype="PCM_16", format="WAV")
    return target.getvalue()
