"""Families: the kinds of measurement that attackers recognise people by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy

from attacks.embedding import SpeakerEncoder
from attacks.frames import Numbers, short_time, whole_clip
from attacks.mixture import fit_mixture
from earnest.foundation.units import Samples

Sounds = Sequence[Samples | None]
"""Clips under one disguise; None where one is withheld."""


class Family(Protocol):
    """A way to turn a clip into a vector."""

    @property
    def name(self) -> str:
        """Name in the results."""
        ...

    @property
    def whiten(self) -> bool:
        """Whether the dimensions of the vector have different units."""
        ...

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return what is measured of each clip before anything is learned; None where it is withheld."""
        ...

    def fit(self, measured: Sequence[Numbers], seed: int) -> Callable[[Numbers], Numbers]:
        """Learn from clips of people who are not attacked; return what makes a vector of a measurement."""
        ...


@dataclass(frozen=True, slots=True)
class MixtureFamily:
    """Classical: adapted means of a Gaussian mixture of cepstra."""

    name = "mixture"
    whiten = False

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return cepstra of the frames with speech."""
        return [None if sound is None else short_time(sound) for sound in sounds]

    def fit(self, measured: Sequence[Numbers], seed: int) -> Callable[[Numbers], Numbers]:
        """Fit the mixture anew."""
        return fit_mixture(measured, numpy.random.default_rng(seed)).supervector


@dataclass(frozen=True, slots=True)
class StatisticsFamily:
    """Colour, room, melody and rhythm of the whole clip."""

    name = "statistics"
    whiten = True

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return the statistics."""
        return [None if sound is None else whole_clip(sound) for sound in sounds]

    def fit(self, measured: Sequence[Numbers], seed: int) -> Callable[[Numbers], Numbers]:
        """Return the statistics as they are: what they tell, the back-end learns."""
        _ = measured, seed
        return lambda statistics: statistics


@dataclass(frozen=True, slots=True)
class EmbeddingFamily:
    """A network that was trained on thousands of undisguised people."""

    encoder: SpeakerEncoder
    name = "embedding"
    whiten = True

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        """Return the network's embeddings."""
        return self.encoder.embed(sounds)

    def fit(self, measured: Sequence[Numbers], seed: int) -> Callable[[Numbers], Numbers]:
        """Return the embedding as it is: the network stays, the back-end is retrained."""
        _ = measured, seed
        return lambda embedding: embedding


def families(encoder: SpeakerEncoder | None) -> tuple[Family, ...]:
    """Return all kinds of attacker that this machine can run."""
    own: tuple[Family, ...] = (MixtureFamily(), StatisticsFamily())
    return own if encoder is None else (*own, EmbeddingFamily(encoder))
