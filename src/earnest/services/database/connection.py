"""Connections to PostgreSQL: transactions of one login role out of a small pool."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from earnest.services.database.errors import DatabaseBusy, DatabaseUnavailable

_WAIT_SECONDS = 5.0
"""A person waits for the answer, so a busy pool is an error rather than a longer wait."""
_CONNECT_SECONDS = 5
"""A database that does not accept within this time is reported as unavailable; callers try again."""

_GONE_CLASSES = ("08", "53", "58")
"""SQLSTATE classes that say the server is not available: connection, resources, system."""

_GONE_STATES = ("57P01", "57P02", "57P03")
"""The server shuts down, crashed or still starts."""

_BUSY_STATES = ("40001", "40P01", "55P03", "57014")
"""Other transactions were in conflict: serialisation, deadlock, lock timeout, statement timeout. All of it was rolled
back."""


class Database:
    """Transactions under one login role; safe to share between threads.

    Nothing is connected until the first transaction. Times come back aware in UTC. A connection that broke while it lay
    in the pool is replaced before it is handed out, so a restart of the server costs a caller nothing.
    """

    def __init__(self, dsn: str, *, maximum_connections: int = 4) -> None:
        """Prepare the pool.

        Args:
            dsn: how to connect, with the role and its password (libpq conninfo or URL).
            maximum_connections: most connections at one time, ≥ 1; the next caller waits up to 5 s.
        """
        self._pool: ConnectionPool[Connection[TupleRow]] = ConnectionPool(
            dsn,
            kwargs={"connect_timeout": _CONNECT_SECONDS},
            min_size=0,
            max_size=maximum_connections,
            timeout=_WAIT_SECONDS,
            reconnect_timeout=_WAIT_SECONDS,
            configure=_use_utc,
            check=ConnectionPool.check_connection,
            num_workers=1,
            open=True,
        )

    @contextmanager
    def transaction(self) -> Generator[Connection[TupleRow]]:
        """Open a transaction: it commits at the end of the block and rolls back when the block raises.

        Raises:
            DatabaseUnavailable: no connection within 5 s, or it broke. Whether a commit that broke in flight was kept
                is not known; whoever repeats must be able to.
            DatabaseBusy: others held what was needed for too long; nothing was changed.
        """
        try:
            with self._pool.connection() as connection:
                yield connection
        except (PoolTimeout, PoolClosed) as error:
            raise DatabaseUnavailable from error
        except psycopg.OperationalError as error:
            if is_gone(error):
                raise DatabaseUnavailable from error
            if error.sqlstate in _BUSY_STATES:
                raise DatabaseBusy from error
            raise

    def close(self) -> None:
        """Close every connection; transactions after this raise DatabaseUnavailable."""
        self._pool.close()


def is_gone(error: psycopg.Error) -> bool:
    """Tell whether an error means that the server does not answer, rather than that it refused what was asked."""
    state = error.sqlstate
    return state is None or state[:2] in _GONE_CLASSES or state in _GONE_STATES


_UTC: LiteralString = "set time zone 'UTC'"


def _use_utc(connection: Connection[TupleRow]) -> None:
    """Let timestamps come back in UTC."""
    _ = connection.execute(_UTC)
    connection.commit()
