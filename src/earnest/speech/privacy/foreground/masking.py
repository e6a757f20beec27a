"""Masking: attenuates what is much softer than the nearest speaker at the same frequency, around that speaker's words.

Not under them: there a mask took one to two decibels of a far voice away and made the near one harder to recognise
(`docs/algorithms/background-voices.md`).
"""

from dataclasses import dataclass
from typing import Final

import numpy

from earnest.speech.sound.spectra import Flags, Numbers

# Threshold, slope and greatest attenuation of `Mask` were chosen as the gap was (`nearness`). What follows is not
# measured one by one: chosen for the reason beside each.
LOUD_PERCENTILE: Final = 90.0
"""Power under which a frequency lies in so many of 100 frames of the nearest speaker: how loud that voice is there."""
NEIGHBOURS: Final = 4
"""The loudness at a frequency is averaged over so many bins to both sides (250 Hz together)."""
TIME_FRAMES: Final = 3
"""Power is averaged over so many frames (24 ms) before it is judged, so that the gain does not chirp."""
EDGE_FRAMES: Final = 4
"""Frames (32 ms) to both sides of the nearest speaker's that share samples with them, and stay as they are."""
SILENCE: Final = 1e-12
"""Least power, so that silence has a level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """How much of what is soft is taken away right before and after the nearest speaker's words."""

    # Chosen as the gap was (`nearness`): on one half of the people of the benchmark `background`.
    threshold_decibels: float = 10.0
    """What is softer than the nearest speaker by more than this at a frequency is attenuated; dB, > 0."""
    slope: float = 1.0
    """dB of attenuation for each dB under the threshold, ≥ 0."""
    deepest_decibels: float = 12.0
    """Greatest attenuation; dB, ≥ 0. A floor keeps the sound from chirping."""


def gains(power: Numbers, near: Flags, mask: Mask) -> Numbers:
    """Return what to multiply each frequency of each frame with; 0 to 1, and 1 where the nearest speaker speaks.

    Args:
        power: shape (frames, bins).
        near: frames in which the nearest speaker speaks; at least one.
        mask: how much is taken away.

    Returns:
        Shape (frames, bins). A soft consonant at the edge of a word is loud at its own frequencies, so it stays.

    Source: a Wiener-like gain with a floor, as in spectral subtraction (Boll 1979), with the nearest speaker's own
        spectrum in place of the noise.
    """
    loud = numpy.percentile(power[near], LOUD_PERCENTILE, axis=0)
    kernel = numpy.full(2 * NEIGHBOURS + 1, 1.0 / (2 * NEIGHBOURS + 1))
    reference = numpy.convolve(numpy.pad(loud, NEIGHBOURS, mode="edge"), kernel, mode="valid")
    padded = numpy.pad(power, ((TIME_FRAMES // 2, TIME_FRAMES // 2), (0, 0)), mode="edge")
    smooth = sum(padded[shift : shift + power.shape[0]] for shift in range(TIME_FRAMES)) / TIME_FRAMES
    under = 10.0 * numpy.log10((reference + SILENCE) / (smooth + SILENCE)) - mask.threshold_decibels
    found = 10.0 ** (-numpy.clip(mask.slope * under, 0.0, mask.deepest_decibels) / 20.0)
    found[numpy.convolve(near, numpy.ones(2 * EDGE_FRAMES + 1), mode="same") > 0.0] = 1.0
    return found
