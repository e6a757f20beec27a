"""Stopwatch: how long the stages of one utterance take."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stopwatch:
    """Measures one stage after the other, by the clock; used by one thread."""

    _began: float = field(default_factory=time.monotonic)

    def lap(self) -> float:
        """Return the seconds since the last call, or since the start, in milliseconds' precision."""
        now = time.monotonic()
        took, self._began = now - self._began, now
        return round(took, 3)
