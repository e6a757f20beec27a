"""Level: how loud a sound is, and limits on how loud it may be for a person with headphones."""

import math
from typing import Final

import numpy
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples, samples_in_milliseconds

Signal = NDArray[numpy.float64]
"""Mono audio as numbers: shape (number of samples,), full scale is ±1."""

TARGET_LOUDNESS: Final = -23.0
"""Loudness for listening, by EBU R 128; LUFS."""
PEAK_CEILING_DECIBELS: Final = -9.0
"""Greatest peak for listening; dB relative to full scale. A scream in a whispered clip stays under it. Not measured:
chosen, 14 dB over the loudness for listening."""
GREATEST_RAISE_DECIBELS: Final = 18.0
"""A whisper is raised no more than this, so that a room's hiss stays softer than speech; dB. Chosen, not measured."""
HEARD_PEAK: Final = 3277
"""Peak up to which a very quiet recording is raised before it is listened to: −20 dB relative to full scale; samples.
The voice detector loses quiet speech: of 100 single words it finds 98 at this peak, 90 at −30 dB, 61 at −40, 7 at −50;
of 80 sentences 80, 80, 79, 64; in 41 noises speech 3 times here, 5 times as they are (decision 0083)."""
GREATEST_HEARD_FACTOR: Final = 32.0
"""A recording is raised no more than this, 30 dB; chosen (decision 0083): below is little but the converter's noise."""
SILENCE_LOUDNESS: Final = -70.0
"""Blocks under this do not count (ITU-R BS.1770-4); LUFS."""
RELATIVE_GATE: Final = -10.0
"""Blocks so far under the mean of the others do not count (ITU-R BS.1770-4); LU."""
BLOCK: Final = samples_in_milliseconds(400)
"""Length of a block (ITU-R BS.1770-4); samples."""
BLOCK_HOP: Final = samples_in_milliseconds(100)
"""Blocks of 400 ms overlap by three quarters (ITU-R BS.1770-4); samples."""
LOOK_AHEAD: Final = samples_in_milliseconds(5)
"""The limiter turns down this long before a peak, so that it does not click; samples. Chosen: shorter than a phone."""
RELEASE: Final = samples_in_milliseconds(80)
"""It lets up over this time after a peak; samples. Chosen, not measured: about the length of a phone."""


def loudness(samples: Samples) -> float:
    """Return the integrated loudness; LUFS, −70 for silence.

    Source: ITU-R BS.1770-4: K-weighting, blocks of 400 ms, absolute and relative gate; shorter clips are one block.
    """
    if not samples.any():
        return SILENCE_LOUDNESS
    weighted = _k_weighted(samples.astype(numpy.float64) / 32768.0)
    energy = numpy.concatenate(([0.0], numpy.cumsum(weighted**2)))
    if weighted.size <= BLOCK:
        blocks = numpy.asarray([energy[-1] / weighted.size])
    else:
        starts = numpy.arange(0, weighted.size - BLOCK + 1, BLOCK_HOP)
        blocks = (energy[starts + BLOCK] - energy[starts]) / BLOCK
    blocks = blocks[blocks > _power(SILENCE_LOUDNESS)]
    if not blocks.size:
        return SILENCE_LOUDNESS
    gated = blocks[blocks > blocks.mean() * 10.0 ** (RELATIVE_GATE / 10.0)]
    return max(SILENCE_LOUDNESS, -0.691 + 10.0 * math.log10(float(gated.mean())))


def limit_peak(samples: Samples, ceiling_decibels: float = PEAK_CEILING_DECIBELS) -> Samples:
    """Return the sound with no sample over a ceiling: turned down shortly before a peak and let up slowly after it.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
        ceiling_decibels: dB relative to full scale, ≤ 0.
    """
    return _limited(samples.astype(numpy.float64) / 32768.0, ceiling_decibels)


def for_listening(samples: Samples) -> Samples:
    """Return the sound at a loudness that is safe and easy on headphones: −23 LUFS, peaks limited, same shape."""
    present = loudness(samples)
    change = min(TARGET_LOUDNESS - present, GREATEST_RAISE_DECIBELS) if present > SILENCE_LOUDNESS else 0.0
    return _limited(samples.astype(numpy.float64) / 32768.0 * 10.0 ** (change / 20.0), PEAK_CEILING_DECIBELS)


