"""Parts: the sound of an entry of a collection, and which entries may train what is measured on the others."""

import zlib
from typing import Final

import numpy

from earnest.foundation.units import Samples, samples_in_seconds
from earnest.speech.audio.collection import CollectionItem
from earnest.speech.audio.decoding import decode

LONGEST_SECONDS: Final = 3600.0
"""Longest file that is opened for one of its parts."""


def read_part(item: CollectionItem, *, longest_seconds: float = LONGEST_SECONDS) -> Samples:
    """Return the sound of an entry, cut after the longest time.

    Args:
        item: an entry of a collection.
        longest_seconds: what is longer is cut; seconds, > 0.

    Raises:
        InvalidInput: see `decode`.
    """
    sound = decode(item.path.read_bytes(), longest_seconds=LONGEST_SECONDS)
    start = samples_in_seconds(item.start_seconds)
    length = longest_seconds if item.duration_seconds is None else min(longest_seconds, item.duration_seconds)
    return numpy.ascontiguousarray(sound[start : start + samples_in_seconds(length)])


def trains(item: CollectionItem) -> bool:
    """Return whether an entry may train; every person, or file where the person is not known, is on one side only."""
    return side_of(item.speaker or item.path.stem) == 0


def side_of(name: str) -> int:
    """Return 0 or 1, always the same for a name."""
    return zlib.crc32(name.encode()) % 2
