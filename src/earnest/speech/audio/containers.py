"""Containers: whether a sound file is all there, told by the lengths that the file itself declares.

The decoder takes what it gets of a WAV or an Ogg file that was cut, without a word. Half a command must never pass for
a whole one, so the declared length is compared with what arrived.
"""

from typing import Final

UNKNOWN_LENGTHS: Final = frozenset({0, 0x7FFFFFFF, 0x7FFFFFFE, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF})
"""What programs write that stream to a pipe and cannot know the length in advance."""
PIPE_SLACK: Final = 0x7FFFF000
"""Streaming programs also write this limit less the size of a header; nobody sends two gigabytes here."""
FLAC_LENGTH: Final = slice(21, 26)
FLAC_LENGTH_BITS: Final = 36
OGG_HEADER: Final = 27
OGG_LAST_PAGE: Final = 0x04


def is_cut(data: bytes) -> bool:
    """Tell whether a file declares more than it holds.

    Knows WAV, RF64, AIFF, AU and Ogg. A FLAC file that declares no length counts as cut, for nobody could tell;
    one that does, and an MP3, are found out while decoding. An MP3 without a length header cannot be found out at all.
    """
    if data[:4] in {b"RIFF", b"RF64"} and data[8:12] == b"WAVE":
        return _chunks_cut(data, wanted=b"data", order="little")
    if data[:4] == b"FORM" and data[8:12] in {b"AIFF", b"AIFC"}:
        return _chunks_cut(data, wanted=b"SSND", order="big")
    if data[:4] == b".snd":
        declared = int.from_bytes(data[8:12], "big")
        return not _unknown(declared) and int.from_bytes(data[4:8], "big") + declared > len(data)
    if data[:4] == b"fLaC":
        return _flac_length(data) == 0
    if data[:4] == b"OggS":
        return _ogg_cut(data)
    return False


def _unknown(declared: int) -> bool:
    return declared in UNKNOWN_LENGTHS or declared >= PIPE_SLACK


def _chunks_cut(data: bytes, *, wanted: bytes, order: str) -> bool:
    """Tell whether the chunk with the sound is missing or longer than the file."""
    position = 12
    while position + 8 <= len(data):
        name = data[position : position + 4]
        declared = int.from_bytes(data[position + 4 : position + 8], "little" if order == "little" else "big")
        if name == wanted and _unknown(declared):
            declared = _long_length(data) if data[:4] == b"RF64" else 0
        if name == wanted:
            return position + 8 + declared > len(data)
        position += 8 + declared + declared % 2
    return True


def _long_length(data: bytes) -> int:
    """Return the length of the sound that an RF64 file keeps in its first chunk; bytes, 0 where it is not told."""
    return int.from_bytes(data[28:36], "little") if data[12:16] == b"ds64" else 0


def _ogg_cut(data: bytes) -> bool:
    """Tell whether the pages end before the one that says that it is the last."""
    position, last = 0, False
    while data[position : position + 4] == b"OggS" and position + OGG_HEADER <= len(data):
        segments = data[position + 26]
        table = data[position + OGG_HEADER : position + OGG_HEADER + segments]
        last = bool(data[position + 5] & OGG_LAST_PAGE)
        position += OGG_HEADER + segments + sum(table)
        if len(table) < segments or position > len(data):
            return True
    return not last


def _flac_length(data: bytes) -> int:
    """Return how many samples per channel a FLAC file declares (RFC 9639, part 8.2); 0 where it does not know."""
    return int.from_bytes(data[FLAC_LENGTH], "big") & ((1 << FLAC_LENGTH_BITS) - 1)
