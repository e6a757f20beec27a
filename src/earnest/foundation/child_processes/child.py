"""Child: one process of ours that handles what comes from outside; it gets no secret and no time without end."""

import os
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Mapping, Sequence
from typing import Final

from earnest.foundation.child_processes.errors import ChildBroken, ChildFrozen, ChildTooSlow
from earnest.foundation.child_processes.frames import ChildFrame, FrameBroken, receive_frame, send_frame
from earnest.foundation.standstill import is_stopped

_PASSED: Final = frozenset(
    {
        "HF_HOME",
        "HOME",
        "LANG",
        "LC_ALL",
        "LD_LIBRARY_PATH",
        "PATH",
        "PYTHONPATH",
        "TMPDIR",
        "TZ",
        "XDG_CACHE_HOME",
    }
)
_PASSED_PREFIXES: Final = ("OMP_", "OPENBLAS_", "MKL_", "MALLOC_", "CUDA_")
_END_SECONDS: Final = 2.0
"""For a child to end whose connection was closed; one that stays is killed. Chosen, not measured."""


def child_environment(outside: Mapping[str, str]) -> dict[str, str]:
    """Return what a child may know of the environment: where libraries and weights lie, and no setting or secret.

    Args:
        outside: the parent's environment.
    """
    return {name: value for name, value in outside.items() if name in _PASSED or name.startswith(_PASSED_PREFIXES)}


def python_command(module: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that runs a module of ours; the folder we were started in is no place to import from."""
    return (sys.executable, "-P", "-m", module, *arguments)


class ChildProcess:
    """A child process and the connection to it; one thread asks at a time, any thread may kill."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it.

        Args:
            command: what to run; it speaks `frames` on standard input and output.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            # The child's messages could hold what was said, so they go nowhere.
            self._process = subprocess.Popen(  # noqa: S603 - our own program with fixed arguments
                command,
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,
                env=child_environment(os.environ),
            )
        self._connection = ours
        # A child to which there is no reference any more could never be ended.
        _ = weakref.finalize(self, _abandon, self._process, ours)
        self.setting_number = 0
        self.loaded = False
        self.last_used = time.monotonic()
        self._seen_stopped = 0
        self._frozen = False

    @property
    def identifier(self) -> int:
        """The operating system's number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process.poll() is None

    def ask(self, frame: bytes, limit_seconds: float) -> ChildFrame:
        """Send a frame and return the answer. After an error the child is of no more use.

        Raises:
            ChildTooSlow: it did not answer in time, or used up the processor time that it may have.
            ChildFrozen: it was stopped from outside and ended for that.
            ChildBroken: it ended, or answered what is no frame.
        """
        started = time.monotonic()
        try:
            send_frame(self._connection, frame, limit_seconds)
            left = max(0.001, limit_seconds - (time.monotonic() - started))
            return receive_frame(self._connection, left)
        except TimeoutError:
            raise ChildTooSlow from None
        except (FrameBroken, OSError) as error:
            if self._frozen:
                raise ChildFrozen from error
            raise (ChildTooSlow if self._used_up() else ChildBroken) from error

    def end_if_frozen(self, looks: int) -> None:
        """Kill the process when it was found stopped at so many calls in a row; whoever asks gets ChildFrozen."""
        self._seen_stopped = self._seen_stopped + 1 if is_stopped(self._process.pid) else 0
        if self._seen_stopped >= looks:
            self._frozen = True
            self._process.kill()

    def end(self) -> None:
        """Close the connection, which ends a healthy child; kill one that stays."""
        self._connection.close()
        try:
            _ = self._process.wait(timeout=_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the process at once."""
        self.interrupt()
        self._connection.close()
        _ = self._process.wait()

    def interrupt(self) -> None:
        """Stop the work from another thread; whoever asks gets ChildBroken."""
        self._process.kill()

    def _used_up(self) -> bool:
        """Tell whether the system ended it for its use of the processor."""
        try:
            return self._process.wait(timeout=_END_SECONDS) == -signal.SIGXCPU
        except subprocess.TimeoutExpired:
            return False


def _abandon(process: "subprocess.Popen[bytes]", connection: socket.socket) -> None:
    """End a process for good."""
    connection.close()
    process.kill()
    _ = process.wait()
