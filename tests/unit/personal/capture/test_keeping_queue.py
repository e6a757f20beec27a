"""The keeping queue: what waits for a round keeps its room and no thread, goes on, and ends with the process."""

import threading
from collections.abc import Callable
from uuid import uuid4

from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.personal.capture.keeping_queue import KeepingLimits, KeepingQueue, KeepingState, KeepingTask
from earnest.personal.capture.utterances import KeepingLater, KeepingResult
from earnest.personal.sampling.rules import GateReason

_NEVER_SECONDS = 3600.0


def _ends() -> KeepingResult:
    return KeepingResult(recording_id=None, reason=GateReason.NO_NEED)


def _waits(seconds: float, then: Callable[[], KeepingResult]) -> Callable[[], KeepingResult]:
    later = KeepingLater(seconds=seconds, act=then)
    return lambda: KeepingResult(recording_id=None, reason=GateReason.RANDOM_CONTROL, later=later)


def _task(act: Callable[[], KeepingResult], *, seconds: float = 1.0) -> KeepingTask:
    return KeepingTask(customer_id=CustomerId(uuid4()), recording_id=RecordingId(uuid4()), seconds=seconds, act=act)


def _told(queue: KeepingQueue, task: KeepingTask) -> tuple[KeepingState, str | None]:
    assert task.recording_id is not None
    status = queue.outcome(task.recording_id)
    assert status is not None
    return status.state, status.reason


def test_what_waits_holds_back_nothing_else_and_goes_on_when_it_is_time() -> None:
    queue, other, released = KeepingQueue(KeepingLimits(threads=1)), threading.Event(), threading.Event()

    def act() -> KeepingResult:
        other.set()
        return _ends()

    def go_on() -> KeepingResult:
        assert released.wait(30)
        return _ends()

    waits = _task(_waits(0.05, _waits(0.05, go_on)))
    assert queue.offer(waits)
    assert queue.offer(_task(act))
    assert other.wait(30)
    assert _told(queue, waits) == (KeepingState.PENDING, None)
    released.set()
    assert queue.wait_until_idle(30)
    assert _told(queue, waits) == (KeepingState.NO, "no_need")


def test_what_waits_counts_as_sound_that_is_held() -> None:
    queue = KeepingQueue(KeepingLimits(threads=1, seconds=10.0))
    assert queue.offer(_task(_waits(_NEVER_SECONDS, _ends), seconds=8.0))
    assert not queue.offer(_task(_ends, seconds=3.0))
    assert queue.under_way == 1
    queue.close(0.0)


def test_what_still_waits_when_the_process_ends_is_forgotten() -> None:
    queue = KeepingQueue(KeepingLimits(threads=1))
    waits = _task(_waits(_NEVER_SECONDS, _ends))
    assert queue.offer(waits)
    queue.close(0.2)
    assert (queue.forgotten, queue.under_way) == (1, 0)
    assert _told(queue, waits) == (KeepingState.NO, "keeping_stopped")
