"""Tract: the vocal tract with which a network hears a person best (after Lee and Rose, 1998)."""

from dataclasses import dataclass

import numpy

from earnest.foundation.units import Samples
from earnest.speech.hearing.phones.features import Frames
from earnest.speech.hearing.phones.network import PHONES, SILENCE, PhoneNetwork


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What a network hears with a suitable tract."""

    tract: float
    """One of the extractor's `tracts`."""
    log_probabilities: Frames
    """Shape (frames, len(PHONES))."""


def hear(network: PhoneNetwork, samples: Samples) -> Hearing:
    """Return what the network hears with the tract with which it is surest of what is no silence.

    Args:
        network: hears phones.
        samples: mono audio, shape (n,), n ≥ 0.
    """
    heard = [
        Hearing(tract=tract, log_probabilities=network.log_probabilities(samples, tract))
        for tract in network.extractor.tracts
    ]
    return max(heard, key=_sureness)


def _sureness(hearing: Hearing) -> float:
    """Return the mean logarithm of the likeliest phone's probability, where that is no silence; −inf where all is."""
    spoken = hearing.log_probabilities.argmax(axis=1) != PHONES.index(SILENCE)
    best = hearing.log_probabilities.max(axis=1, initial=-numpy.inf)[spoken]
    return float(best.mean()) if best.size else -numpy.inf
