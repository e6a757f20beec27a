"""Connections: how long a caller may take, and who has to go when too many are connected.

uvicorn ends idle connections only after a first answer, and counts half-open ones as work; so a few silent callers
would stop all others. Every server of ours uses the protocol below instead.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Protocol

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_REFUSAL: Final = (
    b'{"code":"request_too_slow","message":"This request did not arrive in time.","remedy":"Send it again at once."}'
)
_TOO_SLOW: Final = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/json\r\ncache-control: no-store\r\n"
    b"connection: close\r\ncontent-length: %d\r\n\r\n%s" % (len(_REFUSAL), _REFUSAL)
)


class ConnectionPhase(IntEnum):
    """What a connection does; a smaller one is closed first to make room."""

    SILENT = 0
    """Nothing came yet, or nothing since the last answer."""
    HEADER = 1
    """A request has begun, and its header is not whole."""
    BODY = 2
    """The header is whole, the body is not."""
    ANSWER = 3
    """The request is whole and is being answered; it is never closed to make room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLimits:
    """How long and how many; seconds since the connection last made progress, or since the phase began."""

    silent_seconds: float = 20.0
    """Before the first byte. After an answer uvicorn's own, shorter limit holds."""
    header_seconds: float = 10.0
    """From its first byte until it is whole."""
    body_seconds: float = 120.0
    """Until it is whole; 16 MB within this time are 1.1 Mbit/s."""
    body_silent_seconds: float = 15.0
    """Between two pieces of it."""
    unread_seconds: float = 60.0
    """A caller that takes nothing of its answer for so long is closed."""
    most: int = 200
    """Connections at one time; one more closes the one that does least."""


class WatchedConnection(Protocol):
    """What the rules need to know of a connection."""

    address: str
    phase: ConnectionPhase
    phase_began: float
    last_progress: float


def is_late(connection: WatchedConnection, limits: ConnectionLimits, now: float) -> bool:
    """Tell whether a connection took longer than it may."""
    since, quiet = now - connection.phase_began, now - connection.last_progress
    match connection.phase:
        case ConnectionPhase.SILENT:
            return since > limits.silent_seconds
        case ConnectionPhase.HEADER:
            return since > limits.header_seconds
        case ConnectionPhase.BODY:
            return since > limits.body_seconds or quiet > limits.body_silent_seconds
        case ConnectionPhase.ANSWER:
            return False


def who_goes(connections: Iterable["LimitedProtocol"]) -> "LimitedProtocol | None":
    """Return the connection that is closed for a new one; None where all are being answered.

    The one that is furthest from a whole request; among equals one of the address with the most of them, the one that
    is so for the longest time.
    """
    waiting = [one for one in connections if one.phase is not ConnectionPhase.ANSWER]
    count = Counter(one.address for one in waiting)
    return min(waiting, key=lambda one: (one.phase, -count[one.address], one.phase_began), default=None)


class Connections:
    """All connections of one server; used by its event loop only."""

    def __init__(self, limits: ConnectionLimits) -> None:
        """Begin with none."""
        self.limits = limits
        self._open: set[LimitedProtocol] = set()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, connection: "LimitedProtocol") -> None:
        """Count a new connection, closing another where there are too many."""
        if len(self._open) >= self.limits.most:
            leaving = who_goes(self._open)
            if leaving is not None:
                leaving.abort()
                self._open.discard(leaving)
        self._open.add(connection)
        if self._timer is None:
            self._timer = connection.loop.call_later(1.0, self._look, connection.loop)

    def remove(self, connection: "LimitedProtocol") -> None:
        """Forget a connection."""
        self._open.discard(connection)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Close those that take too long; once a second while there are any."""
        now = time.monotonic()
        for connection in tuple(self._open):
            connection.notice_progress(now)
            if is_late(connection, self.limits, now):
                connection.refuse()
            elif connection.unread_since is not None and now - connection.unread_since > self.limits.unread_seconds:
                connection.abort()
        self._timer = loop.call_later(1.0, self._look, loop) if self._open else None


class LimitedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with the limits above; a subclass made by `limited` knows its server's connections."""

    watch: Connections
    address = ""
    phase = ConnectionPhase.SILENT
    phase_began = 0.0
    last_progress = 0.0
    unread_since: float | None = None
    _unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count it."""
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        self.phase_began = self.last_progress = time.monotonic()
        self.watch.add(self)

    def data_received(self, data: bytes) -> None:
        """Note what a piece of a request brings it to."""
        now = time.monotonic()
        self.last_progress = now
        if self.phase is ConnectionPhase.SILENT:
            self.phase, self.phase_began = ConnectionPhase.HEADER, now
        super().data_received(data)
        self.notice_progress(now)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self.watch.remove(self)
        super().connection_lost(exc)

    def notice_progress(self, now: float) -> None:
        """Bring the phase up to what uvicorn made of the request so far."""
        phase = self._phase_now()
        if phase is not self.phase:
            self.phase, self.phase_began, self.last_progress = phase, now, now
        if self.flow.read_paused:
            self.last_progress = now  # We do not read, so the caller is not to blame.
        unread = self.transport.get_write_buffer_size()
        if unread == 0 or unread < self._unread:
            self.unread_since = None if unread == 0 else now
        elif self.unread_since is None:
            self.unread_since = now
        self._unread = unread

    def refuse(self) -> None:
        """Say that it took too long, and close."""
        if self.phase is ConnectionPhase.HEADER and not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
            self.transport.close()
            return
        self.abort()

    def abort(self) -> None:
        """Close at once."""
        self.transport.abort()

    def _phase_now(self) -> ConnectionPhase:
        answering = self.cycle is not None and not self.cycle.response_complete  # pyright: ignore[reportUnnecessaryComparison]
        if answering:
            return ConnectionPhase.BODY if self.cycle.more_body else ConnectionPhase.ANSWER
        if self.conn.their_state is h11.IDLE and self.phase is ConnectionPhase.HEADER:
            return ConnectionPhase.HEADER if self.conn.trailing_data[0] else ConnectionPhase.SILENT
        return ConnectionPhase.SILENT


def limited(limits: ConnectionLimits) -> type[LimitedProtocol]:
    """Return the protocol of one server, which counts that server's connections."""
    connections = Connections(limits)

    class OneServer(LimitedProtocol):
        watch = connections

    return OneServer
