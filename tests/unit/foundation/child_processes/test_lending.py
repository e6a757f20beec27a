"""Lending: a child is stopped with its turn, and never after it went back to work for others."""

from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from earnest.foundation.child_processes.child import ChildProcess
from earnest.foundation.child_processes.errors import RequesterLeft
from earnest.foundation.child_processes.lending import child_in_turn
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.child_processes.turns import FairTurns


@pytest.fixture
def child() -> Iterator[ChildProcess]:
    started = ChildProcess(["sleep", "60"])
    yield started
    started.kill()


def test_a_client_that_leaves_when_its_child_went_back_stops_nothing(child: ChildProcess) -> None:
    turns, requester = FairTurns(1), Requester(name="kitchen", known=True)
    with (
        suppress(RequesterLeft),
        child_in_turn(
            turns, turns.ask(requester, 1.0), take=lambda: child, give_back=lambda _: requester.cancellation.cancel()
        ) as lent,
    ):
        assert lent is child
    with pytest.raises(psutil.TimeoutExpired):
        _ = psutil.Process(child.identifier).wait(timeout=0.5)


def test_a_client_that_leaves_during_its_turn_has_the_work_stopped(child: ChildProcess) -> None:
    turns, requester = FairTurns(1), Requester(name="kitchen", known=True)
    given_back: list[ChildProcess] = []

    def leave_at_work() -> None:
        turn = turns.ask(requester, 1.0)
        with child_in_turn(turns, turn, take=lambda: child, give_back=given_back.append) as lent:
            requester.cancellation.cancel()
            _ = lent.ask(b"\0", 10.0)

    with pytest.raises(RequesterLeft):
        leave_at_work()
    assert not given_back
