"""Wyoming server: speech to text and back for Home Assistant and every other client of the Wyoming protocol (1.10)."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, cast

from wyoming.error import Error
from wyoming.event import Event, async_write_event

from earnest.foundation.child_processes.errors import TooManyAtOnce
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.errors import EarnestError
from earnest.foundation.units import Samples
from earnest.personal.capture.admission import Admission
from earnest.personal.capture.wyoming_clients import MOST_BYTES, MOST_CLIENTS, ClientProtocol, WyomingClient, who_goes
from earnest.personal.capture.wyoming_frames import LONGEST_LINE, FramingLost, WyomingFrame, read_frame
from earnest.personal.capture.wyoming_information import ServiceDescription, information_of
from earnest.personal.capture.wyoming_sound import SoundForm
from earnest.personal.capture.wyoming_speech import events_of_speech, wanted_language
from earnest.personal.capture.wyoming_transcripts import Transcription, events_of
from earnest.services.observability import LogWord, UnexpectedError, log

IDLE_SECONDS: Final = 120.0
"""A client that sends nothing for so long is disconnected."""
REFUSED_SECONDS: Final = 2.0
"""A client whose utterance ended with an `error` is waited for so long. Home Assistant 2024.3 reads on until it has a
transcript or the connection ends, so it would show nothing for `IDLE_SECONDS`; other clients go on at once."""
FRAME_SECONDS: Final = 30.0
"""An event that was begun is whole within this time; it has one chunk of sound."""
WRITE_SECONDS: Final = 30.0
"""A client that does not take its answer for so long is disconnected."""
_AT_ONCE: Final = 24
"""Utterances at one time of all clients together; each holds a thread."""
_BACKLOG: Final = 256


class WyomingServer:
    """Answers several clients at once; each has its own collector, so none hears of another.

    A bad utterance costs itself: its client gets one `error` event, and the connection goes on.
    """

    def __init__(
        self,
        transcribe: Callable[[bytes, str | None, Requester], Transcription],
        describe: Callable[[], ServiceDescription],
        speak: Callable[[str, str], Samples],
        *,
        most_clients: int = MOST_CLIENTS,
    ) -> None:
        """Prepare.

        Args:
            transcribe: turns a WAV file and the language that the client names into text; called in worker threads.
            describe: tells what runs now.
            speak: turns a text and its language into sound; called in worker threads.
            most_clients: connections at one time.
        """
        self._transcribe = transcribe
        self._describe = describe
        self._speak = speak
        self._most_clients = most_clients
        self._admission = Admission(at_once=_AT_ONCE)
        self._executor = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="wyoming")
        self._clients: set[WyomingClient] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def listen(self, host: str, port: int) -> asyncio.Server:
        """Begin to listen; the caller keeps the server and closes it.

        Args:
            host: address to bind.
            port: TCP port; 0 lets the system choose.
        """
        loop = asyncio.get_running_loop()

        def accept() -> ClientProtocol:
            reader = asyncio.StreamReader(limit=LONGEST_LINE, loop=loop)

            def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                client = WyomingClient(reader=reader, writer=writer, address=_address_of(writer))
                protocol.cancellation = client.cancellation
                task = loop.create_task(self._serve(client))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

            protocol = ClientProtocol(reader, begin, loop=loop)
            return protocol

        return await loop.create_server(accept, host, port, backlog=_BACKLOG)

    def close(self) -> None:
        """End the worker threads without waiting for utterances whose answers are not needed any more."""
        for client in self._clients:
            client.cancellation.cancel()
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def _serve(self, client: WyomingClient) -> None:
        """Answer one client until it goes, loses count or falls silent."""
        if len(self._clients) >= self._most_clients:
            leaving = who_goes(self._clients)
            if leaving is not None:
                self._clients.discard(leaving)
                leaving.writer.transport.abort()
        self._clients.add(client)
        try:
            await self._converse(client)
        except EarnestError as error:
            await _write_error(client.writer, error)
        except (ConnectionError, TimeoutError):
            pass  # The client is gone or does not read, so it cannot be told.
        except Exception as error:  # noqa: BLE001 - one client's surprise must not end the service for the others
            log(UnexpectedError(place=LogWord("wyoming"), error=type(error)))
        finally:
            client.cancellation.cancel()
            self._clients.discard(client)
            client.writer.close()

    async def _converse(self, client: WyomingClient) -> None:
        """Answer event after event.

        Raises:
            FramingLost: the next event cannot be found any more.
        """
        while first := await _first_byte(client):
            name, client.refused = "", False
            try:
                async with asyncio.timeout(FRAME_SECONDS):
                    frame = await read_frame(client.reader, first)
                if frame is None:
                    return
                name = frame.type
                client.events, client.last_event = client.events + 1, time.monotonic()
                await self._act(client, frame)
            except (FramingLost, ConnectionError, TimeoutError):
                raise
            except EarnestError as error:
                await _refuse_utterance(client, name, error)
            except Exception as error:  # noqa: BLE001 - one utterance's surprise costs that utterance
                log(UnexpectedError(place=LogWord("wyoming"), error=type(error)))
                await _refuse_utterance(client, name, EarnestError())

    async def _act(self, client: WyomingClient, frame: WyomingFrame) -> None:
        match frame.type:
            case "describe":
                await _write(client.writer, information_of(self._describe()).event())
            case "transcribe":
                client.language = frame.text("language")
            case "audio-start":
                client.spoilt = False
                client.collector.start(SoundForm.of(frame))
            case "audio-chunk" if not client.spoilt:
                self._add(client, frame)
            case "audio-stop" if client.spoilt:
                client.spoilt, client.refused = False, True  # Its error was told when it happened.
            case "audio-stop":
                for event in events_of(await self._answer(client)):
                    await _write(client.writer, event)
            case "synthesize":
                await self._say(client, frame)
            case "ping":
                await _write(client.writer, _pong(frame))
            case _:
                pass  # The protocol asks servers to drop events that they do not know.

    def _add(self, client: WyomingClient, frame: WyomingFrame) -> None:
        """Add a chunk to the client's utterance.

        Raises:
            TooManyAtOnce: all clients together send more than is held.
        """
        if sum(other.collector.size for other in self._clients) + len(frame.payload) > MOST_BYTES:
            raise TooManyAtOnce
        client.collector.add(SoundForm.of(frame, client.collector.form), frame.payload)

    async def _say(self, client: WyomingClient, frame: WyomingFrame) -> None:
        """Speak a text to a client.

        Raises:
            VoiceMissing, TextTooLong, VoiceFailed: it cannot be spoken.
            TurnRefused: others have their turn.
        """
        requester = Requester(name=client.address, known=False, cancellation=client.cancellation)
        loop = asyncio.get_running_loop()
        with self._admission.enter(requester):
            text, language = frame.text("text") or "", wanted_language(frame)
            samples = await loop.run_in_executor(self._executor, self._speak, text, language)
        for event in events_of_speech(samples):
            await _write(client.writer, event)

    async def _answer(self, client: WyomingClient) -> Transcription:
        requester = Requester(name=client.address, known=False, cancellation=client.cancellation)
        sound, loop = client.collector.take(), asyncio.get_running_loop()
        with self._admission.enter(requester):
            client.busy = True
            try:
                return await loop.run_in_executor(self._executor, self._transcribe, sound, client.language, requester)
            finally:
                client.busy, client.last_event = False, time.monotonic()


def _pong(frame: WyomingFrame) -> Event:
    text = frame.text("text")
    return Event(type="pong", data={} if text is None else {"text": text})


def _address_of(writer: asyncio.StreamWriter) -> str:
    """Return the address that a client comes from."""
    name: object = writer.get_extra_info("peername")
    return str(cast("tuple[object, ...]", name)[0]) if isinstance(name, tuple) and name else ""


async def _first_byte(client: WyomingClient) -> bytes:
    """Return the first byte of the next event; nothing at the end.

    Raises:
        TimeoutError: the client said nothing for too long.
    """
    async with asyncio.timeout(REFUSED_SECONDS if client.refused else IDLE_SECONDS):
        return await client.reader.read(1)


async def _refuse_utterance(client: WyomingClient, name: str, error: EarnestError) -> None:
    """Tell the client what was wrong, once for each utterance, and pass over the rest of it.

    Args:
        client: who sent it.
        name: kind of the event that went wrong; empty where even that could not be read.
        error: what was wrong.
    """
    under_way = client.collector.form is not None
    client.collector.drop()
    client.spoilt = (under_way or name in {"audio-start", "audio-chunk"}) and name != "audio-stop"
    client.refused = name == "audio-stop"
    await _write_error(client.writer, error)


async def _write(writer: asyncio.StreamWriter, event: Event) -> None:
    """Send an event to a client that takes it.

    Raises:
        TimeoutError: it does not.
        ConnectionError: it is gone.
    """
    async with asyncio.timeout(WRITE_SECONDS):
        await async_write_event(event, writer)


async def _write_error(writer: asyncio.StreamWriter, error: EarnestError) -> None:
    """Tell the client what was wrong; a client that is gone already does not matter."""
    with contextlib.suppress(ConnectionError, TimeoutError):
        await _write(writer, Error(text=error.message, code=error.code).event())
