"""Wave: WAV, RF64 and Wave64 files; what programs write that cannot go back and fill in a length is understood."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from earnest.sound_files.containers.lengths import is_unknown
from earnest.sound_files.containers.link import Link
from earnest.sound_files.errors import CodingNotRead, EmptyAudio, LengthsDisagree, NotAudio, TruncatedAudio

PCM: Final = 1
FLOAT: Final = 3
EXTENSIBLE: Final = 0xFFFE
DECODED: Final = frozenset({PCM, FLOAT, 6, 7, 2, 0x11, 0x14, 0x31, 0x40, 0x45})
"""Codings that the decoder reads in a WAV file: PCM, float, A-law, µ-law, ADPCM, GSM 6.10, G.721, G.723, G.726."""
MPEG_SOUND: Final = frozenset({0x50, 0x55})
FLAC_SOUND: Final = 0xF1AC
HEADER: Final = 12
CHUNK_HEADER: Final = 8
SMALLEST_FORMAT: Final = 16
EXTENDED_FORMAT: Final = 26
KNOWN_CHUNKS: Final = frozenset(
    {
        b"fmt ",
        b"data",
        b"LIST",
        b"fact",
        b"bext",
        b"cue ",
        b"id3 ",
        b"ID3 ",
        b"JUNK",
        b"PAD ",
        b"FLLR",
        b"PEAK",
        b"iXML",
    }
)
WIDE: Final = bytes.fromhex("726966662e91cf11a5d628db04c10000")
"""How a Wave64 file begins: 16 bytes where WAV has 4, lengths of 8 bytes that count the header."""
WIDE_HEADER: Final = 24
WIDE_ALIGNMENT: Final = 8
WIDE_ENDLESS: Final = 1 << 40
SLACK_SECONDS: Final = 0.1
"""Left-over bytes worth less than this are too short to matter."""

Order = Literal["little", "big"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of the file with its name."""

    name: bytes
    start: int
    """Where its content begins."""
    length: int
    """As declared; bytes."""
    padded: bool = True
    """The next one begins where it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveSound:
    """Where the sound lies in a file, and how it is described."""

    coding: int
    """Format tag; of an extensible format the one that it stands for."""
    description: bytes
    fact: bytes
    start: int
    end: int
    """Of the sound itself."""
    rest: int
    """Where whatever follows the file begins: its end, or that of another file that was joined to it."""
    plain: bool
    """Its headers are right and in their places: the decoder may have it as it is."""
    order: Order


def find_sound(data: bytes, start: int) -> WaveSound:
    """Return the sound of the WAV, RF64 or Wave64 file that begins here.

    Raises:
        NotAudio: nothing describes the sound.
        EmptyAudio: it declares no sound and holds none.
        TruncatedAudio: the sound is missing or shorter than declared.
        LengthsDisagree: much more follows than is declared.
    """
    wide = data[start : start + 16] == WIDE
    order: Order = "big" if data[start : start + 4] == b"RIFX" else "little"
    description, fact, long_length = b"", b"", 0
    plain = not wide and data[start : start + 4] != b"RF64"
    for chunk in _wide_chunks(data, start) if wide else _chunks(data, start + HEADER, order):
        plain = plain and chunk.padded
        if chunk.name == b"data":
            if len(description) < SMALLEST_FORMAT:
                raise NotAudio
            return _located(data, chunk, description, fact, long_length, order=order, plain=plain)
        content = data[chunk.start : chunk.start + chunk.length]
        if chunk.name == b"fmt ":
            description = content
        elif chunk.name == b"fact":
            fact = content
        elif chunk.name == b"ds64":
            long_length = int.from_bytes(content[8:16], "little")
    raise TruncatedAudio if description else NotAudio


def wave_links(data: bytes, start: int, sound: WaveSound) -> list[Link]:
    """Return the links of a WAV file whose sound the decoder reads; files that were joined have more than one.

    Raises:
        CodingNotRead: the decoder does not know this coding.
        TruncatedAudio, EmptyAudio, LengthsDisagree, NotAudio: see `find_sound`, for each link.
    """
    links: list[Link] = []
    while True:
        if sound.coding not in DECODED:
            raise CodingNotRead
        alone = start == 0 and sound.rest >= len(data)
        links.append(Link(content=data if alone and sound.plain else _rebuilt(data, sound)))
        if sound.rest >= len(data):
            return links
        start = sound.rest
        sound = find_sound(data, start)


def _located(
    data: bytes, chunk: Chunk, description: bytes, fact: bytes, long_length: int, *, order: Order, plain: bool
) -> WaveSound:
    """Return where the sound of a data chunk ends, whatever length it declares."""
    declared = long_length if is_unknown(chunk.length) and long_length else chunk.length
    if declared >= WIDE_ENDLESS or is_unknown(declared):
        end, rest, plain = _endless(data, chunk, order), len(data), False
    else:
        end = chunk.start + declared
        if end > len(data):
            raise TruncatedAudio
        rest = _end_of_file(data, end, declared, order, _bytes_of(SLACK_SECONDS, description, order))
    coding = _coding(description, order)
    return WaveSound(
        coding=coding,
        description=description,
        fact=fact,
        start=chunk.start,
        end=end,
        rest=rest,
        plain=plain and _described(coding, description, order) == description,
        order=order,
    )


def _endless(data: bytes, chunk: Chunk, order: Order) -> int:
    """Return where sound of no declared length ends: with the file, if it is not that there is none."""
    if chunk.length == 0 and _chunks_end(data, chunk.start, order) == len(data):
        raise EmptyAudio
    return len(data)


def _end_of_file(data: bytes, end: int, declared: int, order: Order, slack: int) -> int:
    """Return where this file ends: behind chunks that follow the sound, or where another file begins.

    Raises:
        LengthsDisagree: what follows is neither, and too much to be forgotten.
    """
    position = end
    for begin in (end + declared % 2, end):
        position = _chunks_end(data, begin, order)
        if position >= len(data) or _begins_file(data, position):
            return position
    if len(data) - end <= max(slack, CHUNK_HEADER) or not data[end:].strip(b"\0"):
        return len(data)
    raise LengthsDisagree


def _begins_file(data: bytes, position: int) -> bool:
    return (
        data[position : position + 4] in {b"RIFF", b"RF64", b"RIFX"} and data[position + 8 : position + 12] == b"WAVE"
    )


def _chunks(data: bytes, position: int, order: Order) -> Iterator[Chunk]:
    """Give the chunks from here on, also where one of odd length is not padded as it should be."""
    while position + CHUNK_HEADER <= len(data):
        name = data[position : position + 4]
        length = int.from_bytes(data[position + 4 : position + CHUNK_HEADER], order)
        start = position + CHUNK_HEADER
        position = start + length + length % 2
        padded = length % 2 == 0 or _likely(data, position) >= _likely(data, position - 1)
        if not padded:
            position -= 1
        yield Chunk(name=name, start=start, length=length, padded=padded)


def _likely(data: bytes, position: int) -> int:
    """Return how much what lies here looks like the head of a chunk: 2, 1 or 0."""
    name = data[position : position + 4]
    return 2 if name in KNOWN_CHUNKS else int(len(name) == 4 and all(0x20 <= sign < 0x7F for sign in name))  # noqa: PLR2004 - printable


def _chunks_end(data: bytes, position: int, order: Order) -> int:
    """Return where a row of plausible chunks ends that begins here; the position itself where none does."""
    end = position
    for chunk in _chunks(data, position, order):
        if chunk.start + chunk.length > len(data) or not _likely(data, chunk.start - CHUNK_HEADER):
            return end
        if _begins_file(data, chunk.start - CHUNK_HEADER):
            return chunk.start - CHUNK_HEADER
        end = min(len(data), chunk.start + chunk.length + (chunk.length % 2 if chunk.padded else 0))
    return len(data) if len(data) - end < CHUNK_HEADER else end


def _wide_chunks(data: bytes, start: int) -> Iterator[Chunk]:
    position = start + WIDE_HEADER + 16
    while position + WIDE_HEADER <= len(data):
        declared = int.from_bytes(data[position + 16 : position + WIDE_HEADER], "little")
        length = max(0, declared - WIDE_HEADER)
        yield Chunk(name=data[position : position + 4], start=position + WIDE_HEADER, length=length)
        position += WIDE_HEADER + length + -length % WIDE_ALIGNMENT


def _coding(description: bytes, order: Order) -> int:
    tag = int.from_bytes(description[:2], order)
    if tag == EXTENSIBLE and len(description) >= EXTENDED_FORMAT:
        return int.from_bytes(description[24:26], order)
    return tag


def _described(coding: int, description: bytes, order: Order) -> bytes:
    """Return a description whose sizes fit each other; the decoder does not check them."""
    if coding not in {PCM, FLOAT}:
        return description
    channels, bits = int.from_bytes(description[2:4], order), int.from_bytes(description[14:16], order)
    block = channels * ((bits + 7) // 8)
    second = int.from_bytes(description[4:8], order) * block
    if not 0 < block < 1 << 16 or second >= 1 << 32:
        raise NotAudio
    return description[:8] + second.to_bytes(4, order) + block.to_bytes(2, order) + description[14:]


def _bytes_of(seconds: float, description: bytes, order: Order) -> int:
    return round(seconds * int.from_bytes(description[8:12], order))


def _rebuilt(data: bytes, sound: WaveSound) -> bytes:
    """Return a WAV file of the sound alone, with lengths that are right."""
    body = data[sound.start : sound.end]
    description = _described(sound.coding, sound.description, sound.order)
    pieces = [(b"fmt ", description), *([(b"fact", sound.fact)] if sound.fact else []), (b"data", body)]
    content = b"".join(
        name + len(piece).to_bytes(4, sound.order) + piece + bytes(len(piece) % 2) for name, piece in pieces
    )
    magic = b"RIFX" if sound.order == "big" else b"RIFF"
    return magic + (len(content) + 4).to_bytes(4, sound.order) + b"WAVE" + content
