"""Everything together: started, alone with what it needs, back after a kill, and gone without a trace."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import httpx2
import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from support.databases import TEMPLATE, PostgresServer
from support.randomness_beacon import Beacon, served
from support.touring import free_ports

from earnest.cli.status import states
from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import Settings, load_settings
from earnest.operations.errors import AlreadyRunning, PortTaken, ProcessNotStarted
from earnest.operations.plan import BEACON, PROCESSES, ProcessPlan, processes_of
from earnest.operations.process_states import PROCESS_STATES_FILE, ProcessState, read_process_states
from earnest.operations.supervisor import Supervisor
from earnest.services.database.roles import Role, prepare

MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {"EARNEST_DATA": str(tmp_path_factory.mktemp("earnest") / "data"), **free_ports()}


@pytest.fixture(scope="module")
def running(environment: dict[str, str]) -> Iterator[Supervisor]:
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        with Supervisor(load_settings(environment)) as supervisor:
            yield supervisor
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _status(address: str) -> int:
    return httpx2.get(f"{address}/health", timeout=5).status_code


def _family(pid: int) -> list[psutil.Process]:
    return [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]


def _wait_until_ended(processes: list[psutil.Process], seconds: float) -> None:
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    assert [process.name() for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []


def test_every_process_answers(running: Supervisor) -> None:
    assert set(running.processes) == {plan.name for plan in PROCESSES} | {"postgres", "supervisor"}
    servers = {name: address for name, address in running.addresses.items() if address.startswith("http")}
    assert set(servers) == {"device_gateway", "customer_portal", "workbench", "administration"}
    assert {name: _status(address) for name, address in servers.items()} == dict.fromkeys(servers, 200)


def test_a_process_has_its_own_role_and_no_other_secret(running: Supervisor) -> None:
    passwords = {role: str(conninfo_to_dict(running.role_dsn(role))["password"]) for role in Role}
    for plan in PROCESSES:
        text = Path(f"/proc/{running.processes[plan.name]}/environ").read_text()
        held = {role for role, password in passwords.items() if password in text}
        assert held == {plan.role}
        assert "earnest_owner" not in text


def test_nothing_in_the_data_folder_is_open_to_others(running: Supervisor, environment: dict[str, str]) -> None:
    folder = Path(environment["EARNEST_DATA"])
    assert folder.stat().st_mode & 0o077 == 0
    for path in (*(folder / "keys").iterdir(), *(folder / "secrets").iterdir(), folder / "run"):
        assert path.stat().st_mode & 0o077 == 0


def test_nothing_listens_or_talks_beyond_this_machine(running: Supervisor) -> None:
    seen: set[str] = set()
    for process in _family(running.processes["supervisor"]):
        for connection in process.net_connections("inet"):
            seen |= {end.ip for end in (connection.laddr, connection.raddr) if end}
    assert seen == {"127.0.0.1"}


def test_everything_at_rest_stays_under_a_gibibyte(running: Supervisor) -> None:
    memory = running.resident_memory()
    assert set(memory) == set(running.processes)
    # Here the supervisor is pytest itself, with all that earlier tests left in it; its own share is allowed for.
    of_others = sum(size for name, size in memory.items() if name != "supervisor")
    assert 100 * MEBIBYTE < of_others < (1024 - 150) * MEBIBYTE


_AT_ONCE: Final = (
    ["device_gateway", "personal_worker"],
    ["customer_portal", "corpus_worker"],
    ["workbench"],
    ["administration"],
    ["postgres"],
)
"""One server at a time: while the supervisor waits for a frozen one, it asks no other."""


def test_every_process_is_killed_and_frozen_once() -> None:
    once = [name for names in _AT_ONCE for name in names]
    assert sorted(once) == sorted([*(plan.name for plan in PROCESSES), "postgres"])


@pytest.mark.parametrize("names", _AT_ONCE, ids="-".join)
def test_killed_processes_come_back(running: Supervisor, names: Sequence[str]) -> None:
    victims = {name: running.processes[name] for name in names}
    family = [member for victim in victims.values() for member in _family(victim)]
    for victim in victims.values():
        os.kill(victim, signal.SIGKILL)
    _wait_until_ended(family, 5)
    deadline = time.monotonic() + 45
    while not _work_again(running, victims):
        assert time.monotonic() < deadline, "they did not come back"
        time.sleep(0.1)


@pytest.mark.parametrize("names", _AT_ONCE, ids="-".join)
def test_frozen_processes_are_noticed_and_come_back(
    running: Supervisor, environment: dict[str, str], names: Sequence[str]
) -> None:
    """SIGSTOP: their connections and locks live on, so that nothing but their own silence tells."""
    victims = {name: running.processes[name] for name in names}
    for victim in victims.values():
        os.kill(victim, signal.SIGSTOP)
    deadline = time.monotonic() + 120
    told: set[str] = set()
    shown: set[str] = set()
    back = threading.Event()
    file = load_settings(environment).data_folder / PROCESS_STATES_FILE

    # Apart from asking whether they work again, which waits for the frozen processes themselves, as the command does.
    def watch_file() -> None:
        while not back.wait(0.05):
            _, known = read_process_states(file) or (0, {})
            told.update(name for name, state in known.items() if state is ProcessState.FROZEN)

    def watch_command() -> None:
        while not back.wait(0.1):
            shown.update(status.name for status in states() if status.state is ProcessState.FROZEN)

    with ThreadPoolExecutor(2) as watching:
        watched = [watching.submit(watch_file), watching.submit(watch_command)]
        try:
            while not _work_again(running, victims):
                assert time.monotonic() < deadline, "they did not come back"
                time.sleep(0.3)
        finally:
            back.set()
    for one in watched:
        one.result()
    if "postgres" not in names:
        assert set(names) <= told
        assert shown & set(names)
        _wait_for_status(running, names)


def _wait_for_status(running: Supervisor, names: Sequence[str]) -> None:
    deadline = time.monotonic() + 20
    while {status.state for status in states() if status.name in names} != {ProcessState.RUNNING}:
        assert time.monotonic() < deadline
        time.sleep(0.3)
    assert running.is_ready()


def _work_again(running: Supervisor, victims: Mapping[str, int]) -> bool:
    if any(running.processes.get(name, victim) == victim for name, victim in victims.items()):
        return False
    if not running.is_ready():
        return False
    try:
        return all(_status(address) == 200 for address in running.addresses.values() if address.startswith("http"))
    except httpx2.TransportError:
        return False


def test_a_second_supervisor_is_refused(running: Supervisor, environment: dict[str, str]) -> None:
    with pytest.raises(AlreadyRunning), Supervisor(load_settings(environment)):
        pass
    assert _status(running.addresses["workbench"]) == 200


def test_a_taken_port_is_named(running: Supervisor, environment: dict[str, str], tmp_path: Path) -> None:
    other = load_settings({**environment, "EARNEST_DATA": str(tmp_path / "other")})
    with pytest.raises(PortTaken) as caught, Supervisor(other):
        pass
    assert "EARNEST_GATEWAY_PORT" in caught.value.message


def test_a_process_that_cannot_start_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    settings = load_settings({"EARNEST_DATA": str(tmp_path / "data"), **free_ports()})
    settings.data_folder.mkdir(mode=0o700)
    (settings.data_folder / "keys").mkdir(mode=0o700)
    _ = (settings.data_folder / "keys" / "staff.json").write_text("no key")
    with pytest.raises(ProcessNotStarted) as caught, Supervisor(settings, processes=_only("workbench")):
        pass
    assert caught.value.process == "workbench"
    _nothing_runs(settings)


def test_an_own_postgresql_is_used_by_its_dsn(postgres: PostgresServer, tmp_path: Path) -> None:
    with psycopg.connect(postgres.owner_dsn, autocommit=True) as connection:
        _ = connection.execute("create database own")
    dsn = make_conninfo(postgres.owner_dsn, dbname="own")
    settings = load_settings({"EARNEST_DATA": str(tmp_path / "data"), "EARNEST_DATABASE": dsn, **free_ports()})
    try:
        with Supervisor(settings, processes=_only("corpus_worker")) as running:
            assert set(running.processes) == {"corpus_worker", "supervisor"}
            assert not (settings.data_folder / "postgres").exists()
            with psycopg.connect(running.role_dsn(Role.CORPUS_WORKER)) as connection:
                assert connection.execute("select count(*) from handover.clips").fetchone() == (0,)
    finally:
        postgres.drop("own")
        prepare(make_conninfo(postgres.owner_dsn, dbname=TEMPLATE), postgres.passwords)


def _only(name: str) -> list[ProcessPlan]:
    return [plan for plan in PROCESSES if plan.name == name]


def test_sp4_a_beacon_that_the_settings_name_is_followed_by_a_process_that_reaches_nothing_else(tmp_path: Path) -> None:
    beacon = Beacon(clock=SystemClock(), period_seconds=1)
    with served(beacon) as address:
        named = {"EARNEST_RANDOMNESS_BEACON": address, "EARNEST_RANDOMNESS_CHAIN": str(beacon.chain)}
        settings = load_settings({"EARNEST_DATA": str(tmp_path / "data"), **free_ports(), **named})
        assert set(processes_of(settings)) - set(PROCESSES) == {BEACON}
        with pytest.MonkeyPatch.context() as patch:
            for name, value in named.items():
                patch.setenv(name, value)
            with Supervisor(settings, processes=[BEACON]) as running:
                assert set(running.processes) == {"randomness_beacon", "postgres", "supervisor"}
                with psycopg.connect(running.role_dsn(Role.RANDOMNESS_BEACON)) as connection:
                    for _ in range(200):
                        if connection.execute("select max(round) from handover.rounds").fetchone() != (None,):
                            break
                        connection.rollback()
                        time.sleep(0.1)
                    else:
                        raise AssertionError((settings.log_folder / "randomness_beacon.log").read_text())
                os.kill(running.processes["randomness_beacon"], signal.SIGSTOP)
                stopped = running.processes["randomness_beacon"]
                deadline = time.monotonic() + 60
                while running.processes.get("randomness_beacon") in {None, stopped}:
                    assert time.monotonic() < deadline, "one that stands still is started anew"
                    time.sleep(0.1)


_SUPERVISED = """
import sys
import threading
from earnest.foundation.settings import load_settings
from earnest.operations.supervisor import Supervisor
with Supervisor(load_settings()) as running:
    sys.stdout.write("ready\\n")
    sys.stdout.flush()
    running.wait()
