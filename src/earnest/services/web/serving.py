"""Serving: runs an application until the process is asked to stop."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI

from earnest.foundation.encrypted_transport import server_context
from earnest.foundation.settings import ServerName, Settings
from earnest.services.observability import listen_to_libraries
from earnest.services.web.connections import ConnectionLimits, limited

_GRACE_SECONDS = 3
"""For requests under way when a process ends; the supervisor kills it after 5 s."""


def serve(application: FastAPI, settings: Settings, name: ServerName) -> None:
    """Answer requests until SIGTERM or SIGINT; answers that run get three seconds before they are cancelled.

    A handler that hangs in its thread cannot be cancelled; the supervisor kills the process then.
    It returns after that, so that the caller closes what it opened and ends with status 0. There is no access log:
    paths hold identifiers, and who asked for what is in the audit log.
    """
    listen_to_libraries()
    with _ending_by_return():
        our_server(application, settings, name).run()


def our_server(application: FastAPI, settings: Settings, name: ServerName) -> uvicorn.Server:
    """Return one of our servers, with TLS where the settings name a certificate.

    Raises:
        CertificateUnusable: certificate and key cannot be used.
    """
    return server(
        application,
        host=settings.binds[name],
        port=settings.ports[name],
        certificate=settings.tls_certificate,
        key=settings.tls_key,
    )


def server(
    application: FastAPI,
    *,
    host: str,
    port: int,
    limits: ConnectionLimits | None = None,
    certificate: Path | None = None,
    key: Path | None = None,
) -> uvicorn.Server:
    """Return a server for an application, for processes that run their own event loop.

    Args:
        application: what answers.
        host: address to bind.
        port: TCP port.
        limits: how long a caller may take and how many may be connected.
        certificate: PEM file, for TLS; None: plain HTTP.
        key: PEM file of its private key.

    Raises:
        CertificateUnusable: certificate and key cannot be used.
    """
    if certificate is not None and key is not None:
        _ = server_context(certificate, key)
    configuration = uvicorn.Config(
        application,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        # A page tells by it how far the browser's clock is off, so that nothing ends too early on it.
        date_header=True,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        http=limited(limits or ConnectionLimits()),
        # Reached only where every connection is being answered: all others make room.
        limit_concurrency=2 * (limits or ConnectionLimits()).most,
        ws="none",
        timeout_keep_alive=15,
        backlog=512,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        h11_max_incomplete_event_size=65_536,
    )
    return uvicorn.Server(configuration)


@contextmanager
def _ending_by_return() -> Generator[None]:
    """Ignore the signals that end us while this lasts: uvicorn raises them once more when it has stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _pass_over) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            _ = signal.signal(number, handler)


def _pass_over(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: uvicorn has stopped already."""
