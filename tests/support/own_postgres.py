"""A PostgreSQL that is not ours: on TCP, with a superuser's password, as an administrator runs one."""

import os
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from earnest.foundation.launcher import DROPPED_USER, Identity
from earnest.operations.embedded_database import EmbeddedPostgres, binaries, find_identity
from support.processes import free_port

_START_SECONDS = 60.0
_PASSWORD = "superuser's"


def installed_by_the_system() -> dict[int, Path]:
    """Return the servers of Debian's packages: major version → folder of programs."""
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    return {int(path.parts[-3]): path.parent for path in found if path.parts[-3].isdecimal()}


def newest(*, oldest: int) -> Path:
    """Return the programs of the system's newest server of at least a major version, else those of the wheel."""
    good = {major: programs for major, programs in installed_by_the_system().items() if major >= oldest}
    return good[max(good)] if good else binaries()


@contextmanager
def running_postgres(folder: Path, programs: Path) -> Generator[str]:
    """Run a server, a new one or that of an earlier run, and yield its superuser's DSN.

    Args:
        folder: new folder or one of an earlier run, ASCII.
        programs: folder with initdb and postgres.
    """
    cluster, port = folder / "cluster", free_port()
    if not cluster.exists():
        _make_cluster(folder, programs)
    settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
    command = [
        str(programs / "postgres"),
        "-D",
        str(cluster),
        *(f"--{name}={value}" for name, value in settings.items()),
    ]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(EmbeddedPostgres.command(command), stdout=log, stderr=log, cwd="/")
    dsn = make_conninfo("", host="127.0.0.1", port=port, user="administrator", password=_PASSWORD, dbname="postgres")
    try:
        _wait(server, dsn, folder / "log")
        yield dsn
    finally:
        server.send_signal(signal.SIGINT)
        _ = server.wait(_START_SECONDS)


def _make_cluster(folder: Path, programs: Path) -> None:
    cluster, password = folder / "cluster", folder / "password"
    cluster.mkdir(mode=0o700, parents=True)
    _ = password.write_text(_PASSWORD)
    if find_identity() is Identity.DROP:
        for path in (cluster, password):
            os.chown(path, DROPPED_USER, -1)
    arguments = [f"--pgdata={cluster}", "--username=administrator", f"--pwfile={password}", "--auth=scram-sha-256"]
    made = [str(programs / "initdb"), *arguments, "--encoding=UTF8", "--no-locale", "--no-sync"]
    _ = subprocess.run(EmbeddedPostgres.command(made), check=True, capture_output=True, cwd="/")


def _wait(server: subprocess.Popen[bytes], dsn: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(dsn, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text(errors="replace"))
