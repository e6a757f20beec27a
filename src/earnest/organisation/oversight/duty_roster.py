"""Duty roster: which safety officer is on duty for a country (DC4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import StaffId, random_identifier
from earnest.organisation.oversight.country_matrix import QUERIES, shipped_countries
from earnest.organisation.oversight.errors import DutyUnfit

LONGEST_DUTY: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One line of the roster."""

    duty_id: UUID
    country: str
    member: UUID
    name: str
    """Sign-in name of the safety officer."""
    begins_at: datetime
    ends_at: datetime


def list_duty(connection: Connection[TupleRow], *, now: datetime) -> tuple[Duty, ...]:
    """Return the roster from now on."""
    with connection.cursor(row_factory=class_row(Duty)) as cursor:
        return tuple(cursor.execute(QUERIES["list_duty"], {"now": now}))


def add_duty(
    connection: Connection[TupleRow], country: str, name: str, begins_at: datetime, ends_at: datetime
) -> StaffId:
    """Put a safety officer on duty and return who it is.

    Raises:
        DutyUnfit: no active safety officer of this name, an unknown country, or an end that does not fit.
    """
    if country not in shipped_countries() or not timedelta(0) < ends_at - begins_at <= LONGEST_DUTY:
        raise DutyUnfit
    row = connection.execute(
        QUERIES["add_duty"],
        {
            "duty_id": random_identifier(),
            "country": country,
            "name": name,
            "begins_at": begins_at,
            "ends_at": ends_at,
        },
    ).fetchone()
    if row is None:
        raise DutyUnfit
    return StaffId(row[0])


def remove_duty(connection: Connection[TupleRow], duty_id: UUID) -> tuple[StaffId, str] | None:
    """Take a line off the roster and return whose and of which country it was; None where it is gone already."""
    row = connection.execute(QUERIES["remove_duty"], {"duty_id": duty_id}).fetchone()
    return None if row is None else (StaffId(row[0]), str(row[1]))
