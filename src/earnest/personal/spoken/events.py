"""Log events of spoken orders: codes, never what was said or who said it."""

from dataclasses import dataclass

from earnest.services.observability import LogEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOrderFailed(LogEvent):
    """A deletion or correction that was asked for by voice could not be carried out; it is tried again."""

    error: type[BaseException]
