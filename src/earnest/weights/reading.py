"""Reading: the bytes of a file that lies here whole or in parts, checked while they are read."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from earnest.weights.errors import ModelMissing, WeightsDiffer, WeightsTruncated
from earnest.weights.known_model import WeightFile

_CHUNK: Final = 1 << 20
"""Bytes that are read and hashed at a time. Chosen, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """Content of one file."""

    content: bytes
    sha256: str
    """Of the content; 64 hexadecimal digits."""


def parts_size(parts: Sequence[Path]) -> int:
    """Return the length of a file in parts; bytes.

    Raises:
        ModelMissing: a part is not there.
    """
    try:
        return sum(part.stat().st_size for part in parts)
    except OSError as error:
        raise ModelMissing from error


def check_size(parts: Sequence[Path], expected: WeightFile) -> None:
    """Check that a file has the length that it has to have, without reading it.

    Raises:
        WeightsTruncated: it has another one.
        ModelMissing: a part is not there.
    """
    size = parts_size(parts)
    if size != expected.size:
        raise WeightsTruncated(shown(parts), size=size, expected=expected.size)


def hash_parts(parts: Sequence[Path]) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits; little of it is in memory at a time.

    Raises:
        ModelMissing: a part is not there or cannot be read.
    """
    digest = hashlib.sha256()
    try:
        for part in parts:
            with part.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
    except OSError as error:
        raise ModelMissing from error
    return digest.hexdigest()


def read_parts(parts: Sequence[Path], expected: WeightFile | None = None) -> ReadFile:
    """Read a file, joining its parts in memory; at no moment are its bytes there twice.

    Args:
        parts: in order; at least one.
        expected: what it has to be; None where it is not known.

    Raises:
        WeightsTruncated: it has another length.
        WeightsDiffer: it has other bytes.
        ModelMissing: a part is not there or cannot be read.
    """
    if expected is not None:
        check_size(parts, expected)
    joined = io.BytesIO()
    digest = hashlib.sha256()
    try:
        for part in parts:
            with part.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    _ = joined.write(chunk)
    except OSError as error:
        raise ModelMissing from error
    found = digest.hexdigest()
    if expected is not None and found != expected.sha256:
        raise WeightsDiffer(shown(parts), digest=found, expected=expected.sha256)
    return ReadFile(content=joined.getvalue(), sha256=found)


def shown(parts: Sequence[Path]) -> str:
    """Return how a file in parts is called in messages."""
    return " + ".join(str(part) for part in parts)
