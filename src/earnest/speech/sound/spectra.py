"""Frames: short-time spectra of a sound, and the sound again from spectra that were changed."""

from typing import Final

import numpy
from numpy import fft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ

Signal = NDArray[numpy.float64]
"""Mono audio as numbers: shape (number of samples,), full scale is ±1."""
Numbers = NDArray[numpy.float64]
"""Whatever else is measured of a sound: levels, powers, gains; the shape is said where it is used."""
Flags = NDArray[numpy.bool_]
"""A yes or no for each frame."""
Spectra = NDArray[numpy.complex128]
"""One spectrum a frame: shape (frames, BINS)."""

FRAME: Final = 512
"""Samples of a frame: 32 ms, so that the harmonics of most voices are apart. Chosen, as usual for speech."""
HOP: Final = 128
"""Samples from one frame to the next: 8 ms. Chosen: a quarter of a frame overlaps without a ripple."""
BINS: Final = FRAME // 2 + 1
BIN_HERTZ: Final = SAMPLING_RATE_HERTZ / FRAME
_LEAD: Final = FRAME - HOP


def window() -> Signal:
    """Return the window that is laid over a frame before and after; its squares add up to the same everywhere."""
    return numpy.sqrt(numpy.hanning(FRAME + 1)[:-1])


def spectra_of(sound: Signal) -> Spectra:
    """Return the spectra of a sound; frame i is centred on sample `centres(…)[i]`.

    Args:
        sound: shape (n,), n ≥ 0.
    """
    count = -(-sound.size // HOP) + FRAME // HOP
    padded = numpy.zeros((count - 1) * HOP + FRAME)
    padded[_LEAD : _LEAD + sound.size] = sound
    frames = sliding_window_view(padded, FRAME)[::HOP]
    return numpy.asarray(fft.rfft(frames * window(), axis=1), dtype=numpy.complex128)


def sound_of(spectra: Spectra, length: int) -> Signal:
    """Return the sound of spectra by overlap-add; of unchanged ones exactly the sound that they were made of.

    Args:
        spectra: as `spectra_of` gives them.
        length: samples of the sound.

    Source: Griffin and Lim (1984), weighted overlap-add.
    """
    rebuilt = numpy.asarray(fft.irfft(spectra, FRAME, axis=1), dtype=numpy.float64) * window()
    output = numpy.zeros((spectra.shape[0] - 1) * HOP + FRAME)
    for part in range(FRAME // HOP):
        rows = rebuilt[:, part * HOP : (part + 1) * HOP].reshape(-1)
        output[part * HOP : part * HOP + rows.size] += rows
    return output[_LEAD : _LEAD + length] / (FRAME / HOP / 2)


def centres(count: int) -> NDArray[numpy.int64]:
    """Return the sample in the middle of each of so many frames; the first and last lie outside of the sound."""
    return numpy.arange(count, dtype=numpy.int64) * HOP + FRAME // 2 - _LEAD
