"""The programs of PostgreSQL that copy a database: the embedded ones, or the machine's where its server is later."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from earnest.operations.backup.errors import DatabaseToolFailed
from earnest.operations.embedded_database import binaries

_EMBEDDED_MAJOR: Final = 18
"""Version of the programs in the wheel; they read every older server."""


def dump(owner_dsn: str, file: Path, snapshot: str, *, without: Sequence[str] = ()) -> None:
    """Write a whole database into a file, as `pg_restore` reads it.

    Args:
        owner_dsn: owner of the database.
        file: a new file.
        snapshot: what a transaction that is still open exported; the file holds what that sees.
        without: tables, by schema and name, that come back empty.

    Raises:
        DatabaseToolFailed: it could not be written.
    """
    arguments = ["--format=custom", "--compress=6", "--no-owner", f"--snapshot={snapshot}", f"--file={file}"]
    arguments += [f"--exclude-table-data={name}" for name in without]
    _run("pg_dump", owner_dsn, arguments)


def load(owner_dsn: str, file: Path) -> None:
    """Fill an empty database from such a file, in one transaction; the roles exist before.

    Raises:
        DatabaseToolFailed: it could not be read; the database is as it was.
    """
    arguments = ["--no-owner", "--single-transaction", "--exit-on-error", f"--dbname={_place(owner_dsn)[0]}", str(file)]
    _run("pg_restore", owner_dsn, arguments, names_database=True)


def _run(program: str, owner_dsn: str, arguments: list[str], *, names_database: bool = False) -> None:
    place, password = _place(owner_dsn)
    command = [str(_find(program, owner_dsn)), "--no-password", *arguments]
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "PGPASSWORD": password}
    finished = subprocess.run(
        command if names_database else [*command, f"--dbname={place}"],
        check=False,
        capture_output=True,
        env=environment,
    )
    if finished.returncode != 0:
        raise DatabaseToolFailed(program)


def _place(owner_dsn: str) -> tuple[str, str]:
    """Return how the database is reached without its password, and the password, which no list of processes shows."""
    parameters = {name: str(value) for name, value in conninfo_to_dict(owner_dsn).items() if value is not None}
    password = parameters.pop("password", "")
    return make_conninfo("", **parameters), password


def _find(program: str, owner_dsn: str) -> Path:
    with psycopg.connect(owner_dsn) as connection:
        major = connection.info.server_version // 10_000
    if major <= _EMBEDDED_MAJOR:
        return binaries() / program
    found = shutil.which(program)
    if found is None:
        raise DatabaseToolFailed(program)
    return Path(found)
