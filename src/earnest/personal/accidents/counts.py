"""Counts: how often a household's devices were activated by accident; days and numbers, nothing else (RT5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import CustomerId, DeviceId
from earnest.handover.wake import count_accident
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.accidents")

WEEKS_SHOWN: Final = 8
"""Two months on one page; the counts themselves stay for 180 days. Chosen."""


class AccidentKind(StrEnum):
    """What became of a recording that was not meant for the assistant."""

    STOPPED = "stopped"
    """Dropped before anything was recognised."""
    DOUBTFUL = "doubtful"
    """Answered, and not kept."""
    NOT_SAID = "not_said"
    """A reviewer said that the wake word was not said; erased then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccidentWeek:
    """How often the devices of a household were activated by accident in one week."""

    monday: date
    stopped: int
    """Dropped before anything was recognised."""
    doubtful: int
    """Answered, and not kept."""
    not_said: int
    """Erased because a reviewer said that the wake word was not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceWeek:
    """One week of one device."""

    device_id: DeviceId
    week: AccidentWeek


def count(
    connection: Connection[TupleRow],
    kind: AccidentKind,
    *,
    customer_id: CustomerId,
    device_id: DeviceId,
    region: str,
    day: date,
) -> None:
    """Count one accident for the household, and for the public figures of its region where it is certain."""
    scope = {"customer_id": customer_id, "device_id": device_id, "day": day, "kind": kind.value}
    _ = connection.execute(QUERIES["add_count"], scope)
    if kind is not AccidentKind.DOUBTFUL:
        stopped = int(kind is AccidentKind.STOPPED)
        count_accident(connection, region=region, day=day, stopped=stopped, not_said=1 - stopped)


def list_weeks(connection: Connection[TupleRow], customer_id: CustomerId, *, today: date) -> tuple[AccidentWeek, ...]:
    """Return the last eight weeks, newest first; weeks without an accident are among them."""
    mondays = _mondays(today, WEEKS_SHOWN)
    scope = {"customer_id": customer_id, "since": mondays[-1]}
    found = {(row[0], row[1]): int(row[2]) for row in connection.execute(QUERIES["list_weeks"], scope).fetchall()}
    return tuple(_week(monday, found) for monday in mondays)


def list_device_weeks(
    connection: Connection[TupleRow], customer_id: CustomerId, *, today: date, weeks: int
) -> tuple[DeviceWeek, ...]:
    """Return the weeks in which a device was activated by accident, newest first; other weeks are not among them.

    Args:
        connection: transaction of the portal's role.
        customer_id: whose devices.
        today: UTC.
        weeks: how many weeks to go back, the present one included; ≥ 1.
    """
    scope = {"customer_id": customer_id, "since": _mondays(today, weeks)[-1]}
    found: dict[tuple[date, DeviceId], dict[tuple[date, str], int]] = {}
    for monday, device_id, kind, number in connection.execute(QUERIES["list_device_weeks"], scope).fetchall():
        found.setdefault((monday, DeviceId(device_id)), {})[monday, str(kind)] = int(number)
    return tuple(
        DeviceWeek(device_id=device_id, week=_week(monday, counts)) for (monday, device_id), counts in found.items()
    )


def _mondays(today: date, weeks: int) -> list[date]:
    """Return the Mondays of the last weeks, newest first."""
    newest = today - timedelta(days=today.weekday())
    return [newest - timedelta(weeks=back) for back in range(weeks)]


def _week(monday: date, found: dict[tuple[date, str], int]) -> AccidentWeek:
    counts: Sequence[int] = [found.get((monday, kind.value), 0) for kind in AccidentKind]
    return AccidentWeek(monday=monday, stopped=counts[0], doubtful=counts[1], not_said=counts[2])
