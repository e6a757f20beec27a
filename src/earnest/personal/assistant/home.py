"""The home of one household as the assistant knows it: its timers and lists."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(slots=True, kw_only=True)
class Home:
    """Timers and lists of one household."""

    timers: list[datetime] = field(default_factory=list[datetime])
    """When each running timer ends."""
    lists: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """Name of a list → its items in the order in which they were said; no list is empty."""

    def start_timer(self, length: timedelta, now: datetime) -> None:
        """Start a timer of a length > 0."""
        self.timers = [*self.running(now), now + length]

    def running(self, now: datetime) -> list[datetime]:
        """Return the ends of timers that have not rung yet."""
        return [end for end in self.timers if end > now]
