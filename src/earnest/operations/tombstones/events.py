"""Log events of tombstones."""

from dataclasses import dataclass

from earnest.services.observability import LogEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstonesReplayed(LogEvent):
    """The data were an older copy; what had been deleted since was deleted again before anything was served."""

    recordings: int
    clips: int
    refusals: int
    stops: int
    people: int
    accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstonesNotWritten(LogEvent):
    """What was deleted is not in the list of tombstones yet; it is tried again."""

    error: type[BaseException]
