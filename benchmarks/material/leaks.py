"""Leaks: what happens to a sound on its way out. Not a benchmark itself.

The compression is real (LAME and Opus through libsndfile). The re-recording is invented: a room's echo, what small
loudspeakers and microphones let through, another clock, another beginning, and noise.
"""

from io import BytesIO
from typing import Final

import numpy
import soundfile
from numpy.random import Generator

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.sound_files.decoding import decode

REVERBERATION_SECONDS: Final = 0.4
"""Time in which the invented room's echo dies by 60 dB."""
DIRECT_TO_ECHO_DECIBELS: Final = 3.0
"""A telephone held near the loudspeaker."""
PASS_HERTZ: Final = (150.0, 7000.0)
CLOCK_DRIFT: Final = 40e-6
"""By how much the other device's clock is faster."""
MP3_COMPRESSION: Final = 0.65
"""libsndfile's setting that gives about 64 kbit/s at 16 kHz."""

_ECHO_AFTER: Final = 16
_PEAK: Final = 12_000


def as_mp3(samples: Samples) -> Samples:
    """Return a sound after MP3 at about 64 kbit/s."""
    return decode(mp3_file(samples))


def mp3_file(samples: Samples) -> bytes:
    """Return a sound as an MP3 file of about 64 kbit/s."""
    stream = BytesIO()
    soundfile.write(
        stream,
        samples,
        SAMPLING_RATE_HERTZ,
        format="MP3",
        subtype="MPEG_LAYER_III",
        compression_level=MP3_COMPRESSION,
        bitrate_mode="CONSTANT",
    )
    return stream.getvalue()


def as_opus(samples: Samples) -> Samples:
    """Return a sound after Opus at libsndfile's usual rate, as messengers send it."""
    stream = BytesIO()
    soundfile.write(stream, samples, SAMPLING_RATE_HERTZ, format="OGG", subtype="OPUS")
    return decode(stream.getvalue())


def re_recorded(samples: Samples, generator: Generator, *, noise_decibels: float = 20.0) -> Samples:
    """Return a sound played aloud and recorded by another device.

    Args:
        samples: mono audio, shape (n,), n > 0.
        generator: draws room, noise and when the recording begins.
        noise_decibels: level of the sound over the noise.
    """
    from scipy import signal

    played = signal.fftconvolve(samples.astype(numpy.float64), _room(generator))
    filters = signal.butter(2, PASS_HERTZ, btype="band", fs=SAMPLING_RATE_HERTZ, output="sos")
    passed = numpy.asarray(signal.sosfilt(filters, played))
    drifted = numpy.interp(numpy.arange(0, passed.size - 1, 1 + CLOCK_DRIFT), numpy.arange(passed.size), passed)
    before, after = (numpy.zeros(int(generator.integers(2_000, 20_000))) for _ in range(2))
    noise = numpy.sqrt(numpy.mean(drifted**2)) * 10.0 ** (-noise_decibels / 20)
    whole = numpy.concatenate((before, drifted, after))
    heard = whole + noise * generator.standard_normal(whole.size)
    return (heard / numpy.abs(heard).max() * _PEAK).astype(numpy.int16)


def _room(generator: Generator) -> numpy.typing.NDArray[numpy.float64]:
    """Return an impulse response: direct sound and decaying noise (Moorer, 1979)."""
    time = numpy.arange(int(REVERBERATION_SECONDS * SAMPLING_RATE_HERTZ)) / SAMPLING_RATE_HERTZ
    echo = generator.standard_normal(time.size) * 10.0 ** (-3 * time / REVERBERATION_SECONDS)
    echo[:_ECHO_AFTER] = 0.0
    echo *= 10.0 ** (-DIRECT_TO_ECHO_DECIBELS / 20) / numpy.sqrt(numpy.sum(echo**2))
    echo[0] = 1.0
    return echo
