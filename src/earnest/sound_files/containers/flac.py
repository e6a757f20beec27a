"""FLAC: how many samples a file really holds, counted frame by frame (RFC 9639)."""

import re
from dataclasses import dataclass
from typing import Final

from earnest.sound_files.containers.checksums import CRC_8, CRC_16, checksum
from earnest.sound_files.containers.link import Link
from earnest.sound_files.containers.tags import OLD_TAG_BYTES
from earnest.sound_files.errors import NotAudio, TruncatedAudio

TOTAL_BITS: Final = 36
TOTAL: Final = slice(21, 26)
RATE_POSITION: Final = 18
SYNC: Final = re.compile(rb"\xff[\xf8\xf9]")
BEGIN: Final = re.compile(rb"fLaC[\x00\x80]\x00\x00\x22")
LAST_BLOCK: Final = 0x80
LONGEST_HEADER: Final = 16
FEWEST_BYTES: Final = 6
_BLOCKS: Final = {1: 192, 2: 576, 3: 1152, 4: 2304, 5: 4608, **{code: 1 << code for code in range(8, 16)}}
_RATE_BYTES: Final = {12: 1, 13: 2, 14: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class _FlacFrame:
    number: int
    """Number of the frame, or of its first sample where blocks differ in size."""
    samples: int
    variable: bool


def flac_links(data: bytes, start: int) -> list[Link]:
    """Return the links of a FLAC file; files that were joined have more than one.

    A program that writes to a pipe leaves the number of samples empty; then it is counted, and filled in.

    Raises:
        NotAudio: it does not begin as the format wants.
        TruncatedAudio: it ends in the middle of a frame, or frames are missing.
    """
    links: list[Link] = []
    while start < len(data):
        first = _first_frame(data, start)
        joined = BEGIN.search(data, first)
        end = len(data) if joined is None else joined.start()
        links.append(_link(data, start, first, end))
        start = end
    return links


def _first_frame(data: bytes, start: int) -> int:
    """Return where the frames begin, behind all blocks of metadata."""
    if BEGIN.match(data, start) is None:
        raise NotAudio
    position = start + 4
    while position + 4 <= len(data):
        kind, length = data[position], int.from_bytes(data[position + 1 : position + 4], "big")
        position += 4 + length
        if kind & LAST_BLOCK:
            return position
    raise TruncatedAudio


def _link(data: bytes, start: int, first: int, end: int) -> Link:
    content = data if start == 0 and end == len(data) else data[start:end]
    field = int.from_bytes(content[TOTAL], "big")
    declared = field & ((1 << TOTAL_BITS) - 1)
    counted = _count(data, first, end, check_last=declared == 0)
    if counted < declared:
        raise TruncatedAudio
    rate = int.from_bytes(content[RATE_POSITION : RATE_POSITION + 3], "big") >> 4
    if counted > declared:
        total = (field - declared) | counted
        content = content[: TOTAL.start] + total.to_bytes(5, "big") + content[TOTAL.stop :]
    return Link(content=content, seconds=counted / rate if rate else None)


def _count(data: bytes, first: int, end: int, *, check_last: bool) -> int:
    """Return the samples of frames that follow one another without a gap; a gap hides nothing, it ends the count."""
    total, number, last = 0, 0, first
    for found in SYNC.finditer(data, first, end):
        frame = _frame(data[found.start() : min(end, found.start() + LONGEST_HEADER)])
        if frame is None:
            continue
        if frame.number == (total if frame.variable else number):
            total, number, last = total + frame.samples, number + 1, found.start()
    if check_last and total and not _is_whole(data, last, end):
        raise TruncatedAudio
    return total


def _is_whole(data: bytes, last: int, end: int) -> bool:
    """Tell whether the last frame is all there, by the checksum at its end."""
    if data[end - OLD_TAG_BYTES : end - OLD_TAG_BYTES + 3] == b"TAG" and end - OLD_TAG_BYTES > last:
        end -= OLD_TAG_BYTES
    return checksum(CRC_16, data[last:end]) == 0


def _frame(head: bytes) -> _FlacFrame | None:
    """Return what the head of a frame says; None where its checksum shows that it is none."""
    if len(head) < FEWEST_BYTES or head[3] & 1:
        return None
    block_code, rate_code = head[2] >> 4, head[2] & 15
    number, position = _coded_number(head, 4)
    samples = _BLOCKS.get(block_code, 0)
    if block_code in {6, 7}:
        size = block_code - 5
        samples = int.from_bytes(head[position : position + size], "big") + 1
        position += size
    position += _RATE_BYTES.get(rate_code, 0)
    if number < 0 or samples == 0 or position >= len(head) or checksum(CRC_8, head[: position + 1]) != 0:
        return None
    return _FlacFrame(number=number, samples=samples, variable=bool(head[1] & 1))


def _coded_number(head: bytes, position: int) -> tuple[int, int]:
    """Return a number coded as UTF-8 does it, up to seven bytes, and where it ends; −1 where it is none."""
    lead = head[position]
    ones = 8 - (lead ^ 0xFF).bit_length()
    if ones == 0:
        return lead, position + 1
    if ones in {1, 8} or position + ones > len(head):
        return -1, position + 1
    number = lead & (0x7F >> ones)
    for sign in head[position + 1 : position + ones]:
        number = number << 6 | sign & 0x3F
    return number, position + ones
