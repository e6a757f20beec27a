"""The embedded PostgreSQL: private, one owner, back after any end."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from earnest.foundation.launcher import DROPPED_USER, Identity
from earnest.operations import embedded_database as embedded
from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.services.database import DatabaseFolderInUse, DatabaseNotStarted
from earnest.services.database.errors import DatabaseFolderClosed


def _write(dsn: str, number: int) -> None:
    with psycopg.connect(dsn) as connection:
        _ = connection.execute("create table if not exists public.kept (number integer)")
        _ = connection.execute("insert into public.kept values (%s)", [number])


def _read(dsn: str) -> list[int]:
    with psycopg.connect(dsn) as connection:
        return [int(row[0]) for row in connection.execute("select number from public.kept order by 1").fetchall()]


def _servers(folder: Path) -> list[psutil.Process]:
    found: list[psutil.Process] = []
    for process in psutil.process_iter():
        try:
            if process.name() == "postgres" and Path(process.cwd()) == folder / "postgres":
                found.append(process)
        except psutil.Error:
            continue
    return found


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    started = EmbeddedPostgres(tmp_path, durable=False)
    try:
        yield started
    finally:
        started.stop()
        assert _servers(tmp_path) == []


def test_data_is_there_again_after_a_stop(server: EmbeddedPostgres, tmp_path: Path) -> None:
    _write(server.start(), 1)
    server.stop()
    assert not server.is_running()
    began = time.monotonic()
    dsn = server.start()
    assert time.monotonic() - began < 10
    assert _read(dsn) == [1]
    assert not list((tmp_path / "run").glob("initial-password*"))


def test_nothing_listens_but_a_socket_in_a_private_folder(server: EmbeddedPostgres, tmp_path: Path) -> None:
    dsn = server.start()
    assert conninfo_to_dict(dsn)["host"] == str(tmp_path / "run")
    with psycopg.connect(dsn) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
        rules = connection.execute("select distinct type, auth_method from pg_hba_file_rules").fetchall()
    assert {method for _, method in rules} == {"scram-sha-256"}
    for folder in (tmp_path / "run", tmp_path / "postgres", tmp_path / "secrets"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for secret in (tmp_path / "secrets").iterdir():
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_the_log_never_holds_a_value(server: EmbeddedPostgres, tmp_path: Path) -> None:
    with psycopg.connect(server.start()) as connection:
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            _ = connection.execute("select 'planted words'::integer")
        connection.rollback()
        with pytest.raises(psycopg.errors.UniqueViolation):
            _ = connection.execute(
                "create table public.names (name text unique); insert into public.names values ('planted'), ('planted')"
            )
    server.stop()
    assert "planted" not in (tmp_path / "log" / "postgres.log").read_text()


def test_a_second_owner_is_refused(server: EmbeddedPostgres, tmp_path: Path) -> None:
    dsn = server.start()
    with pytest.raises(DatabaseFolderInUse):
        _ = EmbeddedPostgres(tmp_path).start()
    _write(dsn, 1)


def test_a_killed_server_comes_back_at_the_same_address(server: EmbeddedPostgres, tmp_path: Path) -> None:
    dsn = server.start()
    _write(dsn, 1)
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    server.restart()
    assert _read(dsn) == [1]


_OWNER = """
import sys, time
from pathlib import Path
from earnest.operations.embedded_database import EmbeddedPostgres
print(EmbeddedPostgres(Path(sys.argv[1]), durable=False).start(), flush=True)
time.sleep(600)
"""


def test_the_server_ends_with_its_killed_owner_and_data_is_kept(server: EmbeddedPostgres, tmp_path: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", _OWNER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert owner.stdout is not None
        with owner.stdout:
            _write(owner.stdout.readline().strip(), 1)
        assert _servers(tmp_path)
    finally:
        owner.kill()
        _ = owner.wait()
    deadline = time.monotonic() + 10
    while _servers(tmp_path):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert _read(server.start()) == [1]


def test_survivors_without_an_owner_are_stopped_and_a_stale_lock_is_removed(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    _write(server.start(), 1)
    server.stop()
    settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={tmp_path / 'run'}"]
    program = [str(embedded.binaries() / "postgres"), "-D", str(tmp_path / "postgres"), *settings]
    survivor = subprocess.Popen(server.command(program), stderr=subprocess.DEVNULL, cwd="/")
    try:
        deadline = time.monotonic() + 10
        while not _servers(tmp_path):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        _ = (tmp_path / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path / 'postgres'}\n")
        assert _read(server.start()) == [1]
        assert survivor.wait(10) is not None
    finally:
        survivor.kill()
        _ = survivor.wait()


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 20) / ("longer" * 10)
    server = EmbeddedPostgres(deep, durable=False)
    try:
        dsn = server.start()
        sockets = Path(str(conninfo_to_dict(dsn)["host"]))
        assert len(os.fsencode(sockets / ".s.PGSQL.5432")) <= 107
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        _write(dsn, 1)
    finally:
        server.stop()
    assert not sockets.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take another identity")
def test_root_without_user_namespaces_runs_it_as_nobody_inside_private_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = EmbeddedPostgres(tmp_path, durable=False)
    _write(first.start(), 1)
    first.stop()
    monkeypatch.setattr(embedded, "find_identity", lambda: Identity.DROP)
    for folder in (tmp_path, tmp_path.parent):
        folder.chmod(0o700)
    second = EmbeddedPostgres(tmp_path, durable=False)
    try:
        dsn = second.start()
        assert _read(dsn) == [1]
        assert second.pid is not None
        assert psutil.Process(second.pid).uids().real == DROPPED_USER
        _write(dsn, 2)
    finally:
        second.stop()
    monkeypatch.undo()
    try:
        assert _read(first.start()) == [1, 2]
    finally:
        first.stop()


@pytest.mark.skipif(
    embedded.find_identity() is not Identity.NAMESPACE, reason="only root in a user namespace is kept out"
)
def test_a_folder_that_root_without_its_rights_cannot_enter_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home of ann"
    home.mkdir(mode=0o700)
    os.chown(home, 1234, 1234)
    server = EmbeddedPostgres(home / "data", durable=False)
    with pytest.raises(DatabaseFolderClosed) as refused:
        _ = server.start()
    assert str(home) in refused.value.message
    assert "chmod" in refused.value.remedy
    home.chmod(0o711)
    try:
        _write(server.start(), 1)
    finally:
        server.stop()


def test_what_postgresql_said_is_told_where_it_does_not_start(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, durable=False)
    _ = server.start()
    server.stop()
    _ = (tmp_path / "postgres" / "PG_VERSION").write_text("3\n")
    with pytest.raises(DatabaseNotStarted) as refused:
        _ = server.start()
    assert refused.value.message.endswith("start: database files are incompatible with server")
