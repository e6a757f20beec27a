"""What a household is told about the demo beside its own data."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class DemoStage(StrEnum):
    """How far the removal of a demo is."""

    NONE = "none"
    """There is no demo, or none that this household could remove."""
    THERE = "there"
    REMOVING = "removing"
    REMOVED = "removed"
    RUNNING = "running"
    """It runs, so it was not removed; it has to be stopped first."""
    FAILED = "failed"
    """The machine did not let all of it be removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoData:
    """A demo beside the own data, and how far its removal is."""

    stage: DemoStage
    made_at: datetime | None
    """When its tour began; None: not known."""
    size_bytes: int
    """All its files together, before the removal began; ≥ 0."""
    files: int
    """Before the removal began; ≥ 0."""
    removed_files: int
    """0 to `files`."""


NO_DEMO: Final = DemoData(stage=DemoStage.NONE, made_at=None, size_bytes=0, files=0, removed_files=0)
"""There is none, or whoever asks does not own the machine."""
