"""Background work survives rollbacks, failures, kills and a lost database."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from support.databases import Databases
from support.processes import wait_until

from earnest.services.database import DatabaseUnavailable
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema

PERSONAL = Jobs(JobsSchema.PERSONAL)
DEIDENTIFIED = Jobs(JobsSchema.DEIDENTIFIED)


@contextmanager
def _working(
    databases: Databases, tasks: Mapping[str, Callable[[UUID], None]], *, concurrency: int = 1
) -> Generator[None]:
    stop = threading.Event()
    dsn = databases.dsn(Role.PERSONAL_WORKER)
    thread = threading.Thread(
        target=PERSONAL.run, args=(dsn, tasks, {}, stop), kwargs={"concurrency": concurrency}, daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def _waiting(databases: Databases) -> int:
    with databases[Role.PERSONAL_WORKER].transaction() as connection:
        return PERSONAL.count_waiting(connection)


def test_a_committed_job_runs_once_and_a_rolled_back_one_never(databases: Databases) -> None:
    done: list[UUID] = []
    kept, lost = uuid4(), uuid4()
    with databases[Role.DEVICE_GATEWAY].transaction() as connection:
        PERSONAL.defer(connection, "note", kept)
    with databases[Role.DEVICE_GATEWAY].transaction() as connection:
        PERSONAL.defer(connection, "note", lost)
        connection.rollback()
    with _working(databases, {"note": done.append}):
        wait_until(lambda: _waiting(databases) == 0)
    assert done == [kept]


def test_a_job_added_while_the_worker_waits_begins_at_once(databases: Databases) -> None:
    done: list[float] = []
    with _working(databases, {"note": lambda _: done.append(time.monotonic())}):
        time.sleep(1.0)
        with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
            PERSONAL.defer(connection, "note", uuid4())
        added = time.monotonic()
        wait_until(lambda: len(done) == 1)
    assert done[0] - added < 1.0


def test_a_job_that_raises_is_tried_again(databases: Databases) -> None:
    attempts: list[UUID] = []

    def fail_once(identifier: UUID) -> None:
        attempts.append(identifier)
        if len(attempts) == 1:
            raise DatabaseUnavailable

    with databases[Role.DEVICE_GATEWAY].transaction() as connection:
        PERSONAL.defer(connection, "fail_once", uuid4())
    with _working(databases, {"fail_once": fail_once}):
        wait_until(lambda: _waiting(databases) == 0)
    assert len(attempts) == 2


def test_jobs_with_the_same_lock_never_overlap_and_keep_their_order(databases: Databases) -> None:
    order: list[UUID] = []
    running: list[UUID] = []
    overlaps: list[int] = []

    def work(identifier: UUID) -> None:
        running.append(identifier)
        overlaps.append(len(running))
        time.sleep(0.05)
        running.remove(identifier)
        order.append(identifier)

    added = [uuid4() for _ in range(5)]
    with databases[Role.DEVICE_GATEWAY].transaction() as connection:
        for identifier in added:
            PERSONAL.defer(connection, "work", identifier, lock="one")
    with _working(databases, {"work": work}, concurrency=3):
        wait_until(lambda: _waiting(databases) == 0)
    assert order == added
    assert set(overlaps) == {1}


_HANGING_WORKER = """
import sys, threading, time
from pathlib import Path
from earnest.services.jobs import Jobs, JobsSchema

def hang(identifier):
    Path(sys.argv[2]).write_text(str(identifier))
    time.sleep(600)

Jobs(JobsSchema.PERSONAL).run(sys.argv[1], {"work": hang}, {}, threading.Event())
"""


def test_the_job_of_a_killed_worker_is_done_again_within_seconds(databases: Databases, tmp_path: Path) -> None:
    identifier = uuid4()
    with databases[Role.DEVICE_GATEWAY].transaction() as connection:
        PERSONAL.defer(connection, "work", identifier, lock="one")
    begun = tmp_path / "begun"
    arguments = [sys.executable, "-c", _HANGING_WORKER, databases.dsn(Role.PERSONAL_WORKER), str(begun)]
    victim = subprocess.Popen(arguments)
    try:
        wait_until(lambda: begun.exists() and begun.read_text() == str(identifier))
        done: list[UUID] = []
        with _working(databases, {"work": done.append}):
            time.sleep(4.0)
            assert done == [], "the job of a living worker is not taken from it"
            victim.kill()
            wait_until(lambda: done == [identifier], 8.0)
    finally:
        victim.kill()
        _ = victim.wait()


def test_a_worker_outlives_its_connections(databases: Databases) -> None:
    done: list[UUID] = []
    identifier = uuid4()
    with _working(databases, {"work": done.append}):
        time.sleep(1.0)
        with databases.owner.transaction() as connection:
            _ = connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s",
                [Role.PERSONAL_WORKER.value],
            )
        with databases[Role.DEVICE_GATEWAY].transaction() as connection:
            PERSONAL.defer(connection, "work", identifier)
        wait_until(lambda: done == [identifier])


def test_periodic_work_comes_again_even_after_it_raised(databases: Databases) -> None:
    turns: list[float] = []
    stop = threading.Event()

    def work() -> None:
        turns.append(time.monotonic())
        if len(turns) == 1:
            raise DatabaseUnavailable
        if len(turns) >= 4:
            stop.set()

    PERSONAL.run(databases.dsn(Role.PERSONAL_WORKER), {}, {"work": (0.2, work)}, stop)
    assert len(turns) >= 4


def test_a_side_cannot_add_to_the_other_sides_queue(databases: Databases) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        databases[Role.WORKBENCH].transaction() as connection,
    ):
        PERSONAL.defer(connection, "work", uuid4())
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        databases[Role.DEVICE_GATEWAY].transaction() as connection,
    ):
        DEIDENTIFIED.defer(connection, "work", uuid4())


def test_a_role_that_adds_jobs_cannot_read_them(databases: Databases) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        databases[Role.DEVICE_GATEWAY].transaction() as connection,
    ):
        _ = connection.execute("select args from jobs_personal.procrastinate_jobs")
