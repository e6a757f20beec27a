"""A file is heard to its end, or refused for its true cause: half a command never passes for a whole one."""

import io
import struct
from collections.abc import Callable

import numpy
import pytest
import soundfile
from numpy.typing import NDArray

from earnest.foundation.errors import InvalidInput
from earnest.sound_files.containers.links import find_links
from earnest.sound_files.decoding import decode, decode_part
from earnest.sound_files.encoding import encode_flac, encode_wav
from earnest.sound_files.errors import (
    AacFile,
    AdaptiveMultiRateFile,
    BeyondEnd,
    CodingNotRead,
    CoreAudioFile,
    EmptyAudio,
    LengthsDisagree,
    MatroskaFile,
    Mpeg4File,
    NotAudio,
    SeveralStreams,
    TooLong,
    TruncatedAudio,
    WindowsMediaFile,
)

RATE = 16_000
KINDS = [("OGG", "OPUS"), ("OGG", "VORBIS"), ("MP3", "MPEG_LAYER_III"), ("FLAC", "PCM_16"), ("WAV", "PCM_16")]


def swept(seconds: float, rate: int = RATE) -> NDArray[numpy.float64]:
    """Return a tone that rises, so that each moment is told from every other."""
    time = numpy.arange(round(rate * seconds)) / rate
    return 0.3 * numpy.sin(2 * numpy.pi * (300 + 400 * time) * time)


def encoded(sound: NDArray[numpy.float64], kind: str, subtype: str, rate: int = RATE) -> bytes:
    target = io.BytesIO()
    soundfile.write(target, sound, rate, subtype=subtype, format=kind)
    return target.getvalue()


def riff(*chunks: tuple[bytes, bytes], pad: bool = True) -> bytes:
    body = b"".join(
        name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2 if pad else 0)
        for name, content in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


PCM = NDArray[numpy.int16]
SAMPLES = numpy.arange(1, 8_001, dtype=numpy.int16)
SOUND = SAMPLES.astype("<i2").tobytes()
FORMAT = struct.pack("<HHIIHH", 1, 1, RATE, RATE * 2, 2, 16)


@pytest.mark.parametrize(("kind", "subtype"), KINDS)
@pytest.mark.parametrize("count", [2, 3])
def test_files_that_were_joined_are_heard_to_the_end_of_the_last(kind: str, subtype: str, count: int) -> None:
    one = encoded(swept(1.5), kind, subtype)
    alone = decode(one)
    together = decode(one * count)
    assert together.size == alone.size * count
    assert numpy.array_equal(together[-alone.size :], alone)


@pytest.mark.parametrize(("kind", "subtype"), KINDS)
def test_joined_files_may_differ_in_rate_and_channels(kind: str, subtype: str) -> None:
    stereo = numpy.stack([swept(1.0, 48_000)] * 2, axis=1)
    both = decode(encoded(swept(1.0), kind, subtype) + encoded(stereo, kind, subtype, 48_000))
    assert abs(both.size - 2 * RATE) < 3_000  # MP3 pads to whole frames


@pytest.mark.parametrize(("kind", "subtype"), KINDS)
@pytest.mark.parametrize("share", [0.55, 0.75, 0.95])
def test_a_joined_file_that_breaks_off_in_the_last_part_is_refused(kind: str, subtype: str, share: float) -> None:
    both = encoded(swept(1.5), kind, subtype) * 2
    with pytest.raises(TruncatedAudio):
        _ = decode(both[: int(len(both) * share)])


def test_the_limit_counts_for_all_parts_together() -> None:
    with pytest.raises(TooLong):
        _ = decode(encoded(swept(1.5), "OGG", "OPUS") * 2, longest_seconds=2.0)


def test_mp3_of_changing_bit_rate_without_a_header_frame_is_heard_whole() -> None:
    """Without a header frame the decoder guesses the length from the first frames."""
    one = encoded(numpy.concatenate([numpy.zeros(RATE * 2), swept(3.0)]), "MP3", "MPEG_LAYER_III")
    heard, wanted = decode(one[one.index(one[:2], 4) :]), decode(one)
    assert heard.size >= wanted.size
    assert numpy.abs(heard[-RATE:].astype(float)).max() > 8_000


