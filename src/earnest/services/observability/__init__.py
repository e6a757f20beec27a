"""Logs: typed events of identifiers and numbers as JSON lines on standard error; content has no way in."""

from earnest.services.observability.events import (
    DatabaseLost,
    Event,
    JobFailed,
    JobFinished,
    LibraryMessage,
    PeriodicWorkFailed,
    ProcessEnded,
    ProcessReady,
    ProcessStarted,
    TombstonesNotWritten,
    TombstonesReplayed,
    UnexpectedError,
    Word,
)
from earnest.services.observability.lines import line_of, listen_to_libraries, log

__all__ = [
    "DatabaseLost",
    "Event",
    "JobFailed",
    "JobFinished",
    "LibraryMessage",
    "PeriodicWorkFailed",
    "ProcessEnded",
    "ProcessReady",
    "ProcessStarted",
    "TombstonesNotWritten",
    "TombstonesReplayed",
    "UnexpectedError",
    "Word",
    "line_of",
    "listen_to_libraries",
    "log",
]
