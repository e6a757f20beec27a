"""Pattern: what is a little louder and what a little softer in a marked sound, drawn from a key."""

import hashlib
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ
from earnest.speech.privacy.concealment.beep import TONE_HERTZ

# Not measured one by one: chosen so that the mark is not heard and bears MP3, Opus and re-recording; how well it does
# all that is measured (docs/algorithms/watermark.md: DNSMOS changes by 0.015 at most). Other values no longer trace
# what was marked before.
WINDOW: Final = 512
"""Samples of one short-time spectrum: 32 ms."""
STEP: Final = 256
"""Samples from one spectrum to the next."""
TILE: Final = 4
"""Steps of one tile: 64 ms."""
BANDS: Final = 40
"""Bands of a tile."""
STRENGTH: Final = 1.5
"""How much louder or softer a tile is; dB."""

# Chosen, not measured one by one, as above.
_LOWEST_HERTZ: Final = 300.0
_HIGHEST_HERTZ: Final = 6000.0
"""What a loudspeaker, a telephone and a codec leave of a voice."""
_NONE: Final = -1

Pattern = NDArray[numpy.int8]
"""Shape (pairs, BANDS), −1 or +1: whether the first tile of a pair is softer or louder; the second is the opposite."""


def pattern(key: bytes, pairs: int) -> Pattern:
    """Return the pattern of a key; a longer one begins with the shorter one.

    The bits are those of SHAKE-256, so that they are the same on every machine and in ten years.

    Args:
        key: secret, different for everything that is to be told apart.
        pairs: how many pairs of tiles, ≥ 0.
    """
    bits = numpy.unpackbits(numpy.frombuffer(hashlib.shake_256(key).digest(pairs * BANDS // 8), dtype=numpy.uint8))
    return (2 * bits.reshape(pairs, BANDS).astype(numpy.int8) - 1).astype(numpy.int8)


def band_of_bins() -> NDArray[numpy.int64]:
    """Return the band of each bin of a spectrum, shape (WINDOW // 2 + 1,); −1 for none.

    The tone that covers what is personal lies in no band, so that it stays the same everywhere.
    """
    hertz = numpy.arange(WINDOW // 2 + 1) * SAMPLING_RATE_HERTZ / WINDOW
    edges = numpy.linspace(_LOWEST_HERTZ, _HIGHEST_HERTZ, BANDS + 1)
    bands = numpy.searchsorted(edges, hertz, side="right").astype(numpy.int64) - 1
    around_tone = numpy.abs(hertz - TONE_HERTZ) <= 2 * SAMPLING_RATE_HERTZ / WINDOW
    bands[(bands < 0) | (bands >= BANDS) | around_tone] = _NONE
    return bands
