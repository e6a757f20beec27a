"""States of processes: how each is, the rule by which a silent one counts as frozen, and the file that tells others."""

import json
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, cast

FROZEN_SECONDS: Final = 10.0
"""A process that is stopped, or stands still, and has shown no life for so long is killed and started again."""


PROCESS_STATES_FILE: Final = "run/processes.json"
"""In the data folder: what the supervisor knows of its processes."""


class ProcessState(StrEnum):
    """How a process is; the value is what the status command prints."""

    STARTING = "starting"
    RUNNING = "running"
    FROZEN = "frozen, will be started again"
    ENDED = "ended, will be started again"
    AWAY = "not running"
    """No supervisor runs on this data folder."""
    SILENT = "does not answer"
    """It runs, as far as the supervisor knows, and did not answer us."""


def is_frozen(silent_seconds: float, *, stopped: bool, idle: bool) -> bool:
    """Return whether a process is frozen. One that works hard may be late, so silence alone is not enough.

    Args:
        silent_seconds: since it last showed that it lives, ≥ 0.
        stopped: the operating system does not let it run.
        idle: it has used no time of the processor since.
    """
    return silent_seconds > FROZEN_SECONDS and (stopped or idle)


def write_process_states(file: Path, supervisor: int, states: Mapping[str, ProcessState]) -> None:
    """Tell other commands how the processes are, in one step.

    Args:
        file: in the data folder.
        supervisor: number of the supervising process.
        states: process → how it is.
    """
    fresh = file.with_suffix(".new")
    holds = {"supervisor": supervisor, "processes": {name: one.name for name, one in states.items()}}
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as writing:
        _ = writing.write(json.dumps(holds))
    _ = fresh.replace(file)


def read_process_states(file: Path) -> tuple[int, Mapping[str, ProcessState]] | None:
    """Return the number of the supervising process and what it wrote last; None where it wrote nothing readable."""
    try:
        holds: object = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(holds, dict):
            return None
        fields = cast("dict[str, object]", holds)
        processes = cast("dict[str, str]", fields["processes"])
        return int(str(fields["supervisor"])), {name: ProcessState[state] for name, state in processes.items()}
    except (OSError, ValueError, KeyError, AttributeError):
        return None
