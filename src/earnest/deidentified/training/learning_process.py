"""Learning process: runs learning in a process of its own, so that the worker stays small and the live path fast."""

import contextlib
import signal
import subprocess
import sys
import threading
from typing import Final
from uuid import UUID

import psutil

from earnest.deidentified.training.errors import LearningDied, LearningInterrupted
from earnest.foundation.launcher import command_line
from earnest.foundation.standstill import is_stopped

TRY_AGAIN: Final = 75
"""Exit status of a child that met an outage: EX_TEMPFAIL, as `sysexits.h` defines it."""

_LOOK_SECONDS: Final = 1.0
"""How often the parent looks whether its child was stopped."""
_LOOKS: Final = 10
"""A child that was stopped at so many looks in a row is frozen. Chosen, not measured: 10 s."""

_MODULE: Final = "earnest.processes.learning"


class LearningProcess:
    """Starts a child for each request; the child has this process's role and keys and dies with it."""

    def __init__(self) -> None:
        """Prepare; nothing is started."""
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def learn(self, snapshot_id: UUID) -> None:
        """Learn from a snapshot and wait for the end; called in the thread of a job.

        Raises:
            LearningInterrupted: an outage, the child was frozen, or this process is being stopped; it is to be tried
                again.
            LearningDied: the child process ended unexpectedly.
        """
        command = [sys.executable, "-P", "-m", _MODULE, str(snapshot_id)]
        launched = command_line(command, interpreter=sys.executable, end_signal=signal.SIGKILL)
        with self._lock:
            if self._stopped:
                raise LearningInterrupted
            child = subprocess.Popen(launched, stdin=subprocess.DEVNULL)  # noqa: S603 - our own program
            self._running.add(child)
        try:
            status = _wait(child)
        finally:
            with self._lock:
                self._running.discard(child)
        if status == TRY_AGAIN or self._stopped:
            raise LearningInterrupted
        if status != 0:
            raise LearningDied

    def stop(self) -> None:
        """End the children; what they had not committed is done again at the next start."""
        with self._lock:
            self._stopped = True
            for child in self._running:
                _kill_family(child.pid)


def _wait(child: subprocess.Popen[bytes]) -> int:
    """Return the child's exit status; one that was stopped from outside for 10 s is killed.

    Raises:
        LearningInterrupted: it was killed.
    """
    looks = 0
    while True:
        try:
            return child.wait(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            looks = looks + 1 if is_stopped(child.pid) else 0
        if looks >= _LOOKS:
            _kill_family(child.pid)
            _ = child.wait()
            raise LearningInterrupted


def _kill_family(identifier: int) -> None:
    """Kill a process with all that it started; recognisers and trainers run in processes of their own."""
    try:
        parent = psutil.Process(identifier)
        family = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for member in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()
