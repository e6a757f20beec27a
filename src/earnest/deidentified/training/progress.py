"""Progress of learning: a small file of counts that commands read to draw a bar; nothing depends on it."""

import contextlib
import json
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from earnest.foundation.identifiers import SnapshotId


class Stage(StrEnum):
    """Where learning is."""

    WAITING = "waiting"
    OPENING = "opening"
    """Clips are unsealed and decoded."""
    TRAINING = "training"
    EVALUATING = "evaluating"
    FINISHED = "finished"
    """The rows say how it ended."""
    FAILED = "failed"
    """It will not be tried again; `code` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a stage is."""

    stage: Stage
    done: int
    total: int
    """Steps of this stage; ≥ done; 0 where it is not known."""
    code: str | None = None
    """Code of the error where it failed."""


class ProgressFile:
    """The progress of learning from one snapshot."""

    def __init__(self, folder: Path, snapshot_id: SnapshotId) -> None:
        """Name the file; `folder` is the `run` folder of the data folder."""
        self._path = folder / f"learning-{snapshot_id}.json"

    def write(self, progress: Progress) -> None:
        """Replace the file as a whole, so that nobody reads half of it. A full disk costs the bar, not the work."""
        line = {"stage": progress.stage.value, "done": progress.done, "total": progress.total, "code": progress.code}
        fresh = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _ = fresh.write_text(json.dumps(line), encoding="ascii")
            _ = fresh.replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()

    def read(self) -> Progress:
        """Return the progress; waiting where nothing began or the file does not say."""
        try:
            line: object = json.loads(self._path.read_text(encoding="ascii"))
            if not isinstance(line, dict):
                return _WAITING
            fields = cast("dict[str, object]", line)
            done, total, code = fields.get("done"), fields.get("total"), fields.get("code")
            return Progress(
                stage=Stage(str(fields.get("stage"))),
                done=done if isinstance(done, int) else 0,
                total=total if isinstance(total, int) else 0,
                code=code if isinstance(code, str) else None,
            )
        except (OSError, ValueError):
            return _WAITING

    def remove(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)


_WAITING = Progress(stage=Stage.WAITING, done=0, total=0)
