"""What is recorded about a member of staff, who sees it and until when, in the words that they read (WK3)."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import cast


class RecordLanguage(StrEnum):
    """Language in which a member reads what is recorded about them."""

    ENGLISH = "en"
    GERMAN = "de"
    DUTCH = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPart:
    """One kind of thing that is recorded about a member of staff."""

    key: str
    columns: tuple[str, ...]
    """Columns that say whose it is, as `schema.table.column`; a test compares them with the database."""
    what: str
    seen_by: str
    until: str
    """How long it is kept. What stays as long as the account goes with it."""


@cache
def recorded_parts(language: RecordLanguage) -> tuple[RecordedPart, ...]:
    """Return everything that is recorded about a member of staff."""
    text = files("earnest.deidentified.care").joinpath("recorded.json").read_text("utf-8")
    parts = cast("list[dict[str, object]]", json.loads(text))
    return tuple(
        RecordedPart(
            key=str(part["key"]),
            columns=tuple(cast("list[str]", part["columns"])),
            what=cast("dict[str, str]", part["what"])[language.value],
            seen_by=cast("dict[str, str]", part["seen_by"])[language.value],
            until=cast("dict[str, str]", part["until"])[language.value],
        )
        for part in parts
    )
