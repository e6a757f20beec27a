"""An external PostgreSQL and processes that an operator starts on hosts of their choice, without the supervisor."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from support.hosts import START_SECONDS, Host, Installation, make_owner, wait_until_healthy
from support.processes import free_port
from support.voices import say

from earnest.foundation.confinement import version
from earnest.foundation.settings import KeyName, ServerName
from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.operations.plan import ALL_PROCESSES, ProcessPlan
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("the ceiling in the plan tree"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own: roles belong to a whole server, so the one of other tests is not for this."""
    running = EmbeddedPostgres(tmp_path_factory.mktemp("server"), durable=False)
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="module")
def installed(server: str, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("installation")
    owner_dsn = make_owner(server, "earnest own")
    objects = folder / "shared objects"
    head = Host(folder=folder / "head", settings={"EARNEST_DATABASE": owner_dsn, "EARNEST_OBJECTS": objects.as_uri()})
    environments = folder / "environments"
    finished = head.command("migrate", "--environments", str(environments))
    assert finished.returncode == 0, finished.stderr
    assert "up to date" in finished.stdout
    return Installation(
        head=head, superuser_dsn=server, owner_dsn=owner_dsn, environments=environments, objects=objects.as_uri()
    )


def test_a_gateway_and_a_workbench_work_on_hosts_of_their_own(installed: Installation, tmp_path: Path) -> None:
    added = installed.head.command("customer", "add", "ann", "--programme", "household")
    assert added.returncode == 0, added.stderr
    device = installed.head.command("device", "add", "--customer", "ann", "--name", "kitchen")
    token = device.stdout.split("token")[1].strip()
    reviewer = installed.head.command("staff", "add", "rosa")
    assert reviewer.returncode == 0, reviewer.stderr
    ports = {listener.port_variable: str(free_port()) for listener in ServerName}
    with ExitStack() as stack:
        running: dict[str, subprocess.Popen[bytes]] = {}
        for process, listener in (("device_gateway", ServerName.GATEWAY), ("workbench", ServerName.WORKBENCH)):
            host = installed.host_of(process, tmp_path / process)
            started = running[process] = stack.enter_context(host.serving(process, **ports))
            address = f"http://127.0.0.1:{ports[listener.port_variable]}"
            wait_until_healthy(address, started, tmp_path / f"{process}-{process}.log")
            if version():
                status = Path(f"/proc/{started.pid}/status").read_text()
                assert "NoNewPrivs:\t1" in status, "the kernel confines it as under the supervisor"
            assert str(installed.head.folder) not in "".join(psutil.Process(started.pid).environ().values())
        said = httpx2.post(
            f"http://127.0.0.1:{ports['EARNEST_GATEWAY_PORT']}/api/utterances",
            headers={"Authorization": f"Bearer {token}", "Content-Type": "audio/wav"},
            content=SOUND,
            timeout=120,
        )
        assert said.status_code == 200, said.text
        assert said.json()["answer"]
        refused = httpx2.get(f"http://127.0.0.1:{ports['EARNEST_WORKBENCH_PORT']}/api/progress", timeout=30)
        assert refused.status_code == 401
        for started in running.values():
            started.send_signal(signal.SIGTERM)
        assert [started.wait(60) for started in running.values()] == [0, 0]


@pytest.mark.parametrize("process", ["personal_worker", "corpus_worker"])
def test_a_worker_beats_for_systemd_and_ends_on_sigterm(installed: Installation, tmp_path: Path, process: str) -> None:
    host = installed.host_of(process, tmp_path / process)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(START_SECONDS)
        notify = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "60000000"}
        with host.serving(process, **notify) as started:
            assert manager.recv(100) == b"WATCHDOG=1"
            assert manager.recv(100) == b"WATCHDOG=1"
            started.send_signal(signal.SIGTERM)
            assert started.wait(60) == 0


def test_each_process_gets_a_private_file_with_its_own_role_alone(installed: Installation) -> None:
    for plan in ALL_PROCESSES:
        path = installed.environments / f"{plan.name}.env"
        assert path.stat().st_mode & 0o777 == 0o600
        settings = installed.role_file(plan.name)
        assert set(settings) == {"EARNEST_ROLE_DATABASE"}
        address = settings["EARNEST_ROLE_DATABASE"]
        assert set(address).isdisjoint(" '\"$\\#;"), "systemd and compose read such signs each in a way of its own"
        assert conninfo_to_dict(address)["user"] == plan.role.value
        with psycopg.connect(address) as connection:
            assert connection.execute("select current_user").fetchone() == (plan.role.value,)


def test_a_second_migration_changes_nothing(installed: Installation) -> None:
    before = {path: path.read_bytes() for path in installed.head.folder.rglob("*") if path.suffix in {".json", ".key"}}
    roles = [installed.role_file(plan.name) for plan in ALL_PROCESSES]
    finished = installed.head.command("migrate", "--environments", str(installed.environments))
    assert finished.returncode == 0, finished.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert [installed.role_file(plan.name) for plan in ALL_PROCESSES] == roles


