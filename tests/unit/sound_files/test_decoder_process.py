"""Files from outside are parsed by a child without keys: what crashes, hangs or swells there costs one file."""

import io
import sys
import threading
import time
from pathlib import Path

import numpy
import psutil
import pytest
import soundfile

from earnest.foundation.child_processes.errors import RequesterLeft
from earnest.foundation.child_processes.requester import Requester
from earnest.sound_files.containers.links import find_links
from earnest.sound_files.decoder_order import DecoderOrder
from earnest.sound_files.decoder_process import DecoderLimits, DecoderProcess
from earnest.sound_files.decoding import decode, decode_part
from earnest.sound_files.encoding import encode_flac, encode_wav
from earnest.sound_files.errors import (
    BeyondEnd,
    DecoderBroken,
    DecodingTooSlow,
    EmptyAudio,
    NotAudio,
    TooLong,
    TruncatedAudio,
)

TONE = (numpy.sin(numpy.arange(16_000) / 9) * 9000).astype(numpy.int16)

CHILD = """
import os, sys, time, resource
from earnest.sound_files.decoder_child import answer
from earnest.sound_files.decoder_order import DecoderOrder
from earnest.foundation.child_processes.budgets import allow_processor_seconds, confine
from earnest.foundation.child_processes.frames import read_frame
confine(memory_bytes=2 * 2**30)
while (frame := read_frame(sys.stdin.buffer)) is not None:
    _, file = DecoderOrder.decode(frame.payload)
    if file == b"crash":
        os.abort()
    if file == b"hang":
        time.sleep(60)
    if file == b"spin":
        allow_processor_seconds(0.5)
        while True:
            pass
    if file == b"write":
        with open("/tmp/earnest-decoder-wrote", "wb") as target:
            target.write(b"x" * 100)
    answered = answer(frame)
    if file == b"nonsense":
        answered = b"this is no frame at all, and longer than one"
    sys.stdout.buffer.write(answered)
    sys.stdout.buffer.flush()
"""


def misbehaving(folder: Path, seconds: float = 20.0) -> DecoderProcess:
    script = folder / "child.py"
    _ = script.write_text(CHILD)
    return DecoderProcess(limits=DecoderLimits(seconds=seconds), command=[sys.executable, str(script)])


def test_answers_as_decoding_here_does() -> None:
    stereo = io.BytesIO()
    soundfile.write(stereo, numpy.stack([TONE, TONE], axis=1), 22_050, format="OGG", subtype="VORBIS")
    with DecoderProcess() as decoder:
        for file in (encode_wav(TONE), encode_flac(TONE), stereo.getvalue()):
            assert numpy.array_equal(decoder.decode(file), decode(file))


@pytest.mark.parametrize("channels", [None, (0,), (1,), (0, 1)])
@pytest.mark.parametrize("duration", [None, 0.25])
def test_a_part_and_channels_are_as_decoding_here_gives_them(
    channels: tuple[int, ...] | None, duration: float | None
) -> None:
    stereo = io.BytesIO()
    soundfile.write(stereo, numpy.stack([TONE, TONE // 3], axis=1), 16_000, format="WAV", subtype="PCM_16")
    file = stereo.getvalue()
    order = DecoderOrder(longest_seconds=60, start_seconds=0.5, duration_seconds=duration, channels=channels)
    here = decode_part(tuple(find_links(file)), start_seconds=0.5, duration_seconds=duration, channels=channels)
    with DecoderProcess() as decoder:
        assert numpy.array_equal(decoder.decode_order(order, file), here)
        whole = DecoderOrder(longest_seconds=60, channels=channels)
        assert numpy.array_equal(decoder.decode_order(whole, file), decode(file, channels=channels))
        with pytest.raises(BeyondEnd):
            _ = decoder.decode_order(DecoderOrder(longest_seconds=60, start_seconds=0.9, duration_seconds=5), file)


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (b"", EmptyAudio),
        (b"this is not sound", NotAudio),
        (encode_flac(TONE)[:-2000], TruncatedAudio),
        (encode_wav(numpy.zeros(61 * 16_000, dtype=numpy.int16)), TooLong),
    ],
)
def test_errors_come_through_and_the_child_goes_on(file: bytes, error: type[Exception]) -> None:
    with DecoderProcess() as decoder:
        _ = decoder.decode(encode_wav(TONE))
        before = decoder.process_identifiers()
        with pytest.raises(error):
            _ = decoder.decode(file)
        assert decoder.process_identifiers() == before


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (b"crash", DecoderBroken),
        (b"nonsense", DecoderBroken),
        (b"write", DecoderBroken),
        (b"spin", DecodingTooSlow),
    ],
)
def test_trouble_costs_one_file(tmp_path: Path, file: bytes, error: type[Exception]) -> None:
    with misbehaving(tmp_path) as decoder:
        with pytest.raises(error):
            _ = decoder.decode(file)
        assert decoder.process_identifiers() == ()
        assert decoder.decode(encode_wav(TONE)).size == TONE.size


