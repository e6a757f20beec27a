"""MPEG: the frames of an MP3 file, and where files were joined (ISO/IEC 11172-3, 13818-3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from earnest.sound_files.containers.link import Link
from earnest.sound_files.containers.tags import tag_length
from earnest.sound_files.errors import NotAudio, TruncatedAudio

HEADER: Final = 4
VBRI_POSITION: Final = 36
_RATES: Final = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Version code → Hertz."""
_FIRST_VERSION: Final = 3
_BIT_RATES: Final = {
    (True, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""First version or not, layer → kilobits per second."""
FLUSH_FRAMES: Final = 2
"""Frames beyond the declared number that an encoder still writes to empty itself."""
HEADED_LAYER: Final = 3
"""Only frames of this layer can be a header."""
NO_CHECKSUM: Final = 0x01
MIDDLE_BIT_RATE: Final = 0x80
"""Of every version one that makes a frame long enough to be a header."""
EDGE_FRAMES: Final = 4
"""Frames' worth of padding that a decoder may take off the two ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _MpegFrame:
    start: int
    end: int
    kind: tuple[int, int, int]
    """Version, layer, Hertz."""
    samples: int
    declared: int | None
    """Frames that follow, where this one is a header instead of sound; 0 where it does not say how many."""


def begins_frame(data: bytes, position: int) -> bool:
    """Tell whether MPEG sound begins here: a frame with another of its kind behind it, or alone up to the end."""
    frame = _frame(data, position)
    if frame is None:
        return False
    following = _frame(data, frame.end)
    return frame.end >= len(data) - 128 or (following is not None and following.kind == frame.kind)


def mpeg_links(data: bytes, start: int) -> list[Link]:
    """Return the links of an MP3 file; files that were joined have more than one.

    Raises:
        NotAudio: it does not begin with a frame.
        TruncatedAudio: fewer frames than declared, a frame that is not whole, or something else between them.
    """
    links: list[Link] = []
    group: list[_MpegFrame] = []
    for frame in _frames(data, start):
        if group and _starts_anew(group, frame):
            links.append(_link(data, group))
            group = []
        group.append(frame)
    if not group:
        raise NotAudio
    links.append(_link(data, group))
    return links


def _starts_anew(group: list[_MpegFrame], frame: _MpegFrame) -> bool:
    declared = group[0].declared
    whole = bool(declared) and len(group) - 1 >= (declared or 0) + FLUSH_FRAMES
    return frame.declared is not None or frame.kind != group[0].kind or whole


def _link(data: bytes, group: list[_MpegFrame]) -> Link:
    declared = group[0].declared
    sound = group if declared is None else group[1:]
    # One less: some encoders count the header as a frame.
    if declared == 0:
        group = sound
    if not sound or len(sound) < (declared or 0) - 1:
        raise TruncatedAudio
    start, end = group[0].start, group[-1].end
    least = max(0, len(sound) - EDGE_FRAMES - FLUSH_FRAMES)
    alone = start == 0 and end == len(data)
    content = data if alone else b"".join(data[frame.start : frame.end] for frame in group)
    if not declared and group[0].kind[1] == HEADED_LAYER:
        content = _header_frame(data[sound[0].start : sound[0].start + HEADER], len(sound)) + content
    return Link(content=content, seconds=least * group[0].samples / group[0].kind[2])


def _header_frame(head: bytes, count: int) -> bytes:
    """Return a frame that says how many follow; without one the decoder guesses, and guesses wrong."""
    own = bytes([head[0], head[1] | NO_CHECKSUM, head[2] & 0x0C | MIDDLE_BIT_RATE, head[3]])
    frame = _frame(own + bytes(HEADER), 0)
    if frame is None:
        return b""
    mark = HEADER + _side_bytes(frame.kind[0] == _FIRST_VERSION, mono=head[3] >> 6 == 3)  # noqa: PLR2004 - the code for one channel
    content = own + bytes(mark - HEADER) + b"Info" + (1).to_bytes(4, "big") + count.to_bytes(4, "big")
    return content.ljust(frame.end, b"\0")


def _frames(data: bytes, position: int) -> Iterator[_MpegFrame]:
    """Give the frames one after the other; tags and zeros between them are passed over."""
    while position < len(data):
        frame = _frame(data, position)
        if frame is not None:
            if frame.end > len(data):
                raise TruncatedAudio
            yield frame
            position = frame.end
        elif length := tag_length(data, position):
            position += length
        elif not data[position:].strip(b"\0"):
            return
        else:
            raise TruncatedAudio


def _frame(data: bytes, position: int) -> _MpegFrame | None:
    head = data[position : position + HEADER]
    if len(head) < HEADER or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - eleven ones
        return None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    bit_rate_code, rate_code, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    first = version == _FIRST_VERSION
    if version not in _RATES or layer > 3 or not 0 < bit_rate_code < 15 or rate_code > 2:  # noqa: PLR2004 - reserved codes
        return None
    rate = _RATES[version][rate_code]
    bits = _BIT_RATES[first, layer][bit_rate_code - 1] * 1000
    if layer == 1:
        samples, length = 384, (12 * bits // rate + padding) * 4
    else:
        samples = 1152 if first or layer == 2 else 576  # noqa: PLR2004 - layer II
        length = samples // 8 * bits // rate + padding
    end = position + length
    mono = head[3] >> 6 == 3  # noqa: PLR2004 - the code for one channel
    declared = _declared(data, position, end, first=first, mono=mono)
    return _MpegFrame(start=position, end=end, kind=(version, layer, rate), samples=samples, declared=declared)


def _declared(data: bytes, position: int, end: int, *, first: bool, mono: bool) -> int | None:
    """Return how many frames a header frame says that follow; None for sound, and where it does not say."""
    mark = position + HEADER + _side_bytes(first, mono=mono)
    if data[mark : mark + 4] in {b"Xing", b"Info"} and mark + 12 <= end:
        return int.from_bytes(data[mark + 8 : mark + 12], "big") if data[mark + 7] & 1 else 0
    if data[position + VBRI_POSITION : position + VBRI_POSITION + 4] == b"VBRI":
        return int.from_bytes(data[position + VBRI_POSITION + 14 : position + VBRI_POSITION + 18], "big")
    return None


def _side_bytes(first: bool, *, mono: bool) -> int:  # noqa: FBT001 - the version
    """Return the length of the side information of a layer III frame."""
    return (17 if mono else 32) if first else (9 if mono else 17)
