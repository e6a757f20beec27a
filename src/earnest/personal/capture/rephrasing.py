"""Rephrasing: whether a person just asked for the same in other words; remembered for half a minute, in memory only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from earnest.foundation.identifiers import DeviceId
from earnest.foundation.sensitive import RevealReason, Sensitive

WINDOW: Final = timedelta(seconds=30)
"""How long an utterance is remembered. Chosen, not measured."""
SHARED_WORDS: Final = 0.5
"""Share of the shorter utterance's words that the other one also has, from which on it is the same request. Chosen, not
measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Memory:
    at: datetime
    words: Sensitive[frozenset[str]]
    understood: bool


@dataclass(slots=True)
class RephraseMemory:
    """The last utterance of each device; forgotten after `WINDOW`, never written anywhere; safe between threads."""

    _last: dict[DeviceId, _Memory] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def notice(self, device_id: DeviceId, words: Sequence[str], *, understood: bool, now: datetime) -> bool:
        """Remember an utterance and return whether it rephrases the one before.

        It does when it comes within 30 s after one that was not understood, or repeats at least half of the words of
        one that was (the answer was not the right one).

        Args:
            device_id: which device.
            words: normalised words.
            understood: whether this utterance was understood.
            now: aware UTC.
        """
        present = frozenset(words)
        with self._lock:
            self._forget(now)
            before = self._last.get(device_id)
            if present:
                self._last[device_id] = _Memory(at=now, words=Sensitive(present), understood=understood)
        if before is None or not present:
            return False
        earlier = before.words.reveal(RevealReason.RECOGNITION)
        shared = len(earlier & present) / min(len(earlier), len(present))
        return not before.understood or shared >= SHARED_WORDS

    def forget_device(self, device_id: DeviceId) -> None:
        """Forget what a device sent last."""
        with self._lock:
            _ = self._last.pop(device_id, None)

    def forget_old(self, now: datetime) -> int:
        """Forget what is older than `WINDOW` and return how many utterances are still remembered."""
        with self._lock:
            self._forget(now)
            return len(self._last)

    def _forget(self, now: datetime) -> None:
        for device_id in [device_id for device_id, memory in self._last.items() if memory.at <= now - WINDOW]:
            del self._last[device_id]
