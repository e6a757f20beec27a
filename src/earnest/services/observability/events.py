"""Events for the log: frozen dataclasses whose fields cannot hold what was said or by whom."""

import re
from dataclasses import dataclass
from uuid import UUID

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,79}")


@dataclass(frozen=True, slots=True)
class LogWord:
    """A name that the program itself chose: a task, a process, a route; never text from outside."""

    value: str
    """One word: a letter, then at most 79 letters, digits and `_ . : -`."""

    def __post_init__(self) -> None:
        """Refuse what cannot be a name.

        Raises:
            ValueError: the value is no single word.
        """
        if not _WORD.fullmatch(self.value):
            raise ValueError("a log word is a single name chosen by the program")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEvent:
    """What happened. A subclass names it and holds only fields of the types that `log` writes.

    Those types: UUID, int, float, bool, aware datetime, Enum, LogWord, an exception class, None. A `str` is refused.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStarted(LogEvent):
    """A process began."""

    process: LogWord
    pid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessReady(LogEvent):
    """A process answers."""

    process: LogWord
    seconds: float
    """Since it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessEnded(LogEvent):
    """A process ended, asked or not."""

    process: LogWord
    status: int
    """Exit status; a negative one is the signal that ended it."""
    asked: bool
    """We ended it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFinished(LogEvent):
    """A piece of background work ended well."""

    task: LogWord
    identifier: UUID
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFailed(LogEvent):
    """A piece of background work raised; the jobs table says whether it is tried again."""

    task: LogWord
    identifier: UUID
    error: type[BaseException]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicWorkFailed(LogEvent):
    """Work that is done again and again raised; it is tried again at its next turn."""

    task: LogWord
    error: type[BaseException]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseLost(LogEvent):
    """The worker lost the database and tries again."""

    error: type[BaseException]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnexpectedError(LogEvent):
    """An unforeseen error; only the class and the place are kept."""

    place: LogWord
    error: type[BaseException]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRefused(LogEvent):
    """Who asked was not known, or may not do what they asked for; who it was is not kept (AD3)."""

    place: LogWord
    """Process and route."""
    error: type[BaseException]
    """Why."""
    unwritten: int
    """Refusals before this one that were not written down, because there were too many at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryMessage(LogEvent):
    """A library logged something; its words are dropped because they may hold content."""

    library: LogWord
    level: int
    """As in the standard library: 30 warning, 40 error, 50 critical."""
    error: type[BaseException] | None
    module: LogWord
    line: int
    """Where in the library."""
