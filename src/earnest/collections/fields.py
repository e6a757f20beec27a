"""Fields: one line of a list of recordings, read by name and type."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from earnest.collections.errors import EntryNotText, EntryNotUnderstood

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
OLDEST: Final = 130
"""Years; a greater age is an error in the list."""
MOST_SECONDS: Final = 1e6
"""No recording is longer than eleven days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTurn:
    """A part of a recording in which one person speaks; turns of different people may overlap."""

    speaker: str
    start_seconds: float
    """From the start of the file, ≥ 0."""
    end_seconds: float
    """Greater than the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEntity:
    """A span of the text with its type and a link to a knowledge entry."""

    first_word: int
    """Position in the text, ≥ 0."""
    last_word: int
    """Position of the last word, ≥ first_word."""
    type: str
    link: str | None = None


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
        except UnicodeDecodeError as error:
            raise EntryNotText(line) from error
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

    def find_number(self, *names: str) -> float | None:
        """Return the first of these fields that is a finite number, also one written as text; None where none is."""
        for name in names:
            value = self.values.get(name)
            if value is None or value == "":
                continue
            if isinstance(value, bool) or not isinstance(value, int | float | str):
                raise EntryNotUnderstood(self.line)
            try:
                number = float(value)
            except (ValueError, OverflowError) as error:
                raise EntryNotUnderstood(self.line) from error
            if not math.isfinite(number) or abs(number) > MOST_SECONDS:
                raise EntryNotUnderstood(self.line)
            return number
        return None

    def find_language(self, *names: str) -> str | None:
        """Return a language without its region; None where it is not told."""
        text = self.find_text(*names)
        return None if text is None else text.replace("_", "-").split("-")[0].lower()

    def channels(self, name: str) -> tuple[int, ...] | None:
        """Return the channels that a field names, from 0: one number or a list; None where it is absent or null."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value)
        found = cast("list[object]", value) if isinstance(value, list) else [value]
        numbers = [each for each in found if isinstance(each, int) and not isinstance(each, bool) and each >= 0]
        if not found or len(numbers) != len(found):
            raise EntryNotUnderstood(self.line)
        return tuple(numbers)

    def slot_values(self, name: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
        """Return slots written as an object, or as a list of names and values, also where that is JSON in a text.

        The second part are names and values of slots whose name has a value already.
        """
        value = self._parsed(name)
        if not isinstance(value, list):
            return Entry(line=self.line, values={name: value}).slots(name), ()
        first: dict[str, str] = {}
        further: list[tuple[str, str]] = []
        for each in Entry(line=self.line, values={name: cast("list[object]", value)}).inner_list(name):
            slot, content = each.find_text("name"), each.find_text("value")
            if slot is None or content is None:
                continue
            if slot in first:
                further.append((slot, content))
            else:
                first[slot] = content
        return first, tuple(further)

    def entities(self, name: str) -> tuple[MarkedEntity, ...]:
        """Return entities as our export writes them; others are left out."""
        value = self._parsed(name)
        found: list[MarkedEntity] = []
        for each in cast("list[object]", value) if isinstance(value, list) else ():
            fields = cast("dict[str, object]", each) if isinstance(each, dict) else {}
            first, last, kind, link = (fields.get(part) for part in ("first_word", "last_word", "type", "link"))
            if isinstance(first, int) and isinstance(last, int) and 0 <= first <= last and isinstance(kind, str):
                found.append(
                    MarkedEntity(
                        first_word=first, last_word=last, type=kind, link=link if isinstance(link, str) else None
                    )
                )
        return tuple(found)

    def _parsed(self, name: str) -> object:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return cast("object", json.loads(value)) if value.strip() else None
        except (ValueError, RecursionError) as error:
            raise EntryNotUnderstood(self.line) from error

    def find_age(self, name: str) -> int | None:
        """Return an age in years, also where it is written as text or as a decade; None where it is not told."""
        value = self.values.get(name)
        if isinstance(value, str):
            text = value.strip().lower()
            value = DECADES.get(text) or (int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 else None)  # noqa: PLR2004 - digits of the oldest
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= OLDEST:
            return None
        return round(value)

    def turns(self, name: str) -> tuple[SpeakerTurn, ...]:
        """Return who speaks when, from a list of objects with `speaker`, `start` and `end`; others are left out."""
        value = self.values.get(name)
        found: list[SpeakerTurn] = []
        for each in cast("list[object]", value) if isinstance(value, list) else ():
            fields = cast("dict[str, object]", each) if isinstance(each, dict) else {}
            speaker, start, end = fields.get("speaker"), _second(fields.get("start")), _second(fields.get("end"))
            if isinstance(speaker, str) and start is not None and end is not None and start < end:
                found.append(SpeakerTurn(speaker=speaker, start_seconds=start, end_seconds=end))
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


def _second(value: object) -> float | None:
    """Return a time in seconds; None for what is no number, or none that a recording has."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_SECONDS:
        return None
    return float(value)
