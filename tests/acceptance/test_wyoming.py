"""Home Assistant's view: the protocol's own client gets transcripts, as an unknown and as a known device."""

import asyncio
import time
from collections.abc import Iterator

import pytest
from support.databases import Databases
from support.household import Member, Running, running
from support.voices import say

import earnest.personal.capture.wyoming_server  # noqa: F401  # pyright: ignore[reportUnusedImport] - loads the package's sound module without its warning
from earnest.demo.wyoming import transcribe
from earnest.operations.data_folder import prepare_folder
from earnest.personal.customers.records import Programme
from earnest.sound_files.encoding import encode_wav

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
    from wyoming.client import AsyncTcpClient
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


def test_nobody_is_transcribed_and_never_kept(household: Running) -> None:
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
