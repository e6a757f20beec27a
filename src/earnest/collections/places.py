"""Places: which file a list means, and whether the owner allows it. Nothing that a list says is ever run."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from earnest.collections.errors import (
    EntryInArchive,
    EntryNotAFile,
    EntryNotUnderstood,
    EntryOutsideFolder,
    EntryWindowsPath,
    EntryWithoutSound,
)

ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(//|$)|(pipe|data|file|http|https|s3|gs|ark|scp):", re.IGNORECASE)
"""What begins like `https://`, `s3://` or `pipe:`."""
DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]|\\\\")
"""What begins like `C:\\` or `\\\\server`."""
IN_ARCHIVE: Final = re.compile(r"\.(ark|tar|tar\.gz|tgz|zip):\d*|\.(tar|tgz|zip)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the files of a list may be."""

    folder: Path
    """The list's own; resolved."""
    roots: tuple[Path, ...] = ()
    """Further folders that the owner allows, from which paths may start too; resolved."""
    used: set[Path] = field(default_factory=set[Path])
    """Files that were found."""

    def find(self, text: str, line: int, *, within: Sequence[str] = ()) -> Path:
        """Return the file that a line names.

        Args:
            text: as the list has it.
            line: for messages.
            within: folders in the list's own where the file may also be (`clips`).

        Raises:
            EntryNotAFile: it is an address on the internet or a command.
            EntryInArchive: it lies in an archive.
            EntryOutsideFolder: it leads out of the allowed folders, also by way of a link.
            EntryWithoutSound: there is no such file; EntryWindowsPath where it is written as on Windows.
        """
        if not text or "\0" in text:
            raise EntryNotUnderstood(line)
        outside = False
        try:
            for place in self._candidates(text, within):
                resolved = place.resolve()
                if not resolved.is_file():
                    continue
                if any(resolved.is_relative_to(root) for root in (self.folder, *self.roots)):
                    self.used.add(resolved)
                    return resolved
                outside = True
        except (OSError, RuntimeError, ValueError) as error:
            raise EntryWithoutSound(line) from error
        if outside:
            raise EntryOutsideFolder(line)
        raise self._absent(text, line)

    def _candidates(self, text: str, within: Sequence[str]) -> Iterator[Path]:
        """Give the files that a line can mean, the likeliest first."""
        spellings = [text]
        if "\\" in text:
            spellings.append(text.replace("\\", "/"))
        spellings += [other for form in ("NFC", "NFD") if (other := unicodedata.normalize(form, text)) != text]  # pyright: ignore[reportArgumentType]
        for spelling in spellings:
            for base in (self.folder, *(self.folder / name for name in within), *self.roots):
                yield base / spelling

    def _absent(self, text: str, line: int) -> Exception:
        if DRIVE.match(text):
            return EntryWindowsPath(line)
        if text.startswith(("-", "|")) or text.endswith("|") or ADDRESS.match(text):
            return EntryNotAFile(line)
        if IN_ARCHIVE.search(text):
            return EntryInArchive(line)
        if "\\" in text:
            return EntryWindowsPath(line)
        inside = any((base / text).resolve().is_relative_to(base) for base in (self.folder, *self.roots))
        return EntryWithoutSound(line) if inside else EntryOutsideFolder(line)


def shown(path: Path, folder: Path | None = None) -> str:
    """Return a path fit to be printed: relative where it can be, without control signs, also where it is no UTF-8."""
    text = str(path.relative_to(folder)) if folder is not None and path.is_relative_to(folder) else str(path)
    readable = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in readable)
