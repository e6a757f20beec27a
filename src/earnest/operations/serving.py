"""Serving: one process in the foreground, with its own role, keys and files only, on a host without the supervisor."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from earnest.foundation import heartbeat
from earnest.foundation.launcher import command_line
from earnest.foundation.settings import Settings, load_settings
from earnest.operations.errors import DatabaseRefused, PortTaken, ProcessUnknown, SettingsIncomplete, WrongRole
from earnest.operations.health import check_certificate, is_free
from earnest.operations.plan import ALL_PROCESSES, BEACON, ProcessPlan, process_environment
from earnest.operations.reach import local_folder, prepare_folders, process_reach, temporary_folder
from earnest.services.objects import StoreSilent, check_store

TOMBSTONES = "tombstones"
"""What writes the list of deletions: the one that is served with the owner's rights (`operations.tombstone_list`)."""

_CONNECT_SECONDS = 10
"""A database on another host may be slow to accept; a service manager tries again where this is too short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStart:
    """What the operating system is told to start a process."""

    command: list[str]
    environment: Mapping[str, str]


def find_plan(name: str) -> ProcessPlan:
    """Return what runs under a name.

    Raises:
        ProcessUnknown: nothing does.
    """
    for plan in ALL_PROCESSES:
        if plan.name == name:
            return plan
    raise ProcessUnknown([*(plan.name for plan in ALL_PROCESSES), TOMBSTONES])


def prepare_start(plan: ProcessPlan, outside: Mapping[str, str]) -> ProcessStart:
    """Check everything that a process needs, make its folders, and return how it starts.

    The process gets what the supervisor would give it: of the environment only its own settings, keys and role, and
    where the kernel has Landlock only its own files.

    Args:
        plan: which process.
        outside: our own environment.

    Raises:
        SettingInvalid: a setting has the wrong form.
        CertificateUnusable: certificate and key cannot be used.
        SettingsIncomplete: settings are missing; all are named at once.
        WrongRole: the role's DSN belongs to another process, or to the owner.
        PortTaken, AddressNotOurs: it cannot listen where it should.
        DatabaseRefused: its role cannot connect.
        StoreUnknown, StoreRefuses: it cannot use the object store.
    """
    settings = load_settings(outside)
    missing = dict(_missing(plan, settings))
    if missing or settings.role_database is None:
        raise SettingsIncomplete(plan.name, missing)
    if plan.endpoint is not None:
        check_certificate(settings)
    _check_role(plan, settings.role_database)
    _check_ports(plan, settings)
    settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    prepare_folders(plan, settings)
    if plan.objects:
        _check_objects(plan, settings)
    settings.log_folder.mkdir(mode=0o700, exist_ok=True)
    environment = process_environment(plan, settings, settings.role_database, outside)
    environment["TMPDIR"] = str(temporary_folder(plan, settings))
    _ = environment.pop(heartbeat.VARIABLE, None)
    if outside.get("WATCHDOG_USEC"):
        environment[heartbeat.SYSTEMD_VARIABLE] = outside.get(heartbeat.SYSTEMD_VARIABLE, "")
    # -P: the folder that we were started in is no place to import from.
    command = [sys.executable, "-P", "-m", f"earnest.processes.{plan.name}"]
    reach = process_reach(plan, settings, outside)
    return ProcessStart(
        command=command_line(command, interpreter=sys.executable, end_signal=0, reach=reach, tied=False),
        environment=environment,
    )


def become(start: ProcessStart) -> None:
    """Become the process: the same number, so that a signal or a service manager reaches it directly. Never returns."""
    _ = sys.stdout.flush()
    _ = sys.stderr.flush()
    os.execve(start.command[0], start.command, dict(start.environment))  # noqa: S606 - our own launcher, no shell


def _missing(plan: ProcessPlan, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield each setting that a process lacks, with what it has to hold."""
    if plan is BEACON and settings.randomness_beacon is None:
        yield "EARNEST_RANDOMNESS_BEACON", "address of a drand HTTP API with its chain"
    if settings.role_database is None:
        yield "EARNEST_ROLE_DATABASE", f"how the role {plan.role.value} connects, as `earnest migrate` wrote it"
    for key in sorted(plan.keys):
        address = settings.key_addresses.get(key, str(settings.data_folder / "keys" / f"{key.value}.json"))
        if "://" not in address and not Path(address).exists():
            yield f"EARNEST_{key.name}_KEY", f"file or key-service address of the {key.value} key; {address} is missing"
    if plan.pseudonyms and not settings.pseudonym_key_file.exists():
        yield "EARNEST_DATA", f"a folder with secrets/pseudonym.key; {settings.pseudonym_key_file} is missing"
    folder = local_folder(settings.objects)
    if plan.objects and folder is not None and not folder.is_dir():
        yield (
            "EARNEST_OBJECTS",
            f"the object store of all hosts, such as s3://bucket/prefix; {folder} is missing",
        )


def _check_role(plan: ProcessPlan, role_dsn: str) -> None:
    """Refuse the DSN of another role, above all the owner's, and one that does not connect."""
    try:
        user = conninfo_to_dict(role_dsn).get("user")
    except psycopg.Error:
        user = None
    if user != plan.role.value:
        raise WrongRole(plan.name, plan.role.value)
    try:
        psycopg.connect(role_dsn, connect_timeout=_CONNECT_SECONDS).close()
    except psycopg.Error as error:
        raise DatabaseRefused("EARNEST_ROLE_DATABASE", error) from error


def _check_objects(plan: ProcessPlan, settings: Settings) -> None:
    """Refuse a store that cannot be used; one that is away is only told of, because the assistant answers without."""
    try:
        check_store(settings.objects, changes=plan.changes_objects)
    except StoreSilent as error:
        _ = sys.stderr.write(f"{plan.name}: {error.message} {error.remedy}\n")


def _check_ports(plan: ProcessPlan, settings: Settings) -> None:
    """Refuse to begin where something else listens."""
    for endpoint in (*(() if plan.endpoint is None else (plan.endpoint,)), *plan.more_endpoints):
        port = settings.ports[endpoint]
        if not is_free(settings.binds[endpoint], port):
            raise PortTaken(endpoint.port_variable, port)
