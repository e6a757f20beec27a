"""Spoken: begins a private hour for the gateway, which can end none."""

from dataclasses import dataclass
from datetime import datetime

from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import lock_customer
from earnest.personal.private_hours.store import begin_by_voice
from earnest.services.audit import PrivateHourChanged, Pseudonyms, append
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPrivateHours:
    """Begins private hours that were asked for by voice."""

    database: Database
    """Connections of the gateway's role."""
    pseudonyms: Pseudonyms

    def begin_spoken(self, customer: Customer, *, begins_at: datetime, ends_at: datetime) -> None:
        """Begin one when it was asked for, so that what asked for it is private too.

        Args:
            customer: at whose device it was said.
            begins_at: when it was said; aware UTC.
            ends_at: at most 24 hours later.

        Raises:
            DatabaseUnavailable: none was begun.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            begin_by_voice(connection, customer.customer_id, begins_at=begins_at, ends_at=ends_at)
            pseudonym = self.pseudonyms.of_subject(customer.customer_id, begins_at)
            _ = append(connection, PrivateHourChanged(at=begins_at, customer=pseudonym, change="begun_by_voice"))
