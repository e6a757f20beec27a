"""The audit log in the database: appending, reading and signing. Nothing here can change or remove a leaf."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast
from uuid import uuid4

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.services.audit.checkpoints import Checkpoint
from earnest.services.audit.errors import LogDamaged, LogUnavailable, NoteInvalid
from earnest.services.audit.events import AuditEvent
from earnest.services.audit.merkle import CompactRange, leaf_hash
from earnest.services.audit.notes import SignerKey, VerifierKey
from earnest.services.audit.verification import Leaf, is_entry
from earnest.services.database import load_queries
from earnest.services.database.connection import is_gone

_QUERIES = load_queries("earnest.services.audit")
_PAGE = 2000
"""Leaves fetched at a time, so that reading the whole log needs little memory."""


def append(connection: Connection[TupleRow], event: AuditEvent) -> int:
    """Add an event to the log inside the caller's transaction; it is in the log when that commits, and only then.

    The log's lock is held until the commit, so append last and commit soon: appending is one at a time.

    Args:
        connection: of any role that may append.
        event: what happened.

    Returns:
        The place of the leaf, ≥ 0.

    Raises:
        EventUnfit: the event holds what the log must not.
    """
    row = connection.execute(_QUERIES["append"], {"entry": event.entry()}).fetchone()
    return cast("int", row[0]) if row is not None else -1


def append_before(connection: Connection[TupleRow], event: AuditEvent) -> int:
    """Add an event without which something must not happen, such as a sound that leaves; otherwise as `append`.

    Raises:
        LogUnavailable: the database is there and the log takes no line: its table, its rights or the disk are not in
            order. The transaction cannot go on.
    """
    try:
        return append(connection, event)
    except psycopg.Error as error:
        if is_gone(error) or isinstance(error, psycopg.errors.LockNotAvailable | psycopg.errors.QueryCanceled):
            raise
        raise LogUnavailable from error


def swap_settings(connection: Connection[TupleRow], entry: str) -> str | None:
    """Keep the settings of this start and return those of the last; None at the first start.

    Args:
        connection: of the owner; no role may change them.
        entry: JSON of the settings that the log names.
    """
    row = connection.execute(_QUERIES["find_settings"]).fetchone()
    _ = connection.execute(_QUERIES["put_settings"], {"entry": entry})
    return None if row is None else cast("str", row[0])


@contextmanager
def reading(connection: Connection[TupleRow], first: int = 0) -> Generator[Generator[Leaf]]:
    """Give the leaves from one on, in order, without holding all of them in memory.

    Args:
        connection: of the administration role.
        first: place of the first leaf.
    """
    with connection.cursor(name=f"audit_{uuid4().hex}") as cursor:
        cursor.itersize = _PAGE
        _ = cursor.execute(_QUERIES["leaves_from"], {"first": first})
        yield (_leaf(row) for row in cursor)


def list_checkpoints(connection: Connection[TupleRow]) -> list[str]:
    """Return every signed checkpoint, oldest first."""
    return [cast("str", row[0]) for row in connection.execute(_QUERIES["checkpoint_notes"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCheckpoint:
    """The newest checkpoint in the database that the log's key signed."""

    note: str
    checkpoint: Checkpoint
    skipped: int
    """Newer rows that no such checkpoint is in, ≥ 0; they were not written by Earnest."""


def find_last_checkpoint(connection: Connection[TupleRow], key: VerifierKey) -> LastCheckpoint | None:
    """Return the newest checkpoint that a key signed, or None where there is no checkpoint at all.

    Raises:
        NoteInvalid: there are checkpoints, and not one is by this key: it is another log's.
    """
    skipped = 0
    for row in connection.execute(_QUERIES["newest_checkpoints"]):
        note = cast("str", row[0])
        try:
            return LastCheckpoint(note=note, checkpoint=Checkpoint.open(note, key), skipped=skipped)
        except NoteInvalid:
            skipped += 1
    if skipped:
        raise NoteInvalid
    return None


