"""Work that is done again and again: each in its own thread, by one worker at a time in the whole queue."""

import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

import psycopg

from earnest.services.observability import LogWord, PeriodicWorkFailed, log

_JOIN_SECONDS = 5.0
"""As long as the supervisor waits for a process to end by itself."""


@contextmanager
def running(
    dsn: str, periodic: Mapping[str, tuple[float, Callable[[], None]]], stop: threading.Event
) -> Generator[None]:
    """Do periodic work in the background for the time of the block.

    Args:
        dsn: the worker's DSN; it carries the locks only.
        periodic: name → (seconds between two beginnings, work). The first turn comes at once.
        stop: ends the threads; a turn that is under way is awaited for 5 s.
    """
    threads = [
        threading.Thread(target=_repeat, args=(dsn, name, seconds, work, stop), name=name, daemon=True)
        for name, (seconds, work) in periodic.items()
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        deadline = time.monotonic() + _JOIN_SECONDS
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))


def _repeat(dsn: str, name: str, seconds: float, work: Callable[[], None], stop: threading.Event) -> None:
    """Take turns until told to stop; what a turn raises is logged and does not end the turns."""
    while not stop.is_set():
        began = time.monotonic()
        try:
            _take_turns(dsn, name, seconds, work, stop)
        except Exception as error:  # noqa: BLE001 - periodic work outlives any failure; the next turn tries again
            log(PeriodicWorkFailed(task=LogWord(name), error=type(error)))
        _ = stop.wait(max(0.1, began + seconds - time.monotonic()))


def _take_turns(dsn: str, name: str, seconds: float, work: Callable[[], None], stop: threading.Event) -> None:
    """Take turns over one connection until something fails or we are told to stop."""
    with psycopg.connect(dsn, autocommit=True, connect_timeout=5) as connection:
        while not stop.is_set():
            began = time.monotonic()
            row = connection.execute("select take_turn(%s)", [name]).fetchone()
            if row is not None and row[0]:
                try:
                    work()
                finally:
                    _ = connection.execute("select end_turn(%s)", [name])
            _ = stop.wait(max(0.0, began + seconds - time.monotonic()))
