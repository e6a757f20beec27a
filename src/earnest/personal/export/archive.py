"""The archive: a ZIP that is written part by part, each part sealed before it leaves memory (CR3)."""

import io
from collections.abc import Callable, Iterator
from typing import Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from earnest.services.cryptography import Binding, DataKey
from earnest.services.objects import ObjectStore

PART_BYTES: Final = 4 * 2**20
"""Least length of a part but the last; what is in memory at a time is this and one recording."""


def part_binding(export_id: UUID, number: int) -> Binding:
    """Return what a part is bound to: its archive and its place in it, counted from 1."""
    return Binding(kind="export-part", identifier=export_id, version=number)


class SealedParts(io.RawIOBase):
    """Takes the bytes of an archive in order and gives each full part away."""

    def __init__(self, keep: Callable[[bytes], None]) -> None:
        """Take who seals and keeps a part."""
        super().__init__()
        self._keep = keep
        self._held = bytearray()
        self.size = 0
        """Bytes that were written."""

    def writable(self) -> bool:
        """Tell that it takes bytes; it cannot be read or sought."""
        return True

    def write(self, content: object) -> int:
        """Take bytes."""
        taken = bytes(memoryview(content))  # pyright: ignore[reportArgumentType] - zipfile gives buffers only
        self._held += taken
        self.size += len(taken)
        if len(self._held) >= PART_BYTES:
            self.end_part()
        return len(taken)

    def end_part(self) -> None:
        """Give away what is held."""
        if self._held:
            self._keep(bytes(self._held))
            self._held.clear()


def new_archive(parts: SealedParts) -> ZipFile:
    """Return an archive that is written into parts; close it, then end the last part."""
    return ZipFile(parts, "w", compression=ZIP_DEFLATED)  # pyright: ignore[reportArgumentType] - written, never read


def opened_parts(export_id: UUID, object_keys: list[str], key: DataKey, objects: ObjectStore) -> Iterator[bytes]:
    """Yield the parts of an archive, opened one after the other.

    Raises:
        ObjectMissing: one is gone.
        SealBroken: one is not of this archive, or not in its place.
        StoreUnavailable: the store does not answer.
    """
    for number, object_key in enumerate(object_keys, start=1):
        yield key.open(objects.get(object_key), part_binding(export_id, number))
