"""Pool: children work again while they are of use, and none outlives the pool."""

from collections.abc import Iterator

import pytest

from earnest.foundation.child_processes.pool import ChildPool


@pytest.fixture
def pool() -> Iterator[ChildPool]:
    opened = ChildPool(["sleep", "60"])
    yield opened
    opened.close()


def test_a_child_that_was_given_back_works_again(pool: ChildPool) -> None:
    first = pool.take()
    pool.give_back(first)
    assert pool.take() is first
    assert pool.take() is not first
    assert len(pool.process_identifiers()) == 2


def test_a_child_that_ended_or_was_discarded_is_replaced(pool: ChildPool) -> None:
    ended, discarded = pool.take(), pool.take()
    pool.give_back(ended)
    ended.kill()
    pool.discard(discarded)
    assert pool.take() not in {ended, discarded}
    assert not discarded.alive


def test_idle_children_are_closed_but_for_those_that_last(pool: ChildPool) -> None:
    children = [pool.take() for _ in range(3)]
    for child in children[:2]:
        pool.give_back(child)
    assert pool.close_idle(3600.0, lasting=0) == 0
    assert pool.close_idle(0.0, lasting=2) == 1
    assert children[2].alive
    assert sum(child.alive for child in children) == 2


def test_a_child_at_work_while_the_pool_closes_is_not_kept(pool: ChildPool) -> None:
    child = pool.take()
    pool.close()
    pool.give_back(child)
    assert not child.alive
    assert pool.process_identifiers() == ()
