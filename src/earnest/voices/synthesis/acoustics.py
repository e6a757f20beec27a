"""Acoustics: the mean spectrum of each part of a phone, read from the acoustic model that pocketsphinx brings.

The model knows how every phone sounds on average between its neighbours. Read backwards it is a voice: artificial and
flat, but speech. Formats: Sphinx-3 parameter file (`means`), `sendump` (8-bit negative logarithms) and binary model
definition (`mdef`).
"""

import math
import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy
from numpy.typing import NDArray
from pocketsphinx import get_model_path

# As the acoustic model of pocketsphinx was trained.
CEPSTRA: Final = 13
"""Cepstral coefficients of one frame."""
STATES: Final = 3
"""Parts of a phone: begin, middle, end."""
SILENCE: Final = "SIL"

# By the formats of Sphinx-3.
_BYTE_ORDER: Final = 0x11223344
"""Bytes by which a file tells their order."""
_LOG_STEP: Final = 1024 * math.log(1.0001)
"""One step of an 8-bit mixture weight; natural logarithm."""
_PHONE_ENTRY: Final = numpy.dtype([("sequence", "<i4"), ("transitions", "<i4"), ("context", "u1", 4)])
_TREE_ENTRY_BYTES: Final = 8
"""Bytes of one entry of the tree of phones."""


class Position:
    """Where in its word a phone stands, as the model numbers it."""

    INSIDE: Final = 0
    BEGIN: Final = 1
    END: Final = 2
    ALONE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneInContext:
    """A phone between its neighbours."""

    phone: str
    left: str
    right: str
    position: int
    """One of Position."""


class AcousticMeans:
    """Mean cepstra of phones in context."""

    def __init__(self, folder: Path) -> None:
        """Read an acoustic model.

        Args:
            folder: holds `means`, `sendump` and `mdef` of a phonetically tied model with three streams.

        Raises:
            OSError: a file is missing.
            ValueError: a file has another format.
        """
        self._means = _read_means(folder / "means")
        self._weights = _read_weights(folder / "sendump")
        self._phones, self._contexts, self._sequences = _read_definition(folder / "mdef")

    @classmethod
    def bundled(cls) -> "AcousticMeans":
        """Read the model inside the pocketsphinx wheel."""
        return cls(Path(get_model_path("en-us/en-us")))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._phones)}

    @cached_property
    def _index(self) -> dict[tuple[int, int, int, int], int]:
        known = self._contexts[len(self._phones) :]
        keys: list[list[int]] = known["context"].tolist()
        sequences: list[int] = known["sequence"].tolist()
        return {(key[0], key[1], key[2], key[3]): sequence for key, sequence in zip(keys, sequences, strict=True)}

    def cepstra(self, phone: PhoneInContext) -> NDArray[numpy.float64]:
        """Return the mean cepstra of a phone's parts, shape (STATES, CEPSTRA).

        A context that the model has never met falls back to the phone alone.

        Raises:
            KeyError: the model does not have this phone.
        """
        base = self._numbers[phone.phone]
        key = (phone.position, base, self._numbers[phone.left], self._numbers[phone.right])
        sequence = self._index.get(key, base)
        return numpy.stack([self._mean(int(state), base) for state in self._sequences[sequence]])

    def _mean(self, state: int, codebook: int) -> NDArray[numpy.float64]:
        weights = numpy.exp(-self._weights[:, state].astype(numpy.float64) * _LOG_STEP)
        mean: NDArray[numpy.float64] = weights @ self._means[codebook] / weights.sum()
        return mean


def _read_means(path: Path) -> NDArray[numpy.float64]:
    """Return the static stream's means, shape (codebooks, densities, CEPSTRA)."""
    content = path.read_bytes()
    start = content.index(b"endhdr\n") + len(b"endhdr\n")
    (order,) = struct.unpack_from("<I", content, start)
    codebooks, streams, densities = struct.unpack_from("<3i", content, start + 4)
    if order != _BYTE_ORDER:
        raise ValueError
    lengths = struct.unpack_from(f"<{streams}i", content, start + 16)
    (count,) = struct.unpack_from("<i", content, start + 16 + 4 * streams)
    values = numpy.frombuffer(content, "<f4", count, start + 20 + 4 * streams).reshape(codebooks, -1)
    return values[:, : densities * lengths[0]].reshape(codebooks, densities, lengths[0]).astype(numpy.float64)


def _read_weights(path: Path) -> NDArray[numpy.uint8]:
    """Return the static stream's mixture weights, shape (densities, states)."""
    content = path.read_bytes()
    place = 0
    texts = 0
    while True:
        (length,) = struct.unpack_from("<i", content, place)
        place += 4 + length
        texts += 1
        if length == 0 and texts > 2:  # noqa: PLR2004  # title and name come first, then remarks until an empty one
            break
    densities, states = struct.unpack_from("<2i", content, place)
    return numpy.frombuffer(content, numpy.uint8, densities * states, place + 8).reshape(densities, states)


def _read_definition(path: Path) -> tuple[list[str], NDArray[numpy.void], NDArray[numpy.int16]]:
    """Return the names of the phones, all phones in context, and their sequences of states."""
    content = path.read_bytes()
    (length,) = struct.unpack_from("<i", content, 8)
    place = 12 + length
    counts = struct.unpack_from("<10i", content, place)
    phones, contexts, states, sequences, tree = counts[0], counts[1], counts[2], counts[6], counts[8]
    start = place = place + 40
    names: list[str] = []
    for _ in range(phones):
        end = content.index(b"\0", place)
        names.append(content[place:end].decode("ascii"))
        place = end + 1
    place = start + (place - start + 3) // 4 * 4 + tree * _TREE_ENTRY_BYTES
    entries = numpy.frombuffer(content, _PHONE_ENTRY, contexts, place)
    place += contexts * _PHONE_ENTRY.itemsize + 4
    table = numpy.frombuffer(content, "<i2", sequences * states, place).reshape(sequences, states)
    return names, entries, table
