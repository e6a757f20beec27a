"""Lists: the lines of a list one by one; a line that cannot be read never ends the others."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, cast

from earnest.collections.errors import (
    EntryFieldCount,
    EntryNotText,
    EntryNotUnderstood,
    EntryTooLong,
    ListBreaksOff,
    UnreadableEntry,
)
from earnest.collections.fields import Entry

LONGEST_LINE: Final = 4 * 1024 * 1024
"""Bytes of a line, unpacked; a longer one is no entry."""
LONGEST_RECORD: Final = 50
"""Lines that one row of a table may have, where a quoted text goes over several."""
LONGEST_DOCUMENT: Final = 64 * LONGEST_LINE
"""Bytes of a list that is one JSON array, unpacked: 256 MiB, because it is read whole. Not measured."""

Refuse = Callable[[UnreadableEntry], object]
"""Told of each line that cannot be used."""


def numbered_lines(listing: Path, refuse: Refuse) -> Iterator[tuple[int, bytes]]:
    """Give the lines of a list with their numbers, unpacked where it ends in `.gz`; too long ones are refused.

    Raises:
        ListBreaksOff: it cannot be read to its end; the lines before were given.
    """
    try:
        with listing.open("rb") as opened:
            lines = cast("io.BufferedIOBase", gzip.GzipFile(fileobj=opened) if listing.suffix == ".gz" else opened)
            number = 0
            while line := lines.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                    while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                        pass
                    _ = refuse(EntryTooLong(number))
                elif line.strip():
                    yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
    except (OSError, EOFError) as error:
        raise ListBreaksOff from error


def json_entries(listing: Path, refuse: Refuse) -> Iterator[Entry]:
    """Give the JSON objects of a list: one per line, or one array of all."""
    lines = numbered_lines(listing, refuse)
    for number, line in lines:
        if number == 1 and line.lstrip().startswith(b"["):
            yield from _array(line, lines, refuse)
            return
        try:
            yield Entry.parse(line, number)
        except UnreadableEntry as error:
            _ = refuse(error)


def _array(first: bytes, lines: Iterator[tuple[int, bytes]], refuse: Refuse) -> Iterator[Entry]:
    """Give the objects of an array; their places in it, from 1, stand for line numbers."""
    document = bytearray(first)
    for _, line in lines:
        document += line
        if len(document) > LONGEST_DOCUMENT:
            raise ListBreaksOff
    try:
        parsed: object = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise ListBreaksOff from error
    for place, value in enumerate(cast("list[object]", parsed) if isinstance(parsed, list) else [], start=1):
        try:
            yield Entry.of(value, place)
        except UnreadableEntry as error:
            _ = refuse(error)


def table_entries(listing: Path, refuse: Refuse) -> Iterator[Entry]:
    """Give the rows of a table by the names in its first row; a row with more or fewer fields is refused."""
    quoted = not listing.name.removesuffix(".gz").endswith(".tsv")
    names: list[str] | None = None
    separator = "\t"
    for number, text in _records(listing, refuse, quoted=quoted):
        if names is None:
            separator = _separator(text) if quoted else "\t"
            names = _fields(text, separator, quoted=quoted)
            continue
        fields = _fields(text, separator, quoted=quoted)
        if len(fields) != len(names):
            _ = refuse(EntryFieldCount(number))
            continue
        yield Entry.of({name: field for name, field in zip(names, fields, strict=True) if name}, number)


def table_names(listing: Path) -> list[str]:
    """Return the names in the first row of a table; empty where it cannot be read."""
    quoted = not listing.name.removesuffix(".gz").endswith(".tsv")
    try:
        for _, text in _records(listing, lambda _: None, quoted=quoted):
            return _fields(text, _separator(text) if quoted else "\t", quoted=quoted)
    except ListBreaksOff:
        return []
    return []


def _records(listing: Path, refuse: Refuse, *, quoted: bool) -> Iterator[tuple[int, str]]:
    """Give the rows of a table as text, also those whose quoted text goes over several lines."""
    waiting: list[tuple[int, str]] = []
    for number, line in numbered_lines(listing, refuse):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            _ = refuse(EntryNotText(number))
            continue
        waiting.append((number, text))
        whole = "".join(each for _, each in waiting)
        if not quoted or whole.count('"') % 2 == 0:
            yield waiting[0][0], whole
            waiting = []
        elif len(waiting) >= LONGEST_RECORD:
            yield from _without_first(waiting, refuse)
            waiting = []
    if waiting:
        yield from _without_first(waiting, refuse)


def _without_first(waiting: list[tuple[int, str]], refuse: Refuse) -> Iterator[tuple[int, str]]:
    """Refuse a row whose quote is never closed, and give those behind it."""
    _ = refuse(EntryNotUnderstood(waiting[0][0]))
    for number, text in waiting[1:]:
        if text.count('"') % 2 == 0:
            yield number, text
        else:
            _ = refuse(EntryNotUnderstood(number))


def _separator(first: str) -> str:
    return max(",;\t|", key=first.count)


def _fields(text: str, separator: str, *, quoted: bool) -> list[str]:
    text = text.removesuffix("\n").removesuffix("\r")
    if not quoted:
        return text.split(separator)
    lines = text.splitlines(keepends=True) if "\n" in text else [text]
    empty: list[str] = []
    try:
        return next(csv.reader(lines, delimiter=separator), empty)
    except csv.Error:
        return empty
