"""Results: what the tour found, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from earnest.operations.clients.learned import PartResult, TaskResult


@dataclass(frozen=True, slots=True, kw_only=True)
class WyomingProbe:
    """One held-out order over the Wyoming protocol."""

    meant: Mapping[str, str]
    """What the manifest knows of it: text, or intent and slots."""
    before: str
    after: str
    right: bool
    """Everything that was meant is in the text after, and was not in the text before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TourResult:
    """Everything that the tour prints."""

    source: str
    """Where the recordings come from; synthetic voices are called so."""
    synthetic: bool
    seed: int
    cap_share: float
    """The panel's raised cap."""
    utterances: int
    answered_as_kept: int
    """Recordings of which the gateway said that they were kept."""
    kept: int
    """Recordings in the customers' histories at the end."""
    gate: Mapping[str, int]
    """Reason of the gate → utterances."""
    chosen: int
    heard: int
    accidental_stopped: int
    """Recordings without wake word that were stopped before anything was kept."""
    accidental_played: int
    accidental_heard: int
    withheld: Mapping[str, int]
    """Reason of de-identification → recordings."""
    withdrawn: int
    """Chosen recordings whose owner withdrew consent before a reviewer listened."""
    not_released_reason: str | None
    """Why no model went live; None where one did."""
    tasks: tuple[TaskResult, ...]
    wyoming: WyomingProbe | None
    seconds: Mapping[str, float]
    """Stage → seconds."""
    start_seconds: float
    memory_at_rest_bytes: int
    """Proportional set size of all processes together."""
    audit_leaves: int
    audit_intact: bool
    parts: tuple[PartResult, ...] = ()
    """What each part of the model contributes, those that were left out too."""

    @property
    def share_chosen(self) -> float:
        """Share of the utterances that the gate chose; 0 to 1."""
        return self.chosen / self.utterances if self.utterances else 0.0

    def write(self, path: Path) -> None:
        """Write everything as JSON, whole or not at all."""
        partial = path.with_suffix(".partial")
        _ = partial.write_bytes(_RESULT.dump_json(self, indent=2))
        _ = partial.rename(path)


_RESULT: Final = TypeAdapter(TourResult)
