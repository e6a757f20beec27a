"""Home Assistant with people who speak German and English: real recordings, the recogniser that comes with Whisper."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from support.databases import Databases
from support.home_assistant import ask, transcript_of
from support.household import Member, Running, running

from earnest.collections.collection import read_collection
from earnest.collections.item import CollectionItem
from earnest.operations.data_folder import prepare_folder
from earnest.personal.customers.records import Programme
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_wav
from earnest.sound_files.errors import TooLong
from earnest.speech.language.comparing.word_errors import text_errors
from earnest.speech.language.wording import normalised

pytestmark = pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")

SHORT_SECONDS = 6.0


@pytest.fixture(scope="module")
def recordings() -> dict[str, list[CollectionItem]]:
    """Short recordings of the collection by task, in its order."""
    found: dict[str, list[CollectionItem]] = {}
    for item in read_collection(Path(os.environ["EARNEST_SPEECH"])):
        if item.task is not None and item.has_sound and item.whole:
            found.setdefault(item.task, []).append(item)
    return found


@pytest.fixture(scope="module")
def household(module_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("home-assistant") / "data"
    prepare_folder(folder)
    with running(module_databases, folder) as started:
        engine = httpx2.get(f"http://127.0.0.1:{started.gateway_port}/health", timeout=10).json()["engine"]
        if engine != "whisper":
            pytest.skip("no weights of Whisper are on this machine")
        yield started


@pytest.fixture(scope="module")
def owner(household: Running) -> Member:
    """An English account, whose device every Wyoming client speaks as from now on."""
    member = household.add("owner", Programme.HOUSEHOLD)
    household.settings = {"EARNEST_WYOMING_DEVICE": str(member.device_id), "EARNEST_WYOMING_ACTS": "yes"}
    assert household.stop("device_gateway") == 0
    household.start("device_gateway")
    household.wait_until_healthy(household.gateway_port)
    with household.portal(member) as page:
        for purpose in ("own_history", "automatic_learning"):
            page.decide(purpose, given=True)
    return member


def short(items: list[CollectionItem], count: int) -> list[tuple[CollectionItem, bytes]]:
    """Return the first short recordings as WAV files."""
    chosen: list[tuple[CollectionItem, bytes]] = []
    for item in items:
        with contextlib.suppress(TooLong):
            samples = decode(item.path.read_bytes(), longest_seconds=SHORT_SECONDS)
            chosen.append((item, encode_wav(samples)))
        if len(chosen) == count:
            break
    assert len(chosen) == count
    return chosen


def test_a_client_that_is_no_registered_device_is_recognised_in_the_language_that_it_names_or_speaks(
    household: Running, recordings: dict[str, list[CollectionItem]]
) -> None:
    """German speech that names its tag, or none; the service finds out what is spoken where it is not told."""
    errors = words = 0
    for item, sound in short(recordings["german"], 3):
        assert item.text is not None
        for language in ("de-DE", None):
            transcript = transcript_of(household.wyoming_port, sound, language)
            assert transcript is not None
            assert transcript.language == "de"
            counted = text_errors(item.text, transcript.text, "de")
            errors, words = errors + counted.total, words + counted.reference_words
            assert transcript.context is not None
            assert set(transcript.context) == {"confidence", "words", "alternatives"}
            assert 0 < transcript.context["confidence"] <= 1
            begins = [word["start_milliseconds"] for word in transcript.context["words"]]
            assert begins == sorted(begins)
            assert len(transcript.context["alternatives"]) > 1
    assert errors / words < 0.35
    for _, sound in short(recordings["sentences"], 2):
        transcript = transcript_of(household.wyoming_port, sound)
        assert transcript is not None
        assert transcript.language == "en"


def test_a_language_that_is_not_recognised_ends_in_an_error_and_not_in_waiting(
    household: Running, recordings: dict[str, list[CollectionItem]]
) -> None:
    [(_, sound)] = short(recordings["german"], 1)
    for language in ("xx", "x" * 300, "de\x00", "ja"):
        [event] = ask(household.wyoming_port, sound, language)
        assert (event.type, event.data["code"]) == ("error", "language_not_recognised")
        assert "English, German, Dutch" in event.data["text"]


def test_a_german_command_is_answered_in_german_and_nothing_of_it_is_logged(
    household: Running, owner: Member, recordings: dict[str, list[CollectionItem]]
) -> None:
    """The collection has no German commands, so the owner teaches a German sentence as one."""
    [(item, sound)] = short(recordings["german"], 1)
    before = transcript_of(household.wyoming_port, sound, "de-DE")
    assert before is not None
    assert before.language == "de"
    assert before.context is not None
    assert (before.context["answer"], before.context["done"]) == ("Das habe ich leider nicht verstanden.", False)
    with household.portal(owner) as page:
        entry = page.wait_for_one()
        assert entry["answer"] == before.context["answer"]
        taught = page.client.put(
            f"/api/utterances/{entry['recording_id']}/correction",
            json={"text": item.text, "intent": "tell_date", "learn": True},
        )
        assert taught.status_code == 200, taught.text
    after = transcript_of(household.wyoming_port, sound, "de-DE")
    assert after is not None
    assert normalised(after.text) == normalised(item.text or "")
    assert after.context is not None
    assert after.context["answer"].startswith("Heute ist der ")
    assert after.context["done"] is True
    over_http = httpx2.post(
        f"http://127.0.0.1:{household.gateway_port}/api/utterances",
        params={"language": "de"},
        content=sound,
        headers={"Authorization": f"Bearer {owner.token}"},
        timeout=60,
    ).json()
    assert (over_http["language"], over_http["answer"]) == ("de", after.context["answer"])
    [(_, english)] = short(recordings["sentences"], 1)
    other = transcript_of(household.wyoming_port, english, "en_GB")
    assert other is not None
    assert (other.language, other.context is not None and other.context["answer"]) == (
        "en",
        "Sorry, I did not understand that.",
    )
    logged = household.logs().lower()
    for secret in (before.text, after.text, other.text, after.context["answer"], before.context["answer"]):
        assert secret
        assert secret.lower() not in logged


def test_noise_and_music_end_in_a_transcript_and_in_nothing_done(
    household: Running, owner: Member, recordings: dict[str, list[CollectionItem]]
) -> None:
    noises = [*short(recordings["noise"], 6), *short(recordings["false_activation"], 3)]
    for (_, sound), language in zip(noises, ("en", "de", "nl") * 3, strict=True):
        transcript = transcript_of(household.wyoming_port, sound, language)
        assert transcript is not None
        assert transcript.context is not None
        assert transcript.context["done"] is False
        if not transcript.text:
            assert (transcript.context["confidence"], transcript.context["words"]) == (0, [])
        over_http = httpx2.post(
            f"http://127.0.0.1:{household.gateway_port}/api/utterances",
            params={"language": language},
            content=sound,
            headers={"Authorization": f"Bearer {owner.token}"},
            timeout=60,
        ).json()
        assert (over_http["understood"], over_http["done"], over_http["language"]) == (False, False, language)