def raised_to_hear(samples: Samples) -> Samples:
    """Return a very quiet recording raised to the level of a quiet one, and any other as it is; same shape.

    Args:
        samples: mono audio, shape (n,), n ≥ 0.
    """
    peak = int(numpy.abs(samples.astype(numpy.int32)).max(initial=0))
    if peak == 0 or peak >= HEARD_PEAK:
        return samples
    factor = min(GREATEST_HEARD_FACTOR, HEARD_PEAK / peak)
    return numpy.round(samples * factor).astype(numpy.int16)


def _limited(sound: Signal, ceiling_decibels: float) -> Samples:
    """Return 16-bit samples, none of which is over the ceiling."""
    ceiling = 10.0 ** (ceiling_decibels / 20.0)
    if sound.size == 0 or float(numpy.abs(sound).max()) <= ceiling:
        return _to_samples(sound, ceiling)
    wanted = numpy.minimum(1.0, ceiling / numpy.maximum(numpy.abs(sound), ceiling))
    from scipy import ndimage  # loaded where sound is prepared for listening, not in every process

    held = numpy.asarray(ndimage.minimum_filter1d(wanted, 2 * RELEASE + 1, mode="nearest"), dtype=numpy.float64)
    smooth = numpy.asarray(ndimage.uniform_filter1d(held, LOOK_AHEAD * 2 + 1, mode="nearest"), dtype=numpy.float64)
    return _to_samples(sound * numpy.minimum(smooth, wanted), ceiling)


def _to_samples(sound: Signal, ceiling: float) -> Samples:
    top = min(32767, math.floor(ceiling * 32768.0))
    return numpy.clip(numpy.round(sound * 32768.0), -top, top).astype(numpy.int16)


def _power(level: float) -> float:
    return 10.0 ** ((level + 0.691) / 10.0)


def _k_weighted(sound: Signal) -> Signal:
    """Return the sound with K-weighting (ITU-R BS.1770), for perceived loudness: high shelf, high pass, at 16 kHz."""
    shelf = _high_shelf(gain_decibels=3.99984385397, centre_hertz=1681.9744509555, quality=0.7071752369554)
    high_pass = _high_pass(centre_hertz=38.1354708739, quality=0.5003270373253)
    from scipy import signal  # as above

    once = signal.lfilter(shelf[0], shelf[1], sound)
    return numpy.asarray(signal.lfilter(high_pass[0], high_pass[1], once), dtype=numpy.float64)


def _high_shelf(*, gain_decibels: float, centre_hertz: float, quality: float) -> tuple[list[float], list[float]]:
    k = math.tan(math.pi * centre_hertz / SAMPLING_RATE_HERTZ)
    high = 10.0 ** (gain_decibels / 20.0)
    middle = high**0.4996667741545416
    scale = 1.0 + k / quality + k * k
    upper = [(high + middle * k / quality + k * k), 2.0 * (k * k - high), (high - middle * k / quality + k * k)]
    return [value / scale for value in upper], [1.0, 2.0 * (k * k - 1.0) / scale, (1.0 - k / quality + k * k) / scale]


def _high_pass(*, centre_hertz: float, quality: float) -> tuple[list[float], list[float]]:
    k = math.tan(math.pi * centre_hertz / SAMPLING_RATE_HERTZ)
    scale = 1.0 + k / quality + k * k
    return [1.0, -2.0, 1.0], [1.0, 2.0 * (k * k - 1.0) / scale, (1.0 - k / quality + k * k) / scale]


def active_level_decibels(samples: Samples) -> float:
    """Return the root mean square of the louder half of 20 ms frames; dB relative to full scale, −infinity for silence.

    For a signal-to-noise ratio of speech with pauses in it.
    """
    frame = samples_in_milliseconds(20)
    if not samples.any():
        return -math.inf
    padded = numpy.pad(samples.astype(numpy.float64) / 32768.0, (0, max(0, frame - samples.size)))
    energies = numpy.mean(sliding_window_view(padded, frame)[::frame] ** 2, axis=1)
    louder = numpy.sort(energies)[energies.size // 2 :]
    power = float(louder.mean())
    return 10.0 * math.log10(power) if power > 0.0 else -math.inf
