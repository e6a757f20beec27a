"""Channels: makes one of several, without losing what was said."""

from collections.abc import Sequence
from typing import Final

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]

CANCELLED_SHARE: Final = 0.125
"""Energy of the average over that of the loudest channel, under which the channels cancel each other.

The average of a channel with silence has 1/4, of two unrelated channels 1/2, of two equal ones 1: none of them comes
near. One channel turned upside down, as a balanced cable on a stereo input does, leaves next to nothing.
"""


class Mixer:
    """Averages channels block by block, and notices where that makes the sound disappear."""

    def __init__(self, channels: Sequence[int] | None) -> None:
        """Take the channels that are to be mixed, from 0; None for all."""
        self._channels = None if channels is None else list(channels)
        self._blocks: list[Floats] = []
        self._count = 0
        self._sums: NDArray[numpy.float64] = numpy.zeros(0, dtype=numpy.float64)
        self._squares: NDArray[numpy.float64] = numpy.zeros(0, dtype=numpy.float64)
        self._mixed_sum = 0.0
        self._mixed_squares = 0.0

    def add(self, block: Floats) -> None:
        """Add a block, shape (frames, channels)."""
        taken = block if self._channels is None else block[:, self._channels]
        mixed = numpy.asarray(taken.mean(axis=1, dtype=numpy.float32), dtype=numpy.float32)
        self._blocks.append(mixed)
        if taken.shape[1] == 1:
            return
        wide = taken.astype(numpy.float64)
        if self._sums.size == 0:
            self._sums = numpy.zeros(len(taken[0]), dtype=numpy.float64)
            self._squares = numpy.zeros(len(taken[0]), dtype=numpy.float64)
        self._sums = numpy.asarray(self._sums + wide.sum(axis=0), dtype=numpy.float64)
        self._squares = numpy.asarray(self._squares + (wide**2).sum(axis=0), dtype=numpy.float64)
        self._mixed_sum += float(mixed.sum(dtype=numpy.float64))
        self._mixed_squares += float((mixed.astype(numpy.float64) ** 2).sum())
        self._count += len(mixed)

    def mixed(self) -> Floats:
        """Return the average of the channels."""
        return numpy.concatenate(self._blocks) if self._blocks else numpy.zeros(0, dtype=numpy.float32)

    def loudest_where_they_cancel(self) -> int | None:
        """Return the loudest channel where the average has lost it; None where the average is good.

        A constant offset is no sound and does not count.
        """
        if self._count == 0:
            return None
        energies = self._squares - self._sums**2 / self._count
        mixed = self._mixed_squares - self._mixed_sum**2 / self._count
        loudest = int(energies.argmax())
        if not mixed < CANCELLED_SHARE * float(energies[loudest]):
            return None
        return loudest if self._channels is None else self._channels[loudest]
