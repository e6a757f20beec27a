"""Brings a database to the present schema: Alembic keeps the order, the statements are SQL files."""

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from earnest.services.database.connection import is_gone
from earnest.services.database.errors import DatabaseUnavailable
from earnest.services.database.migrations.audit_kinds import prepare_audit_kinds
from earnest.services.database.migrations.grants import prepare_grants
from earnest.services.database.migrations.jobs import prepare_jobs

_LOCK = "select pg_advisory_lock(4711003)"


def migrate(owner_dsn: str) -> None:
    """Apply what is missing; a second run changes nothing. The roles exist before (`roles.prepare`).

    Two runs at the same time wait for each other. A migration that fails leaves the database as it was before it.

    Args:
        owner_dsn: owner of the database, any PostgreSQL ≥ 16.

    Raises:
        DatabaseUnavailable: the server does not answer.
    """
    try:
        with psycopg.connect(owner_dsn, autocommit=True) as guard:
            _ = guard.execute(_LOCK)
            _run_alembic(owner_dsn)
            with psycopg.connect(owner_dsn) as connection:
                prepare_jobs(connection)
                prepare_audit_kinds(connection)
                prepare_grants(connection)
    except psycopg.OperationalError as error:
        if is_gone(error):
            raise DatabaseUnavailable from error
        raise
    except OperationalError as error:
        raise DatabaseUnavailable from error


def _run_alembic(owner_dsn: str) -> None:
    """Run the pending migrations in order."""
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(owner_dsn), poolclass=NullPool)
    with engine.connect() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        connection.commit()
    engine.dispose()
