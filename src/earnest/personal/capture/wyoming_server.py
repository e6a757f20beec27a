"""Wyoming server: speech to text for Home Assistant and every other client of the Wyoming protocol (1.10)."""

import asyncio
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from wyoming.asr import Transcript
from wyoming.event import Event, async_write_event

from earnest.foundation.errors import EarnestError
from earnest.personal.capture.wyoming_frames import LONGEST_LINE, Frame, read_frame
from earnest.personal.capture.wyoming_sound import SoundCollector, SoundForm
from earnest.services.observability import UnexpectedError, Word, log

with warnings.catch_warnings():
    # The package imports `audioop`, which Python 3.11 and 3.12 announce as deprecated; nothing of it is used here.
    warnings.simplefilter("ignore", DeprecationWarning)
    from wyoming.error import Error
    from wyoming.info import AsrModel, AsrProgram, Attribution, Info

IDLE_SECONDS: Final = 120.0
"""A client that sends nothing for so long is disconnected."""
MOST_CLIENTS: Final = 64
"""Clients at one time; one more is disconnected at once."""

_ATTRIBUTION: Final = Attribution(name="Earnest", url="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription:
    """What is answered to a client."""

    text: str
    language: str
    """ISO 639-1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDescription:
    """What `describe` is answered with."""

    engine: str
    model: str
    """Identifier of the live model, or `stock`."""
    languages: tuple[str, ...]


class WyomingServer:
    """Answers several clients at once; each has its own collector, so none hears of another."""

    def __init__(
        self,
        transcribe: Callable[[bytes, str | None], Transcription],
        describe: Callable[[], ServiceDescription],
        *,
        workers: int = 4,
    ) -> None:
        """Prepare.

        Args:
            transcribe: turns a WAV file and the language that the client names into text; called in worker threads.
            describe: tells what runs now.
            workers: utterances at one time.
        """
        self._transcribe = transcribe
        self._describe = describe
        self._executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="wyoming")
        self._clients = 0

    async def listen(self, host: str, port: int) -> asyncio.Server:
        """Begin to listen; the caller keeps the server and closes it.

        Args:
            host: address to bind.
            port: TCP port; 0 lets the system choose.
        """
        return await asyncio.start_server(self._serve, host, port, limit=LONGEST_LINE)

    def close(self) -> None:
        """End the worker threads without waiting for utterances that nobody will hear."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one client until it goes, errs or falls silent."""
        self._clients += 1
        try:
            if self._clients <= MOST_CLIENTS:
                await self._converse(reader, writer)
        except EarnestError as error:
            await _write_error(writer, error)
        except (ConnectionError, TimeoutError):
            pass  # The client is gone or asleep; there is nobody to tell.
        except Exception as error:  # noqa: BLE001 - one client's surprise must not end the service for the others
            log(UnexpectedError(place=Word("wyoming"), error=type(error)))
        finally:
            self._clients -= 1
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        collector = SoundCollector()
        language: str | None = None
        while True:
            frame = await asyncio.wait_for(read_frame(reader), IDLE_SECONDS)
            if frame is None:
                return
            match frame.type:
                case "describe":
                    await async_write_event(self._information().event(), writer)
                case "transcribe":
                    language = frame.text("language")
                case "audio-start":
                    collector.start(SoundForm.of(frame))
                case "audio-chunk":
                    collector.add(SoundForm.of(frame), frame.payload)
                case "audio-stop":
                    await async_write_event(await self._answer(collector.take(), language), writer)
                case "ping":
                    await async_write_event(_pong(frame), writer)
                case _:
                    pass  # The protocol asks servers to drop events that they do not know.

    async def _answer(self, sound: bytes, language: str | None) -> Event:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._executor, self._transcribe, sound, language)
        return Transcript(text=found.text, language=found.language).event()

    def _information(self) -> Info:
        described = self._describe()
        own_version = _own_version()
        model = AsrModel(
            name=described.model,
            attribution=_ATTRIBUTION,
            installed=True,
            description=f"{described.engine}, {described.model}",
            version=own_version,
            languages=list(described.languages),
        )
        program = AsrProgram(
            name="earnest",
            attribution=_ATTRIBUTION,
            installed=True,
            description="Speech to text that gets better from what its people choose to share",
            version=own_version,
            models=[model],
        )
        return Info(asr=[program])


def _own_version() -> str:
    try:
        return version("earnest")
    except PackageNotFoundError:
        return "source"


def _pong(frame: Frame) -> Event:
    text = frame.text("text")
    return Event(type="pong", data={} if text is None else {"text": text})


async def _write_error(writer: asyncio.StreamWriter, error: EarnestError) -> None:
    """Tell the client what was wrong; a client that is gone already does not matter."""
    try:
        await async_write_event(Error(text=error.message, code=error.code).event(), writer)
    except ConnectionError:
        return
