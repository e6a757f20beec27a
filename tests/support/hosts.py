"""Hosts of an operator: each with its own data folder and settings, and processes that `earnest serve` starts."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from earnest.operations.plan import ALL_PROCESSES
from support.commands import run_command

START_SECONDS = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One machine: its data folder, and the settings of its processes."""

    folder: Path
    settings: Mapping[str, str]

    def environment(self, **more: str) -> dict[str, str]:
        outside = {name: value for name, value in os.environ.items() if not name.startswith("EARNEST_")}
        return outside | {"EARNEST_DATA": str(self.folder)} | dict(self.settings) | more

    def command(self, *arguments: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return run_command(*arguments, environment=self.environment(**more), typed=typed)

    @contextmanager
    def serving(self, process: str, **more: str) -> Generator[subprocess.Popen[bytes]]:
        log = self.folder.parent / f"{self.folder.name}-{process}.log"
        with log.open("wb") as output:
            started = subprocess.Popen(
                [sys.executable, "-m", "earnest.cli.main", "serve", process],
                stdout=output,
                stderr=output,
                env=self.environment(**more),
            )
        try:
            yield started
        finally:
            if started.poll() is None:
                started.send_signal(signal.SIGTERM)
                try:
                    _ = started.wait(30)
                except subprocess.TimeoutExpired:
                    started.kill()
                    _ = started.wait()


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """An external server, and the host that administers it."""

    head: Host
    superuser_dsn: str
    owner_dsn: str
    environments: Path
    objects: str
    """Address of the object store."""

    def role_file(self, process: str) -> dict[str, str]:
        """Read a file of settings as systemd and compose do."""
        lines = (self.environments / f"{process}.env").read_text("ascii").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def host_of(self, process: str, folder: Path) -> Host:
        """A host that holds nothing but what this one process needs."""
        plan = next(plan for plan in ALL_PROCESSES if plan.name == process)
        for key in plan.keys:
            (folder / "keys").mkdir(mode=0o700, parents=True, exist_ok=True)
            _ = shutil.copy2(self.head.folder / "keys" / f"{key.value}.json", folder / "keys")
        if plan.pseudonyms:
            (folder / "secrets").mkdir(mode=0o700, parents=True, exist_ok=True)
            _ = shutil.copy2(self.head.folder / "secrets" / "pseudonym.key", folder / "secrets")
            if plan.names_customers:
                _ = shutil.copy2(self.head.folder / "secrets" / "customer-pseudonym.key", folder / "secrets")
        objects = {"EARNEST_OBJECTS": self.objects} if plan.objects else {}
        return Host(folder=folder, settings=self.role_file(process) | objects)


def make_owner(superuser_dsn: str, name: str, *, makes_roles: bool = True) -> str:
    """Make a database with an owner who is no superuser, as an administrator does it; return the owner's DSN."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        identifier, rights = sql.Identifier(name), sql.SQL("createrole" if makes_roles else "nocreaterole")
        password = sql.Literal("se cret'%$\"")
        _ = connection.execute(sql.SQL("create role {} login {} password {}").format(identifier, rights, password))
        _ = connection.execute(sql.SQL("create database {} owner {}").format(identifier, identifier))
    return make_conninfo(superuser_dsn, user=name, password="se cret'%$\"", dbname=name)


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx2.get(f"{address}/health", timeout=5).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace"))
