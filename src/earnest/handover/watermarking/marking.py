"""Marking: makes a sound tell by which lease it left, without being heard.

Tiles of the short-time spectrum are made a little louder or softer, as a secret key says (spread spectrum: Cox and
others, 1997; a patchwork of pairs: Bender and others, 1996). Nothing is added to the sound, so silence stays silence,
and what is loud hides the change.
"""

import numpy
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import Samples
from earnest.handover.watermarking.pattern import BANDS, STEP, STRENGTH, TILE, WINDOW, band_of_bins, pattern


def marked(samples: Samples, key: bytes) -> Samples:
    """Return the sound with the mark of a key, as long as before.

    Args:
        samples: mono audio, shape (n,), n ≥ 0; nothing is changed in place.
        key: secret of this lease.
    """
    if not samples.size:
        return samples.copy()
    padded = numpy.concatenate((numpy.zeros(STEP), samples.astype(numpy.float64), numpy.zeros(2 * WINDOW)))
    window = numpy.sqrt(numpy.hanning(WINDOW + 1)[:-1])
    frames = sliding_window_view(padded, WINDOW)[::STEP] * window
    spectra = numpy.fft.rfft(frames, axis=1) * _gains(len(frames), key)
    pieces = numpy.fft.irfft(spectra, WINDOW, axis=1) * window
    # A window is two steps long, so each sample is the sum of the end of one piece and the beginning of the next.
    whole = numpy.zeros((len(pieces) + 1, STEP))
    whole[:-1] = pieces[:, :STEP]
    whole[1:] += pieces[:, STEP:]
    whole = whole.reshape(-1)
    return numpy.clip(numpy.rint(whole[STEP : STEP + samples.size]), -32768, 32767).astype(numpy.int16)


def _gains(frames: int, key: bytes) -> NDArray[numpy.float64]:
    """Return what each bin of each frame is multiplied by, shape (frames, WINDOW // 2 + 1)."""
    tiles = -(-frames // TILE)
    signs = pattern(key, -(-tiles // 2))
    both = numpy.stack((signs, -signs), axis=1).reshape(-1, BANDS)[numpy.arange(frames) // TILE].astype(numpy.float64)
    before, after = numpy.vstack((both[:1], both[:-1])), numpy.vstack((both[1:], both[-1:]))
    bands = band_of_bins()
    # One gain for each band, and 1 in the last place, which the bins without a band take.
    gains = numpy.ones((frames, BANDS + 1))
    gains[:, :BANDS] = 10.0 ** (STRENGTH * (0.25 * before + 0.5 * both + 0.25 * after) / 20.0)
    return gains[:, bands]
