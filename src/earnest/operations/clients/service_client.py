"""Service client: asks an HTTP service, and again while it is being restarted."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from http.cookies import SimpleCookie
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from earnest.foundation.encrypted_transport import open_connection
from earnest.operations.clients.errors import AnswerLost, ServiceSilent, UnexpectedAnswer
from earnest.operations.clients.fields import Fields

TIMEOUT_SECONDS: Final = 120.0
"""How long a service may be away: time enough for the supervisor to start it again."""

_PAUSE_SECONDS: Final = 0.3
_ANSWER_SECONDS: Final = 90.0
_SOUND: Final = "application/octet-stream"
_BUSY: Final = frozenset({502, 503, 504})
_NEVER_BETTER: Final = frozenset({"engine_failed"})
"""Codes of a 503 that concern one recording only, so that waiting does not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAnswer:
    """What a service said."""

    status: int
    content: bytes

    @property
    def fields(self) -> Fields:
        """The content as a JSON object."""
        return Fields.parse(self.content)

    @property
    def code(self) -> str | None:
        """Name of the error's cause, where it is one."""
        try:
            return self.fields.find_text("code")
        except UnexpectedAnswer:
            return None


class ServiceClient:
    """One service, as one client with its own cookies sees it. Threads that share it wait for one another."""

    def __init__(self, address: str, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        """Take the address, `http://host:port` or `https://host:port`."""
        self._address = urlsplit(address)
        self._cookies: dict[str, str] = {}
        self._timeout = timeout_seconds
        self._lock = Lock()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> ServiceAnswer:
        """Ask for something; repeated until there is an answer."""
        return self._ask("GET", path, headers=headers, repeatable=True)

    def put(self, path: str, body: Mapping[str, object]) -> ServiceAnswer:
        """Set something; repeated until there is an answer, because setting twice is setting once."""
        return self._ask("PUT", path, body=body, repeatable=True)

    def post(self, path: str, body: Mapping[str, object]) -> ServiceAnswer:
        """Do something that does no harm where it is done twice; repeated until there is an answer."""
        return self._ask("POST", path, body=body, repeatable=True)

    def send_sound(self, path: str, sound: bytes, headers: Mapping[str, str]) -> ServiceAnswer:
        """Send a recording once; a lost answer raises AnswerLost."""
        return self._ask("POST", path, sound=sound, headers=headers, repeatable=False)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        repeatable: bool,
        body: Mapping[str, object] | None = None,
        sound: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> ServiceAnswer:
        """Ask until the service answers with something other than "busy".

        Raises:
            AnswerLost: the request went out, no answer came, and it may not be repeated.
            ServiceSilent: there was no answer in time.
        """
        deadline = time.monotonic() + self._timeout
        content = sound if body is None else json.dumps(body).encode()
        kind = {} if content is None else {"Content-Type": _SOUND if body is None else "application/json"}
        # A program acts with each of its requests, so its session is in use.
        sent = {"X-Earnest": "1", "X-Earnest-Idle": "0", **(headers or {}), **kind}
        while True:
            try:
                with self._lock:
                    answer = self._request(method, path, content, sent)
            except _NotConnected as error:
                waiting: Exception = error
            except (OSError, HTTPException) as error:
                if not repeatable:
                    raise AnswerLost from error
                waiting = error
            else:
                if answer.status not in _BUSY or answer.code in _NEVER_BETTER:
                    return answer
                waiting = UnexpectedAnswer()
            if time.monotonic() > deadline:
                raise ServiceSilent from waiting
            time.sleep(_PAUSE_SECONDS)

    def _request(self, method: str, path: str, content: bytes | None, headers: Mapping[str, str]) -> ServiceAnswer:
        """Ask once over a new connection.

        Raises:
            _NotConnected: nothing was sent.
            OSError, HTTPException: the request may have arrived, and no whole answer came.
        """
        connection = open_connection(self._address, timeout=_ANSWER_SECONDS)
        try:
            try:
                connection.connect()
            except OSError as error:
                raise _NotConnected from error
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            connection.request(method, path, content, {**headers, "Cookie": cookies} if cookies else dict(headers))
            response = connection.getresponse()
            received = response.read()
            for header in response.headers.get_all("Set-Cookie", []):
                self._remember(header)
            return ServiceAnswer(status=response.status, content=received)
        finally:
            connection.close()

    def _remember(self, header: str) -> None:
        """Keep a cookie, or drop the one that the service takes back."""
        for name, cookie in SimpleCookie(header).items():
            if cookie["max-age"] == "0" or not cookie.value:
                _ = self._cookies.pop(name, None)
            else:
                self._cookies[name] = cookie.value


class _NotConnected(Exception):
    """No connection came about, so nothing was sent."""


def expect(answer: ServiceAnswer, *statuses: int) -> ServiceAnswer:
    """Return the answer where its status is one of those expected.

    Raises:
        UnexpectedAnswer: it is another.
    """
    if answer.status not in statuses:
        raise UnexpectedAnswer
    return answer
