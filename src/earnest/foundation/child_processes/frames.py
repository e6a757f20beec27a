"""Frames: the length-prefixed messages between a child process and its parent.

One frame is the length of what follows (4 bytes, big endian), one byte that says its kind, and the payload.
"""

import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from socket import socket
from typing import BinaryIO

from earnest.foundation.errors import Unavailable

LARGEST_FRAME_BYTES = 128 * 2**20
"""A frame that claims to be longer is refused; ten minutes of sound are 19 MiB."""

_HEADER = struct.Struct(">IB")


class ChildFrameKind(IntEnum):
    """What a frame carries."""

    READY = 1
    """Child → parent: the engine is loaded; no payload. Parent → child: not used."""
    RECOGNISE = 2
    """Parent → child: 16-bit little-endian samples at 16 kHz."""
    HYPOTHESIS = 3
    """Child → parent: an encoded hypothesis."""
    FAILED = 4
    """Child → parent: the code of the error class, UTF-8."""
    RELOAD = 5
    """Parent → child: a model bundle; empty for the stock model. Answered with READY or FAILED."""
    SPOT = 7
    """Parent → child: the name of a spotting pass, a line break, then samples as with RECOGNISE."""
    SPOTTED = 8
    """Child → parent: what the spotter heard, as JSON."""
    DECODE = 9
    """Parent → decoder: what is wanted of a sound file (`decoder_order`), then the file."""
    SAMPLES = 10
    """Decoder → parent: 16-bit little-endian samples at 16 kHz."""
    COMPARE = 11
    """Parent → child: a language and texts as JSON, a line break, then samples as with RECOGNISE."""
    COMPARED = 12
    """Child → parent: how much less likely each text is than what is heard, as JSON."""
    SKILL = 13
    """Parent → child of skills: what a skill is to do, as JSON."""
    SKILL_DID = 14
    """Child of skills → parent: what it did, as JSON."""
    ENCODE = 15
    """Parent → child: how many frames to encode, a line break, then samples as with RECOGNISE."""
    ENCODED = 16
    """Child → parent: how many values a row has, a line break, then rows of 32-bit little-endian numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFrame:
    """One message."""

    kind: ChildFrameKind
    payload: bytes


class FrameBroken(Unavailable):
    """The other process ended, or sent something that is not a frame."""

    code = "frame_broken"


def encode_frame(kind: ChildFrameKind, payload: bytes = b"") -> bytes:
    """Return the bytes of a frame."""
    return _HEADER.pack(len(payload), kind) + payload


def read_frame(stream: BinaryIO) -> ChildFrame | None:
    """Read one frame, waiting for it; None at the end of the stream between two frames.

    Raises:
        FrameBroken: the stream ends inside a frame, or what came is not a frame.
    """

    def read(count: int) -> bytes:
        return stream.read(count)

    first = read(1)
    if not first:
        return None
    return _rest_of_frame(first, read)


def receive_frame(connection: socket, limit_seconds: float) -> ChildFrame:
    """Receive one frame from a connection.

    Raises:
        TimeoutError: it was not complete in time.
        FrameBroken: the other side closed, or what came is not a frame.
    """
    deadline = time.monotonic() + limit_seconds

    def read(count: int) -> bytes:
        parts: list[bytes] = []
        missing = count
        while missing:
            connection.settimeout(_left(deadline))
            part = connection.recv(min(missing, 2**18))
            if not part:
                raise FrameBroken
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    return _rest_of_frame(read(1), read)


def send_frame(connection: socket, frame: bytes, limit_seconds: float) -> None:
    """Send the bytes of a frame.

    Raises:
        TimeoutError: the other side did not take it in time.
        FrameBroken: the other side closed.
    """
    connection.settimeout(limit_seconds)
    try:
        connection.sendall(frame)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise FrameBroken from error


def _rest_of_frame(first: bytes, read: Callable[[int], bytes]) -> ChildFrame:
    header = first + read(_HEADER.size - 1)
    if len(header) != _HEADER.size:
        raise FrameBroken
    length = int.from_bytes(header[:-1], "big")
    if length > LARGEST_FRAME_BYTES:
        raise FrameBroken
    try:
        kind = ChildFrameKind(header[-1])
    except ValueError as error:
        raise FrameBroken from error
    payload = read(length)
    if len(payload) != length:
        raise FrameBroken
    return ChildFrame(kind=kind, payload=payload)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
