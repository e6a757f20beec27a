"""The clock of an escalation: until when a safety officer takes it (DC4)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from earnest.foundation.settings import Settings
from earnest.handover.escalations import DangerCategory

ALWAYS_QUICK: Final = frozenset({DangerCategory.DANGER_TO_LIFE, DangerCategory.CHILD, DangerCategory.SELF_HARM})
"""Where minutes can decide, the clock of office hours runs at any hour."""
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationClock:
    """How long a safety officer may take."""

    in_office: timedelta
    """In office hours, and at any hour where a life may be in danger."""
    otherwise: timedelta
    begins_hour: int
    """First hour of the office, UTC, Monday to Friday."""
    ends_hour: int
    """Hour at which it closes."""

    def due_at(self, category: DangerCategory, raised_at: datetime) -> datetime:
        """Return until when an escalation is to be taken."""
        moment = raised_at.astimezone(UTC)
        open_now = moment.weekday() < _SATURDAY and self.begins_hour <= moment.hour < self.ends_hour
        return raised_at + (self.in_office if open_now or category in ALWAYS_QUICK else self.otherwise)


def clock_of(settings: Settings) -> EscalationClock:
    """Return the clock that is set."""
    return EscalationClock(
        in_office=timedelta(minutes=settings.escalation_office_minutes),
        otherwise=timedelta(minutes=settings.escalation_other_minutes),
        begins_hour=settings.office_begins_hour,
        ends_hour=settings.office_ends_hour,
    )
