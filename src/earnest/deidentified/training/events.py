"""Events of learning for the log."""

from dataclasses import dataclass
from uuid import UUID

from earnest.services.observability import LogEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningStarted(LogEvent):
    """Learning from a snapshot began, or began again."""

    snapshot_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningEnded(LogEvent):
    """Learning from a snapshot ended; the rows say how."""

    snapshot_id: UUID
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningFailed(LogEvent):
    """Learning from a snapshot ended with an error."""

    snapshot_id: UUID
    error: type[BaseException]
    tried_again: bool
    """Whether the job is tried again."""
