"""When a job is tried again."""

from hypothesis import given
from hypothesis.strategies import integers

from earnest.foundation.errors import Unavailable
from earnest.services.jobs.rules import MOST_ATTEMPTS, wait_after_death, wait_before_retry

ATTEMPTS = integers(min_value=0, max_value=10_000)


@given(ATTEMPTS)
def test_an_outage_is_tried_for_ever_and_soon(attempts: int) -> None:
    wait = wait_before_retry(Unavailable(), attempts)
    assert wait is not None
    assert 0 < wait <= 15


def test_a_failure_is_given_up_after_the_last_attempt() -> None:
    waits = [wait_before_retry(ValueError(), attempts) for attempts in range(MOST_ATTEMPTS)]
    assert waits[-1] is None
    assert waits[:-1] == [1, 2, 4, 8, 16, 32, 64]


@given(ATTEMPTS)
def test_a_dead_worker_never_costs_the_job(attempts: int) -> None:
    assert 0 <= wait_after_death(attempts) <= 300


def test_the_first_deaths_cost_no_time() -> None:
    assert [wait_after_death(attempts) for attempts in range(4)] == [0, 0, 0, 8]
