"""Wyoming frames are bounded: oversized and malformed ones are refused, the end is told apart from both."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.personal.capture.wyoming_frames import (
    LONGEST_DATA,
    LONGEST_LINE,
    LONGEST_PAYLOAD,
    FrameRefused,
    FramingLost,
    WyomingFrame,
    read_frame,
)


def read(sent: bytes) -> list[WyomingFrame]:
    async def read_all() -> list[WyomingFrame]:
        reader = asyncio.StreamReader(limit=LONGEST_LINE)
        reader.feed_data(sent)
        reader.feed_eof()
        frames: list[WyomingFrame] = []
        while (frame := await read_frame(reader)) is not None:
            frames.append(frame)
        return frames

    return asyncio.run(read_all())


def header(**fields: object) -> bytes:
    return json.dumps({"type": "audio-chunk", **fields}).encode() + b"\n"


def test_reads_data_and_payload() -> None:
    data = json.dumps({"rate": 16000}).encode()
    sent = header(data={"width": 2}, data_length=len(data), payload_length=3) + data + b"abc" + header()
    first, second = read(sent)
    assert first.data == {"rate": 16000, "width": 2}
    assert first.payload == b"abc"
    assert second.payload == b""


def test_end_between_frames_is_the_end() -> None:
    assert read(b"") == []


@pytest.mark.parametrize(
    "sent",
    [
        header(payload_length=LONGEST_PAYLOAD + 1) + bytes(LONGEST_PAYLOAD + 1),
        header(data_length=LONGEST_DATA + 1) + bytes(LONGEST_DATA + 1),
        b"[]\n",
        b"{}\n",
        b'{"type": 3}\n',
        b'{"type": "describe", "data": []}\n',
        header(data_length=2) + b"[]",
    ],
)
def test_a_bad_event_is_read_to_its_end(sent: bytes) -> None:
    async def read_both() -> WyomingFrame | None:
        reader = asyncio.StreamReader(limit=LONGEST_LINE)
        reader.feed_data(sent + header())
        reader.feed_eof()
        with pytest.raises(FrameRefused):
            _ = await read_frame(reader)
        return await read_frame(reader)

    frame = asyncio.run(read_both())
    assert frame is not None
    assert frame.type == "audio-chunk"


@pytest.mark.parametrize(
    "sent",
    [
        header(payload_length=2**62),
        header(payload_length=-1),
        header(payload_length=True),
        header(payload_length=1.5),
        header(filler="x" * LONGEST_LINE),
        b"x" * (LONGEST_LINE + 1),
        b"[" * 9000 + b"\n",
        b"not json\n",
        header(payload_length=5) + b"abc",
        header()[:-1],
    ],
)
def test_without_lengths_the_framing_is_lost(sent: bytes) -> None:
    with pytest.raises(FramingLost):
        _ = read(sent)


@given(st.binary(max_size=300))
def test_takes_any_bytes_without_surprise(sent: bytes) -> None:
    try:
        _ = read(sent)
    except (FrameRefused, FramingLost):
        return