def test_mp3_frames_without_a_header_frame_behind_a_whole_file_are_heard() -> None:
    one = encoded(swept(2.0), "MP3", "MPEG_LAYER_III")
    frame = one.index(one[:2], 4)  # behind the frame that is a header
    heard = decode(one + one[frame:])
    assert heard.size > 1.8 * decode(one).size


@pytest.mark.parametrize(("kind", "subtype"), KINDS)
def test_long_sound_is_not_damaged_where_blocks_meet(kind: str, subtype: str) -> None:
    """The library jumps between two reads, and a decoder that loses its memory then stutters."""
    whole = encoded(swept(12.0), kind, subtype)
    with soundfile.SoundFile(io.BytesIO(whole)) as source:
        at_once = source.read(dtype="float32") * 32768
    assert numpy.abs(decode(whole) - numpy.clip(at_once, -32768, 32767)).max() <= 1


@pytest.mark.parametrize("tag", [b"ID3\x03\0\0\0\0\0\x0a" + bytes(10), b""])
def test_tags_before_and_behind_are_no_sound(tag: bytes) -> None:
    old = b"TAG" + b"x" * 125
    for kind, subtype in (("MP3", "MPEG_LAYER_III"), ("FLAC", "PCM_16"), ("WAV", "PCM_16")):
        one = encoded(swept(1.0), kind, subtype)
        end = old if kind == "MP3" else b""
        assert numpy.array_equal(decode(tag + one + end), decode(one))


@pytest.mark.parametrize("declared", [0, 0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF - 36, 0x80000000, 0x7F000000])
@pytest.mark.parametrize("outer", [0, 36, 0xFFFFFFFF])
def test_wav_of_unknown_length_is_heard_to_its_end(declared: int, outer: int) -> None:
    whole = bytearray(encode_wav(SAMPLES))
    whole[40:44], whole[4:8] = struct.pack("<I", declared), struct.pack("<I", outer)
    assert numpy.array_equal(decode(bytes(whole)), SAMPLES)


@pytest.mark.parametrize("after", [b"", b"LIST" + struct.pack("<I", 4) + b"INFO"])
def test_wav_that_says_it_is_empty_and_is_empty_is_empty(after: bytes) -> None:
    with pytest.raises(EmptyAudio):
        _ = decode(riff((b"fmt ", FORMAT), (b"data", b"")) + after)


def wave64(declared: int | None) -> bytes:
    def guid(name: bytes) -> bytes:
        return name + bytes.fromhex("f3acd3118cd100c04f8edb8a")

    length = len(SOUND) + 24 if declared is None else declared
    chunks = guid(b"fmt ") + struct.pack("<Q", 24 + 16) + FORMAT + guid(b"data") + struct.pack("<Q", length) + SOUND
    head = bytes.fromhex("726966662e91cf11a5d628db04c10000") + struct.pack("<Q", 0)
    return head + guid(b"wave") + chunks


@pytest.mark.parametrize("declared", [None, 0, 24, (1 << 64) - 1, (1 << 63) - 1])
def test_wave64_is_read_also_from_a_pipe(declared: int | None) -> None:
    assert numpy.array_equal(decode(wave64(declared)), SAMPLES)


def test_wave64_that_breaks_off_is_refused() -> None:
    with pytest.raises(TruncatedAudio):
        _ = decode(wave64(None)[:-100])


@pytest.mark.parametrize("long", [len(SOUND), 0, (1 << 64) - 1])
def test_rf64_takes_its_length_from_the_first_chunk_or_to_the_end(long: int) -> None:
    ds64 = struct.pack("<QQQI", 0, long, 0, 0)
    whole = bytearray(riff((b"ds64", ds64), (b"fmt ", FORMAT), (b"data", SOUND)))
    whole[:4] = b"RF64"
    at = whole.index(b"data") + 4
    whole[at : at + 4] = b"\xff" * 4
    assert numpy.array_equal(decode(bytes(whole)), SAMPLES)


