"""AI Act, article 50(2): what the assistant says aloud is marked on every way out, and a detector finds the mark."""

import asyncio
from base64 import b64decode
from collections.abc import Callable

import httpx2
import numpy
import pytest
from support.household import Member, Running
from support.voices import say

import earnest.personal.capture.wyoming_server  # noqa: F401  # pyright: ignore[reportUnusedImport] - loads the package's sound module without its warning
from earnest.foundation.units import Samples
from earnest.handover.watermarking.tracing import LARGEST_CHANCE, Suspect
from earnest.personal.assistant.speaking.espeak import find_espeak
from earnest.personal.assistant.speaking.voice import SYNTHETIC_KEY
from earnest.personal.customers.records import Programme
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav

from wyoming.audio import AudioChunk  # isort: skip
from wyoming.client import AsyncTcpClient  # isort: skip
from wyoming.tts import Synthesize, SynthesizeVoice  # isort: skip

SOUND = encode_wav(say("what is the date", seed=2))
"""The answer takes some three seconds. That to the time takes 1.4, in which the mark is not found at every minute."""
WAV = {"Content-Type": "audio/wav"}
COMMENT = b"synthetic speech, made by a machine"

pytestmark = pytest.mark.skipif(find_espeak() is None, reason="espeak-ng is not installed")


@pytest.fixture(scope="module")
def anna(household: Running) -> Member:
    return household.add("spoken-anna", Programme.GENERAL)


def sound_in(answer: httpx2.Response) -> Samples:
    assert answer.status_code == 200, answer.text
    wav = b64decode(answer.json()["sound"])
    assert COMMENT in wav, "who reads the file sees it without listening"
    return decode(wav)


def from_the_gateway(household: Running, anna: Member) -> Samples:
    """A device asks over HTTP."""
    address = f"http://127.0.0.1:{household.gateway_port}/api/utterances"
    headers = WAV | {"Authorization": f"Bearer {anna.token}"}
    return sound_in(httpx2.post(address, params={"spoken": "true"}, content=SOUND, headers=headers, timeout=60))


def from_the_page(household: Running, anna: Member) -> Samples:
    """A browser asks on the page Talk."""
    with household.portal(anna) as page:
        assert page.client.post("/api/talk/device", json={"name": "Browser"}).status_code == 200
        answer = page.client.post("/api/talk/utterances", params={"spoken": "true"}, content=SOUND, headers=WAV)
        return sound_in(answer)


def from_wyoming(household: Running, anna: Member) -> Samples:
    """Home Assistant, or a satellite, lets a sentence be spoken."""

    async def speak() -> bytes:
        sound = b""
        async with AsyncTcpClient("127.0.0.1", household.wyoming_port) as client:
            voice = SynthesizeVoice(language="de")
            text = "Das Licht in der Küche ist an."
            await client.write_event(Synthesize(text=text, voice=voice).event())
            while (event := await client.read_event()) is not None and event.type != "audio-stop":
                if event.type == "audio-start":
                    assert event.data["synthetic"] is True
                if AudioChunk.is_type(event.type):
                    sound += AudioChunk.from_event(event).audio
        return sound

    return numpy.frombuffer(asyncio.run(asyncio.wait_for(speak(), 60)), dtype="<i2").astype(numpy.int16)


@pytest.mark.parametrize("path", [from_the_gateway, from_the_page, from_wyoming], ids=lambda one: one.__name__)
def test_every_spoken_answer_is_marked_and_the_mark_is_found(
    household: Running, anna: Member, path: Callable[[Running, Member], Samples]
) -> None:
    suspect = Suspect(path(household, anna))
    assert suspect.score(SYNTHETIC_KEY).chance(1) < LARGEST_CHANCE
    assert suspect.score(b"any other key").chance(1) > LARGEST_CHANCE, "what finds everything finds nothing"


def test_what_a_person_said_is_not_taken_for_synthetic() -> None:
    assert Suspect(decode(SOUND)).score(SYNTHETIC_KEY).chance(1) > LARGEST_CHANCE
