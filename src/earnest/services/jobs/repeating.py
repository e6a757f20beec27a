"""Repeated work of one process: in its own thread each, without a queue."""

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

from earnest.services.observability import LogWord, PeriodicWorkFailed, log

_JOIN_SECONDS = 5.0
"""As long as the supervisor waits for a process to end by itself."""


@contextmanager
def repeating(tasks: Mapping[str, tuple[float, Callable[[], object]]]) -> Generator[None]:
    """Do work again and again for the time of the block.

    Args:
        tasks: name → (seconds from the end of one turn to the next, work). The first turn comes at once. At the end of
            the block a turn that is under way is awaited for 5 s.
    """
    stop = threading.Event()
    threads = [repeat(name, work, every_seconds=seconds, stop=stop) for name, (seconds, work) in tasks.items()]
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=_JOIN_SECONDS)


def repeat(task: str, work: Callable[[], object], *, every_seconds: float, stop: threading.Event) -> threading.Thread:
    """Do work now and again until told to stop; a failure is logged by its class and tried again at its next turn.

    Args:
        task: name for the log.
        work: what to do.
        every_seconds: from the end of one turn to the next.
        stop: set to end; a turn that runs is finished first.

    Returns:
        The thread, started.
    """

    def turns() -> None:
        while True:
            try:
                _ = work()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next turn comes
                log(PeriodicWorkFailed(task=LogWord(task), error=type(error)))
            if stop.wait(every_seconds):
                return

    thread = threading.Thread(target=turns, name=task, daemon=True)
    thread.start()
    return thread
