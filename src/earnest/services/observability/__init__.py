"""Logs: typed events of identifiers and numbers as JSON lines on standard error; content has no way in."""

from earnest.services.observability.events import (
    AccessRefused,
    DatabaseLost,
    JobFailed,
    JobFinished,
    LibraryMessage,
    LogEvent,
    LogWord,
    PeriodicWorkFailed,
    ProcessEnded,
    ProcessReady,
    ProcessStarted,
    UnexpectedError,
)
from earnest.services.observability.lines import line_of, listen_to_libraries, log

__all__ = [
    "AccessRefused",
    "DatabaseLost",
    "JobFailed",
    "JobFinished",
    "LibraryMessage",
    "LogEvent",
    "LogWord",
    "PeriodicWorkFailed",
    "ProcessEnded",
    "ProcessReady",
    "ProcessStarted",
    "UnexpectedError",
    "line_of",
    "listen_to_libraries",
    "log",
]
