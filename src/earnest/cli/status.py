"""Status: what runs, what is frozen, what is started again, and what each says of itself; neither side."""

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from earnest.cli.addresses import addresses
from earnest.foundation.confinement import version
from earnest.foundation.settings import ServerName, Settings, load_settings
from earnest.foundation.standstill import is_stopped
from earnest.operations.health import find_health, worker_lives
from earnest.operations.plan import ProcessPlan, processes_of
from earnest.operations.process_states import PROCESS_STATES_FILE, ProcessState, read_process_states
from earnest.services.database.roles import JOBS_SCHEMAS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStatus:
    """How one process is."""

    name: str
    address: str
    """Empty for a worker, which listens nowhere."""
    state: ProcessState
    details: str
    """The health answer's other fields, `name: value`."""


def confinement_sentence() -> str:
    """Say what keeps processes apart on this machine."""
    known = version()
    if known:
        return f"Each process is confined to its own files by the kernel (Landlock, version {known})."
    return (
        "This kernel offers no Landlock, so processes on this machine are not separated from each other: whoever "
        "controls one can read what all of them can. Use Linux 5.13 or later, or run personal and de-identified "
        "processes on machines of their own."
    )


def wyoming_sentence(settings: Settings) -> str:
    """Say that Wyoming is not encrypted, for where others than this machine reach it."""
    return (
        f"Wyoming listens on {settings.binds[ServerName.WYOMING]}: this protocol has no encryption and no sign-in. "
        "Whoever is on the way between Home Assistant and here hears what is said; use your own network, or a tunnel."
    )


def states() -> list[ProcessStatus]:
    """Ask every process that answers HTTP, and the supervisor's file about all."""
    settings = load_settings()
    told = read_process_states(settings.data_folder / PROCESS_STATES_FILE)
    supervisor, known = told or (0, {})
    supervised = _is_supervised(settings.data_folder)
    found = [_supervisor(supervisor)] if supervised and told is not None else []
    answering = addresses(settings)
    for plan in processes_of(settings):
        state = known.get(plan.name, ProcessState.STARTING) if supervised else ProcessState.AWAY
        address = answering.get(plan.name, "")
        answer = find_health(address) if address else None
        if answer is not None or (not supervised and _works(plan, settings)):
            state = ProcessState.RUNNING
        elif address and state is ProcessState.RUNNING:
            state = ProcessState.SILENT
        found.append(ProcessStatus(name=plan.name, address=address, state=state, details=_details(answer or b"")))
    return found


def _works(plan: ProcessPlan, settings: Settings) -> bool:
    """Return whether a worker of an external database works, on whichever host; without a supervisor no file tells."""
    jobs = JOBS_SCHEMAS.get(plan.role)
    if plan.endpoint is not None or settings.database is None or jobs is None:
        return False
    return worker_lives(settings.database, jobs)


def _supervisor(identifier: int) -> ProcessStatus:
    state = ProcessState.SILENT if is_stopped(identifier) else ProcessState.RUNNING
    hint = "stopped; nothing is started again until it goes on" if state is ProcessState.SILENT else ""
    return ProcessStatus(name="supervisor", address="", state=state, details=hint)


def _is_supervised(folder: Path) -> bool:
    """Return whether a supervisor holds the lock of the data folder."""
    try:
        descriptor = os.open(folder / "run" / "supervisor.lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _details(content: bytes) -> str:
    try:
        parsed: object = json.loads(content)
    except ValueError:
        return ""
    if not isinstance(parsed, dict):
        return ""
    fields = cast("dict[str, object]", parsed)
    return ", ".join(f"{key}: {value}" for key, value in fields.items() if key != "status")
