"""Archive: a zip of `manifest.json` (format, SHA-256 of every part) and the parts. No part is code."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import TypeVar

from earnest.foundation.model_file.errors import ModelUnreadable

FORMAT = 4
"""Version of the format; a reader refuses every other."""

LARGEST_UNPACKED_BYTES = 256 * 2**20
"""A file that unpacks to more is refused. Chosen as a bound on memory."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold: a true one would make the same parts different bytes."""

Model = TypeVar("Model")


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a file with these parts; the same parts give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in [("manifest.json", _manifest(parts)), *sorted(parts.items())]:
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return packed.getvalue()


def read_parts(content: bytes, model_of: Callable[[Mapping[str, bytes], str], Model]) -> Model:
    """Read a file and return the model of its parts.

    Args:
        content: bytes of the file.
        model_of: makes the model of the parts and of the identifier: the first 16 hexadecimal digits of the SHA-256 of
            the manifest. Whatever it finds wrong with them makes the file unreadable.

    Raises:
        ModelUnreadable: it is damaged, holds something else than its manifest says, or is of another format.
    """
    try:
        parts = _unpack(content)
        manifest = parts.pop("manifest.json")
        if manifest != _manifest(parts):
            raise ModelUnreadable
        return model_of(parts, hashlib.sha256(manifest).hexdigest()[:16])
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        ValueError,
        KeyError,
        TypeError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OSError,
    ) as error:
        raise ModelUnreadable from error


def _manifest(parts: Mapping[str, bytes]) -> bytes:
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(parts.items())}
    return json.dumps({"format": FORMAT, "parts": hashes}, indent=1, sort_keys=True).encode()


def _unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED_BYTES:
            raise ModelUnreadable
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
