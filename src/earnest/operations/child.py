"""One process under supervision: started, watched, started again when it dies, ended with all that it started."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from earnest.foundation import heartbeat
from earnest.foundation.launcher import Reach, command_line
from earnest.foundation.standstill import is_stopped, processor_seconds
from earnest.operations.process_states import ProcessState, is_frozen
from earnest.processes.entry import MARK
from earnest.services.observability import LogEvent, LogWord, ProcessEnded, ProcessReady, ProcessStarted, line_of

_FIRST_WAIT_SECONDS = 0.2
"""Before the first restart; doubled after each failure."""
_LONGEST_WAIT_SECONDS = 30.0
"""A process that keeps failing is still tried twice a minute, so that it comes back soon after its cause is gone."""
_STEADY_SECONDS = 60.0
"""Who ran this long is not failing at its start; the next restart comes at once."""

_LARGEST_LOG_BYTES = 10_000_000
"""A longer log is moved aside once, so a process keeps at most twice as much on disk."""
_TAIL_BYTES = 8192
"""The end of a log in which a process explains itself."""

SILENT_SECONDS = 4.0
"""Longer than between two questions; after that a stopped process is called frozen."""


class Child:
    """A process of ours in its own session, so that a Ctrl-C at the terminal reaches only the supervisor.

    It is killed when the thread that started it ends, however that ends.
    """

    def __init__(
        self, name: str, environment: Mapping[str, str], log_folder: Path, *, reach: Reach | None = None
    ) -> None:
        """Name the process; nothing is started.

        Args:
            name: module in earnest.processes.
            environment: its whole environment.
            log_folder: where `<name>.log` is written.
            reach: files that it and all that it starts may touch, where the kernel can keep it to them; None: all.
        """
        self.name = name
        self._environment = environment
        self._reach = reach
        self._log = log_folder / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._family: list[psutil.Process] = []
        self._started_at = 0.0
        self._next_start = 0.0
        self.failures = 0
        """Deaths in a row, none of which came after a steady run."""
        self.ready = False
        self.last_healthy = 0.0
        """When it last answered; monotonic seconds."""
        self.last_asked = 0.0
        """When it was last asked whether it is well; monotonic seconds."""
        self._last_sign = 0.0
        """When it last showed that it lives, whether it could do its work or not; monotonic seconds."""
        self._used_then = 0.0
        """Time of the processor that it had used by then; seconds."""
        self._beats: int | None = None
        """Our end of its heartbeat."""

    @property
    def pid(self) -> int | None:
        """Number of the running process."""
        return None if self._process is None else self._process.pid

    @property
    def said(self) -> str:
        """The last sentence with which the process explained why it could not go on; empty where there is none.

        It is for a person who waits for the start; the log is the process's own, and such sentences hold no content.
        """
        try:
            with self._log.open("rb") as file:
                _ = file.seek(max(0, self._log.stat().st_size - _TAIL_BYTES))
                lines = file.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return ""
        return next((line.removeprefix(MARK) for line in reversed(lines) if line.startswith(MARK)), "")

    def start_if_due(self) -> None:
        """Start the process unless it runs or has to wait after a death."""
        if self._process is not None or time.monotonic() < self._next_start:
            return
        self.keep_log_small()
        # -P: the folder that we were started in is no place to import from.
        command = [sys.executable, "-P", "-m", f"earnest.processes.{self.name}"]
        launched = command_line(command, interpreter=sys.executable, end_signal=signal.SIGKILL, reach=self._reach)
        descriptor = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._beats, theirs = os.pipe()
        for end in (self._beats, theirs):
            os.set_blocking(end, False)
        try:
            self._process = subprocess.Popen(
                launched,
                stdin=subprocess.DEVNULL,
                stdout=descriptor,
                stderr=descriptor,
                env={**self._environment, heartbeat.VARIABLE: str(theirs)},
                start_new_session=True,
                pass_fds=(theirs,),
            )
        finally:
            os.close(descriptor)
            os.close(theirs)
        self._started_at = time.monotonic()
        self.last_healthy = self._started_at
        self.note_sign()
        self.ready = False
        self.note(ProcessStarted(process=LogWord(self.name), pid=self._process.pid))

    def reap(self) -> None:
        """Notice a death: end what it left behind and plan the next start."""
        if self._process is None:
            return
        status = self._process.poll()
        if status is None:
            return
        self._kill_session(self._process.pid)
        self._close_beats()
        self.note(ProcessEnded(process=LogWord(self.name), status=status, asked=False))
        now = time.monotonic()
        self.failures = 1 if now - self._started_at > _STEADY_SECONDS else self.failures + 1
        wait = min(_FIRST_WAIT_SECONDS * 2.0 ** (self.failures - 1), _LONGEST_WAIT_SECONDS)
        self._process, self.ready, self._next_start = None, False, now + wait

    @property
    def state(self) -> ProcessState:
        """How it is, as far as was noticed."""
        if self._process is None:
            return ProcessState.ENDED
        if not self.ready:
            return ProcessState.STARTING
        silent = time.monotonic() - self._last_sign > SILENT_SECONDS
        return ProcessState.FROZEN if silent and is_stopped(self._process.pid) else ProcessState.RUNNING

    def takes_beats(self) -> bool:
        """Return whether it has beaten since this was last asked."""
        if self._beats is None:
            return False
        try:
            return bool(os.read(self._beats, 65_536))
        except BlockingIOError:
            return False

    def note_sign(self) -> None:
        """Note that it lives."""
        self._last_sign = time.monotonic()
        self._used_then = 0.0 if self.pid is None else processor_seconds(self.pid)

    def is_frozen(self) -> bool:
        """Return whether it has shown no life for so long that only a new start helps."""
        if self._process is None:
            return False
        # While it starts it shows nothing yet, and may wait for a disk.
        idle = self.ready and processor_seconds(self._process.pid) == self._used_then
        return is_frozen(time.monotonic() - self._last_sign, stopped=is_stopped(self._process.pid), idle=idle)

    def mark_healthy(self, *, alive: bool) -> None:
        """Note that it does its work.

        Args:
            alive: that it does shows that its loop turns; a worker shows that by its heartbeat.
        """
        self.last_healthy = time.monotonic()
        if alive or not self.ready:
            self.note_sign()
        if not self.ready:
            self.ready = True
            seconds = round(self.last_healthy - self._started_at, 3)
            self.note(ProcessReady(process=LogWord(self.name), seconds=seconds))

    def kill(self) -> None:
        """Kill the process because it no longer answers; `reap` notices."""
        if self._process is not None:
            self._process.kill()

    def ask_to_end(self) -> None:
        """Ask the process to end (SIGTERM)."""
        if self._process is not None and self._process.poll() is None:
            self._family = _descendants(self._process.pid)
            self._process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until the process ended, kill it at the deadline, and kill whatever it started.

        Args:
            deadline: monotonic seconds.
        """
        process, self._process = self._process, None
        self._close_beats()
        if process is None:
            return
        try:
            _ = process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._family += _descendants(process.pid)
            process.kill()
            _ = process.wait()
        self._kill_session(process.pid)
        for relative in self._family:
            _kill(relative)
        self.ready = False
        self.note(ProcessEnded(process=LogWord(self.name), status=process.returncode, asked=True))

    def note(self, event: LogEvent) -> None:
        """Write an event to the process's own log."""
        with self._log.open("a", encoding="utf-8") as file:
            _ = file.write(line_of(event))

    def keep_log_small(self) -> None:
        """Copy and empty a log over 10 MB; the process keeps appending to the same file. One copy is kept."""
        if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG_BYTES:
            _ = shutil.copyfile(self._log, self._log.with_suffix(".log.1"))
            os.truncate(self._log, 0)

    def _close_beats(self) -> None:
        if self._beats is not None:
            os.close(self._beats)
            self._beats = None

    @staticmethod
    def _kill_session(leader: int) -> None:
        """Kill what is left of the process group that a process led."""
        try:
            os.killpg(leader, signal.SIGKILL)
        except ProcessLookupError:
            return


def _descendants(pid: int) -> list[psutil.Process]:
    """Return all that a process started, as far as it still runs."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def _kill(process: psutil.Process) -> None:
    """Kill a process that may be gone; psutil makes sure that the number was not given to another."""
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
