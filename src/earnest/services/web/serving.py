"""Serving: runs an application until the process is asked to stop."""

import uvicorn
from fastapi import FastAPI

from earnest.services.observability import listen_to_libraries

_GRACE_SECONDS = 3


def serve(application: FastAPI, *, host: str, port: int) -> None:
    """Answer requests until SIGTERM or SIGINT; running answers get three seconds to end.

    There is no access log: paths hold identifiers, and who asked for what is in the audit log.
    """
    listen_to_libraries()
    server(application, host=host, port=port).run()


def server(application: FastAPI, *, host: str, port: int) -> uvicorn.Server:
    """Return a server for an application, for processes that run their own event loop."""
    configuration = uvicorn.Config(
        application,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        limit_concurrency=200,
        h11_max_incomplete_event_size=65_536,
    )
    return uvicorn.Server(configuration)
