"""Quiet: noise of the colour and level of a recording's own floor, with nothing of the recording in it."""

import itertools
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.speech.concealment.foreground.frames import BIN_HERTZ, BINS, FRAME, HOP, Signal, sound_of

QUIETEST_SHARE: Final = 0.1
"""Share of frames that tell the floor: the quietest ones, in which nobody speaks if there is any pause at all."""
KNOTS_HERTZ: Final = (0.0, 150.0, 400.0, 800.0, 1500.0, 2500.0, 4000.0, 6000.0, 8000.0)
"""Between these the floor is one straight line: too coarse for a pitch, a formant or a vowel."""
SEED: Final = 20190710
"""The same sound gives the same result; since the noise replaces and is not added, knowing it uncovers nothing."""


def floor_of(power: NDArray[numpy.float64]) -> Signal:
    """Return the power of the noise floor at each frequency, coarse; shape (BINS,).

    Args:
        power: of the frames that lie wholly in the sound and touch no tone, shape (frames, BINS), frames ≥ 1.
    """
    order = numpy.argsort(power.sum(axis=1), kind="stable")
    fine = power[order[: max(1, round(QUIETEST_SHARE * power.shape[0]))]].mean(axis=0)
    hertz = numpy.arange(BINS) * BIN_HERTZ
    edges = [0.0, *(0.5 * (low + high) for low, high in itertools.pairwise(KNOTS_HERTZ)), 8001.0]
    at_knots = [float(numpy.median(fine[(hertz >= low) & (hertz < high)])) for low, high in itertools.pairwise(edges)]
    return numpy.asarray(numpy.interp(hertz, KNOTS_HERTZ, at_knots), dtype=numpy.float64)


def quiet(floor: Signal, length: int) -> Signal:
    """Return noise with a floor's power at each frequency, drawn at random.

    Args:
        floor: as `floor_of` gives it.
        length: samples, ≥ 0.
    """
    generator = numpy.random.default_rng(SEED)
    count = -(-length // HOP) + FRAME // HOP
    drawn = generator.normal(size=(count, BINS)) + 1j * generator.normal(size=(count, BINS))
    # A drawn number has power 2; overlapping frames are independent, so that powers add where amplitudes would.
    return sound_of(drawn * numpy.sqrt(2.0 * floor), length)
