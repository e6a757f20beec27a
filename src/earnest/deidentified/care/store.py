"""Exposure records: notes what a reviewer heard and met, and refuses the next clip while a rest is due."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.care.errors import RestDue
from earnest.deidentified.care.records import Exposure, ExposureLimits, HeardDay, Met, ShiftListening
from earnest.deidentified.care.rules import (
    WEEK,
    distressing_in_shift,
    heard,
    listened_between,
    pause_after,
    rest_due,
)
from earnest.foundation.identifiers import LeaseId, StaffId
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified.care")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureRecords:
    """What each reviewer heard and met; every statement names one reviewer, and no figure compares two (WK1)."""

    limits: ExposureLimits

    def require_rested(self, connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime) -> None:
        """Go on only where a reviewer may be given a clip.

        Raises:
            RestDue: a break or pause is due, or a shift's or week's limit is reached.
        """
        listening = find_listening(connection, staff_id)
        rest = rest_due(listening, find_exposure(connection, staff_id, now=now), now=now, limits=self.limits)
        if rest is not None:
            raise RestDue(rest)

    def note_heard(self, connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime) -> None:
        """Remember that a reviewer hears sound at this moment, as the page reports each second."""
        before = _hold_listening(connection, staff_id)
        _keep(connection, staff_id, heard(before, now=now, limits=self.limits))
        added = 0 if before is None else listened_between(before.last_heard_at, now)
        if added:
            day = now.astimezone(UTC).date()
            _ = connection.execute(QUERIES["add_heard"], {"staff_id": staff_id, "day": day, "added": added})

    def note_known(
        self, connection: Connection[TupleRow], staff_id: StaffId, lease_id: LeaseId, *, now: datetime
    ) -> None:
        """Remember that the sound of a clip leaves that was marked as hard to bear before."""
        self._note_distressing(connection, staff_id, lease_id, how=Met.KNOWN, now=now)

    def note_ejected(
        self, connection: Connection[TupleRow], staff_id: StaffId, lease_id: LeaseId, *, now: datetime
    ) -> None:
        """Remember that a reviewer ejected a clip."""
        self._note_distressing(connection, staff_id, lease_id, how=Met.EJECTED, now=now)

    def note_rejected(
        self, connection: Connection[TupleRow], staff_id: StaffId, lease_id: LeaseId, *, now: datetime
    ) -> None:
        """Remember that a reviewer rejected a clip because it is hard to bear."""
        self._note_distressing(connection, staff_id, lease_id, how=Met.REJECTED, now=now)

    def note_escalated(
        self, connection: Connection[TupleRow], staff_id: StaffId, lease_id: LeaseId, *, now: datetime
    ) -> None:
        """Remember that a reviewer escalated a clip; a pause follows."""
        self._note_distressing(connection, staff_id, lease_id, how=Met.ESCALATED, now=now)

    def _note_distressing(
        self, connection: Connection[TupleRow], staff_id: StaffId, lease_id: LeaseId, *, how: Met, now: datetime
    ) -> None:
        """Count a lease once, whatever follows; a pause follows each escalation and each third such clip of a shift."""
        before = _hold_listening(connection, staff_id) or _arrived(now)
        names = {"lease_id": lease_id, "staff_id": staff_id, "how": how.value, "now": now}
        new = connection.execute(QUERIES["note_distressing"], names).rowcount == 1
        if not new and how is not Met.ESCALATED:
            return
        met = distressing_in_shift(before, find_exposure(connection, staff_id, now=now))
        until = pause_after(met, escalated=how is Met.ESCALATED, now=now, limits=self.limits)
        if until is not None:
            _keep(connection, staff_id, replace(before, pause_until=until))


def find_listening(connection: Connection[TupleRow], staff_id: StaffId) -> ShiftListening | None:
    """Return the state of a reviewer's shift; None where they never listened."""
    with connection.cursor(row_factory=class_row(ShiftListening)) as cursor:
        return cursor.execute(QUERIES["find_listening"], {"staff_id": staff_id}).fetchone()


def find_exposure(connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime) -> Exposure:
    """Return what a reviewer heard and met in the last seven days."""
    first = (now.astimezone(UTC) - WEEK).date() + timedelta(days=1)
    with connection.cursor(row_factory=class_row(HeardDay)) as cursor:
        days = cursor.execute(QUERIES["list_heard_days"], {"staff_id": staff_id, "since": first}).fetchall()
    rows = connection.execute(QUERIES["list_distressing"], {"staff_id": staff_id, "since": now - WEEK}).fetchall()
    return Exposure(days=tuple(days), distressing=tuple(row[0] for row in rows))


def list_all_days(connection: Connection[TupleRow], staff_id: StaffId) -> tuple[HeardDay, ...]:
    """Return all days of a reviewer that the exposure records have, oldest first."""
    with connection.cursor(row_factory=class_row(HeardDay)) as cursor:
        return tuple(cursor.execute(QUERIES["list_heard_days"], {"staff_id": staff_id, "since": date.min}))


def count_all_distressing(connection: Connection[TupleRow], staff_id: StaffId) -> int:
    """Return how many clips that were hard to bear the exposure records have of a reviewer."""
    row = connection.execute(QUERIES["count_distressing"], {"staff_id": staff_id}).fetchone()
    return 0 if row is None else int(row[0])


def _hold_listening(connection: Connection[TupleRow], staff_id: StaffId) -> ShiftListening | None:
    with connection.cursor(row_factory=class_row(ShiftListening)) as cursor:
        return cursor.execute(QUERIES["hold_listening"], {"staff_id": staff_id}).fetchone()


def _keep(connection: Connection[TupleRow], staff_id: StaffId, listening: ShiftListening) -> None:
    _ = connection.execute(
        QUERIES["keep_listening"],
        {
            "staff_id": staff_id,
            "shift_began_at": listening.shift_began_at,
            "last_heard_at": listening.last_heard_at,
            "shift_milliseconds": listening.shift_milliseconds,
            "stretch_milliseconds": listening.stretch_milliseconds,
            "pause_until": listening.pause_until,
        },
    )


def _arrived(now: datetime) -> ShiftListening:
    """Return the state of a reviewer who has met such a clip and has not heard any yet."""
    return ShiftListening(
        shift_began_at=now, last_heard_at=now, shift_milliseconds=0, stretch_milliseconds=0, pause_until=None
    )
