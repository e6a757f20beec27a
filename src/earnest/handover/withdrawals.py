"""Withdrawals: clips that may not be heard or learned from any more. They overtake leases, queues and snapshots."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


class WithdrawalReason(StrEnum):
    """Why a clip may not be used any more."""

    CONSENT_WITHDRAWN = "consent_withdrawn"
    DELETED_BY_CUSTOMER = "deleted_by_customer"
    ACCOUNT_DELETED = "account_deleted"
    EXPIRED = "expired"
    NOT_SAID = "not_said"
    """The wake word was not said: an accidental recording (RT5)."""
    STOPPED = "stopped"


class StoreName(StrEnum):
    """Where traces of a clip lie on the de-identified side; each leaves a receipt when the trace is gone."""

    CLIP_KEY = "clip_key"
    CLIP_OBJECT = "clip_object"
    LABELS = "labels"
    SNAPSHOTS = "snapshots"


def withdraw(
    connection: Connection[TupleRow], clip_ids: Sequence[ClipId], *, reason: WithdrawalReason, withdrawn_at: datetime
) -> None:
    """Withdraw clips; from the commit on they are refused everywhere. Repeating it changes nothing."""
    _ = connection.execute(
        QUERIES["withdraw"], {"clip_ids": list(clip_ids), "reason": reason.value, "withdrawn_at": withdrawn_at}
    )


def is_withdrawn(connection: Connection[TupleRow], clip_id: ClipId) -> bool:
    """Return whether a clip was withdrawn."""
    return clip_id in find_withdrawn(connection, [clip_id])


def find_withdrawn(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> frozenset[ClipId]:
    """Return those of some clips that were withdrawn."""
    if not clip_ids:
        return frozenset()
    rows = connection.execute(QUERIES["find_withdrawn"], {"clip_ids": list(clip_ids)}).fetchall()
    return frozenset(ClipId(row[0]) for row in rows)


def list_unerased(connection: Connection[TupleRow], *, most: int) -> tuple[ClipId, ...]:
    """Return withdrawn clips of which some store has not yet given its receipt, `most` at most, the oldest first."""
    rows = connection.execute(QUERIES["list_unerased"], {"stores": len(StoreName), "most": most}).fetchall()
    return tuple(ClipId(row[0]) for row in rows)


def add_receipt(connection: Connection[TupleRow], clip_id: ClipId, *, store: StoreName, erased_at: datetime) -> None:
    """Record that a store holds nothing of a withdrawn clip any more. Repeating it changes nothing."""
    _ = connection.execute(
        QUERIES["insert_withdrawal_receipt"], {"clip_id": clip_id, "store": store.value, "erased_at": erased_at}
    )