@pytest.mark.parametrize("frames", [0, 0xFFFFFFFF])
@pytest.mark.parametrize("declared", [0, 8, 0xFFFFFFFF, 0x7F000000])
def test_aiff_of_unknown_length_is_heard_to_its_end(frames: int, declared: int) -> None:
    whole = bytearray(encoded(swept(1.0), "AIFF", "PCM_16"))
    common, sound = whole.index(b"COMM"), whole.index(b"SSND")
    wanted = decode(bytes(whole))
    whole[common + 10 : common + 14] = struct.pack(">I", frames)
    whole[sound + 4 : sound + 8] = struct.pack(">I", declared)
    assert numpy.array_equal(decode(bytes(whole)), wanted)


def test_au_of_unknown_length_is_heard_to_its_end() -> None:
    whole = bytearray(encoded(swept(1.0), "AU", "PCM_16"))
    wanted = decode(bytes(whole))
    for declared in (0, 0xFFFFFFFF):
        whole[8:12] = struct.pack(">I", declared)
        assert numpy.array_equal(decode(bytes(whole)), wanted)


@pytest.mark.parametrize("content", [b"INFOISFT\x0d\0\0\0Lavf58.29.100", b"x" * 27])
@pytest.mark.parametrize("pad", [True, False])
@pytest.mark.parametrize("name", [b"LIST", b"bext", b"abcd"])
def test_chunks_of_odd_length_are_passed_over_padded_or_not(content: bytes, name: bytes, pad: bool) -> None:  # noqa: FBT001
    assert numpy.array_equal(decode(riff((b"fmt ", FORMAT), (name, content), (b"data", SOUND), pad=pad)), SAMPLES)
    behind = riff((b"fmt ", FORMAT), (b"data", SOUND), (name, content), pad=pad)
    assert numpy.array_equal(decode(behind), SAMPLES)


@pytest.mark.parametrize("subtype", ["ULAW", "ALAW", "IMA_ADPCM", "MS_ADPCM", "GSM610", "PCM_24", "PCM_U8", "FLOAT"])
def test_other_codings_in_wav_are_read(subtype: str) -> None:
    sound = swept(1.0)
    heard = decode(encoded(sound, "WAV", subtype)).astype(float) / 32768
    assert heard.size >= RATE
    assert numpy.corrcoef(heard[: sound.size], sound)[0, 1] > 0.9


@pytest.mark.parametrize(("tag", "kind", "subtype"), [(0x55, "MP3", "MPEG_LAYER_III"), (0xF1AC, "FLAC", "PCM_16")])
def test_mp3_and_flac_in_wav_are_read(tag: int, kind: str, subtype: str) -> None:
    inner = encoded(swept(1.0), kind, subtype)
    outer = riff((b"fmt ", struct.pack("<HHIIHH", tag, 1, RATE, 4_000, 1, 0)), (b"data", inner))
    assert numpy.array_equal(decode(outer), decode(inner))
    with pytest.raises(TruncatedAudio):
        _ = decode(outer[:-200])


@pytest.mark.parametrize("tag", [0x00FF, 0x0161, 0x674F, 0x704F, 0x0092])
def test_a_coding_in_wav_that_is_not_read_is_named(tag: int) -> None:
    with pytest.raises(CodingNotRead):
        _ = decode(riff((b"fmt ", struct.pack("<HHIIHH", tag, 1, RATE, 4_000, 1, 0)), (b"data", bytes(4_000))))


def test_a_header_that_was_not_brought_up_to_date_is_no_short_recording() -> None:
    """A recorder that died had written the length of its first second only."""
    whole = bytearray(encode_wav(numpy.tile(SAMPLES, 4)))
    whole[40:44] = struct.pack("<I", len(SOUND))
    with pytest.raises(LengthsDisagree):
        _ = decode(bytes(whole))
    short = bytearray(encoded(swept(4.0), "AU", "PCM_16"))
    short[8:12] = struct.pack(">I", 2 * RATE)
    with pytest.raises(LengthsDisagree):
        _ = decode(bytes(short))


def test_a_description_whose_sizes_do_not_fit_is_mended() -> None:
    wrong = struct.pack("<HHIIHH", 1, 1, RATE, 7, 9, 16)
    assert numpy.array_equal(decode(riff((b"fmt ", wrong), (b"data", SOUND))), SAMPLES)


