"""A provider that does not answer: it is not asked by each request anew, and none waits long for another."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from earnest.foundation.clock import SystemClock
from earnest.services.sign_in.openid import OpenIdProvider, ProviderAccess
from earnest.services.sign_in.provider_errors import ProviderUnreachable


@contextmanager
def _broken_provider(*, seconds: float) -> Generator[tuple[OpenIdProvider, list[str]]]:
    """Serve a provider that answers after so long, and that it is broken; give what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            time.sleep(seconds)
            self.send_error(503)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        issuer = f"http://127.0.0.1:{server.server_address[1]}"
        yield OpenIdProvider(ProviderAccess(issuer=issuer, client="earnest", secret=None)), asked
    finally:
        server.shutdown()
        server.server_close()


def _ask(provider: OpenIdProvider) -> None:
    with pytest.raises(ProviderUnreachable):
        _ = provider.sign_out_address(redirect_address="https://here.example/", now=SystemClock().now())


def test_a_provider_that_failed_a_moment_ago_is_not_asked_again() -> None:
    with _broken_provider(seconds=0) as (provider, asked):
        for _ in range(5):
            _ask(provider)
    assert len(asked) == 1


def test_no_request_waits_long_for_another_that_waits_for_the_provider() -> None:
    with _broken_provider(seconds=5) as (provider, asked):
        first = threading.Thread(target=_ask, args=(provider,))
        first.start()
        while not asked:
            time.sleep(0.01)
        began = time.monotonic()
        _ask(provider)
        assert time.monotonic() - began < 4
        first.join()
    assert len(asked) == 1