"""


def _start(environment: Mapping[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _SUPERVISED], env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_data_is_found_again_whatever_ended_the_supervisor_and_nothing_survives_it(tmp_path: Path) -> None:
    # Nothing is heard here, so the recogniser that starts in a third of the time does as well.
    environment = {"EARNEST_DATA": str(tmp_path / "data"), "EARNEST_ENGINE": "pocketsphinx", **free_ports()}
    ends = {signal.SIGTERM: 0, signal.SIGKILL: -9, signal.SIGINT: 0}
    for number, status in ends.items():
        process = _start(environment)
        family = _family(process.pid)
        assert len(family) > len(PROCESSES)
        began = time.monotonic()
        process.send_signal(number)
        assert process.wait(12) == status
        _wait_until_ended(family[1:], 10)
        assert time.monotonic() - began < 12
        assert process.stdout is not None
        process.stdout.close()
    _nothing_runs(load_settings(environment))
    lines = [json.loads(line) for line in (tmp_path / "data" / "log" / "workbench.log").read_text().splitlines()]
    assert [line["event"] for line in lines].count("ProcessStarted") == 3


def _nothing_runs(settings: Settings) -> None:
    marker = str(settings.data_folder)
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and marker in " ".join(process.cmdline()):
                raise AssertionError(process.name())
        except psutil.Error:
            continue
