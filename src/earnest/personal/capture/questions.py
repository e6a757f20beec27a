"""Questions: what the assistant has just asked a device; remembered half a minute, in memory only."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, auto
from threading import Lock
from typing import Final

from earnest.foundation.identifiers import DeviceId
from earnest.speech.meaning.interpretation import Interpretation

WINDOW: Final = timedelta(seconds=30)
"""How long an answer is waited for. Chosen, not measured."""


class Question(StrEnum):
    """What a device was asked."""

    STOP_REVIEW = auto()
    """Whether people should stop listening."""
    DELETE_TODAY = auto()
    """Whether everything that was said today is to be deleted."""
    DO_AS_ASKED = auto()
    """Whether a skill should do what it asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingQuestion:
    """A question and when it was asked."""

    question: Question
    at: datetime
    about: Interpretation | None = None
    """What a skill does after a yes."""


@dataclass(slots=True)
class QuestionMemory:
    """What devices were asked; safe between threads."""

    _asked: dict[DeviceId, PendingQuestion] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def ask(self, device_id: DeviceId, question: Question, now: datetime, about: Interpretation | None = None) -> None:
        """Remember what a device was asked."""
        with self._lock:
            self._forget(now)
            self._asked[device_id] = PendingQuestion(question=question, at=now, about=about)

    def take(self, device_id: DeviceId, now: datetime) -> PendingQuestion | None:
        """Return what a device was asked just now; only the next utterance is an answer."""
        with self._lock:
            self._forget(now)
            return self._asked.pop(device_id, None)

    def _forget(self, now: datetime) -> None:
        for device_id in [device_id for device_id, asked in self._asked.items() if asked.at <= now - WINDOW]:
            del self._asked[device_id]
