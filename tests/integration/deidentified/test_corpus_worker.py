"""The corpus worker as a process: erases what is withdrawn wherever, stays small, ends when asked, survives a kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from support.bench import Bench, open_bench
from support.databases import Databases
from support.processes import wait_until
from support.reviewing import not_said, open_reviewing, order

from earnest.deidentified.evaluation.rules import ReleaseDecision
from earnest.deidentified.training.models import list_models
from earnest.deidentified.training.outcomes import LearningState, find_outcome
from earnest.deidentified.training.progress import LearningStage, find_progress
from earnest.deidentified.training.requests import request_learning
from earnest.foundation.identifiers import ClipId
from earnest.handover.bundle import read_bundle
from earnest.handover.releases import open_model
from earnest.handover.withdrawals import StoreName, WithdrawalReason, withdraw
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema

LARGEST_AT_REST = 150 * 2**20
"""Bytes; the whole of Earnest stays under 1 GiB."""


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def start(bench: Bench) -> subprocess.Popen[bytes]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("EARNEST_")},
        "EARNEST_DATA": str(bench.settings.data_folder),
        "EARNEST_KEYS": "evidence,handover",
        "EARNEST_ROLE_DATABASE": bench.handover.databases.dsn(Role.CORPUS_WORKER),
    }
    # A file, not a pipe: whoever outlived the worker would hold a pipe open.
    with log_of(bench).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "earnest.processes.corpus_worker"], env=environment, stderr=log
        )


def log_of(bench: Bench) -> Path:
    return bench.settings.data_folder / "log" / "corpus_worker.log"


@contextmanager
def working(bench: Bench) -> Generator[subprocess.Popen[bytes]]:
    worker = start(bench)
    try:
        yield worker
    finally:
        worker.kill()
        _ = worker.wait()


def erased(bench: Bench, clip_id: ClipId) -> bool:
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute(
            "select store from handover.withdrawal_receipts where clip_id = %s", [clip_id]
        ).fetchall()
    return {str(row[0]) for row in rows} == {store.value for store in StoreName}


def withdraw_clip(bench: Bench, clip_id: ClipId) -> None:
    with bench.handover.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(
            connection,
            [clip_id],
            reason=WithdrawalReason.CONSENT_WITHDRAWN,
            withdrawn_at=bench.handover.clock.now(),
        )


def test_withdrawals_of_the_portal_and_of_reviewers_are_erased_by_a_small_worker(bench: Bench) -> None:
    bench.handover.clock.moment = datetime.now(UTC)
    bench.handover.allow(2)
    accidental = bench.handover.place(wake_word="alexa")
    reviewing = open_reviewing(bench.handover)
    lease = reviewing.take()
    _ = reviewing.listen(lease)
    reviewing.verdicts.reject(lease.lease_id, reviewing.reviewer, not_said())
    withdrawn = bench.handover.place()
    with working(bench) as worker:
        wait_until(lambda: erased(bench, accidental))
        withdraw_clip(bench, withdrawn)
        wait_until(lambda: erased(bench, withdrawn))
        assert psutil.Process(worker.pid).memory_info().rss < LARGEST_AT_REST
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0
    assert list(bench.handover.objects.keys()) == []
    assert b"latte" not in log_of(bench).read_bytes()


def test_a_killed_worker_is_made_good_by_the_next(bench: Bench) -> None:
    bench.handover.clock.moment = datetime.now(UTC)
    bench.handover.allow(5)
    clips = [bench.handover.place() for _ in range(5)]
    with working(bench) as worker:
        for clip_id in clips:
            withdraw_clip(bench, clip_id)
        wait_until(lambda: any(erased(bench, clip_id) for clip_id in clips))
        worker.kill()
    with working(bench):
        wait_until(lambda: all(erased(bench, clip_id) for clip_id in clips))
    assert list(bench.handover.objects.keys()) == []


def learners(worker: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return the worker's processes that learn; one that ends while it is asked does not."""
    found: list[psutil.Process] = []
    for one in psutil.Process(worker.pid).children(recursive=True):
        # A process that has ended and one whose parent has not waited for it have no command line.
        with suppress(psutil.NoSuchProcess):
            if "earnest.processes.learning" in one.cmdline():
                found.append(one)
    return found


def test_learning_is_killed_with_the_worker_and_goes_on_in_the_next(bench: Bench) -> None:
    """The real trainer in its real process; tones teach it next to nothing, and that is recorded once."""
    bench.handover.clock.moment = datetime.now(UTC)
    bench.handover.allow(3)
    for _ in range(3):
        _ = bench.handover.place(seconds=1.0)
        _ = open_reviewing(bench.handover).label_next(order())
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot_id = request_learning(
            connection,
            handover_key=bench.handover.handover_key,
            objects=bench.handover.objects,
            jobs=Jobs(JobsSchema.DEIDENTIFIED),
            requested_at=bench.handover.clock.now(),
        )
    with working(bench) as worker:
        wait_until(lambda: bool(learners(worker)))
        (learner,) = learners(worker)
        wait_until(lambda: len(learner.children(recursive=True)) > 1, seconds=120)
        family = [learner, *learner.children(recursive=True)]
        worker.kill()
        _, alive = psutil.wait_procs(family, timeout=20)
        # What has ended and waits for its parent runs no more.
        assert not [one.pid for one in alive if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]

    def has_finished() -> bool:
        with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
            return find_progress(connection, snapshot_id).stage is LearningStage.FINISHED

    with working(bench) as worker:
        wait_until(has_finished, seconds=240)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        outcome = find_outcome(connection, snapshot_id)
        (model,) = list_models(connection)
    assert (outcome.state, outcome.decision) == (LearningState.KEPT_BACK, ReleaseDecision.NOT_EVALUATED)
    assert outcome.model_id == model.model_id
    bundle = open_model(model.sealed, handover_key=bench.handover.handover_key, objects=bench.handover.objects)
    assert read_bundle(bundle).identifier
    assert b"latte" not in log_of(bench).read_bytes()


def test_the_idle_worker_loads_neither_training_nor_the_other_side(bench: Bench) -> None:
    """sys.modules of a process that imports what the worker imports."""
    listed = subprocess.run(
        [sys.executable, "-P", "-c", "import sys, earnest.processes.corpus_worker; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    loaded = {name.split(".")[0] for name in listed}
    assert loaded.isdisjoint({"sklearn", "scipy", "pocketsphinx", "fastapi", "soundfile", "uvicorn"})
    assert not [name for name in listed if name.startswith("earnest.personal")]
