"""Middleware of every request: host, forged requests, body size, response headers, unexpected errors."""

import ipaddress
import re
from collections.abc import Collection, Mapping, Sequence
from http import HTTPStatus
from importlib.resources import files

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from earnest.foundation.errors import EarnestError
from earnest.services.observability import UnexpectedError, log
from earnest.services.web.errors import BodyTooLarge, ForgedRequest, UnknownHost, error_body, place_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_CONTENT_RULES = files("earnest.services.web").joinpath("content_rules.txt").read_text(encoding="utf-8").splitlines()
"""What a page may load and from where; trying a built page (`npm run try:…`) reads the same file."""
RESPONSE_HEADERS = {
    "content-security-policy": "; ".join(_CONTENT_RULES),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=()",
}
_WITH_MICROPHONE = {
    "permissions-policy": RESPONSE_HEADERS["permissions-policy"].replace("microphone=()", "microphone=(self)")
}
"""Where a page may ask for the microphone, for itself and for nothing framed in it."""

_LENGTH = re.compile(r"[0-9]{1,18}")
_OWN_SITES = frozenset({"same-origin", "none"})
"""What a browser says of a request by our own page, or by a person who typed the address."""

NO_STORE = "no-store"
ASSET_CACHE = "public, max-age=31536000, immutable"


class UnexpectedErrorMiddleware:
    """Turns an unforeseen error into a plain 500 and logs only its class and place."""

    def __init__(self, app: ASGIApp, *, name: str) -> None:
        """Take an application; `name` is the process, as a log word."""
        self._app = app
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:
            log(UnexpectedError(place=place_of(self._name, error), error=type(error)))
            if scope["type"] != "http":
                raise
            if started:
                # The answer is half out: cut the connection, so that no client takes the half for the whole.
                raise ConnectionAbortedError from None
            await _refuse(EarnestError(), scope, receive, send)


class HeaderMiddleware:
    """Adds the security headers to every response, and `no-store` to all but hashed assets."""

    def __init__(self, app: ASGIApp, *, microphone: bool = False) -> None:
        """Take an application; its pages may ask for the microphone only where that is said."""
        self._app = app
        self._headers = RESPONSE_HEADERS | (_WITH_MICROPHONE if microphone else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                cacheable = scope["path"].startswith("/assets/") and message["status"] == HTTPStatus.OK
                headers["cache-control"] = ASSET_CACHE if cacheable else NO_STORE
            await send(message)

        await self._app(scope, receive, add)


class HostMiddleware:
    """Refuses names that are not ours, so that a page elsewhere cannot reach us by rebinding its own name."""

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str]) -> None:
        """Take an application; IP addresses and `localhost` are always ours, `hosts` are more names."""
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts) | {"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where it names us."""
        if scope["type"] == "http" and not self._is_ours(Headers(scope=scope).get("host", "")):
            await _refuse(UnknownHost(), scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        name = host_name(host)
        if name in self._hosts:
            return True
        try:
            _ = ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


class ForgeryMiddleware:
    """Changing requests from a browser carry our header and come from our own page (CSRF)."""

    def __init__(self, app: ASGIApp, *, signed: Collection[str] = ()) -> None:
        """Take an application.

        Args:
            app: what comes after.
            signed: addresses that look at no cookie and act only on what another program has signed.
        """
        self._app = app
        self._signed = frozenset(signed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where it is no forgery."""
        changes = scope["type"] == "http" and scope["method"] not in SAFE_METHODS
        if changes and scope["path"] not in self._signed and _forged(Headers(scope=scope)):
            await _refuse(ForgedRequest(), scope, receive, send)
            return
        await self._app(scope, receive, send)


class BodyMiddleware:
    """Refuses bodies over a limit before they are read, and stops reading one that lied about its length."""

    def __init__(self, app: ASGIApp, *, largest_bytes: int, larger: Mapping[str, int] | None = None) -> None:
        """Take an application.

        Args:
            app: what comes after.
            largest_bytes: the most that a body may have; > 0.
            larger: addresses that take more, with how much.
        """
        self._app = app
        self._largest = largest_bytes
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it stays within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = self._larger.get(scope["path"], self._largest)
        stated = Headers(scope=scope).get("content-length", "0")
        if not _LENGTH.fullmatch(stated) or int(stated) > largest:
            await _refuse(BodyTooLarge(), scope, receive, send)
            return
        await self._app(scope, self._counting(receive, largest), send)

    def _counting(self, receive: Receive, largest: int) -> Receive:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > largest:
                    raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        return counted


def host_name(host: str) -> str:
    """Return the name or address in a Host header or origin, without port and brackets, in lower case."""
    if host.startswith("["):
        return host[1:].split("]", 1)[0].lower()
    return host.rsplit(":", 1)[0].lower() if host.count(":") == 1 else host.lower()


def _forged(headers: Headers) -> bool:
    if headers.get("x-earnest") != "1" or headers.get("sec-fetch-site", "none") not in _OWN_SITES:
        return True
    origin = headers.get("origin")
    return origin is not None and origin.split("://", 1)[-1].lower() != headers.get("host", "").lower()


async def _refuse(error: EarnestError, scope: Scope, receive: Receive, send: Send) -> None:
    response = JSONResponse(error_body(error), status_code=error.status, headers={"cache-control": NO_STORE})
    await response(scope, receive, send)
