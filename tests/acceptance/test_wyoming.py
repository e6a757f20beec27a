"""Home Assistant's view: the protocol's own client gets transcripts, as an unknown and as a known device."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.databases import Databases
from support.household import Member, Running, running
from support.voices import say

import earnest.personal.capture.wyoming_server  # noqa: F401  # pyright: ignore[reportUnusedImport] - loads the package's sound module without its warning
from earnest.collections.collection import read_collection
from earnest.foundation.units import Samples
from earnest.operations.clients.wyoming import transcribe
from earnest.operations.data_folder import prepare_folder
from earnest.personal.assistant.speaking.espeak import find_espeak
from earnest.personal.customers.records import Programme
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav

from wyoming.asr import Transcribe, Transcript  # isort: skip
from wyoming.audio import AudioChunk, AudioStart, AudioStop  # isort: skip
from wyoming.client import AsyncTcpClient  # isort: skip

SOUND = encode_wav(say("the ceiling in the plan tree"))
SENTENCE = encode_wav(say("tell anna lisa that dinner is ready"))
NEIGHBOUR = encode_wav(say("tell anna lena that dinner is ready"))


@pytest.fixture(scope="module")
def household(module_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("wyoming") / "data"
    prepare_folder(folder)
    with running(module_databases, folder) as started:
        yield started


def objects_of(household: Running) -> int:
    return len(list((household.folder / "objects").rglob("r-*")))


def test_describes_itself_over_the_wire(household: Running) -> None:
    from wyoming.info import Describe, Info

    async def ask() -> Info:
        async with AsyncTcpClient("127.0.0.1", household.wyoming_port) as client:
            await client.write_event(Describe().event())
            event = await client.read_event()
            assert event is not None
            return Info.from_event(event)

    program = asyncio.run(asyncio.wait_for(ask(), 30)).asr[0]
    assert (program.name, program.installed) == ("earnest", True)
    assert program.models[0].languages[0] == "en"


def test_an_unknown_client_is_transcribed_and_never_kept(household: Running) -> None:
    text = transcribe("127.0.0.1", household.wyoming_port, SOUND)
    assert text
    assert objects_of(household) == 0
    with household.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from handover.allowances").fetchone() == (0,)


def test_cn1_what_one_person_taught_reaches_no_other_person(household: Running) -> None:
    """Two people of the household programme and a client without a device, with the real recogniser."""
    owner, neighbour = (household.add(login, Programme.HOUSEHOLD) for login in ("anna", "bert"))
    for member in (owner, neighbour):
        with household.portal(member) as page:
            for purpose in ("own_history", "automatic_learning"):
                page.decide(purpose, given=True)
    heard = household.say_and_settle(owner, SENTENCE)
    taught = "tell anneliese that dinner is ready"
    assert heard["text"] != taught
    with household.portal(owner) as page:
        corrected = page.client.put(
            f"/api/utterances/{heard['recording_id']}/correction", json={"text": taught, "learn": True}
        )
        assert corrected.json()["correction"]["learned"] is True, corrected.text
    # The gateway looks for changes every second; whatever reaches its recogniser has reached it after this.
    time.sleep(4)
    assert household.say(owner, SENTENCE).json()["text"] == taught
    assert household.say(neighbour, SENTENCE).json()["text"] == heard["text"]
    assert transcribe("127.0.0.1", household.wyoming_port, SENTENCE) == heard["text"]
    near = household.say(owner, NEIGHBOUR).json()["text"]
    assert near == transcribe("127.0.0.1", household.wyoming_port, NEIGHBOUR)


def test_a_known_device_learns(household: Running) -> None:
    owner: Member = household.add("owner", Programme.HOUSEHOLD)
    household.settings = {"EARNEST_WYOMING_DEVICE": str(owner.device_id)}
    assert household.stop("device_gateway") == 0
    household.start("device_gateway")
    household.wait_until_healthy(household.gateway_port)
    with household.portal(owner) as page:
        for purpose in ("own_history", "automatic_learning"):
            page.decide(purpose, given=True)
        before = transcribe("127.0.0.1", household.wyoming_port, SOUND)
        entry = page.wait_for_one()
        assert entry["text"] == before
        corrected = page.client.put(
            f"/api/utterances/{entry['recording_id']}/correction",
            json={"text": "the ceiling in the plantuary", "learn": True},
        )
        assert corrected.status_code == 200, corrected.text
    assert transcribe("127.0.0.1", household.wyoming_port, SOUND) == "the ceiling in the plantuary"


WAKE = "wake/alexa/*.flac"


class Satellite:
    """A satellite as Wyoming describes it: it hears its wake word itself, then asks one server for words and speech."""

    def __init__(self, port: int) -> None:
        from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

        self.port = port
        self.word = MicroWakeWord.from_builtin(Model.ALEXA)
        self.features = MicroWakeWordFeatures()

    def is_called(self, samples: Samples) -> bool:
        """Feed what the microphone gives; whether its wake word was in it."""
        audio = samples.astype("<i2").tobytes()
        parts = self.features.process_streaming(audio)
        return any(self.word.process_streaming(part) for part in parts)

    async def converse(self, samples: Samples) -> tuple[list[str], Transcript, int]:
        """Send what follows the wake word; return the events, the transcript, and the bytes of the spoken answer."""
        from wyoming.tts import Synthesize, SynthesizeVoice

        form = {"rate": 16000, "width": 2, "channels": 1}
        kinds: list[str] = []
        transcript, spoken = Transcript(text=""), 0
        async with AsyncTcpClient("127.0.0.1", self.port) as client:
            await client.write_event(Transcribe(language="en_GB").event())
            await client.write_event(AudioStart(**form).event())
            audio = samples.astype("<i2").tobytes()
            for place in range(0, len(audio), 2048):
                await client.write_event(AudioChunk(**form, audio=audio[place : place + 2048]).event())
            await client.write_event(AudioStop().event())
            while not kinds or kinds[-1] not in {"transcript-stop", "error"}:
                event = await client.read_event()
                assert event is not None
                kinds.append(event.type)
                if Transcript.is_type(event.type):
                    transcript = Transcript.from_event(event)
            assert transcript.context is not None
            voice = SynthesizeVoice(language=transcript.language)
            await client.write_event(Synthesize(text=transcript.context["answer"], voice=voice).event())
            while (event := await client.read_event()) is not None:
                kinds.append(event.type)
                spoken += len(event.payload or b"")
                if event.type in {"audio-stop", "error"}:
                    break
        return kinds, transcript, spoken


@pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")
@pytest.mark.skipif(find_espeak() is None, reason="espeak-ng is not installed")
def test_a_satellite_uses_earnest_without_home_assistant_and_several_at_once(household: Running) -> None:
    """Wake word on the satellite, then words, a skill and speech from one server; four satellites side by side."""
    speech = Path(os.environ["EARNEST_SPEECH"])
    [command] = [item for item in read_collection(speech) if item.text == "what time is it"]
    asked = decode(command.path.read_bytes(), longest_seconds=10.0)
    called = [decode(path.read_bytes(), longest_seconds=10.0) for path in sorted(speech.glob(WAKE))[:20]]
    satellite = Satellite(household.wyoming_port)
    assert not satellite.is_called(asked), "what is no wake word starts nothing"
    assert any(Satellite(household.wyoming_port).is_called(samples) for samples in called)
    guest = household.add("satellite", Programme.HOUSEHOLD)
    household.settings = {"EARNEST_WYOMING_DEVICE": str(guest.device_id), "EARNEST_WYOMING_ACTS": "yes"}
    assert household.stop("device_gateway") == 0
    household.start("device_gateway")
    household.wait_until_healthy(household.gateway_port)

    async def together() -> list[tuple[list[str], Transcript, int]]:
        return await asyncio.gather(*(satellite.converse(asked) for _ in range(4)))

    for kinds, transcript, spoken in asyncio.run(asyncio.wait_for(together(), 120)):
        assert transcript.context is not None
        assert (transcript.text, transcript.language) == ("what time is it", "en")
        assert transcript.context["answer"].startswith("It is ")
        assert transcript.context["done"] is True
        assert kinds[:4] == ["transcript-start", "transcript-chunk", "transcript", "transcript-stop"]
        assert (kinds[4], kinds[-1]) == ("audio-start", "audio-stop")
        assert spoken > 16000
