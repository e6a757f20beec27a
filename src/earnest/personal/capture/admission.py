"""Admission: how many utterances of a client may be under way, counted before a byte of their sound is taken."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from earnest.foundation.child_processes.errors import TooManyAtOnce
from earnest.foundation.child_processes.requester import Requester


@dataclass(slots=True, kw_only=True)
class Admission:
    """Counts utterances under way; used by one event loop only."""

    each: int = 8
    """Utterances of one client."""
    at_once: int = 48
    """Utterances of all clients together: each holds a thread and its sound."""
    _under_way: Counter[str] = field(default_factory=Counter[str])

    @contextmanager
    def enter(self, requester: Requester) -> Generator[None]:
        """Count one utterance for the block.

        Raises:
            TooManyAtOnce: this client, or all together, have as many as may be.
        """
        if self._under_way[requester.name] >= self.each or self._under_way.total() >= self.at_once:
            raise TooManyAtOnce
        self._under_way[requester.name] += 1
        try:
            yield
        finally:
            self._under_way[requester.name] -= 1
            if not self._under_way[requester.name]:
                del self._under_way[requester.name]
