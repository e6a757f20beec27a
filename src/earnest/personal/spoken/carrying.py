"""Carrying: what people asked for by voice is done, by the functions behind the portal's buttons."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError, Unavailable
from earnest.foundation.sensitive import RevealReason
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.store import load_customer, lock_customer
from earnest.personal.retention.erasure import DeletionScope, RecordingErasure
from earnest.personal.spoken.events import SpokenOrderFailed
from earnest.personal.spoken.records import OrderKind, SpokenOrder
from earnest.personal.spoken.store import end_order, forget_orders, list_of_order, list_open_orders, open_correction
from earnest.personal.transparency.corrections import correct
from earnest.personal.vault.errors import RecordingGone, RecordingMissing
from earnest.personal.vault.keys import load_customer_key
from earnest.personal.vault.store import Vault
from earnest.services.audit import CorrectionKept, append
from earnest.services.cryptography import SealBroken
from earnest.services.database import Database
from earnest.services.observability import log

KEPT_FOR: Final = timedelta(days=1)
"""An order is forgotten so long after it was given; until then nothing that it covers is stored late."""
PATIENCE: Final = timedelta(minutes=2)
"""So long a correction waits for its recording, which may still wait to be kept."""
BATCH: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCarrier:
    """Carries out spoken orders, each in a transaction of its own; can be repeated."""

    database: Database
    """Connections of the personal worker's role."""
    vault: Vault
    erasure: RecordingErasure
    clock: Clock

    def carry_out(self) -> None:
        """Carry out what is open; an order that fails stays open and stops no other."""
        with self.database.transaction() as connection:
            waiting = list_open_orders(connection, limit=BATCH)
            forget_orders(connection, self.clock.now() - KEPT_FOR)
        for order in waiting:
            try:
                with self.database.transaction() as connection:
                    self._carry_out(connection, order)
            except Unavailable:
                raise
            except EarnestError as error:
                log(SpokenOrderFailed(error=type(error)))

    def _carry_out(self, connection: Connection[TupleRow], order: SpokenOrder) -> None:
        lock_customer(connection, order.customer_id)
        done = self._delete(connection, order) if order.kind is OrderKind.DELETE else self._correct(connection, order)
        if done is not None:
            end_order(connection, order.order_id, recordings=done, now=self.clock.now())

    def _delete(self, connection: Connection[TupleRow], order: SpokenOrder) -> int:
        erased = self.erasure.erase_recordings(
            connection,
            order.customer_id,
            list_of_order(connection, order),
            WithdrawalReason.DELETED_BY_CUSTOMER,
            scope=DeletionScope.PERIOD if order.device_id is None else DeletionScope.ONE,
            withdrawn_before=True,
        )
        return erased.recordings

    def _correct(self, connection: Connection[TupleRow], order: SpokenOrder) -> int | None:
        """Return 1 where it was corrected, 0 where that cannot be; None: its recording may still come."""
        key = load_customer_key(connection, order.customer_id, self.vault.master_key)
        if key is None or order.recording_id is None:
            return 0
        given = given_at(list_events(connection, order.customer_id), self.clock.now(), current_hashes())
        restricted = load_customer(connection, order.customer_id).restricted
        learn = Purpose.AUTOMATIC_LEARNING in given and not restricted
        try:
            correct(
                connection,
                self.vault,
                order.customer_id,
                order.recording_id,
                text=open_correction(order, key.key).reveal(RevealReason.ADAPTATION),
                intent=None,
                slots=(),
                learn=learn,
                clock=self.clock,
            )
        except (RecordingGone, SealBroken):
            return 0  # Deleted meanwhile, or everything was, and the key that sealed the order with it.
        except RecordingMissing:
            return None if self.clock.now() - order.asked_at < PATIENCE else 0
        _ = append(connection, CorrectionKept(at=self.clock.now(), recording_id=order.recording_id, learn=learn))
        return 1
