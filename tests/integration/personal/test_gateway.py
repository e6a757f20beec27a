"""The gateway over HTTP: token first, sound in any wrapping, every bad input a clear error (CR3, CR4)."""

import io
import resource
import shutil
import time
from base64 import b64decode
from typing import Final
from uuid import uuid4

import httpx2
import numpy
import pytest
import soundfile
from fastapi.testclient import TestClient
from numpy.typing import NDArray
from scipy import signal
from support.assistant import Parrot, conversation_of
from support.speaking import PersonalSide
from support.voices import say

from earnest.foundation.units import Samples
from earnest.personal.assistant.speaking.errors import VoiceFailed
from earnest.personal.assistant.speaking.espeak import find_espeak
from earnest.personal.assistant.speaking.voice import Voice
from earnest.personal.capture.views import LARGEST_BODY_BYTES, UtteranceRoutes
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import revoke_device
from earnest.services.database.roles import Role
from earnest.services.web import Audience, create_application
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_flac, encode_wav

SOUND = encode_wav(say("a large latte with soy milk please"))
PATH = "/api/utterances"


@pytest.fixture
def customer(side: PersonalSide) -> Customer:
    return side.add_customer(Purpose.OWN_HISTORY)


def client_of(side: PersonalSide, engine: Parrot | None = None) -> TestClient:
    application = create_application(
        "device_gateway",
        [UtteranceRoutes(conversation_of(side, engine or Parrot(hears="what time is it"))).router()],
        audience=Audience.DEVICE,
        largest_body_bytes=LARGEST_BODY_BYTES,
    )
    return TestClient(application, base_url="http://127.0.0.1")


class Failing:
    """A voice whose program fails."""

    name, languages = "failing", ("en",)

    def speak(self, text: str, language: str) -> Samples:  # noqa: ARG002 - as the Protocol has it
        raise VoiceFailed


def speaking_client(side: PersonalSide, voice: Voice | None) -> TestClient:
    application = create_application(
        "device_gateway",
        [UtteranceRoutes(conversation_of(side, Parrot(hears="what time is it")), voice).router()],
        audience=Audience.DEVICE,
        largest_body_bytes=LARGEST_BODY_BYTES,
    )
    return TestClient(application, base_url="http://127.0.0.1")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_answers_a_body_and_a_form(side: PersonalSide, customer: Customer) -> None:
    _, token = side.add_device(customer)
    client = client_of(side)
    plain = client.post(PATH, content=SOUND, headers=bearer(token))
    form = client.post(
        PATH, files={"audio": ("x.flac", encode_flac(say("a large latte with soy milk please")))}, headers=bearer(token)
    )
    for answer in (plain, form):
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["text"] == "what time is it"
        assert (body["intent"], body["slots"], body["understood"]) == ("tell_time", {}, True)
        assert body["answer"].startswith("It is ")
        assert body["accidental"] is False
        assert body["recording_id"] is not None
        assert [word["text"] for word in body["words"]] == ["what", "time", "is", "it"]
        assert body["words"][0]["end_milliseconds"] > body["words"][0]["start_milliseconds"] >= 0
        assert set(body) == {
            "text", "language", "words", "confidence", "domain", "model", "intent", "slots", "understood", "done",
            "answer", "accidental",
            "private", "recording_id", "kept", "sound",
        }  # fmt: skip


def test_the_token_is_asked_for_before_the_sound(side: PersonalSide, customer: Customer) -> None:
    device_id, token = side.add_device(customer)
    client = client_of(side)
    for headers in ({}, {"Authorization": token}, bearer("wrong"), bearer("")):
        answer = client.post(PATH, content=SOUND, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "token_refused")
    assert client.post(PATH, content=SOUND, headers=bearer(token)).status_code == 200
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        revoke_device(connection, customer.customer_id, device_id, side.clock)
    assert client.post(PATH, content=SOUND, headers=bearer(token)).status_code == 401


@pytest.mark.parametrize(
    ("sound", "status", "code"),
    [
        (b"", 422, "empty_audio"),
        (b"this is not sound", 422, "not_audio"),
        (encode_wav(numpy.zeros(0, dtype=numpy.int16)), 422, "empty_audio"),
        (encode_wav(numpy.zeros(61 * 16_000, dtype=numpy.int16)), 413, "audio_too_long"),
        (encode_flac(say("a large latte with soy milk please"))[:-2000], 422, "truncated_audio"),
        (bytes(LARGEST_BODY_BYTES + 1), 413, "body_too_large"),
    ],
)
def test_bad_sound_is_a_clear_error_and_nothing_is_kept(
    side: PersonalSide, customer: Customer, sound: bytes, status: int, code: str
) -> None:
    _, token = side.add_device(customer)
    answer = client_of(side).post(PATH, content=sound, headers=bearer(token))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["remedy"]
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.recordings").fetchone() == (0,)


