"""Parts: the sound of an entry of a collection, and which entries may train what is measured on the others."""

import hashlib
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy

from earnest.collections.collection import CollectionItem
from earnest.foundation.units import Samples, samples_in_seconds
from earnest.sound_files.containers.link import Link
from earnest.sound_files.containers.links import find_links
from earnest.sound_files.decoding import LONGEST_SECONDS as LONGEST_COMMAND_SECONDS
from earnest.sound_files.decoding import decode, decode_part

LONGEST_SECONDS: Final = 3600.0
"""Longest file that is opened for one of its parts."""


def read_part(item: CollectionItem, *, longest_seconds: float = LONGEST_SECONDS) -> Samples:
    """Return the sound of an entry, cut after the longest time.

    Args:
        item: an entry of a collection.
        longest_seconds: what is longer is cut; seconds, > 0.

    Raises:
        InvalidInput: see `decode` and `decode_part`.
    """
    if item.whole or item.duration_seconds is None:
        sound = decode(item.path.read_bytes(), longest_seconds=LONGEST_SECONDS, channels=item.channels)
        start = samples_in_seconds(item.start_seconds)
        return numpy.ascontiguousarray(sound[start : start + samples_in_seconds(longest_seconds)])
    return decode_part(
        links_of(item.path),
        start_seconds=item.start_seconds,
        duration_seconds=min(longest_seconds, item.duration_seconds),
        longest_seconds=longest_seconds,
        channels=item.channels,
    )


def read_command(item: CollectionItem) -> Samples:
    """Return the sound of an entry as it would be sent: its part and its channels, read where they lie.

    Raises:
        TooLong: the part is longer than what is taken at once; how long its file is does not matter.
        InvalidInput: see `decode_part`.
        OSError: the file cannot be read.
    """
    if item.start_seconds == 0 and item.duration_seconds is None:
        return decode(item.path.read_bytes(), channels=item.channels)
    return decode_part(
        links_of(item.path),
        start_seconds=item.start_seconds,
        duration_seconds=item.duration_seconds,
        longest_seconds=LONGEST_COMMAND_SECONDS,
        channels=item.channels,
    )


def links_of(path: Path) -> tuple[Link, ...]:
    """Return the links of a file; the last file stays open, for lists name many parts of one recording in a row."""
    about = path.stat()
    return _links_of(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=1)
def _links_of(path: Path, changed: int, size: int) -> tuple[Link, ...]:
    del changed, size
    return tuple(find_links(path.read_bytes()))


def trains(item: CollectionItem) -> bool:
    """Return whether an entry may train; every person, or file where the person is not known, is on one side only."""
    return side_of(item.speaker or item.path.stem) == 0


def side_of(name: str) -> int:
    """Return 0 or 1, always the same for a name."""
    return zlib.crc32(name.encode()) % 2


def is_taught(person: str) -> bool:
    """Tell whether a person teaches what hears phones or averages voices; half of all people are kept for measuring.

    Args:
        person: pseudonym of the person in a folder of recordings; the answer depends on nothing else.
    """
    return hashlib.sha256(person.encode()).digest()[0] % 2 == 0
