"""Pool: the child processes of one command, started when they are needed and kept for the next turn."""

import threading
import time
from collections import deque
from collections.abc import Sequence

from earnest.foundation.child_processes.child import ChildProcess
from earnest.foundation.standstill import is_stopped


class ChildPool:
    """Children of one command; safe to share between threads. How many there are is up to the turns of their users."""

    def __init__(self, command: Sequence[str]) -> None:
        """Prepare; no process is started yet.

        Args:
            command: what a child runs; it speaks `frames` on standard input and output.
        """
        self._command = tuple(command)
        self._lock = threading.Lock()
        self._idle: deque[ChildProcess] = deque()
        self._running: set[ChildProcess] = set()

    def take(self) -> ChildProcess:
        """Return an idle child that works, else a new one."""
        while True:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is None:
                child = ChildProcess(self._command)
                with self._lock:
                    self._running.add(child)
                return child
            if child.alive and not is_stopped(child.identifier):
                return child
            self.discard(child)

    def give_back(self, child: ChildProcess) -> None:
        """Keep a child for the next turn; one that was taken before the pool was closed is ended."""
        child.last_used = time.monotonic()
        with self._lock:
            if child in self._running:
                self._idle.append(child)
                return
        child.end()

    def discard(self, child: ChildProcess) -> None:
        """End a child that is of no more use."""
        with self._lock:
            self._running.discard(child)
        child.kill()

    def running(self) -> tuple[ChildProcess, ...]:
        """Return the children that run now, at work or idle."""
        with self._lock:
            return tuple(self._running)

    def process_identifiers(self) -> tuple[int, ...]:
        """Return the operating system's numbers of the children that run now."""
        return tuple(sorted(child.identifier for child in self.running()))

    def close_idle(self, idle_seconds: float, *, lasting: int) -> int:
        """Close the children that did nothing for so long, but for some, and return how many."""
        oldest = time.monotonic() - idle_seconds
        with self._lock:
            old = [child for child in self._idle if child.last_used <= oldest]
            closing = old[: max(0, len(self._running) - lasting)]
            for child in closing:
                self._idle.remove(child)
                self._running.discard(child)
        for child in closing:
            child.end()
        return len(closing)

    def close(self) -> None:
        """End all children; the next turn starts new ones."""
        with self._lock:
            ending = list(self._running)
            self._running.clear()
            self._idle.clear()
        for child in ending:
            child.end()