def _whole(samples: Samples) -> NDArray[numpy.float64]:
    return samples.astype(numpy.float64) / 32768.0


def _wav(sound: NDArray[numpy.float64], rate: int = 16_000, subtype: str = "PCM_16") -> bytes:
    file = io.BytesIO()
    soundfile.write(file, numpy.clip(sound, -1.0, 1.0 - 2.0**-15), rate, subtype=subtype, format="WAV")
    return file.getvalue()


_SPEECH: Final = _whole(say("a large latte with soy milk please"))
_LOUD: Final = _SPEECH / numpy.abs(_SPEECH).max()
_TEN_SECONDS: Final = numpy.zeros(160_000)


def _at(up: int, down: int) -> NDArray[numpy.float64]:
    """Return the loud sentence at another sampling rate."""
    return numpy.asarray(signal.resample_poly(_LOUD / 2, up, down), dtype=numpy.float64)


_WIDE: Final = _at(3, 1)


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(_wav(_LOUD * 10.0 ** (-50 / 20)), id="peak at -50 dB"),
        pytest.param(_wav(_LOUD * 10.0 ** (12 / 20)), id="clipped by 12 dB"),
        pytest.param(_wav(_at(1, 2), 8_000, "ULAW"), id="telephone"),
        pytest.param(_wav(numpy.stack([_WIDE, -_WIDE], axis=1), 48_000), id="48 kHz, channels that cancel"),
        pytest.param(_wav(numpy.concatenate([_TEN_SECONDS, _LOUD, _TEN_SECONDS])), id="silence before and after"),
        pytest.param(_wav(numpy.concatenate([_LOUD] * 30)[: 35 * 16_000]), id="35 seconds"),
        pytest.param(_wav(_LOUD, subtype="FLOAT"), id="float"),
    ],
)
def test_whatever_a_microphone_sends_its_speech_reaches_the_recogniser(
    side: PersonalSide, customer: Customer, sound: bytes
) -> None:
    _, token = side.add_device(customer)
    engine = Parrot(hears="a large latte")
    answer = client_of(side, engine).post(PATH, content=sound, headers=bearer(token))
    assert (answer.status_code, answer.json()["text"]) == (200, "a large latte")
    assert engine.listened == 1


def test_a_form_without_the_field_is_a_clear_error(side: PersonalSide, customer: Customer) -> None:
    _, token = side.add_device(customer)
    client = client_of(side)
    wrong = client.post(PATH, files={"sound": ("x.wav", SOUND)}, headers=bearer(token))
    broken = client.post(PATH, content=b"--x", headers=bearer(token) | {"Content-Type": "multipart/form-data"})
    for answer in (wrong, broken):
        assert (answer.status_code, answer.json()["code"]) == (422, "sound_missing")


def test_a_recogniser_that_fails_is_503_for_that_utterance(side: PersonalSide, customer: Customer) -> None:
    _, token = side.add_device(customer)
    engine = Parrot(breaks=True)
    client = client_of(side, engine)
    failed = client.post(PATH, content=SOUND, headers=bearer(token))
    assert (failed.status_code, failed.json()["code"]) == (503, "engine_failed")
    engine.breaks = False
    assert client.post(PATH, content=SOUND, headers=bearer(token)).status_code == 200


def settle(client: TestClient, answer: httpx2.Response, token: str) -> tuple[str, str | None]:
    """Wait for what becomes of an utterance; return whether it was kept, and the reason."""
    body, deadline = answer.json(), time.monotonic() + 60
    assert (answer.status_code, body["kept"]) == (200, "pending"), answer.text
    while time.monotonic() < deadline:
        told = client.get(f"{PATH}/{body['recording_id']}", headers=bearer(token))
        assert told.status_code == 200, told.text
        if told.json()["kept"] != "pending":
            return told.json()["kept"], told.json()["reason"]
        time.sleep(0.02)
    raise AssertionError(answer.text)


