"""Store of private hours: whether one runs, and its beginning and end."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import CustomerId, random_identifier
from earnest.personal.private_hours.errors import ScheduleInvalid, ScheduleMissing
from earnest.personal.private_hours.records import PrivateSchedule
from earnest.personal.private_hours.rules import MOST_SCHEDULES
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.private_hours")


def find_private_until(
    connection: Connection[TupleRow], customer_id: CustomerId, captured_at: datetime, now: datetime
) -> datetime | None:
    """Return when the private hour ends that ran when something was said, or that runs now; None where neither does.

    Both moments count, so that clocks of two hosts that differ by seconds let nothing through.

    Raises:
        DatabaseUnavailable: it is not known, so nothing may be kept.
    """
    scope = {"customer_id": customer_id, "moment": captured_at, "other": now}
    row = connection.execute(QUERIES["find_private_until"], scope).fetchone()
    return None if row is None else row[0]


def begin_by_voice(
    connection: Connection[TupleRow], customer_id: CustomerId, *, begins_at: datetime, ends_at: datetime
) -> None:
    """Begin a private hour for the gateway's role; it counts from the commit on, whatever else is down."""
    _ = connection.execute(QUERIES["begin_by_voice"], _hour(customer_id, begins_at, ends_at))


def begin(connection: Connection[TupleRow], customer_id: CustomerId, *, begins_at: datetime, ends_at: datetime) -> None:
    """Begin a private hour of a customer who is signed in."""
    _ = connection.execute(QUERIES["insert_private_hour"], _hour(customer_id, begins_at, ends_at))


def end(connection: Connection[TupleRow], customer_id: CustomerId, *, now: datetime) -> None:
    """End what a customer began; a weekly private hour goes on. Repeating it changes nothing."""
    _ = connection.execute(QUERIES["end_private_hours"], {"customer_id": customer_id, "now": now})


def find_begun_until(connection: Connection[TupleRow], customer_id: CustomerId, now: datetime) -> datetime | None:
    """Return when that ends which a customer began by a button or by voice; None where nothing runs."""
    row = connection.execute(QUERIES["find_begun_until"], {"customer_id": customer_id, "now": now}).fetchone()
    return None if row is None else row[0]


def list_schedules(connection: Connection[TupleRow], customer_id: CustomerId) -> tuple[PrivateSchedule, ...]:
    """Return the weekly private hours of one customer."""
    with connection.cursor(row_factory=class_row(_ScheduleRow)) as cursor:
        rows = cursor.execute(QUERIES["list_schedules"], {"customer_id": customer_id}).fetchall()
    return tuple(row.parse() for row in rows)


def add_schedule(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    *,
    weekdays: tuple[int, ...],
    starts: time,
    ends: time,
    time_zone: str,
) -> None:
    """Add a weekly private hour.

    Args:
        connection: transaction of the portal's role that holds the lock of the customer.
        customer_id: whose.
        weekdays: on which it begins, 1 Monday to 7 Sunday.
        starts: local time.
        ends: local time; before the start: on the next day.
        time_zone: a name of the IANA database.

    Raises:
        ScheduleInvalid: no day, no length, an unknown time zone, or too many.
    """
    row = connection.execute(QUERIES["count_schedules"], {"customer_id": customer_id}).fetchone()
    known = connection.execute(QUERIES["knows_time_zone"], {"time_zone": time_zone}).fetchone()
    if known is None or row is None or row[0] >= MOST_SCHEDULES or starts == ends or not weekdays:
        raise ScheduleInvalid
    added = {
        "schedule_id": random_identifier(),
        "customer_id": customer_id,
        "weekdays": sorted(set(weekdays)),
        "starts": starts,
        "ends": ends,
        "time_zone": time_zone,
    }
    _ = connection.execute(QUERIES["insert_schedule"], added)


def delete_schedule(connection: Connection[TupleRow], customer_id: CustomerId, schedule_id: UUID) -> None:
    """Remove a weekly private hour.

    Raises:
        ScheduleMissing: this customer has no such one.
    """
    scope = {"customer_id": customer_id, "schedule_id": schedule_id}
    if connection.execute(QUERIES["delete_schedule"], scope).rowcount == 0:
        raise ScheduleMissing


def delete_past(connection: Connection[TupleRow], before: datetime) -> None:
    """Forget private hours that ended before a moment."""
    _ = connection.execute(QUERIES["delete_past"], {"before": before})


@dataclass(frozen=True, slots=True, kw_only=True)
class _ScheduleRow:
    schedule_id: UUID
    weekdays: list[int]
    starts: time
    ends: time
    time_zone: str

    def parse(self) -> PrivateSchedule:
        return PrivateSchedule(
            schedule_id=self.schedule_id,
            weekdays=tuple(self.weekdays),
            starts=self.starts,
            ends=self.ends,
            time_zone=self.time_zone,
        )


def _hour(customer_id: CustomerId, begins_at: datetime, ends_at: datetime) -> dict[str, object]:
    return {
        "private_hour_id": random_identifier(),
        "customer_id": customer_id,
        "begins_at": begins_at,
        "ends_at": ends_at,
    }
