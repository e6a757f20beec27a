"""Ogg: the links of a chained file, and whether every page and packet of them is there (RFC 3533, 7845)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.sound_files.containers.link import Link
from earnest.sound_files.errors import CodingNotRead, LengthsDisagree, SeveralStreams, TruncatedAudio

PAGE_HEADER: Final = 27
CONTINUED: Final = 0x01
FIRST_PAGE: Final = 0x02
LAST_PAGE: Final = 0x04
SOUND: Final = (b"OpusHead", b"\x01vorbis", b"\x7fFLAC", b"Speex   ")
BESIDE_SOUND: Final = (b"fishead\0",)
"""Streams that describe the others (Skeleton)."""
OPUS_RATE: Final = 48_000
NO_POSITION: Final = (1 << 64) - 1
_SILK = (480, 960, 1920, 2880)
_CELT = (120, 240, 480, 960)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    start: int
    body: int
    end: int
    flags: int
    position: int
    """Samples up to its end (granule position)."""
    stream: int
    number: int
    lacing: bytes


def ogg_links(data: bytes, start: int) -> list[Link]:
    """Return the links of an Ogg file: recorders that start again write one behind the other.

    Raises:
        TruncatedAudio: pages are missing, or a link does not say that it is at its end.
        SeveralStreams: recordings lie side by side.
        CodingNotRead: no sound that is read here.
        LengthsDisagree: an Opus link declares a shorter time than its packets have.
    """
    links: list[Link] = []
    group: list[_Page] = []
    for page in _pages(data, start):
        if page.flags & FIRST_PAGE and group and not group[-1].flags & FIRST_PAGE:
            links.append(_link(data, group))
            group = []
        group.append(page)
    links.append(_link(data, group))
    return links


def _pages(data: bytes, position: int) -> Iterator[_Page]:
    while position < len(data):
        head = data[position : position + PAGE_HEADER]
        if len(head) < PAGE_HEADER or head[:4] != b"OggS":
            if data[position:].strip(b"\0"):
                raise TruncatedAudio
            return
        lacing = data[position + PAGE_HEADER : position + PAGE_HEADER + head[26]]
        body = position + PAGE_HEADER + head[26]
        end = body + sum(lacing)
        if len(lacing) < head[26] or end > len(data):
            raise TruncatedAudio
        yield _Page(
            start=position,
            body=body,
            end=end,
            flags=head[5],
            position=int.from_bytes(head[6:14], "little"),
            stream=int.from_bytes(head[14:18], "little"),
            number=int.from_bytes(head[18:22], "little"),
            lacing=lacing,
        )
        position = end


def _link(data: bytes, group: Sequence[_Page]) -> Link:
    heads = {page.stream: data[page.body : page.body + 8] for page in group if page.flags & FIRST_PAGE}
    spoken = [stream for stream, head in heads.items() if head.startswith(SOUND)]
    if len(spoken) > 1:
        raise SeveralStreams
    if not spoken or any(not head.startswith(SOUND + BESIDE_SOUND) for head in heads.values()):
        raise CodingNotRead
    pages = [page for page in group if page.stream == spoken[0]]
    numbers = [page.number for page in pages]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))) or not pages[-1].flags & LAST_PAGE:
        raise TruncatedAudio
    alone = len(pages) == len(group) and group[0].start == 0 and group[-1].end == len(data)
    content = data if alone else b"".join(data[page.start : page.end] for page in pages)
    seconds = _opus_seconds(data, pages) if heads[spoken[0]] == SOUND[0] else None
    return Link(content=content, seconds=seconds)


def _opus_seconds(data: bytes, pages: Sequence[_Page]) -> float:
    """Return the length of an Opus link by its packets, from which only its last page may take something off."""
    skipped = int.from_bytes(data[pages[0].body + 10 : pages[0].body + 12], "little")
    lengths = [_page_samples(data, page) for page in pages]
    ends = [page.position for page in pages]
    total = sum(lengths)
    if total == 0 or ends[-1] == NO_POSITION:
        return 0.0
    sounding = next(index for index, length in enumerate(lengths) if length)
    begin = max(0, ends[sounding] - lengths[sounding]) if sounding < len(pages) - 1 else 0
    if ends[sounding] == NO_POSITION:
        begin = 0
    declared = ends[-1] - begin
    if declared > total:
        raise TruncatedAudio
    if declared < total - lengths[-1]:
        raise LengthsDisagree
    return max(0, declared - skipped) / OPUS_RATE


def _page_samples(data: bytes, page: _Page) -> int:
    """Return how long the packets that begin on a page sound; samples at 48 kHz."""
    position, continued, total = page.body, bool(page.flags & CONTINUED), 0
    for size in page.lacing:
        if not continued:
            packet = data[position : position + min(size, 8)]
            total += _packet_samples(packet)
        position += size
        continued = size == 255  # noqa: PLR2004 - goes on in the next segment
    return total


def _packet_samples(packet: bytes) -> int:
    """Return how long an Opus packet sounds, by its first bytes (RFC 6716, 3.1); 0 for the two header packets."""
    if not packet or packet.startswith((b"OpusHead", b"OpusTags")):
        return 0
    code, count = packet[0] >> 3, packet[0] & 3
    frame = _SILK[code % 4] if code < 12 else _SILK[code % 2] if code < 16 else _CELT[code % 4]  # noqa: PLR2004 - as in the table there
    frames = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 0)[count]
    return frame * frames