def test_another_data_folder_cannot_take_the_database_over(installed: Installation, tmp_path: Path) -> None:
    """It would give every role a new password, and nothing that is sealed could be opened any more."""
    other = Host(folder=tmp_path / "other", settings={"EARNEST_DATABASE": installed.owner_dsn})
    finished = other.command("migrate")
    assert finished.returncode == 1
    assert "another data folder" in finished.stderr
    assert not (tmp_path / "other").exists()
    with psycopg.connect(installed.role_file("workbench")["EARNEST_ROLE_DATABASE"]):
        pass


def test_a_user_who_may_not_make_roles_is_told_what_to_grant(server: str, tmp_path: Path) -> None:
    poor = make_owner(server, "poor", makes_roles=False)
    finished = Host(folder=tmp_path / "poor", settings={"EARNEST_DATABASE": poor}).command("migrate")
    assert finished.returncode == 1
    assert "createrole" in finished.stderr
    with psycopg.connect(server) as connection:
        assert connection.execute("select 1 from pg_namespace where nspname = 'handover'").fetchone() is None


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "EARNEST_DATABASE"),
        ({"EARNEST_DATABASE": "postgresql://planted:secret@127.0.0.1:9/none"}, "does not answer"),
    ],
)
def test_migrate_says_what_it_lacks_and_no_secret(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    finished = Host(folder=tmp_path / "none", settings=settings).command("migrate")
    assert finished.returncode == 1
    assert said in finished.stderr
    assert "secret" not in finished.stderr + finished.stdout


@pytest.mark.parametrize("plan", ALL_PROCESSES, ids=lambda plan: plan.name)
def test_serve_names_every_missing_setting_at_once(tmp_path: Path, plan: ProcessPlan) -> None:
    finished = Host(folder=tmp_path / "empty", settings={}).command("serve", plan.name)
    assert finished.returncode == 1
    for variable in ("EARNEST_ROLE_DATABASE", *(f"EARNEST_{key.name}_KEY" for key in plan.keys)):
        assert f"{variable}:" in finished.stderr
    for key in set(KeyName) - plan.keys:
        assert f"EARNEST_{key.name}_KEY" not in finished.stderr
    assert not (tmp_path / "empty").exists()


def test_no_process_runs_with_the_rights_of_another(installed: Installation, tmp_path: Path) -> None:
    host = installed.host_of("workbench", tmp_path / "host")
    for other in (installed.owner_dsn, installed.role_file("device_gateway")["EARNEST_ROLE_DATABASE"]):
        finished = host.command("serve", "workbench", EARNEST_ROLE_DATABASE=other)
        assert finished.returncode == 1
        assert "earnest_workbench" in finished.stderr
        assert "secret" not in finished.stderr


def test_a_wrong_password_is_said_before_anything_is_served(installed: Installation, tmp_path: Path) -> None:
    host = installed.host_of("workbench", tmp_path / "host")
    wrong = make_conninfo(host.settings["EARNEST_ROLE_DATABASE"], password="other")
    finished = host.command("serve", "workbench", EARNEST_ROLE_DATABASE=wrong)
    assert finished.returncode == 1
    assert "EARNEST_ROLE_DATABASE" in finished.stderr
    assert "earnest migrate" in finished.stderr


def test_a_taken_port_is_said_with_its_setting(installed: Installation, tmp_path: Path) -> None:
    host = installed.host_of("workbench", tmp_path / "host")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        finished = host.command("serve", "workbench", EARNEST_WORKBENCH_PORT=port)
    assert finished.returncode == 1
    assert "EARNEST_WORKBENCH_PORT" in finished.stderr


def test_help_and_refusals_list_the_processes_that_there_are() -> None:
    host = Host(folder=Path("nowhere"), settings={})
    listed = host.command("serve", "--help").stdout
    refused = host.command("serve", "nothing").stderr
    for name in (*(plan.name for plan in ALL_PROCESSES), "tombstones"):
        assert name in listed
        assert name in refused


def test_rt4_what_is_deleted_is_in_the_list_outside_without_a_supervisor(installed: Installation) -> None:
    path = installed.head.folder.with_name("head.tombstones")
    with installed.head.serving("tombstones") as started:
        deadline = time.monotonic() + START_SECONDS
        ended = installed.head.folder.parent / "head-tombstones.log"
        while "deletions are written" not in ended.read_text():
            assert started.poll() is None, ended.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        refused = installed.head.command("migrate")
        assert refused.returncode == 1, "whoever migrates deletes again by the same list"
        assert "already running" in refused.stderr
        with psycopg.connect(installed.owner_dsn) as connection:
            row = connection.execute("select gen_random_uuid()::text").fetchone()
            assert row is not None
            identifier = str(row[0])
            _ = connection.execute(
                "insert into handover.withdrawals (clip_id, reason, withdrawn_at)"
                " values (%s, 'deleted_by_customer', now())",
                [identifier],
            )
        while identifier not in path.read_text():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        started.send_signal(signal.SIGTERM)
        assert started.wait(30) == 0
