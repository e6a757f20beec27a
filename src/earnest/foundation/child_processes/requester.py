"""Requester: which client waits for an answer, so that each gets a fair turn and work ends with its connection."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field


class Cancellation:
    """Whether the client that waits has disconnected; safe to share between threads."""

    def __init__(self) -> None:
        """Begin with a client that waits."""
        self._lock = threading.Lock()
        self._cancelled = False
        self._actions: list[Callable[[], object]] = []

    @property
    def cancelled(self) -> bool:
        """Tell whether it has."""
        return self._cancelled

    def cancel(self) -> None:
        """Note that it disconnected, and run the actions that wait for that; once."""
        with self._lock:
            if self._cancelled:
                return
            self._cancelled = True
            actions, self._actions = self._actions, []
        for action in actions:
            _ = action()

    def when_cancelled(self, action: Callable[[], object]) -> None:
        """Run an action as soon as the client disconnects; at once where it has."""
        with self._lock:
            if not self._cancelled:
                self._actions.append(action)
                return
        _ = action()

    def forget(self, action: Callable[[], object]) -> None:
        """Run an action no more."""
        with self._lock:
            if action in self._actions:
                self._actions.remove(action)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """The client that sent one utterance."""

    name: str
    """Device, or address of a client without a token; only compared, never written anywhere."""
    known: bool
    """Whether a token proved the name. All others share what one of them may have."""
    cancellation: Cancellation = field(default_factory=Cancellation, compare=False)
