"""Writes events as JSON lines, and lets libraries say only that they spoke."""

import json
import logging
import re
import sys
from dataclasses import fields
from datetime import datetime
from enum import Enum
from uuid import UUID

from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.errors import EarnestError
from earnest.services.observability.events import LibraryMessage, LogEvent, LogWord

_SYSTEM_CLOCK = SystemClock()
_NOT_IN_A_WORD = re.compile(r"[^A-Za-z0-9_.:-]")


def log(event: LogEvent, *, clock: Clock = _SYSTEM_CLOCK) -> None:
    """Write an event as one line on standard error.

    Raises:
        TypeError: a field holds a value of a type that could be content, such as `str` or `Sensitive`.
    """
    _ = sys.stderr.write(line_of(event, clock=clock))
    _ = sys.stderr.flush()


def line_of(event: LogEvent, *, clock: Clock = _SYSTEM_CLOCK) -> str:
    """Return an event as one JSON line with its line end: `at`, `event`, and its fields.

    Raises:
        TypeError: as `log`.
    """
    line: dict[str, str | int | float | None] = {"at": clock.now().isoformat(), "event": type(event).__name__}
    for field in fields(event):
        value: object = getattr(event, field.name)
        line[field.name] = _plain(value)
    return json.dumps(line) + "\n"


def listen_to_libraries() -> None:
    """Let warnings and errors of libraries appear as LibraryMessage, without their words; once, as a process starts."""
    root = logging.getLogger()
    root.handlers[:] = [_Listener(logging.WARNING)]
    root.setLevel(logging.WARNING)
    logging.raiseExceptions = False


class _Listener(logging.Handler):
    """Turns log records of libraries into events."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log that a library spoke, how loud and where, and drop what it said."""
        raised = record.exc_info[0] if record.exc_info else None
        log(
            LibraryMessage(
                library=_word(record.name),
                level=record.levelno,
                error=raised,
                module=_word(record.module),
                line=record.lineno,
            )
        )


def _word(text: str) -> LogWord:
    """Return a name of the program's own code as a word, whatever characters it has."""
    name = _NOT_IN_A_WORD.sub("_", text)
    return LogWord(name[:80] if name[:1].isalpha() else f"n{name[:79]}")


def _plain(value: object) -> str | int | float | None:
    """Return what JSON holds of a field."""
    match value:
        case None | bool() | int() | float():
            return value
        case UUID() | datetime() | LogWord() | Enum():
            return _name(value)
        case type() if issubclass(value, BaseException):
            return value.code if issubclass(value, EarnestError) else value.__name__
        case _:
            raise TypeError("a log field cannot hold content")


def _name(value: UUID | datetime | LogWord | Enum) -> str:
    """Return a value that has a standard text as that text."""
    match value:
        case UUID():
            return str(value)
        case datetime():
            return value.isoformat()
        case LogWord():
            return value.value
        case Enum():
            return str(value.value)
