"""Brings a database to the present schema: its own tables, the queues, the events that the log takes, the grants."""

import psycopg

from earnest.services.audit.kinds import prepare_kinds
from earnest.services.database.connection import is_gone
from earnest.services.database.errors import DatabaseUnavailable
from earnest.services.database.locks import WholeLock
from earnest.services.database.migrations import apply_missing
from earnest.services.database.migrations.grants import prepare_grants
from earnest.services.database.migrations.jobs import prepare_jobs

_LOCK = "select pg_advisory_lock(%s)"


def migrate(owner_dsn: str, *, until: str | None = None, with_grants: bool = True) -> None:
    """Apply what is missing; a second run changes nothing. The roles exist before (`roles.prepare`).

    Two runs at the same time wait for each other. Each migration is one transaction with the note that it was applied,
    so that one that fails leaves the database as it was before it.

    Args:
        owner_dsn: owner of the database, any PostgreSQL ≥ 16.
        until: number of the last migration to apply, for tests of an older schema; then queues, events and grants are
            left as they are. None: all of them.
        with_grants: False for whoever derives the grants anew: those that are written down may name a column that is
            gone.

    Raises:
        DatabaseNewer: a later Earnest has migrated this database; nothing was changed.
        MigrationSkipped: the database lacks a migration with a lower number than its highest; nothing was changed.
        DatabaseUnavailable: the server does not answer.
    """
    try:
        with psycopg.connect(owner_dsn, autocommit=True) as connection:
            _ = connection.execute(_LOCK, [WholeLock.MIGRATIONS.value])
            apply_missing(connection, until)
            if until is None:
                with connection.transaction():
                    prepare_jobs(connection)
                    prepare_kinds(connection)
                    if with_grants:
                        prepare_grants(connection)
    except psycopg.OperationalError as error:
        if is_gone(error):
            raise DatabaseUnavailable from error
        raise
