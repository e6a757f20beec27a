"""Gateway link: takes what a page recorded to the device gateway, as that browser's device, and brings the answer.

The portal opens no sound and hears nothing: it hands bytes on. What the browser may do, the gateway decides by its
token, as for every device.
"""

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from threading import Lock
from typing import Annotated, Final, TypeVar
from urllib.parse import urlencode, urlsplit

from pydantic import Field, TypeAdapter, ValidationError

from earnest.foundation.encrypted_transport import open_connection
from earnest.personal.talk.errors import BrowserNotConnected, GatewayGone
from earnest.personal.talk.records import GatewayRefusal, TalkRecognition, TalkReply, TalkRings, TalkSentence

_CONNECT_SECONDS: Final = 5.0
_ANSWER_SECONDS: Final = 120.0
"""Longer than an utterance waits for its turn at the gateway (90 s) and is answered; the page can leave before."""
_LARGEST_ANSWER_BYTES: Final = 16_000_000
_REPLIES: Final = TypeAdapter(TalkReply)
_Told = TypeVar("_Told")
_RECOGNITIONS: Final = TypeAdapter(TalkRecognition)
_RINGS: Final = TypeAdapter(TalkRings)
_SENTENCES: Final = TypeAdapter(TalkSentence)
_REFUSALS: Final = TypeAdapter(
    dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=1000)]],
)


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One request of this browser on its way to the gateway and back; another thread may cancel it."""

    address: str
    """`http://host:port` or `https://host:port` of the device gateway."""
    token: str = field(repr=False)
    query: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)
    kind: str = "audio/wav"
    """Media type of the body."""
    method: str = "POST"
    path: str = "/api/utterances"
    _connection: socket.socket | None = None
    _cancelled: bool = False
    _lock: Lock = field(default_factory=Lock)

    def run(self) -> TalkReply | GatewayRefusal:
        """Send what was said and wait for the answer; raises what `send` does."""
        return _answer(*self.send(), _REPLIES)

    def recognise(self) -> TalkRecognition | GatewayRefusal:
        """Send a sound and wait for what is heard and understood of it; raises what `send` does."""
        return _answer(*self.send(), _RECOGNITIONS)

    def try_sentence(self) -> TalkSentence | GatewayRefusal:
        """Send a typed sentence and wait for what is understood of it; raises what `send` does."""
        return _answer(*self.send(), _SENTENCES)

    def look_at_rings(self) -> TalkRings:
        """Wait for what rings; raises what `send` does, and `GatewayGone` where the gateway refuses."""
        status, body = self.send()
        try:
            if status == HTTPStatus.OK:
                return _RINGS.validate_json(body)
        except ValidationError:
            raise GatewayGone from None
        raise BrowserNotConnected if status == HTTPStatus.UNAUTHORIZED else GatewayGone

    def send(self) -> tuple[int, bytes]:
        """Send the request and return status and body of the answer.

        Raises:
            BrowserNotConnected: the gateway does not know the token any more.
            GatewayGone: it does not answer, or not in its form, or the exchange was cancelled.
        """
        connection = open_connection(urlsplit(self.address), timeout=_CONNECT_SECONDS)
        try:
            connection.connect()
            with self._lock:
                if self._cancelled:
                    raise GatewayGone
                self._connection = connection.sock
            _ = connection.sock.settimeout(_ANSWER_SECONDS)
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": self.kind}
            connection.request(self.method, f"{self.path}?{urlencode(self.query)}", self.body, headers)
            response = connection.getresponse()
            status, body = response.status, response.read(_LARGEST_ANSWER_BYTES)
        except (OSError, HTTPException):
            raise GatewayGone from None
        finally:
            with self._lock:
                self._connection = None
            connection.close()
        return status, body

    def cancel(self) -> None:
        """Close the connection: the gateway stops working on it, and keeps nothing."""
        with self._lock:
            self._cancelled = True
            if self._connection is not None:
                # Closing alone would not wake the thread that waits for the answer.
                with suppress(OSError):
                    self._connection.shutdown(socket.SHUT_RDWR)


def _answer(status: int, body: bytes, form: TypeAdapter[_Told]) -> _Told | GatewayRefusal:
    """Return what the gateway said.

    Raises:
        BrowserNotConnected: it does not know the token any more.
        GatewayGone: this is not a gateway's answer.
    """
    try:
        if status == HTTPStatus.OK:
            return form.validate_json(body)
        told = _REFUSALS.validate_json(body)
    except ValidationError:
        raise GatewayGone from None
    code = told.get("code", "")
    if status == HTTPStatus.UNAUTHORIZED:
        raise BrowserNotConnected
    if not code or not HTTPStatus.BAD_REQUEST <= status < 600:  # noqa: PLR2004 - the end of what HTTP defines
        raise GatewayGone
    return GatewayRefusal(status=status, code=code, message=told.get("message", ""), remedy=told.get("remedy", ""))
