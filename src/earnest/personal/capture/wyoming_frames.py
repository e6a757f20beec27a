"""Wyoming frames: reads events of the Wyoming protocol within bounds; what is larger or malformed is refused.

A frame is a line of JSON (`type`, `data`, `data_length`, `payload_length`), then so many bytes of JSON, then so many
bytes of payload. The `wyoming` package reads whatever length a client names, and cannot tell nonsense from the end.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Final, cast

from earnest.foundation.errors import InvalidInput

LONGEST_LINE: Final = 16_384
"""Bytes of the first line, with its line break."""
LONGEST_DATA: Final = 65_536
LONGEST_PAYLOAD: Final = 1_048_576
"""Bytes of one chunk of sound: several seconds of the fattest format that is taken."""


class FrameRefused(InvalidInput):
    """A Wyoming event was malformed or larger than is taken."""

    code = "frame_refused"
    remedy = "Send events of protocol 1.10 with chunks of at most one mebibyte."


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One event."""

    type: str
    data: dict[str, object]
    payload: bytes

    def number(self, name: str) -> int:
        """Return a whole number of the data.

        Raises:
            FrameRefused: there is none of this name.
        """
        value = self.data.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise FrameRefused
        return value

    def text(self, name: str) -> str | None:
        """Return a text of the data; None where it is absent or something else."""
        value = self.data.get(name)
        return value if isinstance(value, str) else None


async def read_frame(reader: asyncio.StreamReader) -> Frame | None:
    """Return the next event; None where the client has closed the connection between two events.

    Raises:
        FrameRefused: malformed, too large, or broken off in the middle. The connection cannot be used any more.
    """
    try:
        line = await reader.readuntil(b"\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise FrameRefused from None
        return None
    except asyncio.LimitOverrunError:
        raise FrameRefused from None
    if len(line) > LONGEST_LINE:
        raise FrameRefused
    header = _object(line)
    name = header.get("type")
    if not isinstance(name, str):
        raise FrameRefused
    data = _fields(header.get("data", {}))
    try:
        extra_length = _length(header, "data_length", LONGEST_DATA)
        if extra_length:
            data = data | _object(await reader.readexactly(extra_length))
        payload = await reader.readexactly(_length(header, "payload_length", LONGEST_PAYLOAD))
    except asyncio.IncompleteReadError:
        raise FrameRefused from None
    return Frame(type=name, data=data, payload=payload)


def _length(header: dict[str, object], name: str, longest: int) -> int:
    value = header.get(name)
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= longest:
        raise FrameRefused
    return value


def _object(encoded: bytes) -> dict[str, object]:
    try:
        parsed: object = json.loads(encoded)
    except (ValueError, RecursionError):
        raise FrameRefused from None
    return _fields(parsed)


def _fields(value: object) -> dict[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FrameRefused
    return cast("dict[str, object]", value)
