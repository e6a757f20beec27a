"""Tracing: finds out whether a sound has the mark of a key, without the sound that was marked.

What is compared is by how much a tile is louder than the next one and than its neighbours in frequency: speech itself
changes slowly over both. The signs of a key are independent of every sound that it did not mark, so how likely a score
comes by chance has a strict bound (Hoeffding, 1963), whatever the sound is.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earnest.foundation.units import SampleCount, Samples
from earnest.handover.watermarking.pattern import BANDS, STEP, TILE, WINDOW, band_of_bins, pattern

# Not measured one by one: chosen for the reason beside each; how many leases are found with them is measured
# (docs/algorithms/watermark.md), and that chance has a bound holds for any values.
LONGEST_PAIRS: Final = 96
"""Pairs of tiles that are looked at from where a clip may begin: 12 s, more than a person may hear of one."""
LENGTHS: Final = (8, 16, 24, 40, 64, LONGEST_PAIRS)
"""Pairs after which the clip may be over: from 1 s."""
LARGEST_CHANCE: Final = 1e-3
"""Probability: a score that chance brings about oftener than this says nothing."""

# Chosen, not measured one by one, as above.
_HOP: Final = 128
"""Samples from one possible beginning of the clip to the next: 8 ms."""
_TILE_HOPS: Final = TILE * STEP // _HOP
_PAIR_HOPS: Final = 2 * _TILE_HOPS
_LARGEST: Final = 4.0
"""Differences count as no greater than this; dB."""
_OVER_NOISE: Final = 3.0
"""What is softer than the quietest tenth of its band and this much on top counts as noise; dB."""

_Values = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well a sound fits a key, at the place where it fits best."""

    value: float
    """Standard deviations that chance would need, if it were normal."""
    places: int
    """Beginnings and lengths that were tried, ≥ 1."""
    begins_at: SampleCount
    """Where in the sound the clip begins; 0 also where its beginning is missing."""

    def chance(self, keys: int) -> float:
        """Return an upper bound of the probability that one of so many wrong keys fits as well somewhere; 0 to 1."""
        return min(1.0, keys * self.places * math.exp(-(max(0.0, self.value) ** 2) / 2))


class Suspect:
    """A sound whose mark is looked for."""

    def __init__(self, samples: Samples) -> None:
        """Measure the sound once.

        Args:
            samples: mono audio at 16 kHz, shape (n,), n ≥ 0.
        """
        self._contrasts = _contrasts(samples)
        count = len(self._contrasts)
        # The clip may begin before the sound does, up to half of what is looked at.
        self._beginnings = numpy.arange(-LONGEST_PAIRS * _PAIR_HOPS // 2, max(1, count))
        rows = self._beginnings[:, None] + numpy.arange(LONGEST_PAIRS) * _PAIR_HOPS
        self._inside = (rows >= 0) & (rows < count)
        self._rows = numpy.clip(rows, 0, max(0, count - 1))
        energy = (self._contrasts**2).sum(axis=1) if count else numpy.zeros(1)
        self._energies = self._summed(energy[self._rows])

    def score(self, key: bytes) -> Score:
        """Return how well the sound fits a key."""
        if not len(self._contrasts):
            return Score(value=0.0, places=1, begins_at=SampleCount(0))
        fitting = self._contrasts @ pattern(key, LONGEST_PAIRS).T.astype(numpy.float64)
        sums = self._summed(fitting[self._rows, numpy.arange(LONGEST_PAIRS)])
        values = sums / numpy.sqrt(self._energies + 1e-9)
        best = int(values.argmax())
        beginning = int(self._beginnings[best // len(LENGTHS)])
        return Score(
            value=float(values.flat[best]),
            places=values.size,
            begins_at=SampleCount(max(0, beginning * _HOP - STEP)),
        )

    def _summed(self, of_pairs: _Values) -> _Values:
        """Return sums over the first pairs, shape (beginnings, lengths)."""
        totals = numpy.cumsum(numpy.where(self._inside, of_pairs, 0.0), axis=1)
        return totals[:, [length - 1 for length in LENGTHS]]


def _contrasts(samples: Samples) -> _Values:
    """Return, for each possible beginning of a pair, how much its first tile stands out; shape (beginnings, BANDS)."""
    levels = _levels(samples)
    if len(levels) < _PAIR_HOPS:
        return numpy.zeros((0, BANDS))
    totals = numpy.concatenate((numpy.zeros((1, BANDS)), numpy.cumsum(levels, axis=0)))
    means = (totals[_TILE_HOPS:] - totals[:-_TILE_HOPS]) / _TILE_HOPS
    differences = means[:-_TILE_HOPS] - means[_TILE_HOPS:]
    differences -= differences.mean(axis=1, keepdims=True)
    standing_out = differences.copy()
    standing_out[:, 1:-1] -= 0.5 * (differences[:, :-2] + differences[:, 2:])
    return numpy.clip(standing_out, -_LARGEST, _LARGEST)


def _levels(samples: Samples) -> _Values:
    """Return the level of each band, at least that of its noise; dB, shape (hops, BANDS)."""
    padded = numpy.concatenate((numpy.zeros(STEP), samples.astype(numpy.float64), numpy.zeros(2 * WINDOW)))
    frames = sliding_window_view(padded, WINDOW)[::_HOP] * numpy.hanning(WINDOW)
    bands = band_of_bins()
    of_band = numpy.equal(bands[:, None], numpy.arange(BANDS)).astype(numpy.float64)
    powers = numpy.abs(numpy.fft.rfft(frames, axis=1)) ** 2 @ of_band + WINDOW
    noise = numpy.percentile(powers, 10, axis=0) * 10.0 ** (_OVER_NOISE / 10)
    return 10.0 * numpy.log10(powers + noise)
