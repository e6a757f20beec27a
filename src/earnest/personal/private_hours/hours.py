"""Hours: what a customer does with private hours at the portal."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import lock_customer
from earnest.personal.private_hours import store
from earnest.personal.private_hours.records import PrivateState
from earnest.services.audit import PrivateHourChanged, Pseudonyms, append
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateHours:
    """Begins and ends private hours; each change is in the log, without whatever is said in it."""

    database: Database
    """Connections of the portal's role."""
    pseudonyms: Pseudonyms
    clock: Clock

    def show(self, customer: Customer) -> PrivateState:
        """Return whether one runs now, and which come again."""
        with self.database.transaction() as connection:
            return self._state(connection, customer.customer_id)

    def begin(self, customer: Customer, length: timedelta) -> PrivateState:
        """Begin one by the button.

        Args:
            customer: who is signed in.
            length: more than none and at most `rules.LONGEST`.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            now = self.clock.now()
            store.begin(connection, customer.customer_id, begins_at=now, ends_at=now + length)
            state = self._state(connection, customer.customer_id)
            self._note(connection, customer.customer_id, "begun", now)
            return state

    def end(self, customer: Customer) -> PrivateState:
        """End what runs; a weekly one goes on, because ending it means changing the plan."""
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            now = self.clock.now()
            store.end(connection, customer.customer_id, now=now)
            state = self._state(connection, customer.customer_id)
            self._note(connection, customer.customer_id, "ended", now)
            return state

    def add_schedule(
        self, customer: Customer, *, weekdays: tuple[int, ...], starts: time, ends: time, time_zone: str
    ) -> PrivateState:
        """Add a weekly one.

        Raises:
            ScheduleInvalid: no day, no length, an unknown time zone, or too many.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            store.add_schedule(
                connection, customer.customer_id, weekdays=weekdays, starts=starts, ends=ends, time_zone=time_zone
            )
            state = self._state(connection, customer.customer_id)
            self._note(connection, customer.customer_id, "scheduled", self.clock.now())
            return state

    def remove_schedule(self, customer: Customer, schedule_id: UUID) -> PrivateState:
        """Remove a weekly one.

        Raises:
            ScheduleMissing: this customer has no such one.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            store.delete_schedule(connection, customer.customer_id, schedule_id)
            state = self._state(connection, customer.customer_id)
            self._note(connection, customer.customer_id, "unscheduled", self.clock.now())
            return state

    def _state(self, connection: Connection[TupleRow], customer_id: CustomerId) -> PrivateState:
        now = self.clock.now()
        until = store.find_private_until(connection, customer_id, now, now)
        return PrivateState(
            until=until,
            scheduled=until is not None and store.find_begun_until(connection, customer_id, now) != until,
            schedules=store.list_schedules(connection, customer_id),
        )

    def _note(self, connection: Connection[TupleRow], customer_id: CustomerId, change: str, at: datetime) -> None:
        event = PrivateHourChanged(at=at, customer=self.pseudonyms.of_subject(customer_id, at), change=change)
        _ = append(connection, event)
