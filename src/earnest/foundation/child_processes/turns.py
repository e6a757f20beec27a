"""Turns: shares a few places fairly among many clients, and stops work whose caller is gone."""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from earnest.foundation.child_processes.errors import RequesterLeft, TooManyAtOnce, WaitedTooLong
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.child_processes.turn_rules import Turn, TurnLimits, Used, may_ask, next_turn, turn_to_preempt

_LOOK_SECONDS: Final = 0.25
"""How often one who waits looks whether another's slice is over."""
_HALF_LIFE_SECONDS: Final = 30.0
"""What was used so long ago counts half. Not measured: chosen; what was used a minute ago counts a quarter."""
_FORGOTTEN_SECONDS: Final = 0.05
"""Use below this is not remembered."""


class FairTurns:
    """Places that many threads share; who used least lately comes first."""

    def __init__(self, places: int, limits: TurnLimits | None = None) -> None:
        """Begin with all places free.

        Args:
            places: how many work at once, ≥ 1.
            limits: how much may wait.
        """
        self._places = places
        self._limits = limits or TurnLimits()
        self._changed = threading.Condition()
        self._waiting: list[Turn] = []
        self._running: dict[Turn, Callable[[], object]] = {}
        self._used: dict[str, tuple[float, float]] = {}
        self._asked = 0

    def ask(self, requester: Requester | None, sound_seconds: float) -> Turn:
        """Return a new turn, to be given to `hold`, and again after it was preempted.

        Args:
            requester: who waits for the answer; None: this process's own work.
            sound_seconds: how much there is to do.
        """
        with self._changed:
            self._asked += 1
            return Turn(requester=requester, sound_seconds=sound_seconds, number=self._asked, asked_at=time.monotonic())

    @contextmanager
    def hold(self, turn: Turn, stop: Callable[[], object]) -> Generator[None]:
        """Wait for a place and hold it for the block.

        Args:
            turn: whose.
            stop: ends the work of the block from another thread, because the requester left or is preempted; the block
                then raises whatever its broken work raises, and `turn.preempted` tells the second case.

        Raises:
            TooManyAtOnce: its requester has too much waiting already.
            WaitedTooLong: no place became free in time.
            RequesterLeft: the caller left, before or during the block.
        """
        cancellation = None if turn.requester is None else turn.requester.cancellation
        if cancellation is not None:
            cancellation.when_cancelled(self._wake)
        try:
            self._wait(turn, stop)
            if cancellation is not None:
                cancellation.when_cancelled(stop)
            try:
                yield
            except Exception:
                if cancellation is not None and cancellation.cancelled:
                    raise RequesterLeft from None
                raise
            finally:
                if cancellation is not None:
                    cancellation.forget(stop)
                self._end(turn)
        finally:
            if cancellation is not None:
                cancellation.forget(self._wake)

    def _wait(self, turn: Turn, stop: Callable[[], object]) -> None:
        with self._changed:
            if not may_ask(turn, [*self._waiting, *self._running], self._limits):
                raise TooManyAtOnce
            turn.preempted = False
            self._waiting.append(turn)
            try:
                while next_turn(self._waiting, self._running, self._places, self._used_now()) is not turn:
                    self._check_waits(turn)
                    self._make_room(turn)
                    _ = self._changed.wait(_LOOK_SECONDS)
                self._check_waits(turn)
            finally:
                self._waiting.remove(turn)
                self._changed.notify_all()
            turn.began_at = time.monotonic()
            self._running[turn] = stop

    def _check_waits(self, turn: Turn) -> None:
        if turn.requester is None:
            return
        if turn.requester.cancellation.cancelled:
            raise RequesterLeft
        if time.monotonic() - turn.asked_at > self._limits.longest_wait_seconds:
            raise WaitedTooLong

    def _make_room(self, turn: Turn) -> None:
        """Stop the work that this turn preempts."""
        other = turn_to_preempt(turn, self._running, self._places, time.monotonic())
        if other is not None:
            other.preempted = True
            _ = self._running[other]()

    def _end(self, turn: Turn) -> None:
        with self._changed:
            _ = self._running.pop(turn, None)
            now = time.monotonic()
            for name in {turn.group, turn.name} - {None}:
                if name is not None:
                    self._used[name] = (_left_of(self._used.get(name), now) + now - turn.began_at, now)
            self._changed.notify_all()

    def _used_now(self) -> Used:
        now = time.monotonic()
        left = {name: _left_of(use, now) for name, use in self._used.items()}
        self._used = {name: use for name, use in self._used.items() if left[name] > _FORGOTTEN_SECONDS}
        return Used(by_name=left)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()


def _left_of(use: tuple[float, float] | None, now: float) -> float:
    """Return what still counts of a use, given as seconds and when they were counted."""
    return 0.0 if use is None else use[0] * 0.5 ** ((now - use[1]) / _HALF_LIFE_SECONDS)
