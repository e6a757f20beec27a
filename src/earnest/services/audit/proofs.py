"""Proofs: that a leaf is in the log that was signed, and that the log only grew since a head that was kept.

Whoever is shown one needs the public key and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.audit.checkpoints import Checkpoint
from earnest.services.audit.errors import LogDamaged, NoteInvalid
from earnest.services.audit.log import find_last_checkpoint
from earnest.services.audit.merkle import leaf_hash, node_hash, proves_consistency, proves_inclusion, root_of
from earnest.services.audit.notes import VerifierKey
from earnest.services.database import load_queries

_QUERIES = load_queries("earnest.services.audit")
_TILE: Final = 256
"""Leaves of one tile; the root of a full one never changes, so it is kept in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafProof:
    """A leaf with the proof that it is in the signed log."""

    index: int
    entry: str
    """The leaf: canonical JSON."""
    proof: tuple[str, ...]
    """Audit path of RFC 6962, from the leaf upwards; hexadecimal."""
    tree_size: int
    checkpoint: str
    """Signed head (C2SP tlog-checkpoint) over `tree_size` leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthProof:
    """A signed head with the proof that its tree begins with a smaller one."""

    kept_size: int
    """Leaves of the smaller tree."""
    proof: tuple[str, ...]
    """Consistency proof of RFC 6962; hexadecimal. It says nothing without the head that was kept."""
    tree_size: int
    checkpoint: str
    """Signed head (C2SP tlog-checkpoint) over `tree_size` leaves."""


@dataclass(slots=True, kw_only=True)
class ProofMaker:
    """Makes proofs of inclusion and growth out of hashes, of a role that reads no other leaf; safe between threads."""

    _tiles: dict[int, bytes] = field(default_factory=dict)
    """Number of a full tile → its root."""
    _lock: Lock = field(default_factory=Lock)

    def public_key(self, connection: Connection[TupleRow]) -> str | None:
        """Return the newest public key of the log; None where nothing was signed yet."""
        row = connection.execute(_QUERIES["list_verifiers"]).fetchone()
        return None if row is None else cast("str", row[0])

    def prove(self, connection: Connection[TupleRow], index: int, entry: bytes) -> LeafProof | None:
        """Return the proof of a leaf; None where no signed head has it in yet.

        Raises:
            LogDamaged: the log does not hold what was signed.
            NoteInvalid: no head is signed by the log's key.
        """
        head = self._head(connection)
        if head is None or index >= head[1].tree_size:
            return None
        note, checkpoint = head
        path = self._path(connection, index, checkpoint.tree_size)
        if not proves_inclusion(leaf_hash(entry), index, checkpoint.tree_size, path, checkpoint.root_hash):
            raise LogDamaged
        return LeafProof(
            index=index,
            entry=entry.decode("ascii"),
            proof=tuple(step.hex() for step in path),
            tree_size=checkpoint.tree_size,
            checkpoint=note,
        )

    def prove_growth(self, connection: Connection[TupleRow], kept_size: int) -> GrowthProof | None:
        """Return the proof that the signed log begins with its first leaves; None where it has fewer, or none is asked.

        Args:
            connection: of a role that reads hashes of leaves and signed heads.
            kept_size: number of leaves of a head that was kept, ≥ 1.

        Raises:
            LogDamaged: the log does not hold what was signed.
        """
        head = self._head(connection)
        if head is None or not 1 <= kept_size <= head[1].tree_size:
            return None
        note, checkpoint = head
        path: list[bytes] = []
        start, end, known = 0, checkpoint.tree_size, True
        while kept_size != end:
            middle = start + (1 << (end - start - 1).bit_length() - 1)
            if kept_size <= middle:
                path.append(self._root(connection, middle, end))
                end = middle
            else:
                path.append(self._root(connection, start, middle))
                start, known = middle, False
        if not known:
            path.append(self._root(connection, start, end))
        path.reverse()
        kept_root = self._root(connection, 0, kept_size)
        if not proves_consistency(kept_size, kept_root, checkpoint.tree_size, checkpoint.root_hash, path):
            raise LogDamaged
        return GrowthProof(
            kept_size=kept_size,
            proof=tuple(step.hex() for step in path),
            tree_size=checkpoint.tree_size,
            checkpoint=note,
        )

    def plays_of(self, connection: Connection[TupleRow], played: Sequence[UUID]) -> tuple[tuple[int, bytes], ...]:
        """Return place and entry of every leaf that tells that one of these clips was played."""
        rows = connection.execute(_QUERIES["plays_of"], {"clip_ids": list(played)}).fetchall()
        return tuple((cast("int", index), bytes(entry)) for index, entry in rows)

    def _head(self, connection: Connection[TupleRow]) -> tuple[str, Checkpoint] | None:
        line = self.public_key(connection)
        if line is None:
            return None
        try:
            last = find_last_checkpoint(connection, VerifierKey.parse(line))
        except NoteInvalid:
            return None
        return None if last is None else (last.note, last.checkpoint)

    def _path(self, connection: Connection[TupleRow], index: int, size: int) -> tuple[bytes, ...]:
        """Return PATH of RFC 6962 section 2.1.1, from the leaf upwards."""
        path: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + (1 << (end - start - 1).bit_length() - 1)
            if index < middle:
                path.append(self._root(connection, middle, end))
                end = middle
            else:
                path.append(self._root(connection, start, middle))
                start = middle
        return tuple(reversed(path))

    def _root(self, connection: Connection[TupleRow], start: int, end: int) -> bytes:
        """Return the root over leaves; `start` is a multiple of the largest power of two below the length."""
        if end - start < _TILE or start % _TILE:
            return root_of(self._hashes(connection, start, end))
        if end - start == _TILE:
            return self._tile(connection, start // _TILE)
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        return node_hash(self._root(connection, start, middle), self._root(connection, middle, end))

    def _tile(self, connection: Connection[TupleRow], number: int) -> bytes:
        with self._lock:
            found = self._tiles.get(number)
        if found is None:
            found = root_of(self._hashes(connection, number * _TILE, (number + 1) * _TILE))
            with self._lock:
                self._tiles[number] = found
        return found

    def _hashes(self, connection: Connection[TupleRow], first: int, last: int) -> list[bytes]:
        rows = connection.execute(_QUERIES["hashes"], {"first": first, "last": last}).fetchall()
        if [row[0] for row in rows] != list(range(first, last)):
            raise LogDamaged
        return [bytes(row[1]) for row in rows]