def test_a_hang_ends_at_the_time_limit_while_others_are_served(tmp_path: Path) -> None:
    with misbehaving(tmp_path, seconds=10.0) as decoder:
        hostile = Requester(name="hostile", known=True)
        failed: list[BaseException] = []

        def hang() -> None:
            try:
                _ = decoder.decode(b"hang", requester=hostile)
            except DecodingTooSlow as error:
                failed.append(error)

        # As many as there are children; without turns they would hold them all.
        hanging = [threading.Thread(target=hang) for _ in range(DecoderLimits().children)]
        for thread in hanging:
            thread.start()
        time.sleep(1.0)
        began = time.monotonic()
        for _ in range(3):
            assert decoder.decode(encode_wav(TONE), requester=Requester(name="other", known=True)).size == TONE.size
        assert not failed, "the others were served while the first hung"
        assert time.monotonic() - began < 10
        for thread in hanging:
            thread.join(timeout=60)
        assert len(failed) == len(hanging)


def test_nothing_is_decoded_for_a_client_that_left(tmp_path: Path) -> None:
    with misbehaving(tmp_path, seconds=60.0) as decoder:
        requester = Requester(name="client", known=True)
        timer = threading.Timer(1.0, requester.cancellation.cancel)
        timer.start()
        began = time.monotonic()
        with pytest.raises(RequesterLeft):
            _ = decoder.decode(b"hang", requester=requester)
        assert time.monotonic() - began < 30
        assert decoder.process_identifiers() == ()


def test_the_child_knows_no_secret_and_is_held_to_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EARNEST_ROLE_DATABASE", "EARNEST_PERSONAL_KEY", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD"):
        monkeypatch.setenv(name, "canary")
    with DecoderProcess() as decoder:
        _ = decoder.decode(encode_wav(TONE))
        [child] = decoder.process_identifiers()
        told = Path(f"/proc/{child}/environ").read_bytes()
        assert b"canary" not in told
        assert b"EARNEST" not in told
        process = psutil.Process(child)
        for limit in (psutil.RLIMIT_AS, psutil.RLIMIT_FSIZE, psutil.RLIMIT_CORE):
            assert process.rlimit(limit)[1] != psutil.RLIM_INFINITY
        assert process.rlimit(psutil.RLIMIT_CPU)[0] != psutil.RLIM_INFINITY
        files = [str(entry.readlink()) for entry in Path(f"/proc/{child}/fd").iterdir()]
        assert not [name for name in files if name.startswith("/") and not name.startswith("/dev/")]


def test_a_decompression_bomb_is_refused_in_bounded_memory() -> None:
    silence = io.BytesIO()
    nothing = numpy.zeros((192_000 * 61, 1), dtype=numpy.int16)
    soundfile.write(silence, nothing, 192_000, format="FLAC", subtype="PCM_16")
    assert len(silence.getvalue()) < nothing.nbytes / 50
    with DecoderProcess() as decoder:
        with pytest.raises(TooLong):
            _ = decoder.decode(silence.getvalue())
        assert decoder.decode(encode_wav(TONE)).size == TONE.size
