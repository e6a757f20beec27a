"""Records of private hours."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateSchedule:
    """A private hour that comes again each week."""

    schedule_id: UUID
    weekdays: tuple[int, ...]
    """Days on which it begins, 1 Monday to 7 Sunday."""
    starts: time
    """Local time."""
    ends: time
    """Local time; before the start: on the next day."""
    time_zone: str
    """Name of the IANA database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateState:
    """Whether a private hour runs, and which come again."""

    until: datetime | None
    """End of the one that runs; None: none runs."""
    scheduled: bool
    """What runs comes from the weekly plan, so that ending it means changing the plan."""
    schedules: tuple[PrivateSchedule, ...]
