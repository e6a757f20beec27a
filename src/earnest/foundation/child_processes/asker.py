"""Asker: who waits for an answer, so that each gets a fair turn and nothing is done for those who left."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field


class Leaving:
    """Whether the caller that waits has gone; safe to share between threads."""

    def __init__(self) -> None:
        """Begin with a caller that waits."""
        self._lock = threading.Lock()
        self._gone = False
        self._then: list[Callable[[], object]] = []

    @property
    def gone(self) -> bool:
        """Tell whether they left."""
        return self._gone

    def leave(self) -> None:
        """Note that they left, and do what waits for that; once."""
        with self._lock:
            if self._gone:
                return
            self._gone = True
            then, self._then = self._then, []
        for action in then:
            _ = action()

    def when_gone(self, action: Callable[[], object]) -> None:
        """Do something as soon as they leave; at once where they have left."""
        with self._lock:
            if not self._gone:
                self._then.append(action)
                return
        _ = action()

    def forget(self, action: Callable[[], object]) -> None:
        """Do it no more."""
        with self._lock:
            if action in self._then:
                self._then.remove(action)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks for one utterance."""

    name: str
    """Device, or address of a client without a token; only compared, never written anywhere."""
    known: bool
    """Whether a token proved the name. All others share what one of them may have."""
    leaving: Leaving = field(default_factory=Leaving, compare=False)
