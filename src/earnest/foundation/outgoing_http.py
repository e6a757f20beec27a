"""Outgoing HTTP: the one client with which Earnest asks other programs; from the standard library."""

import urllib.request
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from typing import Final, cast
from urllib.error import HTTPError
from urllib.parse import urlsplit

_SCHEMES: Final = frozenset({"http", "https"})


class NoAnswer(OSError):
    """There was no answer in HTTP: no connection, no such host, a certificate that is not valid, or silence."""


@contextmanager
def asked(
    address: str,
    *,
    timeout_seconds: float,
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
    redirects: bool = False,
    proxies: bool = True,
) -> Generator[HTTPResponse]:
    """Give the answer of an address, whatever its status; it is closed afterwards.

    Args:
        address: of http or https.
        timeout_seconds: how long the other side may stay silent, > 0.
        headers: sent beside the usual ones.
        content: what is sent with POST; None asks with GET.
        redirects: follow an answer that sends us elsewhere. Not where what is sent may hold a secret.
        proxies: go through the proxy that the environment names (`https_proxy`). Not for programs of this machine.

    Raises:
        NoAnswer: see there; also where reading the answer breaks off.
        ValueError: the address is not one of http or https.
    """
    if urlsplit(address).scheme not in _SCHEMES:
        raise ValueError(address)
    request = urllib.request.Request(address, data=content, headers=dict(headers or {}))  # noqa: S310 - checked above
    handlers: list[urllib.request.BaseHandler] = [] if redirects else [_EveryStatus()]
    opener = urllib.request.build_opener(*handlers, *([] if proxies else [urllib.request.ProxyHandler({})]))
    try:
        try:
            answer = cast("HTTPResponse", opener.open(request, timeout=timeout_seconds))
        except HTTPError as error:
            answer = cast("HTTPResponse", error)
        with answer:
            yield answer
    except (OSError, HTTPException) as error:
        raise NoAnswer(str(error)) from error


class _EveryStatus(urllib.request.HTTPErrorProcessor):
    """Every status is an answer: nothing is followed and nothing is an error."""

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        """Return the answer as it came."""
        del request
        return response

    https_response = http_response  # pyright: ignore[reportAssignmentType]
