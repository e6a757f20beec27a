"""Brings a database to the present schema: the SQL files of this folder, each once, in the order of their numbers."""

from pathlib import Path

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.database.connection import is_gone
from earnest.services.database.errors import DatabaseNewer, DatabaseUnavailable
from earnest.services.database.locks import WholeLock
from earnest.services.database.migrations.audit_kinds import prepare_audit_kinds
from earnest.services.database.migrations.grants import prepare_grants
from earnest.services.database.migrations.jobs import prepare_jobs

_LOCK = "select pg_advisory_lock(%s)"

_VERSIONS = """
create table if not exists public.schema_version (version_num varchar(32) primary key);
comment on table public.schema_version is 'Migrations of our own schemas that this database has; the highest counts';
comment on column public.schema_version.version_num is 'number of the migration, four digits';
"""
"""The table has one row where an earlier Earnest made it, which noted the last migration only."""


def migrate(owner_dsn: str, *, until: str | None = None) -> None:
    """Apply what is missing; a second run changes nothing. The roles exist before (`roles.prepare`).

    Two runs at the same time wait for each other. Each migration is one transaction with the note that it was applied,
    so that one that fails leaves the database as it was before it.

    Args:
        owner_dsn: owner of the database, any PostgreSQL ≥ 16.
        until: number of the last migration to apply, for tests of an older schema; then queues, events and grants are
            left as they are. None: all of them.

    Raises:
        DatabaseNewer: a later Earnest has migrated this database; nothing was changed.
        DatabaseUnavailable: the server does not answer.
    """
    try:
        with psycopg.connect(owner_dsn, autocommit=True) as connection:
            _ = connection.execute(_LOCK, [WholeLock.MIGRATIONS.value])
            _apply_missing(connection, until)
            if until is None:
                with connection.transaction():
                    prepare_jobs(connection)
                    prepare_audit_kinds(connection)
                    prepare_grants(connection)
    except psycopg.OperationalError as error:
        if is_gone(error):
            raise DatabaseUnavailable from error
        raise


def migration_files() -> dict[str, Path]:
    """Return the file of each migration by its number, four digits, in the order in which they are applied."""
    return {path.name[:4]: path for path in sorted(Path(__file__).parent.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def _apply_missing(connection: Connection[TupleRow], until: str | None) -> None:
    """Apply the migrations that the database does not have, each in a transaction of its own."""
    _ = connection.execute(_VERSIONS)
    row = connection.execute("select max(version_num) from public.schema_version").fetchone()
    present = "" if row is None or row[0] is None else str(row[0])
    files = migration_files()
    if present > max(files):
        raise DatabaseNewer
    for number, path in files.items():
        if number > present and (until is None or number <= until):
            with connection.transaction():
                # No parameters: the text goes to the server unchanged, and a per cent sign is one.
                _ = connection.execute(path.read_bytes())
                _ = connection.execute("insert into public.schema_version values (%s)", [number])
