"""Migrations: the SQL files of this folder, each applied once, in the order of their numbers."""

from pathlib import Path

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.database.errors import DatabaseNewer, MigrationSkipped

_VERSIONS = """
create table if not exists public.schema_version (version_num varchar(32) primary key);
comment on table public.schema_version is 'Migrations of our own schemas that this database has; the highest counts';
comment on column public.schema_version.version_num is 'number of the migration, four digits';
"""
"""The table has one row where an earlier Earnest made it, which noted the last migration only."""


def migration_files() -> dict[str, Path]:
    """Return the file of each migration by its number, four digits, in the order in which they are applied."""
    return {path.name[:4]: path for path in sorted(Path(__file__).parent.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def apply_missing(connection: Connection[TupleRow], until: str | None) -> None:
    """Apply the migrations that the database does not have, each in a transaction of its own.

    Args:
        connection: of the owner, in autocommit, with the lock of migrations held.
        until: number of the last migration to apply; None: all of them.

    Raises:
        DatabaseNewer: a later Earnest has migrated this database; nothing was changed.
        MigrationSkipped: a migration is not applied, but one with a higher number is; nothing was changed.
    """
    _ = connection.execute(_VERSIONS)
    noted = {str(number) for (number,) in connection.execute("select version_num from public.schema_version")}
    present = max(noted, default="")
    files = migration_files()
    if present > max(files):
        raise DatabaseNewer
    # Below the lowest one all are applied: an earlier Earnest noted the last one only.
    skipped = [number for number in files if min(noted, default="") < number < present and number not in noted]
    if skipped:
        raise MigrationSkipped(skipped, present)
    for number, path in files.items():
        if number > present and (until is None or number <= until):
            with connection.transaction():
                # No parameters: the text goes to the server unchanged, and a per cent sign is one.
                _ = connection.execute(path.read_bytes())
                _ = connection.execute("insert into public.schema_version values (%s)", [number])
