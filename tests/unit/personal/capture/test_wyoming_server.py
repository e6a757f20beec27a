"""The Wyoming service, asked by the protocol's own client."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.voices import heard

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.errors import Unavailable
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples
from earnest.personal.assistant.speaking.errors import TextTooLong
from earnest.personal.capture.wyoming_clients import MOST_CLIENTS
from earnest.personal.capture.wyoming_frames import LONGEST_PAYLOAD
from earnest.personal.capture.wyoming_information import ServiceDescription
from earnest.personal.capture.wyoming_server import WyomingServer
from earnest.personal.capture.wyoming_transcripts import Transcription
from earnest.sound_files.decoding import decode

from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop  # isort: skip
from wyoming.audio import AudioChunk, AudioStart, AudioStop  # isort: skip
from wyoming.client import AsyncTcpClient  # isort: skip
from wyoming.error import Error  # isort: skip
from wyoming.event import Event  # isort: skip
from wyoming.info import Describe, Info  # isort: skip
from wyoming.tts import Synthesize, SynthesizeVoice  # isort: skip


def measure(sound: bytes, language: str | None, requester: Requester) -> Transcription:
    """A recogniser whose words are the length and the pitch of what it hears."""
    samples = decode(sound)
    crossings = int(numpy.count_nonzero(numpy.diff(numpy.signbit(samples.astype(float)))))
    seconds = len(samples) / SAMPLING_RATE_HERTZ
    return transcription(f"{seconds:.2f} {round(crossings / 2 / seconds, -1):.0f}", language or "en", samples)


def transcription(text: str, language: str, samples: Samples) -> Transcription:
    return Transcription(text=text, language=language, hypothesis=heard(text, samples), start=SampleCount(0))


def describe() -> ServiceDescription:
    return ServiceDescription(engine="ruler", model="stock", languages=("en",))


def speak(text: str, language: str) -> Samples:
    """A voice that takes 100 samples for each letter; it speaks no text of more than 20."""
    if len(text) > 20:
        raise TextTooLong
    return numpy.full(100 * len(text), 7 if language == "de" else 5, dtype=numpy.int16)


def test_a_text_is_spoken_in_the_language_of_the_voice_and_one_that_cannot_be_costs_only_itself() -> None:
    """What Home Assistant sends to a text-to-speech service, by the protocol's own client."""

    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            await client.write_event(Synthesize(text="x" * 21).event())
            refused = await client.read_event()
            assert refused is not None
            assert Error.from_event(refused).code == "text_too_long"
            voice = SynthesizeVoice(language="de-DE")
            await client.write_event(Synthesize(text="zwanzig Buchstaben x", voice=voice).event())
            heard, sound = list[str](), b""
            while not heard or heard[-1] != "audio-stop":
                event = await client.read_event()
                assert event is not None
                heard.append(event.type)
                if AudioChunk.is_type(event.type):
                    chunk = AudioChunk.from_event(event)
                    assert (chunk.rate, chunk.width, chunk.channels) == (16000, 2, 1)
                    sound += chunk.audio
            assert heard == ["audio-start", "audio-chunk", "audio-stop"]
            assert sound == b"\x07\x00" * 2000

    run(talk)


def run(
    talk: Callable[[int], Awaitable[None]],
    transcribe: Callable[[bytes, str | None, Requester], Transcription] = measure,
) -> None:
    async def both() -> None:
        wyoming = WyomingServer(transcribe, describe, speak)
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
    """Say something and return the transcript, or the error; None where the connection ended instead of both."""
    events = await say_and_read(client, sound, rate, width, channels)
    return next((event for event in events if event.type in {"transcript", "error"}), None)


async def say_and_read(
    client: AsyncTcpClient, sound: bytes, rate: int = 16000, width: int = 2, channels: int = 1
) -> list[Event]:
    """Say something and return all events that answer it."""
    await client.write_event(Transcribe(language="de").event())
    await send(client, sound, rate, width, channels)
    return await read_answer(client)


