"""The administration process as it runs: signs what grows, publishes it, refuses a damaged log, ends when asked."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from fastapi.testclient import TestClient
from support.databases import Databases
from support.processes import ServedProcess, log_lines, served, wait_until

from earnest.foundation.clock import SettableClock, SystemClock
from earnest.foundation.identifiers import ClipId
from earnest.foundation.settings import Settings, load_settings
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.processes.administration import build_application
from earnest.services.audit import Checkpoint, ClipPlaced, LogDamaged, SignerKey, VerifierKey, append
from earnest.services.audit.commands import verify_database
from earnest.services.database import Database, DatabaseUnavailable
from earnest.services.database.roles import Role
from earnest.services.jobs.repeating import repeat

KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
AT = datetime(2026, 1, 1, tzinfo=UTC)


def fill(databases: Databases, count: int) -> None:
    for _ in range(count):
        with databases[Role.PERSONAL_WORKER].transaction() as connection:
            _ = append(connection, ClipPlaced(at=AT, clip_id=ClipId(uuid4())))


def rewrite(databases: Databases) -> None:
    with databases.owner.transaction() as connection:
        _ = connection.execute("set local session_replication_role = replica")
        _ = connection.execute("delete from audit.leaves where leaf_index > 0")


def key_of(running: ServedProcess) -> VerifierKey:
    return VerifierKey.parse(running.get("/checkpoint/key").text.strip())


def size_of(running: ServedProcess) -> int:
    return Checkpoint.open(running.get("/checkpoint").text, key_of(running)).tree_size


@pytest.fixture
def settings(data_folder: Path) -> Settings:
    """Settings of a data folder with keys."""
    return load_settings({"EARNEST_DATA": str(data_folder)})


@pytest.fixture
def running(databases: Databases, data_folder: Path) -> Iterator[ServedProcess]:
    with served("administration", databases, Role.ADMINISTRATION, data_folder, keys="audit,staff") as started:
        yield started


def test_the_process_signs_publishes_and_ends_well(
    databases: Databases, data_folder: Path, running: ServedProcess
) -> None:
    wait_until(lambda: running.get("/health").json() == {"status": "ok", "log": "ok"})
    assert running.get("/checkpoint").headers["content-type"].startswith("text/plain")
    assert size_of(running) == 0
    fill(databases, 3)
    wait_until(lambda: size_of(running) == 3, seconds=5)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        report = verify_database(connection, key_of(running), [running.get("/checkpoint").text])
    assert report.intact
    assert report.signed_size == 3
    memory = psutil.Process(running.process.pid).memory_info().rss / 2**20
    assert memory < 200, "the administration process is one of six within 1 GiB"
    running.process.terminate()
    assert running.process.wait(timeout=20) == 0
    assert [json.loads(line)["event"] for line in log_lines(data_folder, "administration")] == ["ProcessReady"]


def test_the_process_signs_by_itself(databases: Databases, running: ServedProcess) -> None:
    fill(databases, 2)

    def signed() -> bool:
        with databases.owner.transaction() as connection:
            return connection.execute("select max(tree_size) from audit.checkpoints").fetchone() == (2,)

    wait_until(signed, seconds=20)


def test_a_damaged_log_is_told_and_never_signed_again(databases: Databases, settings: Settings) -> None:
    fill(databases, 3)
    database = databases[Role.ADMINISTRATION]
    signer = CheckpointSigner(database, KEY, SystemClock())
    assert signer.health() == {"log": "unknown"}
    _ = signer.sign()
    assert signer.health() == {"log": "ok"}
    rewrite(databases)
    with pytest.raises(LogDamaged):
        _ = signer.sign()
    with TestClient(
        build_application(settings, database, signer, SystemClock()), base_url="http://127.0.0.1"
    ) as client:
        assert client.get("/health").json()["log"] == "damaged"
        answer = client.get("/checkpoint")
        assert answer.status_code == 500
        assert answer.json()["code"] == "log_damaged"
    fill(databases, 5)
    with pytest.raises(LogDamaged):
        _ = signer.sign()
    with databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from audit.checkpoints").fetchone() == (1,)


def test_a_change_of_what_was_signed_long_ago_is_found_at_the_next_reading(databases: Databases) -> None:
    fill(databases, 3)
    signer = CheckpointSigner(databases[Role.ADMINISTRATION], KEY, SystemClock())
    _ = signer.sign()
    signer.read_again()
    with databases.owner.transaction() as connection:
        _ = connection.execute("set local session_replication_role = replica")
        _ = connection.execute(
            "update audit.leaves set entry = 'x', leaf_hash = sha256('\\x00'::bytea || 'x'::bytea) where leaf_index = 1"
        )
    with pytest.raises(LogDamaged):
        signer.read_again()
    assert signer.health()["log"] == "damaged"
    with pytest.raises(LogDamaged):
        _ = signer.head()


def test_another_key_than_the_logs_own_does_not_go_on(databases: Databases, settings: Settings) -> None:
    _ = CheckpointSigner(databases[Role.ADMINISTRATION], KEY, SystemClock()).sign()
    other = SignerKey(name="example.org/log", seed=bytes(32))
    database = databases[Role.ADMINISTRATION]
    with TestClient(
        build_application(settings, database, CheckpointSigner(database, other, SystemClock()), SystemClock()),
        base_url="http://127.0.0.1",
    ) as client:
        assert client.get("/checkpoint").json()["code"] == "note_invalid"


def test_a_database_that_is_gone_is_told_and_is_no_damage(settings: Settings) -> None:
    database = Database("host=/nonexistent connect_timeout=1")
    signer = CheckpointSigner(database, KEY, SettableClock(moment=AT))
    with pytest.raises(DatabaseUnavailable):
        _ = signer.sign()
    assert signer.health() == {"log": "unknown"}
    with TestClient(
        build_application(settings, database, signer, SystemClock()), base_url="http://127.0.0.1"
    ) as client:
        assert client.get("/checkpoint").status_code == 503
        assert client.get("/health").status_code == 200
    database.close()


def test_work_that_fails_is_logged_and_comes_again(capfd: pytest.CaptureFixture[str]) -> None:
    import threading

    stop, turns = threading.Event(), list[int]()

    def work() -> None:
        turns.append(1)
        if len(turns) == 1:
            raise ValueError("canary")
        stop.set()

    repeat("some_work", work, every_seconds=0.01, stop=stop).join(timeout=5)
    assert len(turns) == 2
    line = json.loads(capfd.readouterr().err)
    assert (line["event"], line["task"], line["error"]) == ("PeriodicWorkFailed", "some_work", "ValueError")
    assert "canary" not in str(line)
