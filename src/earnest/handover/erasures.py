"""Erasures: what the stores of the de-identified side have said of withdrawn clips."""

from collections.abc import Collection, Mapping
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.handover.withdrawals import QUERIES, StoreName


def list_erased(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> Mapping[StoreName, datetime] | None:
    """Return when each store had erased all of some withdrawn clips; None where one has not yet."""
    found = connection.execute(QUERIES["list_withdrawal_receipts"], {"clip_ids": list(clip_ids)}).fetchall()
    erased = {StoreName(store): at for store, count, at in found if count == len(clip_ids)}
    return erased if len(erased) == len(StoreName) else None
