"""Apple and Sun: AIFF and AU files, with lengths that are right, unknown, or lie."""

from typing import Final

from earnest.sound_files.containers.lengths import is_unknown
from earnest.sound_files.containers.link import Link
from earnest.sound_files.errors import EmptyAudio, LengthsDisagree, NotAudio, TruncatedAudio

CHUNK_HEADER: Final = 8
SOUND_HEADER: Final = 8
"""Offset and block size in front of the samples."""
COMMON_BYTES: Final = 18
AU_HEADER: Final = 24
SAMPLE_BYTES: Final = {
    b"twos": 2, b"sowt": 2, b"in24": 3, b"in32": 4, b"fl32": 4, b"FL32": 4, b"fl64": 8, b"FL64": 8, b"raw ": 1,
    b"alaw": 1, b"ALAW": 1, b"ulaw": 1, b"ULAW": 1,
}  # fmt: skip
SLACK_BYTES: Final = 1024
"""Less than this after the sound is too short to matter."""


def aiff_links(data: bytes, start: int) -> list[Link]:
    """Return the links of an AIFF file, with its lengths filled in where a program could not.

    Raises:
        NotAudio: nothing describes the sound.
        EmptyAudio: it declares no sound and holds none.
        TruncatedAudio: the sound is missing or shorter than declared.
        LengthsDisagree: much more sound follows than is declared.
    """
    common, position = b"", start + 12
    while position + CHUNK_HEADER <= len(data):
        name, length = data[position : position + 4], int.from_bytes(data[position + 4 : position + 8], "big")
        content = position + CHUNK_HEADER
        if name == b"COMM":
            common = data[content : content + length]
        if name == b"SSND":
            break
        position = content + length + length % 2
    else:
        raise TruncatedAudio if common else NotAudio
    if len(common) < COMMON_BYTES:
        raise NotAudio
    joined: list[Link] = []
    if is_unknown(length) or length == SOUND_HEADER:
        end = len(data)
    else:
        end = content + length
        joined = _behind(data, end)
    body = data[content + SOUND_HEADER : end]
    if not body:
        raise EmptyAudio
    kind, head = data[start + 8 : start + 12], data[content : content + SOUND_HEADER]
    return [_aiff(kind, common, head, body), *joined]


def is_aiff(head: bytes) -> bool:
    """Tell whether a file of these first 12 bytes is an AIFF file."""
    return head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}


def _behind(data: bytes, end: int) -> list[Link]:
    """Return the links of a file that was joined to this one; other chunks behind the sound are passed over."""
    if end > len(data):
        raise TruncatedAudio
    position = end + end % 2
    while len(data) - position > SLACK_BYTES and data[position:].strip(b"\0"):
        head = data[position : position + 12]
        if is_aiff(head):
            return aiff_links(data, position)
        length = int.from_bytes(head[4:8], "big")
        if not all(0x20 <= sign < 0x7F for sign in head[:4]) or position + CHUNK_HEADER + length > len(data):  # noqa: PLR2004 - the name of a chunk
            raise LengthsDisagree
        position += CHUNK_HEADER + length + length % 2
    return []


def _aiff(kind: bytes, common: bytes, head: bytes, body: bytes) -> Link:
    coding = common[18:22] if kind == b"AIFC" else b"NONE"
    width = SAMPLE_BYTES.get(coding) or (int.from_bytes(common[6:8], "big") + 7) // 8
    block = width * int.from_bytes(common[:2], "big")
    if coding in {*SAMPLE_BYTES, b"NONE"} and block > 0:
        frames = len(body) // block
        declared = int.from_bytes(common[2:6], "big")
        if not is_unknown(declared) and declared > frames:
            raise TruncatedAudio
        common = common[:2] + frames.to_bytes(4, "big") + common[6:]
    pieces = ((b"COMM", common), (b"SSND", head + body))
    content = b"".join(name + len(piece).to_bytes(4, "big") + piece + bytes(len(piece) % 2) for name, piece in pieces)
    return Link(content=b"FORM" + (len(content) + 4).to_bytes(4, "big") + kind + content)


def au_links(data: bytes, start: int) -> list[Link]:
    """Return the one link of an AU file.

    Raises:
        NotAudio: its header is not whole.
        EmptyAudio: it declares no sound and holds none.
        TruncatedAudio: the sound is shorter than declared.
        LengthsDisagree: much more sound follows than is declared.
    """
    header = data[start : start + AU_HEADER]
    if len(header) < AU_HEADER:
        raise NotAudio
    offset, declared = int.from_bytes(header[4:8], "big"), int.from_bytes(header[8:12], "big")
    there = len(data) - start - offset
    if there < 0 or offset < AU_HEADER:
        raise TruncatedAudio
    if there == 0:
        raise EmptyAudio if is_unknown(declared) else TruncatedAudio
    if not is_unknown(declared) and declared != there:
        if declared > there:
            raise TruncatedAudio
        if there - declared > SLACK_BYTES:
            raise LengthsDisagree
    length = there if is_unknown(declared) else declared
    if declared == length and start == 0:
        return [Link(content=data)]
    sound = data[start + AU_HEADER : start + offset + length]
    return [Link(content=header[:8] + length.to_bytes(4, "big") + header[12:] + sound)]