def test_what_became_of_an_utterance_is_told_to_the_same_customer_only(side: PersonalSide, customer: Customer) -> None:
    _, token = side.add_device(customer)
    _, second = side.add_device(customer, "hall")
    _, other = side.add_device(side.add_customer(Purpose.OWN_HISTORY))
    client = client_of(side)
    answer = client.post(PATH, content=SOUND, headers=bearer(token))
    assert settle(client, answer, token) == ("yes", "no_consent")
    path = f"{PATH}/{answer.json()['recording_id']}"
    assert client.get(path, headers=bearer(second)).json() == {
        "recording_id": answer.json()["recording_id"], "kept": "yes", "reason": "no_consent",
    }  # fmt: skip
    for headers in ({}, bearer("wrong")):
        assert client.get(path, headers=headers).status_code == 401
    for place, bearing in ((path, bearer(other)), (f"{PATH}/{uuid4()}", bearer(token))):
        told = client.get(place, headers=bearing)
        assert (told.status_code, told.json()["code"]) == (404, "outcome_unknown")


def test_a_store_that_is_gone_costs_the_recording_and_not_the_answer(side: PersonalSide, customer: Customer) -> None:
    _, token = side.add_device(customer)
    client = client_of(side)
    assert settle(client, client.post(PATH, content=SOUND, headers=bearer(token)), token)[0] == "yes"
    shutil.rmtree(side.folder / "objects")
    _ = (side.folder / "objects").write_bytes(b"")
    answer = client.post(PATH, content=SOUND, headers=bearer(token))
    assert answer.json()["answer"].startswith("It is ")
    assert settle(client, answer, token) == ("no", "store_unavailable")
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.recordings").fetchone() == (1,)


def test_a_full_disk_costs_the_recording_and_a_second_try_succeeds(side: PersonalSide, customer: Customer) -> None:
    _, token = side.add_device(customer)
    client = client_of(side)
    assert settle(client, client.post(PATH, content=SOUND, headers=bearer(token)), token)[0] == "yes"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        kept, reason = settle(client, client.post(PATH, content=SOUND, headers=bearer(token)), token)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert kept == "no"
    assert reason in {"store_full", "store_unavailable"}
    assert settle(client, client.post(PATH, content=SOUND, headers=bearer(token)), token)[0] == "yes"
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.recordings").fetchone() == (2,)
    assert len(list(side.objects.keys())) == 5, "of each its sound and erasure key, and the key of the person"


def test_accidental_is_told_and_not_answered(side: PersonalSide, customer: Customer) -> None:
    _, token = side.add_device(customer)
    body = client_of(side).post(f"{PATH}?wake_word=alexa", content=SOUND, headers=bearer(token)).json()
    assert (body["accidental"], body["text"], body["answer"], body["recording_id"]) == (True, "", "", None)
    assert body["kept"] == "no"


def test_an_answer_is_sound_only_where_it_is_asked_for_and_marked_as_a_machine_s(
    side: PersonalSide, customer: Customer
) -> None:
    voice = find_espeak()
    if voice is None:
        pytest.skip("espeak-ng is not installed")
    _, token = side.add_device(customer)
    client = speaking_client(side, voice)
    silent = client.post(PATH, content=SOUND, headers=bearer(token)).json()
    assert silent["answer"].startswith("It is ")
    assert silent["sound"] is None
    aloud = client.post(PATH, params={"spoken": "true"}, content=SOUND, headers=bearer(token))
    assert aloud.status_code == 200, aloud.text
    wav = b64decode(aloud.json()["sound"])
    assert b"synthetic speech" in wav
    samples = decode(wav, longest_seconds=30.0)
    assert numpy.abs(samples).max() > 1000
    assert 0.5 < len(samples) / 16000 < 10


@pytest.mark.parametrize("voice", [None, Failing()], ids=["none", "failing"])
def test_an_answer_that_cannot_be_spoken_is_text(side: PersonalSide, customer: Customer, voice: Voice | None) -> None:
    _, token = side.add_device(customer)
    answer = speaking_client(side, voice).post(PATH, params={"spoken": "true"}, content=SOUND, headers=bearer(token))
    assert answer.status_code == 200, answer.text
    assert answer.json()["answer"].startswith("It is ")
    assert answer.json()["sound"] is None


def test_whether_it_is_spoken_is_yes_or_no(side: PersonalSide, customer: Customer) -> None:
    _, token = side.add_device(customer)
    answer = speaking_client(side, None).post(PATH, params={"spoken": "loud"}, content=SOUND, headers=bearer(token))
    assert answer.status_code == 422
