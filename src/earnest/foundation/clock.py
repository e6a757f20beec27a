"""Clock: the present moment, aware and in UTC, from an object that is passed in, so that tests can set it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class SettableClock:
    """A working clock that stands still until it is moved: for drills and tests of end dates."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment that was set last."""
        return self.moment

    def advance(self, duration: timedelta) -> None:
        """Move on by a duration."""
        self.moment += duration
