"""The smart home: what is said is done in the house and said only then; what fails is said as it is (S1)."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import cast

import pytest
from support.assistant import hear
from support.databases import Databases
from support.family import SOUND, Family
from support.home_assistant_server import TOKEN, HomeAssistantServer, home_assistant
from support.portal import PASSWORD, browser, portal_of
from support.speaking import PersonalSide

from earnest.foundation.sensitive import RevealReason
from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.household.skills.store import list_skills
from earnest.personal.household.store import load_all_names
from earnest.services.database.roles import Role


@pytest.fixture
def house() -> Iterator[HomeAssistantServer]:
    with home_assistant() as served:
        yield served


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SkillRunner]:
    made = SkillRunner(tmp_path_factory.mktemp("data"))
    yield made
    made.close()


@pytest.fixture
def owner(side: PersonalSide) -> Customer:
    return side.add_customer(Purpose.OWN_HISTORY, programme=Programme.HOUSEHOLD, login="owner", password=PASSWORD)


@pytest.fixture
def family(side: PersonalSide, owner: Customer, runner: SkillRunner) -> Family:
    return Family(side, owner, runner)


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "turn on the kitchen light", "Kitchen light: on."),
        ("de", "schalte das licht in der küche ein", "Kitchen light: eingeschaltet."),
        ("de", "mach die küchenlampe an", "Küchenlampe: eingeschaltet."),
        ("nl", "doe de keukenlamp aan", "Keukenlamp: aan."),
    ],
)
def test_s1_a_light_is_switched_and_said_only_after_the_house_confirmed_it(
    family: Family, house: HomeAssistantServer, language: str, words: str, answer: str
) -> None:
    shown = family.set_up(house)
    assert shown["problem"] is None
    assert shown["hosts"] == ["127.0.0.1"]
    said, done = family.say(words, language)
    assert said.casefold() == answer.casefold()
    assert done
    assert house.states["light.kitchen"] == "on"


def test_s1_a_room_is_switched_as_a_whole(family: Family, house: HomeAssistantServer) -> None:
    _ = family.set_up(house)
    said, done = family.say("turn off the lights in the living room")
    assert (house.states["light.lounge"], house.states["light.shelf"], done) == ("off", "off", True)
    assert said == "Ceiling lamp and 1 more: off."


def test_off_until_it_is_switched_on_and_asks_no_host(family: Family, house: HomeAssistantServer) -> None:
    """No row, and a row that is switched off: Home Assistant sees not one connection."""
    assert family.shown()["switched_on"] is False
    said, done = family.say("turn on the lights")
    assert (said, done) == ("Smart home is switched off. You can switch it on in the portal, under Skills.", False)
    _ = family.set_up(house, switched_on=False)
    assert family.say("turn on the lights")[1] is False
    assert house.connections == 0


def test_what_fails_is_said_as_it_is_and_nothing_is_claimed(family: Family, house: HomeAssistantServer) -> None:
    _ = family.set_up(house)
    house.refuses = True
    assert family.say("turn on the kitchen light") == ("Home Assistant refused to do that with Kitchen light.", False)
    house.refuses, house.states["light.kitchen"] = False, "unavailable"
    assert family.say("turn on the kitchen light") == (
        "Home Assistant does not reach Kitchen light; nothing was switched.",
        False,
    )
    del house.states["light.kitchen"]
    assert family.say("turn on the kitchen light") == (
        "Home Assistant has no Kitchen light any more; perhaps it was renamed.",
        False,
    )
    house.token = "another"
    assert family.say("turn on plantuary") == ("Home Assistant refuses the access token; nothing was switched.", False)
    assert house.states["switch.plantuary"] == "off"


def test_a_wrong_token_is_said_although_no_name_of_the_house_is_known(
    family: Family, house: HomeAssistantServer
) -> None:
    """Its first fetch was refused, so there are no names; what is said is why, not that a name is unknown."""
    shown = family.set_up(house, token="wrong")
    assert (shown["problem"], shown["names"]) == ("token_refused", 0)
    said = family.say("turn on the lights")
    assert said == ("Home Assistant refuses the access token; nothing was switched.", False)
    assert house.calls == []


def test_a_house_that_does_not_confirm_is_not_believed(family: Family, house: HomeAssistantServer) -> None:
    _ = family.set_up(house)
    house.deaf = True
    said, done = family.say("turn on the kitchen light")
    assert not done
    assert "has not confirmed it" in said


def test_a_house_that_is_gone_is_said_to_be_gone(family: Family) -> None:
    with home_assistant() as house:
        _ = family.set_up(house)
    assert family.say("turn on the kitchen light") == ("Home Assistant does not answer; nothing was switched.", False)


def test_an_answer_that_takes_ten_seconds_blocks_no_other_utterance(family: Family, house: HomeAssistantServer) -> None:
    _ = family.set_up(house)
    house.delay_seconds = 10.0
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(family.say, "turn on the kitchen light")
        while not house.calls:
            time.sleep(0.05)
        other = threads.submit(family.say, "what time is it")
        said, done = other.result(timeout=30)
        assert done
        assert said.startswith("It is ")
        assert not slow.done()
        said, done = slow.result(timeout=30)
    assert not done
    assert "not" in said


def test_nothing_is_unlocked_by_voice(family: Family, house: HomeAssistantServer) -> None:
    _ = family.set_up(house)
    said, done = family.say("unlock the front door")
    assert not done
    assert house.calls == []
    assert said in {"I do not unlock anything by voice.", "Sorry, I did not understand that.", "I cannot do that yet."}


def test_names_of_the_house_reach_recogniser_and_hiding_at_once(
    family: Family, house: HomeAssistantServer, side: PersonalSide
) -> None:
    shown = family.set_up(house)
    assert shown["names"] == 13
    _ = family.say("turn on plantuary")
    assert house.states["switch.plantuary"] == "on"
    assert {"Plantuary", "Küchenlampe", "Wohnzimmer"} <= set(family.engine.phrases)
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        names = load_all_names(connection, family.owner.customer_id, side.master_key)
    assert "Plantuary" in names.reveal(RevealReason.DEIDENTIFICATION)


def test_the_token_lies_nowhere_in_the_clear_and_is_never_shown(
    family: Family, house: HomeAssistantServer, databases: Databases
) -> None:
    shown = family.set_up(house)
    settings = shown["settings"]
    assert isinstance(settings, list)
    settings = cast("list[object]", settings)
    assert {"name": "token", "value": "", "written": True}.items() <= dict(
        cast("dict[str, object]", settings[1])
    ).items()
    assert TOKEN not in family.page.get("/api/skills").text
    with databases.owner.transaction() as connection:
        rows = connection.execute("select * from personal.skills").fetchall()
    assert len(rows) == 1
    assert all(TOKEN.encode() not in bytes(value) for value in rows[0] if isinstance(value, bytes))
    assert b"plantuary" not in b"".join(bytes(value) for value in rows[0] if isinstance(value, bytes)).lower()


def test_a_token_is_not_sent_to_another_host_than_it_was_written_for(
    family: Family, house: HomeAssistantServer
) -> None:
    """Whoever sits at an open page could otherwise point the address elsewhere and be sent the token."""
    _ = family.set_up(house)
    settings = {"address": "http://localhost:1", "token": ""}
    moved = family.page.send("PUT", "/api/skills/smart_home", {"switched_on": True, "settings": settings})
    assert moved.status_code == 200
    assert [one["written"] for one in moved.json()["settings"] if one["name"] == "token"] == [False]
    with family.side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        held = list_skills(connection, family.owner.customer_id, family.side.master_key)
    assert TOKEN not in held[0].settings.reveal(RevealReason.OWN_HISTORY).values()


def test_customers_of_a_programme_have_no_skill_that_asks_hosts(
    side: PersonalSide, house: HomeAssistantServer, runner: SkillRunner
) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY, login="anneliese", password=PASSWORD)
    page = browser(replace(portal_of(side), runner=runner))
    assert page.sign_in(customer).status_code == 204
    assert page.get("/api/skills").json() == []
    settings = {"address": house.address, "token": TOKEN}
    refused = page.send("PUT", "/api/skills/smart_home", {"switched_on": True, "settings": settings})
    assert (refused.status_code, refused.json()["code"]) == (403, "skills_for_households")
    assert house.connections == 0


def test_deleting_everything_forgets_what_skills_were_told(
    family: Family, house: HomeAssistantServer, databases: Databases
) -> None:
    _ = family.set_up(house)
    assert family.page.send("DELETE", "/api/utterances").status_code == 200
    with databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.skills").fetchone() == (0,)


def test_hear_waits_for_keeping(family: Family, house: HomeAssistantServer) -> None:
    """What was done is kept in the history as done."""
    _ = family.set_up(house)
    family.engine.hears = "turn on the kitchen light"
    reply = hear(family.assistant, SOUND, family.speaker)
    assert reply.done
    history = family.page.get("/api/utterances").json()
    assert "Kitchen light: on." in str(history) or "kitchen light: on." in str(history).lower()


def test_a_correction_says_that_a_skill_acts_and_the_next_time_it_does(
    family: Family, house: HomeAssistantServer
) -> None:
    """A lesson of words alone, whose meaning only the smart home knows: what the page promises is what happens."""
    family.page.decide("automatic_learning", given=True)
    _ = family.set_up(house)
    assert family.say("turn on the chicken fight") == ("Sorry, I did not understand that.", False)
    _ = family.history()
    entry = family.page.get("/api/utterances").json()["utterances"][0]
    path = f"/api/utterances/{entry['recording_id']}/correction"
    saved = family.page.send("PUT", path, {"text": "turn on the kitchen light", "learn": True})
    assert saved.status_code == 200, saved.text
    assert saved.json()["correction"]["lesson"] == "acts"
    assert house.calls == [], "what a lesson does is found out without doing it"
    assert family.say("turn on the chicken fight")[1] is True
    assert house.states["light.kitchen"] == "on"
    _ = family.set_up(house, switched_on=False)
    listed = family.page.get("/api/utterances").json()["utterances"]
    shown = next(one for one in listed if one["recording_id"] == entry["recording_id"])
    assert shown["correction"]["lesson"] == "words_only"
