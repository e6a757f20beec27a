"""Decoder order: what a decoder child is asked for, in front of the sound file."""

import math
import struct
from dataclasses import dataclass
from typing import Final, Self

_HEADER: Final = struct.Struct(">dddB")
_CHANNEL: Final = struct.Struct(">H")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderOrder:
    """What of a sound file is wanted."""

    longest_seconds: float
    """Longest recording, or part of one, to take; > 0."""
    start_seconds: float = 0.0
    """Where the part begins, ≥ 0."""
    duration_seconds: float | None = None
    """Length of the part, > 0; None for the rest."""
    channels: tuple[int, ...] | None = None
    """The only channels to take, from 0; at most 255; None for all."""

    @property
    def whole(self) -> bool:
        """Tell whether the recording is wanted from its begin to its end."""
        return self.start_seconds == 0 and self.duration_seconds is None

    def encode(self) -> bytes:
        """Return its bytes; a length or channels that are not told are NaN and none."""
        duration = math.nan if self.duration_seconds is None else self.duration_seconds
        channels = self.channels or ()
        head = _HEADER.pack(self.longest_seconds, self.start_seconds, duration, len(channels))
        return head + b"".join(_CHANNEL.pack(number) for number in channels)

    @classmethod
    def decode(cls, payload: bytes) -> tuple[Self, bytes]:
        """Return the order at the begin of a payload, and the file behind it."""
        longest, start, duration, count = _HEADER.unpack_from(payload)
        channels = tuple(
            int(_CHANNEL.unpack_from(payload, _HEADER.size + _CHANNEL.size * place)[0]) for place in range(count)
        )
        order = cls(
            longest_seconds=longest,
            start_seconds=start,
            duration_seconds=None if math.isnan(duration) else duration,
            channels=channels or None,
        )
        return order, payload[_HEADER.size + _CHANNEL.size * count :]
