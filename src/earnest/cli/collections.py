"""Collections from the command line, read by a process that holds keys: sound is decoded in a child without them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from earnest.collections.errors import Refusal
from earnest.collections.item import CollectionItem
from earnest.collections.places import shown
from earnest.foundation.errors import EarnestError, InvalidInput
from earnest.foundation.units import Samples
from earnest.sound_files.decoder_order import DecoderOrder
from earnest.sound_files.decoder_process import DecoderProcess

LONGEST_SECONDS: Final = 60.0
"""Longest recording that is taken, as of a device."""


class FileUnreadable(InvalidInput):
    """This file cannot be read."""

    code = "file_unreadable"
    remedy = "Look at its permissions, and whether it is still there."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A file, list or line that was not taken, and why."""

    name: str
    error: EarnestError


@dataclass(slots=True, kw_only=True)
class SoundReader:
    """Reads the sound of items; the last file stays at hand, for lists name many parts of one recording in a row."""

    decoder: DecoderProcess
    _last: tuple[Path, bytes] | None = field(default=None, init=False)

    def read(self, item: CollectionItem) -> Samples:
        """Return the part and the channels of an item.

        Raises:
            FileUnreadable: the operating system does not give the file.
            InvalidInput: it is no usable sound; see `DecoderProcess.decode_order`.
        """
        if self._last is None or self._last[0] != item.path:
            try:
                self._last = item.path, item.path.read_bytes()
            except OSError:
                raise FileUnreadable from None
        order = DecoderOrder(
            longest_seconds=LONGEST_SECONDS,
            start_seconds=item.start_seconds,
            duration_seconds=item.duration_seconds,
            channels=item.channels,
        )
        return self.decoder.decode_order(order, self._last[1])


def name_of(item: CollectionItem) -> str:
    """Return how an item is called in messages: file and line."""
    place = "" if item.line is None else f" (line {item.line})"
    return f"{shown(item.path.parent / item.path.name, item.path.parent)}{place}"


def telling(tell: Callable[[NotTaken], object]) -> Callable[[Refusal], object]:
    """Return what a collection tells of what it cannot read."""

    def refuse(refusal: Refusal) -> None:
        _ = tell(NotTaken(name=refusal.name, error=refusal.error))

    return refuse