async def send(client: AsyncTcpClient, sound: bytes, rate: int = 16000, width: int = 2, channels: int = 1) -> None:
    await client.write_event(AudioStart(rate=rate, width=width, channels=channels).event())
    for place in range(0, len(sound), 3000 * width * channels):
        part = sound[place : place + 3000 * width * channels]
        await client.write_event(AudioChunk(rate=rate, width=width, channels=channels, audio=part).event())
    await client.write_event(AudioStop().event())


async def read_answer(client: AsyncTcpClient) -> list[Event]:
    events: list[Event] = []
    while (event := await client.read_event()) is not None:
        events.append(event)
        if event.type in {"transcript-stop", "error"}:
            break
    return events


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
            assert program.supports_transcript_streaming

    run(talk)


def test_the_text_is_streamed_and_what_was_streamed_is_not_taken_back() -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            for _ in range(2):
                start, chunk, whole, stop = await say_and_read(client, tone(16000, 2, 1))
                assert TranscriptStart.from_event(start).language == "de"
                transcript = Transcript.from_event(whole)
                assert TranscriptChunk.from_event(chunk).text == transcript.text == "1.00 440"
                assert TranscriptStop.is_type(stop.type)
                assert transcript.context is not None
                assert [word["text"] for word in transcript.context["words"]] == ["1.00", "440"]

    run(talk)


def test_where_no_words_were_heard_the_transcript_is_empty_and_no_error() -> None:
    def nothing(sound: bytes, language: str | None, requester: Requester) -> Transcription:
        return transcription("", language or "en", decode(sound))

    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            events = await say_and_read(client, tone(16000, 2, 1))
            assert [event.type for event in events] == ["transcript-start", "transcript", "transcript-stop"]
            assert Transcript.from_event(events[1]).text == ""

    run(talk, nothing)


def test_the_language_that_was_named_last_before_the_end_counts() -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            form = {"rate": 16000, "width": 2, "channels": 1}
            await client.write_event(Transcribe(language="nl").event())
            await client.write_event(AudioStart(**form).event())
            await client.write_event(AudioChunk(audio=tone(16000, 2, 1), **form).event())
            await client.write_event(Transcribe(language="de-DE").event())
            await client.write_event(AudioStop().event())
            assert [event.data.get("language") for event in await read_answer(client)] == ["de-DE", None, "de-DE", None]
            await client.write_event(Transcribe().event())
            await send(client, tone(16000, 2, 1))
            assert (await read_answer(client))[0].data["language"] == "en"

    run(talk)


def test_a_client_that_waits_for_a_transcript_is_not_left_waiting_after_an_error() -> None:
    """Home Assistant 2024.3 knows no `error` here: it reads on until a transcript comes or the connection ends."""

    def broken(sound: bytes, language: str | None, requester: Requester) -> Transcription:
        raise Unavailable

    async def talk(port: int) -> None:
        for sound in (tone(16000, 2, 1), tone(16000, 2, 1, 61.0)):
            async with AsyncTcpClient("127.0.0.1", port) as client:
                await client.write_event(Transcribe(language="de").event())
                await send(client, sound)
                types: list[str] = []
                while (event := await client.read_event()) is not None:
                    types.append(event.type)
                assert types == ["error"]

    run(talk, broken)


def test_clients_that_leave_while_text_is_sent_disturb_no_other() -> None:
    long = " ".join(["word"] * 40_000)

    def talkative(sound: bytes, language: str | None, requester: Requester) -> Transcription:
        return transcription(long, language or "en", decode(sound))

    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as other:
            for reads in (0, 1, 2):
                client = AsyncTcpClient("127.0.0.1", port)
                await client.connect()
                await send(client, tone(16000, 2, 1))
                for _ in range(reads):
                    assert await client.read_event() is not None
                await client.disconnect()
            event = await say(other, tone(16000, 2, 1))
            assert event is not None
            assert event.data["text"] == long

    run(talk, talkative)


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

    def together(sound: bytes, language: str | None, requester: Requester) -> Transcription:
        _ = meeting.wait(timeout=10)
        return measure(sound, language, requester)

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


