"""The Wyoming service, asked by the protocol's own client."""

import asyncio
import threading
from collections.abc import Awaitable, Callable

import numpy
import pytest

from earnest.foundation.errors import Unavailable
from earnest.foundation.units import SAMPLING_RATE_HERTZ
from earnest.personal.capture.wyoming_frames import LONGEST_PAYLOAD
from earnest.personal.capture.wyoming_server import ServiceDescription, Transcription, WyomingServer
from earnest.speech.audio.decoding import decode

from wyoming.asr import Transcribe, Transcript  # isort: skip
from wyoming.audio import AudioChunk, AudioStart, AudioStop  # isort: skip
from wyoming.client import AsyncTcpClient  # isort: skip
from wyoming.error import Error  # isort: skip
from wyoming.event import Event  # isort: skip
from wyoming.info import Describe, Info  # isort: skip


def measure(sound: bytes, language: str | None) -> Transcription:
    """A recogniser whose words are the length and the pitch of what it hears."""
    samples = decode(sound)
    crossings = int(numpy.count_nonzero(numpy.diff(numpy.signbit(samples.astype(float)))))
    seconds = len(samples) / SAMPLING_RATE_HERTZ
    return Transcription(text=f"{seconds:.2f} {round(crossings / 2 / seconds, -1):.0f}", language=language or "en")


def describe() -> ServiceDescription:
    return ServiceDescription(engine="ruler", model="stock", languages=("en",))


def run(
    talk: Callable[[int], Awaitable[None]],
    transcribe: Callable[[bytes, str | None], Transcription] = measure,
) -> None:
    async def both() -> None:
        wyoming = WyomingServer(transcribe, describe)
        server = await wyoming.listen("127.0.0.1", 0)
        async with server:
            await talk(server.sockets[0].getsockname()[1])
        wyoming.close()

    asyncio.run(asyncio.wait_for(both(), 30))


def tone(rate: int, width: int, channels: int, seconds: float = 1.0, hertz: float = 440.0) -> bytes:
    wave = numpy.sin(2 * numpy.pi * hertz * numpy.arange(int(rate * seconds)) / rate) * 0.5
    if width == 1:
        one = (wave * 127 + 128).astype(numpy.uint8).reshape(-1, 1)
    else:
        scaled = (wave * (2 ** (8 * width - 1) - 1)).astype("<i8")
        one = scaled.view(numpy.uint8).reshape(-1, 8)[:, :width]
    return numpy.tile(one, (1, channels)).tobytes()


async def say(
    client: AsyncTcpClient, sound: bytes, rate: int = 16000, width: int = 2, channels: int = 1
) -> Event | None:
    await client.write_event(Transcribe(language="de").event())
    await client.write_event(AudioStart(rate=rate, width=width, channels=channels).event())
    for place in range(0, len(sound), 3000 * width * channels):
        part = sound[place : place + 3000 * width * channels]
        await client.write_event(AudioChunk(rate=rate, width=width, channels=channels, audio=part).event())
    await client.write_event(AudioStop().event())
    return await client.read_event()


def test_describes_itself() -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            await client.write_event(Describe().event())
            event = await client.read_event()
            assert event is not None
            program = Info.from_event(event).asr[0]
            assert program.name == "earnest"
            assert program.installed
            assert program.version
            assert program.models[0].languages == ["en"]
            assert program.models[0].name == "stock"

    run(talk)


@pytest.mark.parametrize(("rate", "width", "channels"), [(16000, 2, 1), (8000, 1, 1), (48000, 3, 2), (44100, 4, 2)])
def test_converts_any_sound(rate: int, width: int, channels: int) -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            event = await say(client, tone(rate, width, channels), rate, width, channels)
            assert event is not None
            transcript = Transcript.from_event(event)
            assert transcript.text == "1.00 440"
            assert transcript.language == "de"

    run(talk)


def test_one_connection_takes_several_utterances_and_keeps_none() -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            for seconds in (1.0, 2.0, 1.0):
                event = await say(client, tone(16000, 2, 1, seconds))
                assert event is not None
                assert event.data["text"] == f"{seconds:.2f} 440"

    run(talk)


def test_several_clients_at_once_do_not_mix() -> None:
    meeting = threading.Barrier(3)

    def together(sound: bytes, language: str | None) -> Transcription:
        _ = meeting.wait(timeout=10)
        return measure(sound, language)

    async def one(port: int, hertz: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            event = await say(client, tone(16000, 2, 1, hertz=hertz))
            assert event is not None
            assert event.data["text"] == f"1.00 {hertz}"

    async def talk(port: int) -> None:
        _ = await asyncio.gather(*(one(port, hertz) for hertz in (300, 440, 700)))

    run(talk, together)


def test_unknown_events_are_dropped_and_ping_answered() -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            await client.write_event(Event(type="from-the-future", data={"a": 1}, payload=b"xyz"))
            await client.write_event(Event(type="ping", data={"text": "here"}))
            event = await client.read_event()
            assert event is not None
            assert (event.type, event.data) == ("pong", {"text": "here"})

    run(talk)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b'{"type": "audio-chunk", "payload_length": %d}\n' % (LONGEST_PAYLOAD + 1), "frame_refused"),
        (b"x" * 40_000, "frame_refused"),
        (b'{"type": "audio-stop"}\n', "frame_refused"),
        (b'{"type": "audio-start", "data": {"rate": 0, "width": 2, "channels": 1}}\n', "frame_refused"),
        (
            b'{"type": "audio-start", "data": {"rate": 16000, "width": 2, "channels": 1}}\n{"type": "audio-stop"}\n',
            "empty_audio",
        ),
    ],
)
def test_refuses_with_an_error_event(sent: bytes, code: str) -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            writer = client._writer  # pyright: ignore[reportPrivateUsage]
            assert writer is not None
            writer.write(sent)
            await writer.drain()
            event = await client.read_event()
            assert event is not None
            assert Error.from_event(event).code == code
            assert await client.read_event() is None

    run(talk)


def test_more_than_a_minute_is_refused_while_it_arrives() -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            form = {"rate": 16000, "width": 2, "channels": 1}
            await client.write_event(AudioStart(**form).event())
            for _ in range(61):
                await client.write_event(AudioChunk(audio=bytes(32000), **form).event())
            event = await client.read_event()
            assert event is not None
            assert Error.from_event(event).code == "audio_too_long"

    run(talk)


def test_an_engine_that_fails_costs_one_client_an_error() -> None:
    def broken(sound: bytes, language: str | None) -> Transcription:
        if language == "de":
            raise Unavailable
        return measure(sound, language)

    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            event = await say(client, tone(16000, 2, 1))
            assert event is not None
            assert Error.from_event(event).code == "unavailable"
        async with AsyncTcpClient("127.0.0.1", port) as client:
            await client.write_event(Describe().event())
            assert await client.read_event() is not None

    run(talk, broken)
