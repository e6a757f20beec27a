"""Wyoming frames: reads events of the Wyoming protocol within bounds, and tells a bad event from a lost connection.

A frame is a line of JSON (`type`, `data`, `data_length`, `payload_length`), then so many bytes of JSON, then so many
bytes of payload. As long as the lengths are known the next event can be found, whatever is wrong with this one. The
`wyoming` package reads whatever length a client names, and cannot tell nonsense from the end.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Final, cast

from earnest.foundation.errors import InvalidInput

LONGEST_LINE: Final = 16_384
"""Bytes of the first line, with its line break."""
LONGEST_DATA: Final = 65_536
"""Bytes of an event's data in JSON; what we read of it is a few names and numbers."""
LONGEST_PAYLOAD: Final = 1_048_576
"""Bytes of one chunk of sound: several seconds of the format with most bytes a second that is taken."""
LONGEST_PASSED_OVER: Final = 32 * LONGEST_PAYLOAD
"""Bytes of data or payload that are read and dropped to find the next event; who announces more has lost count."""
_LONGEST_NUMBER: Final = 18
"""Digits; a longer number is no length, rate or count of anything."""
_PIECE: Final = 65_536
"""Bytes that are read at a time of what is passed over."""


class FrameRefused(InvalidInput):
    """A Wyoming event was malformed or larger than is taken; the connection can be used on."""

    code = "frame_refused"
    remedy = "Send events of protocol 1.10 with chunks of at most one mebibyte."


class FramingLost(InvalidInput):
    """What came is no Wyoming event, so where the next one begins cannot be known; the connection ends."""

    code = "framing_lost"
    remedy = "Connect again; each event is one line of JSON, then as many bytes as it says."


@dataclass(frozen=True, slots=True, kw_only=True)
class WyomingFrame:
    """One event."""

    type: str
    data: dict[str, object]
    payload: bytes

    def number(self, name: str) -> int:
        """Return a whole number of the data, also where it is written as `16000.0`.

        Raises:
            FrameRefused: there is none of this name.
        """
        value = whole_number(self.data.get(name))
        if value is None:
            raise FrameRefused
        return value

    def text(self, name: str) -> str | None:
        """Return a text of the data that can be written again; None where it is absent or something else."""
        value = self.data.get(name)
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None


def whole_number(value: object) -> int | None:
    """Return a whole number ≥ 0 as JSON writers write it: 3, 3.0 or "3"; None for anything else."""
    match value:
        case bool():
            return None
        case int():
            return value if value >= 0 else None
        case float():
            return int(value) if value.is_integer() and 0 <= value < 10**_LONGEST_NUMBER else None
        case str():
            digits = value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER
            return int(value) if digits else None
        case _:
            return None


async def read_frame(reader: asyncio.StreamReader, first: bytes = b"") -> WyomingFrame | None:
    """Return the next event; None where the client has closed the connection between two events.

    Args:
        reader: where it comes from.
        first: its first byte, where that was read already.

    Raises:
        FrameRefused: this event is malformed or too large; it was read to its end, and the next one can be read.
        FramingLost: no event, or broken off in the middle. The connection cannot be used any more.
    """
    line = await _read_line(reader, first)
    if line is None:
        return None
    if not line.strip():
        raise FrameRefused
    header = _parse(line)
    if header is _NOT_JSON:
        raise FramingLost
    if not isinstance(header, dict):
        raise FrameRefused  # Whole and without lengths, so nothing follows it.
    fields = cast("dict[str, object]", header)
    extra = await _read_part(reader, fields, "data_length", LONGEST_DATA)
    payload = await _read_part(reader, fields, "payload_length", LONGEST_PAYLOAD)
    name, data = fields.get("type"), _fields(fields.get("data"))
    if extra is None or payload is None or not isinstance(name, str):
        raise FrameRefused
    return WyomingFrame(type=name, data=data | (_fields(_parse(extra)) if extra else {}), payload=payload)


async def _read_line(reader: asyncio.StreamReader, first: bytes) -> bytes | None:
    if first == b"\n":
        return first
    try:
        line = first + await reader.readuntil(b"\n")
    except asyncio.IncompleteReadError as error:
        if first or error.partial:
            raise FramingLost from None
        return None
    except asyncio.LimitOverrunError:
        raise FramingLost from None
    if len(line) > LONGEST_LINE:
        raise FramingLost
    return line


async def _read_part(reader: asyncio.StreamReader, header: dict[str, object], name: str, longest: int) -> bytes | None:
    """Return the bytes whose length the header names; None where they are too many and were passed over."""
    named = header.get(name)
    length = 0 if named is None else whole_number(named)
    if length is None or length > LONGEST_PASSED_OVER:
        raise FramingLost
    try:
        if length <= longest:
            return await reader.readexactly(length)
        for begin in range(0, length, _PIECE):
            _ = await reader.readexactly(min(_PIECE, length - begin))
    except asyncio.IncompleteReadError:
        raise FramingLost from None
    return None


_NOT_JSON: Final = object()


def _parse(encoded: bytes) -> object:
    """Return what a piece of JSON says, whatever its strings hold; `_NOT_JSON` where it is none."""
    try:
        return json.loads(encoded.decode("utf-8", "replace"), parse_int=_parse_number)
    except (ValueError, RecursionError):
        return _NOT_JSON


def _parse_number(digits: str) -> int | float:
    """Return a number; one of thousands of digits, which Python refuses to read, is no number of ours either."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float("inf")


def _fields(value: object) -> dict[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FrameRefused
    return cast("dict[str, object]", value)
