"""Tiles: the log as files that any web server serves (C2SP tlog-tiles), written as it grows and verified without it.

    checkpoint                  the signed head, with the cosignatures of witnesses
    tile/LEVEL/INDEX[.p/WIDTH]  256 hashes of 32 bytes; each is the root over a full tile of the level below
    tile/entries/INDEX[.p/W]    256 entries, each after its length as 16 bits

Full tiles never change. Bundles of old entries may be removed: the hashes stay, so every other proof stays as it was.
"""

import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from earnest.services.audit.checkpoints import Checkpoint
from earnest.services.audit.errors import ExportInvalid, LogDamaged, NoteInvalid
from earnest.services.audit.export import tile_path
from earnest.services.audit.merkle import EMPTY_ROOT, leaf_hash, node_hash, root_of
from earnest.services.audit.notes import VerifierKey
from earnest.services.audit.verification import Leaf, LogFinding, LogFindingKind, VerificationReport

WIDTH: Final = 256
_HASH_BYTES: Final = 32
_LONGEST_ENTRY: Final = 65_535
"""Bytes: the length of an entry has 16 bits."""
_MOST_FINDINGS: Final = 1000
CHECKPOINT: Final = "checkpoint"
_ENTRIES: Final = "entries"


class TileWriter:
    """Goes on writing a folder of tiles where it ended; only the right edge is ever read or written again."""

    def __init__(self, folder: Path, size: int) -> None:
        """Take up a folder.

        Args:
            folder: made where it is missing.
            size: leaves that are in it already, as its checkpoint says.

        Raises:
            ExportInvalid: the folder does not hold the edge of a tree of this size.
        """
        self._folder = folder
        self.size = size
        """Leaves in the folder, ≥ 0."""
        self._edge: list[list[bytes]] = []
        rest, level = size, 0
        while rest:
            held = _read_tile(folder, level, rest // WIDTH, rest % WIDTH)
            if held is None:
                raise ExportInvalid
            self._edge.append(held)
            rest, level = rest // WIDTH, level + 1
        bundle = _read_bundle(folder, size // WIDTH, size % WIDTH)
        self._bundle = _split(bundle) if bundle is not None else []
        if len(self._bundle) != size % WIDTH:
            raise ExportInvalid

    def append(self, entries: Iterable[bytes]) -> None:
        """Write entries behind the last one, full tiles at once; `finish` writes what is left."""
        for entry in entries:
            self._bundle.append(entry)
            if len(self._bundle) == WIDTH:
                self._write_bundle(self.size // WIDTH)
                self._bundle = []
            self._add(0, leaf_hash(entry))
            self.size += 1

    def root(self) -> bytes:
        """Return the root over all leaves, from the edge alone."""
        parts = [node for held in reversed(self._edge) for node in _subtrees(held)]
        if not parts:
            return EMPTY_ROOT
        root = parts[-1]
        for left in reversed(parts[:-1]):
            root = node_hash(left, root)
        return root

    def finish(self) -> None:
        """Write the partial tiles of the edge."""
        rest = self.size
        for level, held in enumerate(self._edge):
            if held:
                _write(self._folder / "tile" / str(level) / tile_path(rest // WIDTH, len(held)), b"".join(held))
            rest //= WIDTH
        if self._bundle:
            self._write_bundle(self.size // WIDTH)

    def _add(self, level: int, hashed: bytes) -> None:
        if level == len(self._edge):
            self._edge.append([])
        held = self._edge[level]
        held.append(hashed)
        if len(held) == WIDTH:
            number = self.size // WIDTH ** (level + 1)
            _write(self._folder / "tile" / str(level) / tile_path(number, WIDTH), b"".join(held))
            self._edge[level] = []
            self._add(level + 1, root_of(held))

    def _write_bundle(self, number: int) -> None:
        if any(len(entry) > _LONGEST_ENTRY for entry in self._bundle):
            raise LogDamaged
        packed = b"".join(struct.pack(">H", len(entry)) + entry for entry in self._bundle)
        _write(self._folder / "tile" / _ENTRIES / tile_path(number, len(self._bundle)), packed)


@dataclass(frozen=True, slots=True, kw_only=True)
class TileReport:
    """What a folder of tiles showed."""

    report: VerificationReport
    pruned: int
    """Entries whose bundle was removed; their hashes are there and were verified."""


def read_checkpoint(folder: Path) -> str | None:
    """Return the signed head of a folder of tiles; None where there is none."""
    try:
        return (folder / CHECKPOINT).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise ExportInvalid from None


def write_checkpoint(folder: Path, note: str) -> None:
    """Put a signed head in the place of the old one, whole or not at all."""
    _write(folder / CHECKPOINT, note.encode("utf-8"))


def read_hashes(folder: Path, size: int) -> Iterator[bytes]:
    """Yield the hashes of the leaves of a tree.

    Raises:
        ExportInvalid: a tile is missing or cut.
    """
    for number in range(size // WIDTH + 1):
        width = min(WIDTH, size - number * WIDTH)
        held = _read_tile(folder, 0, number, width)
        if held is None:
            raise ExportInvalid
        yield from held


def verify_tiles(folder: Path, key: VerifierKey, kept_notes: Sequence[str] = ()) -> TileReport:
    """Verify a folder of tiles without any database: every hash, every entry that is there, and kept checkpoints.

    A kept checkpoint is compared with the tree as it was at its size, so an old head shows that the log only grew.

    Args:
        folder: what `earnest audit publish` wrote, or a copy of what a web server served.
        key: the log's public key, kept apart from the folder.
        kept_notes: checkpoints that were kept elsewhere, of any age.

    Raises:
        ExportInvalid: there is no such folder.
    """
    note = read_checkpoint(folder)
    if note is None:
        raise ExportInvalid
    findings: list[LogFinding] = []
    expected: dict[int, set[bytes]] = {}
    size = 0
    for place, one in enumerate((note, *kept_notes)):
        try:
            head = Checkpoint.open(one, key)
        except NoteInvalid:
            findings.append(LogFinding(kind=LogFindingKind.CHECKPOINT_INVALID, place=place))
            continue
        expected.setdefault(head.tree_size, set()).add(head.root_hash)
        size = head.tree_size if place == 0 else size
    findings += [LogFinding(kind=LogFindingKind.LOG_TRUNCATED, place=kept) for kept in sorted(expected) if kept > size]
    tree, right = _Tree(), [0] if expected.get(0, {b""}) == {EMPTY_ROOT} else []
    pruned = 0
    for leaf in _leaves(folder, size, findings):
        pruned += leaf.entry == b""
        if leaf.entry and leaf_hash(leaf.entry) != leaf.leaf_hash:
            findings.append(LogFinding(kind=LogFindingKind.LEAF_HASH_WRONG, place=leaf.index))
        tree.append(leaf.leaf_hash)
        roots = expected.get(tree.size)
        if roots is not None:
            if roots == {tree.root()}:
                right.append(tree.size)
            else:
                findings.append(LogFinding(kind=LogFindingKind.ROOT_DIFFERS, place=tree.size))
    findings += _check_levels(folder, tree, size)
    report = VerificationReport(
        tree_size=tree.size,
        root_hash=tree.root(),
        checkpoints=len(right),
        signed_size=max(right, default=0),
        findings=tuple(findings[:_MOST_FINDINGS]),
    )
    return TileReport(report=report, pruned=pruned)


class _Tree:
    """The levels of a tree as they grow, for comparing with the tiles."""

    def __init__(self) -> None:
        self.size = 0
        self.levels: list[list[bytes]] = [[]]
        """Hashes of each level; of level 0 only the last tile, of others all."""

    def append(self, hashed: bytes) -> None:
        self.size += 1
        self.levels[0].append(hashed)
        if len(self.levels[0]) == WIDTH:
            self._lift(1, root_of(self.levels[0]))
            self.levels[0] = []

    def _lift(self, level: int, hashed: bytes) -> None:
        if level == len(self.levels):
            self.levels.append([])
        self.levels[level].append(hashed)
        if len(self.levels[level]) % WIDTH == 0:
            self._lift(level + 1, root_of(self.levels[level][-WIDTH:]))

    def root(self) -> bytes:
        edges = [held[len(held) // WIDTH * WIDTH :] for held in reversed(self.levels)]
        parts = [node for held in edges for node in _subtrees(held)]
        if not parts:
            return EMPTY_ROOT
        root = parts[-1]
        for left in reversed(parts[:-1]):
            root = node_hash(left, root)
        return root


def _leaves(folder: Path, size: int, findings: list[LogFinding]) -> Iterator[Leaf]:
    """Yield leaves as the tiles have them, with an empty entry where its bundle was removed."""
    for number in range((size + WIDTH - 1) // WIDTH):
        width = min(WIDTH, size - number * WIDTH)
        hashes = _read_tile(folder, 0, number, width)
        if hashes is None:
            name = f"tile/0/{tile_path(number, width)}"
            findings.append(LogFinding(kind=LogFindingKind.FILE_MISSING, place=0, name=name))
            return
        bundle = _read_bundle(folder, number, width)
        try:
            entries = [b""] * width if bundle is None else _split(bundle)
            damaged = len(entries) != width
        except ExportInvalid:
            damaged, entries = True, [b""] * width
        if damaged:
            name = f"tile/entries/{tile_path(number, width)}"
            findings.append(LogFinding(kind=LogFindingKind.FILE_ALTERED, place=0, name=name))
            entries = [b""] * width
        for place, (hashed, entry) in enumerate(zip(hashes, entries, strict=True)):
            yield Leaf(index=number * WIDTH + place, entry=entry, leaf_hash=hashed)


def _check_levels(folder: Path, tree: _Tree, size: int) -> Iterator[LogFinding]:
    """Compare the upper levels with what the leaves give; proofs that others compute begin there."""
    if tree.size != size:
        return
    for level in range(1, len(tree.levels)):
        hashes = tree.levels[level]
        for number in range((len(hashes) + WIDTH - 1) // WIDTH):
            width = min(WIDTH, len(hashes) - number * WIDTH)
            if _read_tile(folder, level, number, width) != hashes[number * WIDTH : number * WIDTH + width]:
                name = f"tile/{level}/{tile_path(number, width)}"
                yield LogFinding(kind=LogFindingKind.FILE_ALTERED, place=0, name=name)


def _subtrees(hashes: Sequence[bytes]) -> list[bytes]:
    """Return the roots of the complete subtrees that a row of fewer than 256 equal parts falls into, largest first."""
    found: list[bytes] = []
    start = 0
    while start < len(hashes):
        width = 1 << ((len(hashes) - start).bit_length() - 1)
        found.append(root_of(hashes[start : start + width]))
        start += width
    return found


def _read_tile(folder: Path, level: int, number: int, width: int) -> list[bytes] | None:
    """Return the first hashes of a tile, from the full one where it is there; None where there are not so many."""
    if width == 0:
        return []
    for wide in (WIDTH, *range(width, WIDTH)):
        content = _read(folder / "tile" / str(level) / tile_path(number, wide))
        if content is not None:
            if len(content) != wide * _HASH_BYTES:
                return None
            return [content[_HASH_BYTES * place : _HASH_BYTES * (place + 1)] for place in range(width)]
    return None


def _read_bundle(folder: Path, number: int, width: int) -> bytes | None:
    if width == 0:
        return b""
    return _read(folder / "tile" / _ENTRIES / tile_path(number, width))


def _split(bundle: bytes) -> list[bytes]:
    entries: list[bytes] = []
    offset = 0
    while offset < len(bundle):
        end = offset + 2 + int.from_bytes(bundle[offset : offset + 2], "big")
        if end > len(bundle):
            raise ExportInvalid
        entries.append(bundle[offset + 2 : end])
        offset = end
    return entries


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        raise ExportInvalid from None


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; the same content again changes nothing for who reads meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}")
    with partial.open("wb") as file:
        _ = file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _ = partial.replace(path)
