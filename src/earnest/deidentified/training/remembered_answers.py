"""Remembered answers: what was found out about a sound once is not found out again."""

import hashlib
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

from earnest.foundation.units import Samples

Answer = TypeVar("Answer")


class RememberedAnswers(Generic[Answer]):
    """Answers that are found once; who asks for the same meanwhile waits for it, and others need not."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._found: dict[Hashable, Future[Answer]] = {}
        self._lock = threading.Lock()

    def answer(self, key: Hashable, find: Callable[[], Answer]) -> Answer:
        """Return the answer that was found for a key; a failure is not kept, and is found out again the next time."""
        with self._lock:
            known = self._found.get(key)
            own = self._found.setdefault(key, Future())
        if known is not None:
            return known.result()
        try:
            own.set_result(find())
        except BaseException as error:
            with self._lock:
                del self._found[key]
            own.set_exception(error)
            raise
        return own.result()


def digest(samples: Samples) -> bytes:
    """Return what stands for a sound in a key."""
    return hashlib.sha256(samples.tobytes()).digest()
