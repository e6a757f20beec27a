"""Store of spoken orders: the gateway writes them, the personal worker ends them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import CustomerId, DeviceId, RecordingId, random_identifier
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.customers.records import Speaker
from earnest.personal.customers.store import was_erased_since
from earnest.personal.spoken.records import ListenedSummary, OrderKind, SpokenOrder
from earnest.services.cryptography import Binding, DataKey
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.spoken")

FORMAT_VERSION: Final = 1
"""Version of the sealed form, bound into its associated data."""


def order_deletion(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    *,
    device_id: DeviceId | None,
    since: datetime,
    until: datetime,
    last_only: bool = False,
) -> UUID:
    """Order that what a person said in a period is deleted; from the commit on no reviewer is given it.

    Args:
        connection: transaction of the gateway's role that holds the lock of the customer.
        customer_id: whose.
        device_id: only what this device heard; None: all devices of the customer.
        since: aware; included.
        until: when it was asked for; included.
        last_only: of the period only the last utterance that is kept.

    Returns:
        The identifier under which `count_done` tells what became of it.
    """
    order_id = random_identifier()
    scope = {"order_id": order_id, "customer_id": customer_id, "device_id": device_id}
    period = {"since": since, "until": until, "last_only": last_only}
    _ = connection.execute(QUERIES["order_deletion"], scope | period)
    return order_id


def order_correction(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    recording_id: RecordingId,
    said: Sensitive[str],
    *,
    key: DataKey,
    asked_at: datetime,
) -> UUID:
    """Order that a recording is corrected by what was really said.

    Args:
        connection: transaction of the gateway's role that holds the lock of the customer.
        customer_id: whose.
        recording_id: which; that of another person is not corrected.
        said: sealed with the key.
        key: of the customer.
        asked_at: aware UTC.
    """
    order_id = random_identifier()
    sealed = key.seal(said.reveal(RevealReason.SEALING).encode(), _binding(order_id))
    order = {"order_id": order_id, "customer_id": customer_id, "recording_id": recording_id}
    _ = connection.execute(QUERIES["order_correction"], order | {"sealed_content": sealed, "asked_at": asked_at})
    return order_id


def open_correction(order: SpokenOrder, key: DataKey) -> Sensitive[str]:
    """Return what was really said.

    Raises:
        SealBroken: it was sealed with another key.
    """
    return Sensitive(key.open(order.sealed_content or b"", _binding(order.order_id)).decode())


def count_done(connection: Connection[TupleRow], customer_id: CustomerId, order_id: UUID) -> int | None:
    """Return how many recordings an order was carried out on; None where it is not carried out yet."""
    row = connection.execute(QUERIES["count_done"], {"order_id": order_id, "customer_id": customer_id}).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def was_deleted_since(connection: Connection[TupleRow], speaker: Speaker, captured_at: datetime) -> bool:
    """Return whether what was said was deleted since: alone, with its day, or with everything.

    The caller's transaction holds the customer's lock.
    """
    scope = {"customer_id": speaker.customer.customer_id, "device_id": speaker.device_id, "moment": captured_at}
    row = connection.execute(QUERIES["is_ordered_gone"], scope).fetchone()
    return row is None or bool(row[0]) or was_erased_since(connection, speaker)


def count_listened(connection: Connection[TupleRow], customer_id: CustomerId) -> ListenedSummary:
    """Return to how many clips of a person reviewers listened."""
    row = connection.execute(QUERIES["count_listened"], {"customer_id": customer_id}).fetchone()
    return ListenedSummary(clips=0, last_at=None) if row is None else ListenedSummary(clips=row[0], last_at=row[1])


def list_open_orders(connection: Connection[TupleRow], *, limit: int) -> tuple[SpokenOrder, ...]:
    """Return orders that are not carried out yet, the oldest first."""
    with connection.cursor(row_factory=class_row(_OrderRow)) as cursor:
        rows = cursor.execute(QUERIES["list_open_orders"], {"limit": limit}).fetchall()
    return tuple(row.parse() for row in rows)


def list_of_order(connection: Connection[TupleRow], order: SpokenOrder) -> tuple[RecordingId, ...]:
    """Return what is kept of what an order to delete covers."""
    period = {"since": order.since, "until": order.until, "device_id": order.device_id}
    rows = connection.execute(QUERIES["list_of_order"], period | {"customer_id": order.customer_id}).fetchall()
    return tuple(RecordingId(row[0]) for row in rows)


def end_order(connection: Connection[TupleRow], order_id: UUID, *, recordings: int, now: datetime) -> None:
    """Note on how many recordings an order was carried out."""
    _ = connection.execute(QUERIES["end_order"], {"order_id": order_id, "recordings": recordings, "now": now})


def forget_orders(connection: Connection[TupleRow], before: datetime) -> None:
    """Forget orders that were asked for before a moment and carried out."""
    _ = connection.execute(QUERIES["forget_orders"], {"before": before})


def _binding(order_id: UUID) -> Binding:
    return Binding(kind="spoken-correction", identifier=order_id, version=FORMAT_VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OrderRow:
    order_id: UUID
    customer_id: UUID
    kind: str
    device_id: UUID | None
    since: datetime | None
    until: datetime | None
    recording_id: UUID | None
    sealed_content: bytes | None
    asked_at: datetime

    def parse(self) -> SpokenOrder:
        return SpokenOrder(
            order_id=self.order_id,
            customer_id=CustomerId(self.customer_id),
            kind=OrderKind(self.kind),
            device_id=None if self.device_id is None else DeviceId(self.device_id),
            since=self.since,
            until=self.until,
            recording_id=None if self.recording_id is None else RecordingId(self.recording_id),
            sealed_content=None if self.sealed_content is None else bytes(self.sealed_content),
            asked_at=self.asked_at,
        )