START = b'{"type": "audio-start", "data": {"rate": 16000, "width": 2, "channels": 1}}\n'
STOP = b'{"type": "audio-stop"}\n'
CHUNK = b'{"type": "audio-chunk", "payload_length": 4}\nabcd'

BAD = [
    (STOP, "empty_audio"),
    (START + STOP, "empty_audio"),
    (b'{"type": "audio-start", "data": {"rate": 0, "width": 2, "channels": 1}}\n' + CHUNK * 3 + STOP, "frame_refused"),
    (b'{"type": "audio-start", "data": {"rate": "fast", "width": 2, "channels": 1}}\n' + STOP, "frame_refused"),
    (b'{"type": "audio-start", "data": {"rate": 1e999, "width": 2, "channels": 1}}\n' + STOP, "frame_refused"),
    (b'{"type": "audio-start", "data": {"rate": ' + b"9" * 5000 + b', "width": 2, "channels": 1}}\n', "frame_refused"),
    (b'{"type": "audio-start"}\n' + CHUNK + STOP, "frame_refused"),
    (
        START + b'{"type": "audio-chunk", "data": {"rate": 8000}, "payload_length": 2}\nab' + CHUNK + STOP,
        "frame_refused",
    ),
    (
        b'{"type": "audio-chunk", "payload_length": %d}\n' % (LONGEST_PAYLOAD + 1) + bytes(LONGEST_PAYLOAD + 1),
        "frame_refused",
    ),
    (b'{"type": "describe", "data": []}\n', "frame_refused"),
    (b'{"type": "describe", "data_length": 3}\n[1]', "frame_refused"),
    (b'{"type": "describe", "data_length": 3}\nabc', "frame_refused"),
    (b'{"type": 3, "payload_length": 3}\nabc', "frame_refused"),
    (b"{}\n", "frame_refused"),
    (b"[]\n", "frame_refused"),
    (b"\n", "frame_refused"),
]


@pytest.mark.parametrize(("sent", "code"), BAD)
def test_one_bad_utterance_gets_one_error_and_the_connection_goes_on(sent: bytes, code: str) -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            writer = client._writer  # pyright: ignore[reportPrivateUsage]
            assert writer is not None
            writer.write(sent)
            await writer.drain()
            event = await client.read_event()
            assert event is not None
            assert Error.from_event(event).code == code
            event = await say(client, tone(16000, 2, 1))
            assert event is not None
            assert event.data["text"] == "1.00 440"

    run(talk)


@pytest.mark.parametrize(
    "sent",
    [
        b'{"type": "transcribe", "data": {"language": "\\ud800"}}\n',
        b'{"type": "transcribe", "data": {"language": 3}}\n',
        b'{"type": "transcribe", "data": {"language": "\xff\xfe"}}\n',
        b'{"type": "\\udfff"}\n',
        b'{"type": "audio-start", "data": {"rate": 16000.0, "width": 2.0, "channels": 1.0}}\n',
        b'{"type": "from-the-future", "data_length": 2.0, "payload_length": "3"}\n{}abc',
        b'{"type": "describe-not", "data": null, "data_length": null, "payload_length": null}\n',
    ],
)
def test_what_can_be_read_is_no_error(sent: bytes) -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            writer = client._writer  # pyright: ignore[reportPrivateUsage]
            assert writer is not None
            writer.write(sent)
            sound = tone(16000, 2, 1)
            for place in range(0, len(sound), 6000):
                await client.write_event(
                    AudioChunk(rate=16000, width=2, channels=1, audio=sound[place : place + 6000]).event()
                )
            await client.write_event(AudioStop().event())
            assert [event.data.get("text") for event in await read_answer(client)] == [
                None,
                "1.00 440",
                "1.00 440",
                None,
            ]

    run(talk)


def test_a_lone_surrogate_is_answered() -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            writer = client._writer  # pyright: ignore[reportPrivateUsage]
            assert writer is not None
            writer.write(b'{"type": "ping", "data": {"text": "a\\ud800b"}}\n')
            event = await client.read_event()
            assert event is not None
            assert (event.type, event.data["text"]) == ("pong", "a?b")

    run(talk)


