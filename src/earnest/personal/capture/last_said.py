"""Last said: when a device sent its last utterance and under which identifier it may be kept; in memory only."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from earnest.foundation.identifiers import DeviceId, RecordingId

WINDOW: Final = timedelta(minutes=10)
"""What is older was not said just now. Chosen, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastUtterance:
    """The last utterance of a device; never what was said."""

    captured_at: datetime
    recording_id: RecordingId | None
    """Under which it may be kept; None: it is not."""


@dataclass(slots=True)
class LastSaidMemory:
    """The last utterance of each device; safe between threads."""

    _last: dict[DeviceId, LastUtterance] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def note(self, device_id: DeviceId, utterance: LastUtterance) -> None:
        """Remember an utterance in the place of the one before."""
        with self._lock:
            self._forget(utterance.captured_at)
            self._last[device_id] = utterance

    def find(self, device_id: DeviceId, now: datetime) -> LastUtterance | None:
        """Return the last utterance of a device; None where there was none just now, or none is remembered."""
        with self._lock:
            self._forget(now)
            return self._last.get(device_id)

    def _forget(self, now: datetime) -> None:
        for device_id in [device_id for device_id, last in self._last.items() if last.captured_at <= now - WINDOW]:
            del self._last[device_id]
