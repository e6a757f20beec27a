import io
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.child_processes.frames import (
    ChildFrame,
    ChildFrameKind,
    FrameBroken,
    encode_frame,
    read_frame,
    receive_frame,
)


@given(st.sampled_from(list(ChildFrameKind)), st.binary(max_size=300))
def test_round_trip(kind: ChildFrameKind, payload: bytes) -> None:
    stream = io.BytesIO(encode_frame(kind, payload) * 2)
    assert read_frame(stream) == read_frame(stream) == ChildFrame(kind=kind, payload=payload)
    assert read_frame(stream) is None


@given(st.binary(max_size=40))
def test_arbitrary_bytes_end_or_are_refused(content: bytes) -> None:
    stream = io.BytesIO(content)
    try:
        while read_frame(stream) is not None:
            pass
    except FrameBroken:
        pass
    assert stream.tell() <= len(content)


@given(st.binary(min_size=1, max_size=50), st.data())
def test_a_cut_frame_is_refused(payload: bytes, data: st.DataObject) -> None:
    frame = encode_frame(ChildFrameKind.RECOGNISE, payload)
    length = data.draw(st.integers(1, len(frame) - 1))
    with pytest.raises(FrameBroken):
        _ = read_frame(io.BytesIO(frame[:length]))


def test_a_huge_claim_is_refused_before_it_is_read() -> None:
    with pytest.raises(FrameBroken):
        _ = read_frame(io.BytesIO(b"\xff\xff\xff\xff\x02"))


def test_waiting_ends() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(encode_frame(ChildFrameKind.READY)[:3])
        with pytest.raises(TimeoutError):
            _ = receive_frame(ours, 0.05)


def test_a_closed_connection_is_broken() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        theirs.close()
        with pytest.raises(FrameBroken):
            _ = receive_frame(ours, 1)
