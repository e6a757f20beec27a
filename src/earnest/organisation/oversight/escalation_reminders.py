"""Reminders: the log tells which escalations no safety officer took in time (DC4)."""

from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.handover.escalations import note_late
from earnest.services.audit import EscalationLate, append
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationReminders:
    """Looks for escalations that are overdue; each is told once."""

    database: Database
    """Connections of the administration's role."""
    clock: Clock

    def remind(self) -> None:
        """Write what is late into the log; officers see it without it."""
        with self.database.transaction() as connection:
            now = self.clock.now()
            for escalation_id in note_late(connection, now=now):
                _ = append(connection, EscalationLate(at=now, escalation_id=escalation_id))
