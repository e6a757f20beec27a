"""Receipts: who heard a clip, by role, and when; shown to the person who spoke."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import ClipId, ReceiptId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


class ReceiptKind(StrEnum):
    """What happened to a clip on the other side."""

    LEASED = "leased"
    PLAYED = "played"
    LABELLED = "labelled"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One event of a clip in the hands of a reviewer."""

    receipt_id: ReceiptId
    clip_id: ClipId
    kind: ReceiptKind
    role: str
    """Role of who listened (`reviewer`, `simulated reviewer`), never a name."""
    played_milliseconds: int | None
    """How much was played; milliseconds, ≥ 0; None where nothing was played."""
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReceiptRow:
    receipt_id: UUID
    clip_id: UUID
    kind: str
    role: str
    played_milliseconds: int | None
    recorded_at: datetime


def add_receipt(connection: Connection[TupleRow], receipt: Receipt) -> None:
    """Write a receipt; the caller's transaction also does what it tells of."""
    _ = connection.execute(
        QUERIES["insert_receipt"],
        {
            "receipt_id": receipt.receipt_id,
            "clip_id": receipt.clip_id,
            "kind": receipt.kind.value,
            "role": receipt.role,
            "played_milliseconds": receipt.played_milliseconds,
            "recorded_at": receipt.recorded_at,
        },
    )


def list_receipts(connection: Connection[TupleRow], clip_id: ClipId) -> tuple[Receipt, ...]:
    """Return the receipts of a clip, oldest first."""
    with connection.cursor(row_factory=class_row(_ReceiptRow)) as cursor:
        rows = cursor.execute(QUERIES["list_receipts"], {"clip_id": clip_id}).fetchall()
    return tuple(
        Receipt(
            receipt_id=ReceiptId(row.receipt_id),
            clip_id=ClipId(row.clip_id),
            kind=ReceiptKind(row.kind),
            role=row.role,
            played_milliseconds=row.played_milliseconds,
            recorded_at=row.recorded_at,
        )
        for row in rows
    )


def find_played(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> frozenset[ClipId]:
    """Return those of some clips that a person listened to; a program that stands in for a reviewer is none."""
    if not clip_ids:
        return frozenset()
    rows = connection.execute(QUERIES["find_played"], {"clip_ids": list(clip_ids)}).fetchall()
    return frozenset(ClipId(row[0]) for row in rows)
