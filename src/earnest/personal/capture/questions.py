"""Questions: what the assistant has just asked a device; remembered half a minute, in memory only."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from earnest.foundation.identifiers import DeviceId

WINDOW: Final = timedelta(seconds=30)
"""How long an answer is waited for."""


@dataclass(slots=True)
class QuestionMemory:
    """The devices that were asked whether people should stop listening; safe between threads."""

    _asked: dict[DeviceId, datetime] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def ask(self, device_id: DeviceId, now: datetime) -> None:
        """Remember that a device was asked."""
        with self._lock:
            self._forget(now)
            self._asked[device_id] = now

    def take(self, device_id: DeviceId, now: datetime) -> bool:
        """Return whether a device was asked just now; only the next utterance is an answer."""
        with self._lock:
            self._forget(now)
            return self._asked.pop(device_id, None) is not None

    def _forget(self, now: datetime) -> None:
        for device_id in [device_id for device_id, at in self._asked.items() if at <= now - WINDOW]:
            del self._asked[device_id]
