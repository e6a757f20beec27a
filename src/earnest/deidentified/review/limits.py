"""Limits of listening, as review asks for them; what they are is decided elsewhere and given in."""

from datetime import datetime
from typing import Protocol

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import LeaseId, StaffId


class ListeningLimits(Protocol):
    """Keeps reviewers from hearing too much (DC3, WK2)."""

    def require_rested(self, connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime) -> None:
        """Go on only where a reviewer may be given a clip; raises a Conflict with the time where not."""
        ...

    def note_heard(self, connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime) -> None:
        """Remember that sound plays at this moment."""
        ...

    def note_known(
        self, connection: Connection[TupleRow], staff_id: StaffId, lease_id: LeaseId, *, now: datetime
    ) -> None:
        """Remember that the sound of a clip leaves that was marked as hard to bear before."""
        ...

    def note_ejected(
        self, connection: Connection[TupleRow], staff_id: StaffId, lease_id: LeaseId, *, now: datetime
    ) -> None:
        """Remember that a reviewer ejected a clip."""
        ...

    def note_rejected(
        self, connection: Connection[TupleRow], staff_id: StaffId, lease_id: LeaseId, *, now: datetime
    ) -> None:
        """Remember that a reviewer rejected a clip because it is hard to bear."""
        ...
