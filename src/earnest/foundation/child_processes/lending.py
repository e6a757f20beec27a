"""Lending: a child process for the length of one turn; it is stopped with the turn, and never after it went back."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from earnest.foundation.child_processes.child import ChildProcess
from earnest.foundation.child_processes.turn_rules import Turn
from earnest.foundation.child_processes.turns import FairTurns


@contextmanager
def child_in_turn(
    turns: FairTurns, turn: Turn, *, take: Callable[[], ChildProcess], give_back: Callable[[ChildProcess], object]
) -> Generator[ChildProcess]:
    """Wait for a place and lend a child for the block.

    A block that ends well gives the child back; one that raises has to have ended it.

    Args:
        turns: the places.
        turn: whose.
        take: returns a child that works; may start one.
        give_back: takes it for the next turn.

    Raises:
        TurnRefused: see `FairTurns.hold`.
    """
    lock, lent = threading.Lock(), list[ChildProcess]()

    def stop() -> None:
        # Under the lock, so that a child that went back, and perhaps works for another by now, is not stopped.
        with lock:
            for child in lent:
                child.interrupt()

    with turns.hold(turn, stop):
        child = take()
        with lock:
            lent.append(child)
        if turn.preempted or (turn.requester is not None and turn.requester.cancellation.cancelled):
            child.interrupt()  # It was to stop before there was a child to be stopped.
        yield child
        with lock:
            lent.clear()
        _ = give_back(child)
