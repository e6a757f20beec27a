"""Turns: no client holds every place, who used least comes first, and nothing is done for those who left (fairness)."""

import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.child_processes.errors import RequesterLeft, TooManyAtOnce, WaitedTooLong
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.child_processes.turn_rules import (
    SLICE_SECONDS,
    Turn,
    TurnLimits,
    Used,
    may_ask,
    may_begin,
    next_turn,
    turn_to_preempt,
)
from earnest.foundation.child_processes.turns import FairTurns


def turn(name: str, *, known: bool = True, seconds: float = 2.0, number: int = 0) -> Turn:
    return Turn(requester=Requester(name=name, known=known), sound_seconds=seconds, number=number, asked_at=0.0)


TURNS = st.builds(
    turn, st.sampled_from(list("abcd")), known=st.booleans(), seconds=st.sampled_from([1.0, 14.0, 16.0, 59.0])
)


@given(st.lists(TURNS, max_size=12), st.integers(2, 4))
def test_a_command_of_a_known_device_waits_for_commands_of_known_devices_only(asked: list[Turn], places: int) -> None:
    running: list[Turn] = []
    for one in asked:
        if may_begin(one, running, places):
            running.append(one)
    mine = turn("mine")
    if not may_begin(mine, running, places):
        victim = turn_to_preempt(mine, running, places, now=0.0)
        assert victim is not None or sum(not one.is_anonymous for one in running) == places
        assert any(not one.is_anonymous and not one.is_long for one in running) or victim is not None
    assert sum(one.is_anonymous for one in running) < places
    assert sum(one.is_long for one in running) < places
    assert len({one.name for one in running}) == len(running)


def test_who_used_least_comes_first_and_all_without_a_token_count_as_one() -> None:
    used = Used(by_name={"busy": 9.0, "without a token": 5.0, "10.0.0.1": 5.0})
    waiting = [
        turn("busy", number=1),
        turn("10.0.0.1", known=False, number=2),
        turn("10.0.0.2", known=False, number=3),
        turn("quiet", number=4),
    ]
    order: list[str | None] = []
    while waiting:
        chosen = next_turn(waiting, [], 2, used)
        assert chosen is not None
        order.append(chosen.name)
        waiting.remove(chosen)
    assert order == ["quiet", "10.0.0.2", "10.0.0.1", "busy"]


def test_who_has_no_token_gives_way_at_once_to_a_device_and_after_a_slice_to_another_command() -> None:
    long = turn("10.0.0.1", known=False, seconds=59)
    other = turn("10.0.0.2", known=False)
    assert turn_to_preempt(other, [long], 2, now=SLICE_SECONDS - 1) is None
    assert turn_to_preempt(other, [long], 2, now=SLICE_SECONDS + 1) is long
    assert turn_to_preempt(turn("10.0.0.2", known=False, seconds=59), [long], 2, now=99) is None
    assert turn_to_preempt(turn("10.0.0.1", known=False), [long], 2, now=99) is None
    assert turn_to_preempt(turn("device"), [long], 2, now=0) is None, "there is a place"
    assert turn_to_preempt(turn("device"), [long], 1, now=0) is long
    assert turn_to_preempt(turn("device"), [turn("other", seconds=59)], 1, now=99) is None, "a device is never stopped"


def test_only_so_much_of_one_client_and_of_all_without_a_token_may_wait() -> None:
    limits = TurnLimits(waiting_each=3, waiting_seconds_each=100, waiting_anonymous=2, waiting_all=5)
    assert may_ask(turn("a"), [turn("a"), turn("a")], limits)
    assert not may_ask(turn("a"), [turn("a"), turn("a"), turn("a")], limits)
    assert not may_ask(turn("a", seconds=59), [turn("a", seconds=59)], limits)
    assert not may_ask(turn("x", known=False), [turn("y", known=False), turn("z", known=False)], limits)
    assert may_ask(turn("x"), [turn("y", known=False), turn("z", known=False)], limits)
    assert not may_ask(turn("x"), [turn(name) for name in "abcde"], limits)


def hold(turns: FairTurns, requester: Requester, work: Callable[[], object], seconds: float = 2.0) -> None:
    with turns.hold(turns.ask(requester, seconds), lambda: None):
        _ = work()


def test_one_client_has_one_place_and_the_next_goes_to_another() -> None:
    turns = FairTurns(2)
    order: list[str] = []
    let_go = threading.Event()
    threads = [threading.Thread(target=hold, args=(turns, Requester(name="greedy", known=True), let_go.wait))]
    threads += [
        threading.Thread(
            target=hold, args=(turns, Requester(name="greedy", known=True), lambda: order.append("greedy"))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    hold(turns, Requester(name="other", known=True), lambda: order.append("other"))
    assert order == ["other"]
    let_go.set()
    for thread in threads:
        thread.join(timeout=20)
    assert order == ["other", *["greedy"] * 4]


def test_who_leaves_is_not_served_and_work_under_way_is_stopped() -> None:
    turns = FairTurns(1)
    requester, stopped = Requester(name="a", known=True), threading.Event()
    errors: list[BaseException] = []

    def work() -> None:
        try:
            with turns.hold(turns.ask(requester, 2.0), stopped.set):
                assert stopped.wait(timeout=20)
                raise RuntimeError
        except RequesterLeft as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.2)
    waiting = Requester(name="b", known=True)
    timer = threading.Timer(0.2, waiting.cancellation.cancel)
    timer.start()
    with pytest.raises(RequesterLeft):
        hold(turns, waiting, lambda: None)
    requester.cancellation.cancel()
    thread.join(timeout=20)
    assert len(errors) == 1


def test_waiting_has_an_end_and_a_clear_error() -> None:
    turns = FairTurns(1, TurnLimits(longest_wait_seconds=0.5, waiting_each=1))
    let_go = threading.Event()
    thread = threading.Thread(target=hold, args=(turns, Requester(name="a", known=True), let_go.wait))
    thread.start()
    time.sleep(0.1)
    with pytest.raises(WaitedTooLong):
        hold(turns, Requester(name="b", known=True), lambda: None)
    with pytest.raises(TooManyAtOnce):
        hold(turns, Requester(name="a", known=True), lambda: None)
    let_go.set()
    thread.join(timeout=20)


def test_own_work_is_never_refused() -> None:
    turns = FairTurns(2, TurnLimits(waiting_each=0, waiting_all=0, longest_wait_seconds=0))
    with turns.hold(turns.ask(None, 900.0), lambda: None), turns.hold(turns.ask(None, 900.0), lambda: None):
        pass
