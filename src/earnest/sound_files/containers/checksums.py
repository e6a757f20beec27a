"""Checksums that FLAC and Ogg put behind their pieces."""

from typing import Final

Table = tuple[int, tuple[int, ...]]
"""Width in bits, and the remainder of each byte."""


def _table(width: int, polynomial: int) -> Table:
    top, mask = 1 << (width - 1), (1 << width) - 1
    remainders: list[int] = []
    for byte in range(256):
        value = byte << (width - 8)
        for _ in range(8):
            value = ((value << 1) ^ polynomial if value & top else value << 1) & mask
        remainders.append(value)
    return width, tuple(remainders)


CRC_8: Final = _table(8, 0x07)
CRC_16: Final = _table(16, 0x8005)


def checksum(table: Table, content: bytes) -> int:
    """Return the remainder; 0 for a piece with its own checksum behind it."""
    width, remainders = table
    shift, mask, value = width - 8, (1 << width) - 1, 0
    for byte in content:
        value = (value << 8 & mask) ^ remainders[value >> shift ^ byte]
    return value
