"""Tags: names and pictures that programs put before and behind the sound of a file; passed over."""

from typing import Final

ID3_HEADER: Final = 10
ID3_FOOTER: Final = 0x10
APE_HEADER: Final = 32
OLD_TAG_BYTES: Final = 128
"""ID3v1, at the very end."""


def after_tags(data: bytes, position: int = 0) -> int:
    """Return where the tags that begin at a position end; the position itself where none begins."""
    while (length := tag_length(data, position)) > 0:
        position += length
    return position


def tag_length(data: bytes, position: int) -> int:
    """Return the length of the tag that begins here; bytes, 0 where none does."""
    head = data[position : position + APE_HEADER]
    if head[:3] == b"ID3" and len(head) >= ID3_HEADER and all(size < 0x80 for size in head[6:10]):  # noqa: PLR2004 - 7-bit bytes
        size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
        return ID3_HEADER * (2 if head[5] & ID3_FOOTER else 1) + size
    if head[:8] == b"APETAGEX" and len(head) == APE_HEADER:
        return APE_HEADER + int.from_bytes(head[12:16], "little")
    if head[:3] == b"TAG" and len(data) - position == OLD_TAG_BYTES:
        return OLD_TAG_BYTES
    return 0
