"""Collection fields: one line of a list of recordings, read by name and type."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from earnest.speech.audio.collection_errors import (
    EntryNotAFile,
    EntryNotUnderstood,
    EntryOutsideFolder,
    EntryWithoutSound,
)

DECADES: Final = {
    "teens": 15,
    "twenties": 25,
    "thirties": 35,
    "fourties": 45,
    "forties": 45,
    "fifties": 55,
    "sixties": 65,
    "seventies": 75,
    "eighties": 85,
    "nineties": 95,
}
"""Ages as Common Voice gives them; years, the middle of the decade."""
ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""What begins like `https:`, `s3:` or `pipe:`."""
OLDEST: Final = 130
MOST_SECONDS: Final = 1e6
"""No recording is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A part of a recording in which one person speaks; turns of different people may overlap."""

    speaker: str
    start_seconds: float
    """From the start of the file, ≥ 0."""
    end_seconds: float
    """Greater than the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: its number for messages, and its fields."""

    line: int
    """Number of the line, from 1."""
    values: Mapping[str, object]

    @classmethod
    def parse(cls, content: bytes, line: int) -> "Entry":
        """Read a JSON object.

        Raises:
            EntryNotUnderstood: it is none.
        """
        try:
            parsed: object = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise EntryNotUnderstood(line) from error
        return cls.of(parsed, line)

    @classmethod
    def of(cls, value: object, line: int) -> "Entry":
        """Take a JSON value that has to be an object."""
        if not isinstance(value, dict):
            raise EntryNotUnderstood(line)
        return cls(line=line, values=cast("dict[str, object]", value))

    def inner(self, name: str) -> "Entry":
        """Return a field that is an object; one without fields where it is absent or null."""
        value = self.values.get(name)
        return Entry.of({} if value is None else value, self.line)

    def inner_list(self, name: str) -> list["Entry"]:
        """Return a field that is a list of objects; an empty list where it is absent or null."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise EntryNotUnderstood(self.line)
        return [Entry.of(each, self.line) for each in cast("list[object]", value)]

    def find_text(self, *names: str) -> str | None:
        """Return the first of these fields that is a text with something in it; None where there is none."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, str) and value.strip():
                return value.strip()
            if value is not None and not isinstance(value, str):
                raise EntryNotUnderstood(self.line)
        return None

    def find_number(self, name: str) -> float | None:
        """Return a number; None where the field is absent or null."""
        value = self.values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise EntryNotUnderstood(self.line)
        return None if value is None else float(value)

    def find_age(self, name: str) -> int | None:
        """Return an age in years, also where it is written as text or as a decade; None where it is not told."""
        value = self.values.get(name)
        if isinstance(value, str):
            text = value.strip().lower()
            value = DECADES.get(text) or (int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 else None)  # noqa: PLR2004 - digits of the oldest
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= OLDEST:
            return None
        return round(value)

    def turns(self, name: str) -> tuple[Turn, ...]:
        """Return who speaks when, from a list of objects with `speaker`, `start` and `end`; others are left out."""
        value = self.values.get(name)
        found: list[Turn] = []
        for each in cast("list[object]", value) if isinstance(value, list) else ():
            fields = cast("dict[str, object]", each) if isinstance(each, dict) else {}
            speaker, start, end = fields.get("speaker"), _second(fields.get("start")), _second(fields.get("end"))
            if isinstance(speaker, str) and start is not None and end is not None and start < end:
                found.append(Turn(speaker=speaker, start_seconds=start, end_seconds=end))
        return tuple(found)

    def slots(self, name: str) -> dict[str, str]:
        """Return slot names and values; numbers become text, null is left out."""
        found: dict[str, str] = {}
        for slot, value in self.inner(name).values.items():
            if isinstance(value, bool | str | int | float):
                found[slot] = value if isinstance(value, str) else json.dumps(value)
            elif value is not None:
                raise EntryNotUnderstood(self.line)
        return found

    def file(self, name: str, folder: Path, *, within: str = "") -> Path:
        """Return a field that names a file inside the folder.

        Args:
            name: the field.
            folder: the list's folder, resolved.
            within: a folder in it where the file may also be (`clips`).

        Raises:
            EntryNotAFile: it is an address on the internet or a command.
            EntryOutsideFolder: it leads out of the folder, also by way of a link.
            EntryWithoutSound: there is no such file.
        """
        text = self.find_text(name)
        if text is None or "\0" in text:
            raise EntryNotUnderstood(self.line)
        if ADDRESS.match(text) or text.startswith(("-", "|")) or text.endswith("|"):
            raise EntryNotAFile(self.line)
        places = [folder / text, *([folder / within / text] if within else [])]
        try:
            resolved = [place.resolve() for place in places]
            inside = [place for place in resolved if place.is_relative_to(folder)]
            found = [place for place in inside if place.is_file()]
        except (OSError, RuntimeError) as error:
            raise EntryWithoutSound(self.line) from error
        if not inside:
            raise EntryOutsideFolder(self.line)
        if not found:
            raise EntryWithoutSound(self.line)
        return found[0]


def _second(value: object) -> float | None:
    """Return a time in seconds; None for what is no number, or none that a recording has."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_SECONDS:
        return None
    return float(value)
