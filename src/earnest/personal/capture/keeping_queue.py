"""Keeping queue: what is done after the answer, bounded in number and in seconds of sound, by few threads."""

import heapq
import itertools
import threading
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from earnest.foundation.errors import EarnestError
from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.personal.capture.errors import KeepingFull, KeepingStopped
from earnest.personal.capture.events import UtteranceForgotten, UtteranceSettled
from earnest.personal.capture.utterances import KeepingLater, KeepingResult
from earnest.services.observability import LogWord, UnexpectedError, log

DRAIN_SECONDS: Final = 3.0
"""How long a process that ends waits for what is still to be kept; the supervisor kills it after 5 s."""

_UNEXPECTED: Final = "unexpected"


class KeepingState(StrEnum):
    """Whether an utterance was kept."""

    PENDING = "pending"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceStatus:
    """What became of an utterance after its answer."""

    customer_id: CustomerId
    state: KeepingState
    reason: str | None
    """What the gate said, or the code of the error; None while it is pending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingTask:
    """Something to do after an answer."""

    customer_id: CustomerId
    recording_id: RecordingId | None
    """Under which something may be kept; None: something is only counted."""
    seconds: float
    """Sound that it holds in memory, ≥ 0."""
    act: Callable[[], KeepingResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingLimits:
    """How much may wait. With the sound of a whole minute each, all of it together is under 20 MB."""

    threads: int = 2
    tasks: int = 64
    seconds: float = 600.0
    each: int = 16
    """Tasks of one customer, so that one customer's flood of utterances does not cost another's."""
    outcomes: int = 4096
    """Outcomes that are remembered."""


class KeepingQueue:
    """Does tasks after the answer; safe to share between threads.

    A task that waits for a randomness beacon keeps its room and no thread that others need.
    Where it is full, an utterance is forgotten and counted, and its answer goes out all the same.
    """

    def __init__(self, bounds: KeepingLimits | None = None) -> None:
        """Begin empty; threads live only while there is something to do."""
        self._bounds = bounds or KeepingLimits()
        self._changed = threading.Condition()
        self._waiting: deque[KeepingTask] = deque()
        self._later: list[tuple[float, int, KeepingTask]] = []
        """Heap of what goes on at a moment (monotonic seconds), in order of arrival where that is the same."""
        self._order = itertools.count()
        self._each: Counter[CustomerId] = Counter()
        self._seconds = 0.0
        self._threads = 0
        self._forgotten = 0
        self._closed = False
        self._closes = 0.0
        """When a queue that was closed forgets what is left; monotonic seconds."""
        self._outcomes: OrderedDict[RecordingId, UtteranceStatus] = OrderedDict()

    def offer(self, task: KeepingTask) -> bool:
        """Take a task; returns False where there is no room, and then nothing of it is done or kept."""
        with self._changed:
            if self._closed or not self._has_room(task):
                self._forgotten += 1
                log(UtteranceForgotten(error=KeepingStopped if self._closed else KeepingFull))
                return False
            self._waiting.append(task)
            self._each[task.customer_id] += 1
            self._seconds += task.seconds
            self._note(task, KeepingState.PENDING, None)
            self._changed.notify_all()
            if self._threads < self._bounds.threads:
                self._threads += 1
                # A daemon, because a store that never answers must not keep the process from ending.
                threading.Thread(target=self._work, name="storage", daemon=True).start()
        return True

    def outcome(self, recording_id: RecordingId) -> UtteranceStatus | None:
        """Return what became of an utterance; None where it is not known or not any more."""
        with self._changed:
            return self._outcomes.get(recording_id)

    @property
    def under_way(self) -> int:
        """Tasks that wait or are being done, ≥ 0."""
        with self._changed:
            return self._each.total()

    @property
    def forgotten(self) -> int:
        """Tasks since the start that were given up: no room, an error, or the end of the process; ≥ 0."""
        with self._changed:
            return self._forgotten

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait until everything is done; returns False where it is not in time."""
        deadline = time.monotonic() + seconds
        with self._changed:
            return self._changed.wait_for(lambda: not self._each, max(0.0, deadline - time.monotonic()))

    def close(self, seconds: float = DRAIN_SECONDS) -> None:
        """Take nothing more, finish what there is for some time, and forget the rest."""
        with self._changed:
            self._closed, self._closes = True, time.monotonic() + seconds
        if self.wait_until_idle(seconds):
            return
        with self._changed:
            for task in (*self._waiting, *(task for _, _, task in self._later)):
                self._forget(task)
            self._waiting.clear()
            self._later.clear()

    def _has_room(self, task: KeepingTask) -> bool:
        return (
            self._each.total() < self._bounds.tasks
            and self._each[task.customer_id] < self._bounds.each
            and self._seconds + task.seconds <= self._bounds.seconds
        )

    def _work(self) -> None:
        while True:
            with self._changed:
                task = self._next()
                if task is None:
                    self._threads -= 1
                    return
            done = self._do(task)
            with self._changed:
                if isinstance(done, KeepingLater):
                    self._put_off(task, done)
                else:
                    self._settle(task, *done)

    def _next(self) -> KeepingTask | None:
        """Return the next task, perhaps after waiting for it; None where there is none. The caller holds the lock."""
        while True:
            if self._later and self._later[0][0] <= time.monotonic():
                return heapq.heappop(self._later)[2]
            if self._waiting:
                return self._waiting.popleft()
            if not self._later:
                return None
            _ = self._changed.wait(max(0.0, self._later[0][0] - time.monotonic()))

    def _put_off(self, task: KeepingTask, later: KeepingLater) -> None:
        """Let a task go on later; it keeps its room. The caller holds the lock."""
        if self._closed and time.monotonic() > self._closes:
            self._forget(task)
            return
        waits = replace(task, act=later.act)
        heapq.heappush(self._later, (time.monotonic() + later.seconds, next(self._order), waits))
        self._changed.notify_all()

    def _do(self, task: KeepingTask) -> tuple[KeepingState, str] | KeepingLater:
        """Do a task; an error costs that utterance only."""
        try:
            kept = task.act()
        except EarnestError as error:
            log(UtteranceForgotten(error=type(error)))
            reason = error.code
        except Exception as error:  # noqa: BLE001 - one utterance's surprise must not end the keeping of the others
            log(UnexpectedError(place=LogWord("keeping"), error=type(error)))
            reason = _UNEXPECTED
        else:
            if kept.later is not None:
                return kept.later
            log(UtteranceSettled(kept=kept.recording_id is not None, reason=kept.reason))
            return (KeepingState.NO if kept.recording_id is None else KeepingState.YES), kept.reason.value
        with self._changed:
            self._forgotten += 1
        return KeepingState.NO, reason

    def _forget(self, task: KeepingTask) -> None:
        """Forget a task because the process ends; the caller holds the lock."""
        self._settle(task, KeepingState.NO, KeepingStopped.code)
        log(UtteranceForgotten(error=KeepingStopped))
        self._forgotten += 1

    def _settle(self, task: KeepingTask, state: KeepingState, reason: str) -> None:
        """Note the outcome and free the room; the caller holds the lock."""
        self._each[task.customer_id] -= 1
        if not self._each[task.customer_id]:
            del self._each[task.customer_id]
        self._seconds -= task.seconds
        self._note(task, state, reason)
        self._changed.notify_all()

    def _note(self, task: KeepingTask, state: KeepingState, reason: str | None) -> None:
        if task.recording_id is None:
            return
        self._outcomes[task.recording_id] = UtteranceStatus(customer_id=task.customer_id, state=state, reason=reason)
        while len(self._outcomes) > self._bounds.outcomes:
            _ = self._outcomes.popitem(last=False)
