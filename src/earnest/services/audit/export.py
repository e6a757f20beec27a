"""Export: the log as a folder of files in the C2SP tlog-tiles layout, to be verified elsewhere and with other tools."""

import json
import struct
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice, zip_longest
from pathlib import Path
from typing import cast

from earnest.services.audit.errors import ExportExists, ExportInvalid, LogDamaged
from earnest.services.audit.manifest import sign_files
from earnest.services.audit.merkle import leaf_hash, root_of
from earnest.services.audit.notes import SignerKey
from earnest.services.audit.verification import Leaf

_WIDTH = 256
"""Hashes or entries in a full tile."""
_LONGEST_ENTRY = 65_535
"""Bytes: C2SP tlog-tiles writes the length of an entry as 16 bits."""
_HASH_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedLog:
    """What an exported folder says of itself; nothing of it is verified yet."""

    key: str
    """Public key, for reading; verify with the one that you kept."""
    notes: tuple[str, ...]
    """Every checkpoint, the newest last."""
    folder: Path

    def lines(self) -> Iterator[bytes]:
        """Yield the entries as `entries.jsonl` has them, in order; nothing where there is no such file."""
        path = self.folder / "entries.jsonl"
        with _invalid_where_unreadable():
            if not path.is_file():
                return
            with path.open("rb") as lines:
                yield from lines

    def leaves(self) -> Iterator[Leaf]:
        """Yield the leaves in order, with hashes from the hash tiles.

        Raises:
            ExportInvalid: a file is missing, cut or has another form.
        """
        entry_tiles, hash_tiles = _tiles(self.folder / "tile" / "entries"), _tiles(self.folder / "tile" / "0")
        for number, (entries, hashes) in enumerate(zip_longest(entry_tiles, hash_tiles, fillvalue=b"")):
            contents = _split_entries(entries)
            if len(hashes) != _HASH_BYTES * len(contents):
                raise ExportInvalid
            for place, entry in enumerate(contents):
                stored = hashes[_HASH_BYTES * place : _HASH_BYTES * (place + 1)]
                yield Leaf(index=number * _WIDTH + place, entry=entry, leaf_hash=stored)


def write_export(folder: Path, leaves: Iterable[Leaf], notes: Iterable[str], key: SignerKey) -> None:
    """Write the log into a new folder.

    `checkpoint` and `tile/…` follow https://c2sp.org/tlog-tiles; beside them lie `key` (the public key), `checkpoints`
    (every signed note, as a JSON list), `entries.jsonl` (the entries for reading, one on each line), `files.sha256`
    (the sum of every other file, as `sha256sum` writes it) and `files.note` (that list, signed with the log's key).

    Args:
        folder: where; it must not exist.
        leaves: the leaves under the newest checkpoint, in order and no more.
        notes: every checkpoint, the newest last.
        key: the log's key; its public half goes into the folder.

    Raises:
        ExportExists: there is something already.
        LogDamaged: an entry is longer than the format allows, which none of Earnest's is.
    """
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise ExportExists from None
    kept = list(notes)
    _ = (folder / "key").write_text(key.verifier.line() + "\n", encoding="utf-8")
    _ = (folder / "checkpoints").write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    if kept:
        _ = (folder / "checkpoint").write_text(kept[-1], encoding="utf-8")
    hashes: list[bytes] = []
    with (folder / "entries.jsonl").open("wb") as lines:
        for number, bundle in enumerate(batched((leaf.entry for leaf in leaves), _WIDTH)):
            _write(folder / "tile" / "entries" / tile_path(number, len(bundle)), _join_entries(bundle))
            lines.writelines(entry + b"\n" for entry in bundle)
            hashes.extend(leaf_hash(entry) for entry in bundle)
    _write_hash_tiles(folder / "tile", hashes)
    _ = sign_files(folder, key)


def read_export(folder: Path) -> ExportedLog:
    """Open an exported folder.

    Raises:
        ExportInvalid: it has another form.
    """
    with _invalid_where_unreadable():
        notes: object = json.loads((folder / "checkpoints").read_text(encoding="utf-8"))
        key = (folder / "key").read_text(encoding="utf-8").strip()
    return ExportedLog(key=key, notes=_parse_notes(notes), folder=folder)


def tile_path(number: int, width: int) -> str:
    """Return the path of a tile below its level: groups of three digits, all but the last with x; partial ones with .p.

    Args:
        number: which tile, ≥ 0.
        width: hashes or entries in it, 1 to 256.
    """
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    return "/".join(groups) + ("" if width == _WIDTH else f".p/{width}")


def batched(entries: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    """Yield entries in groups of a size; the last may be smaller."""
    iterator = iter(entries)
    while group := list(islice(iterator, size)):
        yield group


def _parse_notes(notes: object) -> tuple[str, ...]:
    if not isinstance(notes, list):
        raise ExportInvalid
    held = cast("list[object]", notes)
    texts = tuple(note for note in held if isinstance(note, str))
    if len(texts) != len(held):
        raise ExportInvalid
    return texts


def _write_hash_tiles(folder: Path, leaves: list[bytes]) -> None:
    """Write the tiles of every level: each hash of a level is the root over a full tile of the level below."""
    hashes, level = leaves, 0
    while hashes:
        tiles = list(batched(hashes, _WIDTH))
        for number, tile in enumerate(tiles):
            _write(folder / str(level) / tile_path(number, len(tile)), b"".join(tile))
        hashes, level = [root_of(tile) for tile in tiles if len(tile) == _WIDTH], level + 1


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _ = path.write_bytes(content)


def _tiles(folder: Path) -> Iterator[bytes]:
    """Yield the tiles of a level, of which only the last may be partial."""
    for number in count():
        full = folder / tile_path(number, _WIDTH)
        with _invalid_where_unreadable():
            if full.is_file():
                tile = full.read_bytes()
            else:
                partial = _find_partial(full)
                if partial is not None:
                    yield partial
                return
        yield tile


def _find_partial(full: Path) -> bytes | None:
    parts = full.with_name(full.name + ".p")
    if not parts.is_dir():
        return None
    widths = [int(part.name) for part in parts.iterdir()]
    return (parts / str(max(widths))).read_bytes() if widths else None


def _join_entries(entries: list[bytes]) -> bytes:
    if any(len(entry) > _LONGEST_ENTRY for entry in entries):
        raise LogDamaged
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def _split_entries(bundle: bytes) -> list[bytes]:
    entries: list[bytes] = []
    offset = 0
    while offset < len(bundle):
        start = offset + 2
        end = start + int.from_bytes(bundle[offset:start], "big")
        if end > len(bundle) or start > len(bundle):
            raise ExportInvalid
        entries.append(bundle[start:end])
        offset = end
    return entries


@contextmanager
def _invalid_where_unreadable() -> Generator[None]:
    """Turn a missing or cut file into our error.

    Raises:
        ExportInvalid: a file could not be read or parsed.
    """
    try:
        yield
    except (OSError, ValueError, RecursionError):
        raise ExportInvalid from None
