"""Orders: what the gateway writes down for a person who asks by voice that something kept is deleted or corrected."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from earnest.foundation.identifiers import RecordingId
from earnest.foundation.sensitive import Sensitive
from earnest.personal.customers.records import Customer, Speaker
from earnest.personal.customers.store import lock_customer
from earnest.personal.spoken.records import ListenedSummary
from earnest.personal.spoken.store import count_done, count_listened, order_correction, order_deletion
from earnest.personal.vault.keys import load_or_create_customer_key
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database

LONGEST_WAIT_SECONDS: Final = 3.0
"""How long the answer waits for the worker, which looks for orders each second; after that it says what is certain."""
_TURN_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOrders:
    """Writes orders for the personal worker, and tells what became of them."""

    database: Database
    """Connections of the gateway's role."""
    master_key: MasterKey
    """Wraps the key of the customer."""

    def delete(
        self, speaker: Speaker, *, since: datetime, until: datetime, only_here: bool, last_only: bool = False
    ) -> int | None:
        """Let what was said in a period be deleted.

        From the commit on no reviewer is given it, and nothing of the period is stored any more.

        Args:
            speaker: at whose device it was asked for.
            since: aware; included.
            until: when it was asked for; included.
            only_here: only what this device heard.
            last_only: of the period only the last utterance that is kept.

        Returns:
            How many recordings were deleted; None: the worker has not done it yet.

        Raises:
            DatabaseUnavailable: nothing was ordered.
        """
        customer_id = speaker.customer.customer_id
        with self.database.transaction() as connection:
            lock_customer(connection, customer_id)
            order_id = order_deletion(
                connection,
                customer_id,
                device_id=speaker.device_id if only_here else None,
                since=since,
                until=until,
                last_only=last_only,
            )
        return self._wait(speaker.customer, order_id)

    def correct(
        self, speaker: Speaker, recording_id: RecordingId, said: Sensitive[str], asked_at: datetime
    ) -> int | None:
        """Let a recording be corrected, as by the portal's form.

        Args:
            speaker: at whose device it was asked for.
            recording_id: of the same customer; any other is left alone.
            said: what was really said.
            asked_at: aware UTC.

        Returns:
            1 where it was corrected, 0 where it is not kept; None: the worker has not done it yet.

        Raises:
            DatabaseUnavailable: nothing was ordered.
        """
        customer_id = speaker.customer.customer_id
        with self.database.transaction() as connection:
            lock_customer(connection, customer_id)
            key = load_or_create_customer_key(connection, customer_id, self.master_key).key
            order_id = order_correction(connection, customer_id, recording_id, said, key=key, asked_at=asked_at)
        return self._wait(speaker.customer, order_id)

    def count_listened(self, customer: Customer) -> ListenedSummary:
        """Return to how much of what is kept of a customer reviewers listened."""
        with self.database.transaction() as connection:
            return count_listened(connection, customer.customer_id)

    def _wait(self, customer: Customer, order_id: UUID) -> int | None:
        """Return on how many recordings the order was carried out, as soon as that is known."""
        deadline = time.monotonic() + LONGEST_WAIT_SECONDS
        while True:
            with self.database.transaction() as connection:
                done = count_done(connection, customer.customer_id, order_id)
            if done is not None or time.monotonic() >= deadline:
                return done
            time.sleep(_TURN_SECONDS)
