"""Progress of learning: a row of counts that commands read on any host to draw a bar; the work needs it not."""

from dataclasses import dataclass
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.training.models import QUERIES
from earnest.foundation.identifiers import SnapshotId
from earnest.services.database import Database
from earnest.services.database.errors import DatabaseBusy, DatabaseUnavailable


class LearningStage(StrEnum):
    """Where learning is."""

    WAITING = "waiting"
    OPENING = "opening"
    """Clips are unsealed and decoded."""
    TRAINING = "training"
    EVALUATING = "evaluating"
    """The live model and the candidate are asked for each reference recording."""
    COMPARING = "comparing"
    """The candidate is compared with itself without each of its parts."""
    FINISHED = "finished"
    """The rows say how it ended."""
    FAILED = "failed"
    """It will not be tried again; `code` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageProgress:
    """How far a stage is."""

    stage: LearningStage
    done: int
    total: int
    """Steps of this stage; ≥ done; 0 where it is not known."""
    code: str | None = None
    """Code of the error where it failed."""

    @property
    def text(self) -> str:
        """The stage and, where they are known, its steps, as people read it."""
        return f"{self.stage.value} {self.done}/{self.total}" if self.total else self.stage.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressWriter:
    """The progress of learning from one snapshot."""

    database: Database
    """Connections of the corpus worker's role."""
    snapshot_id: SnapshotId

    def write(self, progress: StageProgress) -> None:
        """Replace the progress. A database that is away costs the bar, not the work."""
        try:
            with self.database.transaction() as connection:
                _ = connection.execute(
                    QUERIES["put_progress"],
                    {
                        "snapshot_id": self.snapshot_id,
                        "stage": progress.stage.value,
                        "done": progress.done,
                        "total": progress.total,
                        "code": progress.code,
                    },
                )
        except (DatabaseUnavailable, DatabaseBusy):
            return


def find_progress(connection: Connection[TupleRow], snapshot_id: SnapshotId) -> StageProgress:
    """Return the progress of learning from a snapshot; waiting where nothing began."""
    row = connection.execute(QUERIES["find_progress"], {"snapshot_id": snapshot_id}).fetchone()
    if row is None:
        return _WAITING
    stage, done, total, code = row
    return StageProgress(stage=LearningStage(stage), done=done, total=total, code=code)


def clear_progress(connection: Connection[TupleRow], snapshot_id: SnapshotId) -> None:
    """Forget how learning went before, because it is asked for again."""
    _ = connection.execute(QUERIES["clear_progress"], {"snapshot_id": snapshot_id})


_WAITING = StageProgress(stage=LearningStage.WAITING, done=0, total=0)
