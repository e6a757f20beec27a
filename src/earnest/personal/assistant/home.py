"""The home of one household as the assistant knows it: its timers, alarms and lists."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

RINGS_FOR: Final = timedelta(minutes=10)
"""So long what is due rings where it is not silenced. What was due earlier, while everything was off, does not."""
MOST_ALARMS: Final = 20


class RingKind(StrEnum):
    """What rings."""

    TIMER = "timer"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A timer or an alarm with its moment."""

    kind: RingKind
    due_at: datetime
    """Aware."""


@dataclass(slots=True, kw_only=True)
class Home:
    """Timers, alarms and lists of one household."""

    timers: list[datetime] = field(default_factory=list[datetime])
    """When each running timer ends."""
    paused: list[timedelta] = field(default_factory=list[timedelta])
    """How much of each paused timer is left; > 0."""
    alarms: list[datetime] = field(default_factory=list[datetime])
    """When each alarm rings, once."""
    lists: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """Name of a list → its items in the order in which they were said; no list is empty."""

    def start_timer(self, length: timedelta, now: datetime) -> None:
        """Start a timer of a length > 0."""
        self.timers = [*(end for end in self.timers if end > now - RINGS_FOR), now + length]

    def running(self, now: datetime) -> list[datetime]:
        """Return the ends of timers that have not rung yet."""
        return [end for end in self.timers if end > now]

    def pause_timers(self, now: datetime) -> None:
        """Pause the timers that run; what rings goes on ringing."""
        self.paused = sorted([*self.paused, *(end - now for end in self.running(now))])
        self.timers = [end for end in self.timers if end <= now]

    def resume_timers(self, now: datetime) -> None:
        """Let paused timers run on with what was left of them."""
        self.timers = [*self.timers, *(now + left for left in self.paused)]
        self.paused = []

    def set_alarm(self, at: datetime, now: datetime) -> None:
        """Set an alarm; one for the same moment is the same alarm."""
        self.alarms = sorted({*(due for due in self.alarms if due > now - RINGS_FOR), at})

    def waiting_alarms(self, now: datetime) -> list[datetime]:
        """Return alarms that have not rung yet, the next one first."""
        return sorted(due for due in self.alarms if due > now)

    def rings(self, now: datetime) -> tuple[Ring, ...]:
        """Return what rings now: due, not silenced, and not for longer than `RINGS_FOR`."""
        return tuple(ring for ring in self._all() if now - RINGS_FOR < ring.due_at <= now)

    def next_due(self, now: datetime) -> datetime | None:
        """Return when something rings next; None where nothing waits."""
        return min((ring.due_at for ring in self._all() if ring.due_at > now), default=None)

    def silence(self, now: datetime) -> None:
        """End what rings now."""
        self.timers = [end for end in self.timers if end > now]
        self.alarms = [due for due in self.alarms if due > now]

    def _all(self) -> list[Ring]:
        rings = [Ring(kind=RingKind.TIMER, due_at=end) for end in self.timers]
        rings += [Ring(kind=RingKind.ALARM, due_at=due) for due in self.alarms]
        return sorted(rings, key=lambda ring: ring.due_at)
