"""Log events of the live models."""

from dataclasses import dataclass
from uuid import UUID

from earnest.services.observability import LogEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSwitched(LogEvent):
    """Another release answers from now on."""

    release_id: UUID
    model_id: UUID | None
    """None: the stock model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseUnusable(LogEvent):
    """A release could not be loaded; the earlier model goes on answering."""

    release_id: UUID
    error: type[BaseException]
