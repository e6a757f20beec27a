"""Spotter: the Protocol of what listens for digits and letters only."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from earnest.foundation.units import SampleCount, Samples


class SpottingPass(StrEnum):
    """How a sound is listened to."""

    FINDING = "finding"
    """Before anything is covered."""
    SLOWED = "slowed"
    """Before anything is covered, a fifth slower and lower: so a child's voice comes nearer to the grown-ups whom the
    recogniser knows, and what is said fast has more time."""
    VERIFYING = "verifying"
    """To check what was covered: other words compete, other weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpottedWord:
    """One word that the spotter heard."""

    text: str
    sign: bool
    """Whether it was heard as a digit or letter (`two`), not as the common word (`to`)."""
    start: SampleCount
    """First sample."""
    end: SampleCount
    """Sample after the last; end ≥ start."""
    posterior: float
    """Probability among what else the spotter could have heard; 0 to 1."""
    speech_score: float
    """How well its sounds fit: mean log likelihood of a frame relative to the best sounds; about -2 to -7."""


class Spotter(Protocol):
    """Listens for digits and letters. Stateless between calls: the same samples give the same answer."""

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Return everything that was heard, signs and common words, in order.

        Args:
            samples: mono audio, shape (n,), n ≥ 0.
            listening: which settings.

        Raises:
            EngineFailed: it crashed or took too long; nothing can be said about this sound.
        """
        ...
