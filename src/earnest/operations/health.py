"""Whether processes answer: servers over HTTP, workers by the lock that a living worker holds in the database."""

import errno
import http.client
import socket
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg

from earnest.foundation.encrypted_transport import open_connection, server_context
from earnest.foundation.settings import Settings
from earnest.operations.errors import AddressNotOurs
from earnest.services.database.locks import WORKER_LOCKS

_ANSWER_SECONDS = 2.0
"""As long as the supervisor waits between two questions, and longer than a healthy process needs. Not measured."""
_OK = 200

_WORKER_LIVES: LiteralString = """
select exists (
    select 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database
    where locktype = 'advisory' and classid = %s::bigint::oid and granted and datname = current_database()
)
"""


def server_answers(address: str) -> bool:
    """Tell whether `GET /health` gives 200 within 2 s.

    Args:
        address: of the server, as `server_address` returns it.
    """
    return find_health(address) is not None


def find_health(address: str) -> bytes | None:
    """Return what a server answers to `GET /health`; None where it does not give 200 within 2 s."""
    connection = open_connection(urlsplit(address), timeout=_ANSWER_SECONDS)
    try:
        connection.request("GET", "/health")
        response = connection.getresponse()
        return response.read() if response.status == _OK else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def worker_lives(owner_dsn: str, jobs_schema: str) -> bool:
    """Tell whether a worker of a queue holds its liveness lock; False where the database does not answer."""
    try:
        with psycopg.connect(owner_dsn, connect_timeout=2) as connection:
            row = connection.execute(_WORKER_LIVES, [WORKER_LOCKS[jobs_schema].value]).fetchone()
    except psycopg.Error:
        return False
    return row is not None and bool(row[0])


def check_certificate(settings: Settings) -> None:
    """Make sure that certificate and key, where they are named, can be used.

    Raises:
        CertificateUnusable: they cannot.
    """
    if settings.tls_certificate is not None and settings.tls_key is not None:
        _ = server_context(settings.tls_certificate, settings.tls_key)


def is_free(bind: str, port: int) -> bool:
    """Tell whether a port can be listened on.

    Raises:
        AddressNotOurs: nothing of this machine has that address.
    """
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((bind, port))
        except socket.gaierror:
            raise AddressNotOurs(bind) from None
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise AddressNotOurs(bind) from None
            if error.errno in (errno.EACCES, errno.EPERM):
                raise
            return False
    return True
