"""Wyoming: asks for one transcript as Home Assistant does."""

import asyncio
import io
import wave
from typing import Final

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.error import Error

from earnest.operations.clients.errors import UnexpectedAnswer

_CHUNK_BYTES: Final = 2048
_ANSWER_SECONDS: Final = 60.0


def transcribe(host: str, port: int, sound: bytes, *, language: str = "en") -> str:
    """Return the transcript of a recording.

    Args:
        host: where the Wyoming service listens.
        port: TCP port.
        sound: WAV, mono, 16-bit, 16 kHz.
        language: ISO 639-1.

    Raises:
        UnexpectedAnswer: the service sent an error, or closed the connection without a transcript.
        OSError: it does not listen.
        TimeoutError: it did not answer in time.
    """
    with wave.open(io.BytesIO(sound)) as opened:
        rate, width, channels = opened.getframerate(), opened.getsampwidth(), opened.getnchannels()
        samples = opened.readframes(opened.getnframes())
    start = AudioStart(rate=rate, width=width, channels=channels)
    return asyncio.run(asyncio.wait_for(_transcribe(host, port, samples, start, language), _ANSWER_SECONDS))


async def _transcribe(host: str, port: int, samples: bytes, start: AudioStart, language: str) -> str:
    async with AsyncTcpClient(host, port) as client:
        await client.write_event(Transcribe(language=language).event())
        await client.write_event(start.event())
        for place in range(0, len(samples), _CHUNK_BYTES):
            chunk = AudioChunk(
                rate=start.rate, width=start.width, channels=start.channels, audio=samples[place : place + _CHUNK_BYTES]
            )
            await client.write_event(chunk.event())
        await client.write_event(AudioStop().event())
        while True:
            event = await client.read_event()
            if event is None or Error.is_type(event.type):
                raise UnexpectedAnswer
            if Transcript.is_type(event.type):
                return Transcript.from_event(event).text
