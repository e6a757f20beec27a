"""The home of one person as the assistant knows it: timers, in memory only."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from earnest.foundation.identifiers import CustomerId


@dataclass(slots=True, kw_only=True)
class Home:
    """Timers of one person; gone when the process ends."""

    timers: list[datetime] = field(default_factory=list)
    """When each running timer ends."""

    def start_timer(self, length: timedelta, now: datetime) -> None:
        """Start a timer of a length > 0."""
        self.timers = [*self.running(now), now + length]

    def running(self, now: datetime) -> list[datetime]:
        """Return the ends of timers that have not rung yet."""
        return [end for end in self.timers if end > now]


@dataclass(slots=True)
class Homes:
    """The homes of all customers who speak to this process; safe to share between threads."""

    _homes: dict[CustomerId, Home] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, customer_id: CustomerId) -> Home:
        """Return the home of a person, new at the first call."""
        with self._lock:
            return self._homes.setdefault(customer_id, Home())
