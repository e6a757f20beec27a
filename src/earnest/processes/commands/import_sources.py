"""Sources of an import: which sound files a folder or a manifest names; nothing that a manifest says is ever run."""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from earnest.processes.commands.errors import NothingToImport

_LHOTSE_ENDINGS: Final = (".jsonl", ".jsonl.gz")
_HIDDEN: Final = "."
_NOT_SOUND: Final = frozenset({".jsonl", ".json", ".gz", ".tsv", ".csv", ".txt", ".md", ".yaml", ".yml", ".toml"})
"""Endings of files that stand beside recordings and are passed over in silence; anything else is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to import, or a line that names none."""

    name: str
    """How it is called in messages: the path as the manifest has it."""
    path: Path | None
    """None where the manifest's entry does not name a local file."""
    wake_word: str | None
    """Wake word that the manifest says was said to the device."""


def find_sources(path: Path) -> list[Source]:
    """Find what to import.

    Args:
        path: a sound file; a folder (its manifest.jsonl where it has one, else all files below it); a manifest.jsonl of
            ours; a Lhotse manifest of recordings or cuts (.jsonl, .jsonl.gz); or a Common Voice .tsv beside `clips/`.

    Raises:
        NothingToImport: there is nothing of that kind.
    """
    found: list[Source] = []
    try:
        if path.is_dir():
            manifest = path / "manifest.jsonl"
            found = list(_manifest(manifest) if manifest.is_file() else _folder(path))
        elif path.name.endswith(_LHOTSE_ENDINGS):
            found = list(_manifest(path))
        elif path.suffix == ".tsv":
            found = list(_common_voice(path))
        elif path.is_file():
            found = [Source(name=path.name, path=path, wake_word=None)]
    except (OSError, UnicodeDecodeError, csv.Error, EOFError):
        raise NothingToImport from None
    if not found:
        raise NothingToImport
    return found


def _folder(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(_HIDDEN) for part in relative.parts)
        if path.is_file() and not hidden and path.suffix.lower() not in _NOT_SOUND:
            yield Source(name=str(relative), path=path, wake_word=None)


def _manifest(manifest: Path) -> Iterator[Source]:
    """Yield the entries of a manifest of ours or of Lhotse, told apart by their fields."""
    with manifest.open("rb") as opened:
        raw = gzip.GzipFile(fileobj=opened) if manifest.suffix == ".gz" else opened
        for number, line in enumerate(raw, start=1):
            if line.strip():
                yield _entry(line, number, manifest.parent)


def _entry(line: bytes, number: int, folder: Path) -> Source:
    fields = _object(_parsed(line))
    file = fields.get("file")
    if not isinstance(file, str):
        file = _lhotse_file(fields)
    if file is None:
        return Source(name=f"line {number}", path=None, wake_word=None)
    wake_word = fields.get("wakeword")
    claimed = wake_word if isinstance(wake_word, str) and wake_word != "none" else None
    return Source(name=file, path=folder / file, wake_word=claimed)


def _lhotse_file(fields: dict[str, object]) -> str | None:
    """Return the file of a Lhotse recording or cut; other kinds of source (commands, addresses) are never followed."""
    recording = _object(fields.get("recording")) or fields
    sources = recording.get("sources")
    if not isinstance(sources, list) or len(cast("list[object]", sources)) != 1:
        return None
    source = _object(cast("list[object]", sources)[0])
    path = source.get("source")
    return path if source.get("type") == "file" and isinstance(path, str) else None


def _common_voice(table: Path) -> Iterator[Source]:
    with table.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = row.get("path")
            if name:
                yield Source(name=name, path=table.parent / "clips" / name, wake_word=None)


def _parsed(line: bytes) -> object:
    try:
        parsed: object = json.loads(line)
    except ValueError:
        return None
    return parsed


def _object(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