@pytest.mark.parametrize(
    "sent",
    [
        b'{"type": "audio-chunk", "payload_length": %d}\n' % 2**62,
        b'{"type": "audio-chunk", "payload_length": -1}\n',
        b'{"type": "audio-chunk", "payload_length": {}}\n',
        b"x" * 40_000,
        b"not json\n",
    ],
)
def test_only_lost_framing_ends_a_connection_and_says_so(sent: bytes) -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            writer = client._writer  # pyright: ignore[reportPrivateUsage]
            assert writer is not None
            writer.write(sent)
            await writer.drain()
            event = await client.read_event()
            assert event is not None
            assert Error.from_event(event).code == "framing_lost"
            assert await client.read_event() is None

    run(talk)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
TYPES = st.sampled_from(
    ["audio-start", "audio-chunk", "audio-stop", "transcribe", "describe", "ping", "x", "", "\ud800"]
)


@st.composite
def events(draw: st.DrawFn) -> bytes:
    """An event whose lengths are right and everything else may be wrong."""
    payload = draw(st.binary(max_size=64))
    data = draw(st.one_of(st.binary(max_size=32), JSON.map(lambda value: json.dumps(value).encode())))
    form = {"rate": draw(st.sampled_from([16000, 16000.0, 0, -1, None, "x"])), "width": 2, "channels": 1}
    header: dict[str, object] = {"type": draw(st.one_of(TYPES, JSON)), "data": draw(st.one_of(st.just(form), JSON))}
    if draw(st.booleans()):
        header["data_length"] = len(data)
    else:
        data = b""
    header["payload_length"] = draw(st.sampled_from([len(payload), float(len(payload))]))
    for name in draw(st.sets(st.sampled_from(["type", "data"]), max_size=1)):
        del header[name]
    return json.dumps(header).encode() + b"\n" + data + payload


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(events(), min_size=1, max_size=8))
def test_after_any_events_a_good_utterance_on_the_same_connection_is_answered(stream: list[bytes]) -> None:
    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            writer = client._writer  # pyright: ignore[reportPrivateUsage]
            assert writer is not None
            writer.write(b"".join(stream))
            await writer.drain()
            await client.write_event(Event(type="ping", data={"text": "all read"}))
            while (event := await client.read_event()) is not None:
                if event.type == "pong" and event.data.get("text") == "all read":
                    break
            assert event is not None, "the connection went on"
            event = await say(client, tone(16000, 2, 1))
            assert event is not None
            assert event.data.get("text") == "1.00 440", event.data

    run(talk)


def test_idle_connections_make_room() -> None:
    async def talk(port: int) -> None:
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MOST_CLIENTS + 40)]
        async with AsyncTcpClient("127.0.0.1", port) as client:
            event = await say(client, tone(16000, 2, 1))
            assert event is not None
            assert event.data["text"] == "1.00 440"
        for _, writer in idle:
            writer.close()

    run(talk)


def test_a_client_that_leaves_is_noticed_while_its_answer_is_made() -> None:
    left = threading.Event()

    def slow(sound: bytes, language: str | None, requester: Requester) -> Transcription:
        requester.cancellation.when_cancelled(left.set)
        _ = left.wait(timeout=20)
        return measure(sound, language, requester)

    async def talk(port: int) -> None:
        client = AsyncTcpClient("127.0.0.1", port)
        await client.connect()
        asking = asyncio.create_task(say(client, tone(16000, 2, 1)))
        await asyncio.sleep(0.5)
        assert not left.is_set()
        _ = asking.cancel()
        await client.disconnect()
        assert await asyncio.to_thread(left.wait, 10)

    run(talk, slow)


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
    def broken(sound: bytes, language: str | None, requester: Requester) -> Transcription:
        if language == "de":
            raise Unavailable
        return measure(sound, language, requester)

    async def talk(port: int) -> None:
        async with AsyncTcpClient("127.0.0.1", port) as client:
            event = await say(client, tone(16000, 2, 1))
            assert event is not None
            assert Error.from_event(event).code == "unavailable"
            await client.write_event(Describe().event())
            assert await client.read_event() is not None

    run(talk, broken)
