"""Deletion receipts: what was deleted, which store said when that nothing is left, provable by the log (RT3).

The receipt is a text; its SHA-256 is a leaf of the audit log, and the log's head is signed. So no other key signs
receipts, and what was handed out can be checked offline with the log's public key. A receipt names neither the person
nor recordings or clips: the log, and the table of deletions, must not join them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ClipId
from earnest.handover.erasures import list_erased
from earnest.handover.withdrawals import StoreName
from earnest.personal.retention.erasure import QUERIES, DeletionScope
from earnest.services.audit import DeletionReceipted, LeafProof, ProofMaker, append
from earnest.services.database import Database

FORMAT: Final = "earnest/deletion-receipt/1"
PERSONAL_STORES: Final = ("recording_key", "recording_object", "recording_row", "corrections_and_lessons")
"""Where traces lie on this side. The first goes with the deletion, the others with the row, which goes last."""
KEPT_FOR: Final = timedelta(days=365)
BATCH: Final = 50
_WHOLE: Final = frozenset({DeletionScope.ALL.value, DeletionScope.ACCOUNT.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionRow:
    """A deletion, and its receipt once every store has said that nothing is left."""

    deletion_id: UUID
    scope: str
    asked_at: datetime
    recordings: int
    clips: int
    completed_at: datetime | None
    document: str | None
    leaf_index: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReceipt:
    """A receipt as the page shows it and as the file holds it."""

    deletion_id: UUID
    scope: str
    asked_at: datetime
    recordings: int
    clips: int
    completed_at: datetime | None
    """None: a store has not said yet that nothing is left."""
    document: str | None
    """The exact text whose hash is in the log."""
    proof: LeafProof | None
    """None: no signed head has it in yet."""
    public_key: str | None
    """The log's, as the server says; compare it with one that was kept elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OpenRow:
    deletion_id: UUID
    scope: str
    asked_at: datetime
    recordings: int
    clips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptWriter:
    """Writes receipts when every store has said that nothing is left."""

    database: Database
    """Connections of the personal worker's role."""
    clock: Clock

    def write(self) -> None:
        """Write the receipts that can be written now, and forget old ones; can be repeated."""
        with self.database.transaction() as connection:
            with connection.cursor(row_factory=class_row(_OpenRow)) as cursor:
                waiting = cursor.execute(QUERIES["list_open_deletions"], {"limit": BATCH}).fetchall()
            _ = connection.execute(QUERIES["forget_deletions"], {"before": self.clock.now() - KEPT_FOR})
        for row in waiting:
            with self.database.transaction() as connection:
                self._complete(connection, row)

    def _complete(self, connection: Connection[TupleRow], row: _OpenRow) -> None:
        scope = {"deletion_id": row.deletion_id}
        clips = [ClipId(found[0]) for found in connection.execute(QUERIES["list_pending_clips"], scope).fetchall()]
        nothing: Mapping[StoreName, datetime] = {}
        erased = list_erased(connection, clips) if clips else nothing
        if erased is None:
            return
        now = self.clock.now()
        # The key of the person went at once; keys of recordings under it, with their erasure keys, batch by batch.
        whole = row.scope in _WHOLE
        stores = {"customer_key": row.asked_at} if whole else {}
        stores |= {"recording_key": now if whole else row.asked_at} | dict.fromkeys(PERSONAL_STORES[1:], now)
        stores |= {store.value: at for store, at in sorted(erased.items())}
        document = _document(row, stores, now)
        digest = sha256(document.encode("ascii")).digest()
        _ = connection.execute(QUERIES["delete_pending"], scope)
        index = append(connection, DeletionReceipted(at=now, document_hash=digest))
        done = {**scope, "now": now, "document": document, "leaf_index": index}
        _ = connection.execute(QUERIES["complete_deletion"], done)


def _document(row: _OpenRow, stores: dict[str, datetime], now: datetime) -> str:
    holds = {
        "format": FORMAT,
        "deletion_id": str(row.deletion_id),
        "scope": row.scope,
        "asked_at": _text(row.asked_at),
        "completed_at": _text(now),
        "recordings": row.recordings,
        "clips": row.clips,
        "stores": [{"store": store, "nothing_left_at": _text(at)} for store, at in stores.items()],
        "backups": "Keys of recordings are destroyed; a copy of the objects opens with none, and a restored copy of "
        "the database deletes again before anything is served.",
    }
    return json.dumps(holds, ensure_ascii=True, indent=1)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def find_receipt(connection: Connection[TupleRow], proofs: ProofMaker, deletion_id: UUID) -> ShownReceipt | None:
    """Return a deletion with its receipt and proof, for who knows its identifier; None where there is none.

    Raises:
        LogDamaged: the log does not hold what was signed.
    """
    with connection.cursor(row_factory=class_row(DeletionRow)) as cursor:
        row = cursor.execute(QUERIES["find_deletion"], {"deletion_id": deletion_id}).fetchone()
    if row is None:
        return None
    proof = None
    if row.document is not None and row.leaf_index is not None and row.completed_at is not None:
        digest = sha256(row.document.encode("ascii")).digest()
        entry = DeletionReceipted(at=row.completed_at, document_hash=digest).entry()
        proof = proofs.prove(connection, row.leaf_index, entry)
    return ShownReceipt(
        deletion_id=row.deletion_id,
        scope=row.scope,
        asked_at=row.asked_at,
        recordings=row.recordings,
        clips=row.clips,
        completed_at=row.completed_at,
        document=row.document,
        proof=proof,
        public_key=proofs.public_key(connection),
    )
