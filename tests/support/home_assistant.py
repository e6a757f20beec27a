"""Home Assistant as it asks for a transcript: a connection for each utterance, read until a transcript or the end."""

import asyncio
import io
import wave
from typing import Final

import earnest.personal.capture.wyoming_server  # noqa: F401  # pyright: ignore[reportUnusedImport] - loads the package's sound module without its warning

from wyoming.asr import Transcribe, Transcript  # isort: skip
from wyoming.audio import AudioChunk, AudioStart, AudioStop  # isort: skip
from wyoming.client import AsyncTcpClient  # isort: skip
from wyoming.event import Event  # isort: skip

_CHUNK_BYTES: Final = 2048
_SECONDS: Final = 100.0
"""Less than an idle connection is kept: a client that was left waiting fails here."""


def ask(port: int, sound: bytes, language: str | None = None) -> list[Event]:
    """Return all events that answer a WAV file; it leaves with the transcript, as Home Assistant does."""
    return asyncio.run(asyncio.wait_for(_ask(port, sound, language), _SECONDS))


def transcript_of(port: int, sound: bytes, language: str | None = None) -> Transcript | None:
    """Return the transcript of a WAV file; None where the connection ended without one."""
    event = ask(port, sound, language)[-1]
    return Transcript.from_event(event) if Transcript.is_type(event.type) else None


async def _ask(port: int, sound: bytes, language: str | None) -> list[Event]:
    with wave.open(io.BytesIO(sound)) as opened:
        rate, width, channels = opened.getframerate(), opened.getsampwidth(), opened.getnchannels()
        samples = opened.readframes(opened.getnframes())
    events: list[Event] = []
    async with AsyncTcpClient("127.0.0.1", port) as client:
        await client.write_event(Transcribe(language=language).event())
        await client.write_event(AudioStart(rate=rate, width=width, channels=channels).event())
        for place in range(0, len(samples), _CHUNK_BYTES):
            part = samples[place : place + _CHUNK_BYTES]
            await client.write_event(AudioChunk(rate=rate, width=width, channels=channels, audio=part).event())
        await client.write_event(AudioStop().event())
        while (event := await client.read_event()) is not None:
            events.append(event)
            if Transcript.is_type(event.type):
                break
    return events
