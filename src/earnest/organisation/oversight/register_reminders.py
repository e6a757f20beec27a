"""Reminders: the log tells which requests are due within a week or late; and old ones are forgotten (RI8)."""

from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.handover.requests import forget_requests, note_due_requests
from earnest.services.audit import RequestDue, append
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterReminders:
    """Looks at the registers; each reminder is told once."""

    database: Database
    """Connections of the administration's role."""
    clock: Clock

    def remind(self) -> None:
        """Write what is due and what is late into the log; officers see it without it."""
        with self.database.transaction() as connection:
            now = self.clock.now()
            soon, late = note_due_requests(connection, now=now)
            for request_id in soon:
                _ = append(connection, RequestDue(at=now, request_id=request_id, late=False))
            for request_id in late:
                _ = append(connection, RequestDue(at=now, request_id=request_id, late=True))

    def forget(self) -> None:
        """Remove requests that ended more than three years ago."""
        with self.database.transaction() as connection:
            _ = forget_requests(connection, now=self.clock.now())