class Signer:
    """Signs the head of the log as it grows, and refuses to sign what contradicts what was signed before.

    It keeps the tree's compact form between two signatures, so that a signature reads only what is new. It then notices
    a log that was cut, and not every change of what it has read already; `read_again` notices those.
    """

    def __init__(self, key: SignerKey, clock: Clock) -> None:
        """Take the log's key."""
        self._key = key
        self._clock = clock
        self._tree = CompactRange()
        self._last_leaf = b""
        """Hash of the last leaf that was read."""
        self.entries_skipped = 0
        """Leaves that Earnest did not write, among those that were read."""
        self.checkpoints_skipped = 0
        """Rows above the newest checkpoint that hold none of ours."""
        self._seen: Checkpoint | None = None
        """The largest head that this signer read; a log that does not hold it any more was rewritten."""

    def sign(self, connection: Connection[TupleRow]) -> tuple[str, bool]:
        """Sign the log as it is now and keep the checkpoint, unless the newest one says so already.

        Args:
            connection: of the administration role.

        Returns:
            The newest checkpoint as a signed note, and whether it is new.

        Raises:
            LogDamaged: leaves are missing, out of order or changed, or contradict the newest checkpoint or what this
                signer has read before.
            NoteInvalid: there are checkpoints in the database, and none is signed by this key.
        """
        kept, last = self._last(connection)
        if last is not None and last.tree_size < self._tree.size:
            # Another process signed, or the last signature was rolled back or removed.
            self._tree = CompactRange()
        self._read(connection, [head for head in (last, self._seen) if head is not None])
        if kept is not None and last is not None and last.tree_size == self._tree.size:
            return kept.note, False
        checkpoint = self._seen = self._head()
        note = checkpoint.sign(self._key)
        _ = connection.execute(
            _QUERIES["add_checkpoint"],
            {
                "tree_size": checkpoint.tree_size,
                "root_hash": checkpoint.root_hash,
                "note": note,
                "signed_at": self._clock.now(),
            },
        )
        _ = connection.execute(_QUERIES["note_verifier"], {"line": self._key.verifier.line(), "now": self._clock.now()})
        return note, True

    def read_again(self, connection: Connection[TupleRow]) -> None:
        """Read every leaf again and compare with the newest checkpoint and with what was read before.

        Raises:
            LogDamaged, NoteInvalid: as `sign`.
        """
        _, last = self._last(connection)
        self._tree = CompactRange()
        self._read(connection, [head for head in (last, self._seen) if head is not None])

    def _last(self, connection: Connection[TupleRow]) -> tuple[LastCheckpoint | None, Checkpoint | None]:
        """Return the newest checkpoint of ours, and note how many rows above it hold none."""
        kept = find_last_checkpoint(connection, self._key.verifier)
        self.checkpoints_skipped = 0 if kept is None else kept.skipped
        return kept, None if kept is None else kept.checkpoint

    def _head(self) -> Checkpoint:
        return Checkpoint(origin=self._key.verifier.name, tree_size=self._tree.size, root_hash=self._tree.root())

    def _read(self, connection: Connection[TupleRow], heads: Sequence[Checkpoint]) -> None:
        """Take in the leaves that are new, and compare with the heads that are known on the way."""
        try:
            if self._tree.size == 0:
                self.entries_skipped = 0
            _compare(self._tree, heads)
            with reading(connection, max(0, self._tree.size - 1)) as leaves:
                if self._tree.size:
                    self._check_last(next(leaves, None))
                for leaf in leaves:
                    _take(self._tree, leaf)
                    self._last_leaf = leaf.leaf_hash
                    self.entries_skipped += not is_entry(leaf.entry)
                    _compare(self._tree, heads)
            _check_length(self._tree, heads)
        except BaseException:
            self._tree = CompactRange()
            raise

    def _check_last(self, leaf: Leaf | None) -> None:
        """Make sure that the last leaf that was read is still there: one that was cut off may have grown again."""
        if leaf is None or leaf.index != self._tree.size - 1 or leaf.leaf_hash != self._last_leaf:
            raise LogDamaged


def _take(tree: CompactRange, leaf: Leaf) -> None:
    if leaf.index != tree.size or leaf_hash(leaf.entry) != leaf.leaf_hash:
        raise LogDamaged
    tree.append(leaf.leaf_hash)


def _compare(tree: CompactRange, heads: Sequence[Checkpoint]) -> None:
    if any(head.tree_size == tree.size and head.root_hash != tree.root() for head in heads):
        raise LogDamaged


def _check_length(tree: CompactRange, heads: Sequence[Checkpoint]) -> None:
    if any(head.tree_size > tree.size for head in heads):
        raise LogDamaged


def _leaf(row: TupleRow) -> Leaf:
    index, entry, hashed = cast("tuple[int, bytes, bytes]", row)
    return Leaf(index=index, entry=bytes(entry), leaf_hash=bytes(hashed))