def test_flac_that_declares_less_than_it_holds_is_heard_to_its_end() -> None:
    samples = numpy.random.default_rng(3).integers(-2_000, 2_000, 30_000).astype(numpy.int16)
    whole = bytearray(encode_flac(samples))
    whole[22:26] = (5_000).to_bytes(4, "big")
    assert numpy.array_equal(decode(bytes(whole)), samples)


def test_an_ogg_file_that_lost_a_page_is_refused() -> None:
    whole = encoded(swept(8.0), "OGG", "OPUS")
    pages = [at for at in range(len(whole)) if whole[at : at + 4] == b"OggS"]
    assert len(pages) > 4
    with pytest.raises(TruncatedAudio):
        _ = decode(whole[: pages[-2]] + whole[pages[-1] :])


def test_an_opus_file_that_declares_less_than_it_holds_is_refused() -> None:
    whole = bytearray(encoded(swept(8.0), "OGG", "OPUS"))
    last = bytes(whole).rindex(b"OggS")
    whole[last + 6 : last + 14] = (48_000).to_bytes(8, "little")
    with pytest.raises(TruncatedAudio):
        _ = decode(bytes(whole))


def test_two_recordings_side_by_side_in_one_ogg_file_are_refused() -> None:
    one, two = bytearray(encoded(swept(1.0), "OGG", "OPUS")), bytearray(encoded(swept(1.0), "OGG", "OPUS"))
    second = bytes(two).index(b"OggS", 4)
    for at in [at for at in range(len(two)) if bytes(two[at : at + 4]) == b"OggS"]:
        two[at + 14 : at + 18] = b"\1\2\3\4"
    first = bytes(one).index(b"OggS", 4)
    with pytest.raises(SeveralStreams):
        _ = decode(bytes(one[:first] + two[:second] + one[first:] + two[second:]))


@pytest.mark.parametrize(
    ("head", "error"),
    [
        (b"\0\0\0\x1cftypM4A \0\0\0\0", Mpeg4File),
        (b"\0\0\0\x18ftypqt  \0\0\0\0", Mpeg4File),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81", MatroskaFile),
        (b"caff\0\1\0\0desc", CoreAudioFile),
        (b"#!AMR-WB\n", AdaptiveMultiRateFile),
        (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), WindowsMediaFile),
        (b"\xff\xf1\x50\x80\x2e\x7f\xfc", AacFile),
        (b"<!doctype html>", NotAudio),
    ],
)
def test_what_is_not_read_is_named(head: bytes, error: type[InvalidInput]) -> None:
    with pytest.raises(error) as raised:
        _ = decode(head + bytes(300))
    assert type(raised.value) is error
    assert raised.value.remedy


@pytest.mark.parametrize(("kind", "subtype"), [*KINDS, ("AIFF", "PCM_16")])
@pytest.mark.parametrize("joined", [1, 2])
def test_a_part_is_what_lies_there_in_the_whole(kind: str, subtype: str, joined: int) -> None:
    """Parts of a long recording are read where they lie; the limit is for the part."""
    whole = encoded(swept(3.0), kind, subtype) * joined
    links, everything = find_links(whole), decode(whole).astype(float)
    for start, length in ((0.0, 1.0), (1.25, 0.5), (2.0, 1.0), *(((2.75, 0.5), (4.5, 1.0)) if joined > 1 else ())):
        part = decode_part(links, start_seconds=start, duration_seconds=length, longest_seconds=1.0).astype(float)
        there = everything[round(start * RATE) :][: part.size]
        assert part.size == round(length * RATE)
        assert numpy.abs(part - there).max() < 600, (start, length)  # lossy decoders warm up; a shift would give 9,000


def test_a_part_beyond_the_end_is_refused_and_rounding_is_not() -> None:
    links = find_links(encode_wav(numpy.tile(SAMPLES, 4)))
    part: Callable[[float, float], PCM] = lambda start, length: decode_part(  # noqa: E731 - short in the lines below
        links, start_seconds=start, duration_seconds=length
    )
    assert part(1.5, 0.55).size == 8_000
    for start, length in ((1.5, 0.7), (2.5, 1.0)):
        with pytest.raises(BeyondEnd):
            _ = part(start, length)
    with pytest.raises(TooLong):
        _ = decode_part(links, start_seconds=0, duration_seconds=None, longest_seconds=1.0)
