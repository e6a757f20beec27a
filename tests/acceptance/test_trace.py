"""RI1, S1: how an utterance was heard is shown stage by stage, run again, and tried by text; own only."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from support.by_voice import SOUND, Spoken, person
from support.databases import Databases
from support.portal import browser, portal_of
from support.speaking import PersonalSide

from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.store import load_speaker
from earnest.personal.household.home.store import load_home
from earnest.services.database.roles import Role

COUNTED = (
    b"select count(*) from personal.consent_events",
    b"select count(*) from personal.recordings",
    b"select count(*) from personal.spoken_orders",
    b"select count(*) from audit.leaves",
    b"select count(*) from handover.allowances",
    b"select count(*) from personal.homes",
)


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def rows(side: PersonalSide) -> list[object]:
    with side.databases.owner.transaction() as connection:
        return [connection.execute(statement).fetchone() for statement in COUNTED]


def typed(spoken: Spoken, text: str, **more: object) -> dict[str, object]:
    headers = {"Authorization": f"Bearer {spoken.token}"}
    answer = spoken.client.post("/api/sentences", json={"text": text, **more}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def timers(spoken: Spoken) -> int:
    with spoken.side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        home = load_home(connection, spoken.customer.customer_id, spoken.assistant.acting.master_key)
    return len(home.timers)


def test_each_stage_of_an_utterance_is_shown_as_it_was(side: PersonalSide) -> None:
    with person(side) as spoken:
        said = spoken.say("what time is it")
        answer = spoken.page.send("GET", f"/api/utterances/{said['recording_id']}/trace")
        assert answer.status_code == 200, answer.text
        shown = answer.json()
        recognition = shown["recognition"]
        assert (recognition["text"], recognition["engine"]) == ("what time is it", "test")
        assert [word["text"] for word in recognition["words"]] == ["what", "time", "is", "it"]
        assert [word["posterior"] for word in recognition["words"]] == [word["posterior"] for word in said["words"]]  # pyright: ignore[reportGeneralTypeIssues, reportIndexIssue, reportUnknownVariableType]
        assert (shown["intent"], shown["skill"], shown["answer"]) == ("tell_time", "time_and_date", said["answer"])
        assert set(shown["seconds"]) == {"sound", "recognising", "understanding", "answering"}
        assert sum(shown["seconds"].values()) > 0
        assert (shown["wake_word"], shown["taught"]) == (None, False)
        raw = json.loads(shown["raw"])
        assert (raw["hypothesis"]["engine"], raw["answer"]) == ("test", said["answer"])


def test_what_another_person_said_is_traced_for_no_one_else(side: PersonalSide) -> None:
    """An attacker who knows the identifier learns not even that there is such a recording."""
    with person(side) as spoken, person(side) as other:
        said = spoken.say("what time is it")
        path = f"/api/utterances/{said['recording_id']}/trace"
        refused, unknown = other.page.send("GET", path), other.page.send("GET", f"/api/utterances/{uuid4()}/trace")
        assert (refused.status_code, refused.json()) == (404, unknown.json())
        assert browser(portal_of(side)).send("GET", path).status_code == 401
        assert spoken.page.send("GET", path).status_code == 200
        assert spoken.page.send("DELETE", f"/api/utterances/{said['recording_id']}").status_code == 200
        assert spoken.page.send("GET", path).status_code in {404, 410}


def test_a_sentence_is_tried_and_nothing_is_done_unless_that_is_asked_for(side: PersonalSide) -> None:
    with person(side) as spoken:
        before = rows(side)
        tried = typed(spoken, "set a timer for five minutes")
        assert (tried["intent"], tried["skill"], tried["done"]) == ("set_timer", "timers", False)
        assert "5" in str(tried["answer"])
        for privacy in ("stop letting people listen", "delete everything from today", "private hour please"):
            assert typed(spoken, privacy)["done"] is False
        assert (timers(spoken), rows(side)) == (0, before)
        assert typed(spoken, "set a timer for five minutes", act=True)["done"] is True
        assert timers(spoken) == 1


def test_a_question_of_the_assistant_waits_while_sentences_are_tried(side: PersonalSide) -> None:
    with person(side) as spoken:
        assert spoken.say("delete everything from today")["recording_id"] is not None
        assert typed(spoken, "yes")["intent"] is None
        with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            device_id = load_speaker(connection, spoken.token).device_id
        assert spoken.assistant.acting.questions.take(device_id, side.clock.now()) is not None


def test_what_was_taught_decides_for_its_person_only(side: PersonalSide) -> None:
    with person(side) as spoken, person(side) as other:
        said = spoken.say("what dime is mitt")
        meant: dict[str, object] = {"text": "what time is it", "intent": None, "slots": {}, "learn": True}
        assert spoken.page.send("PUT", f"/api/utterances/{said['recording_id']}/correction", meant).status_code == 200
        own, theirs = typed(spoken, "what dime is mitt"), typed(other, "what dime is mitt")
        assert (own["text"], own["intent"], own["taught"]) == ("what time is it", "tell_time", True)
        assert (theirs["intent"], theirs["taught"]) == (None, False)


def test_a_sentence_needs_the_token_of_a_device(side: PersonalSide) -> None:
    with person(side, purposes=(Purpose.OWN_HISTORY,)) as spoken:
        refused = spoken.client.post("/api/sentences", json={"text": "what time is it"})
        assert (refused.status_code, refused.json()["code"]) == (401, "token_refused")
        through_page = spoken.page.send("POST", "/api/talk/sentences", {"text": "what time is it"})
        assert (through_page.status_code, through_page.json()["code"]) == (409, "browser_not_connected")


def test_recognised_again_it_is_told_as_in_the_history(side: PersonalSide) -> None:
    with person(side) as spoken:
        spoken.engine.hears = "what time is it"
        before = rows(side)
        headers = {"Authorization": f"Bearer {spoken.token}"}
        answer = spoken.client.post("/api/recognitions", content=SOUND, headers=headers)
        assert answer.status_code == 200, answer.text
        again = answer.json()
        assert [word["text"] for word in again["recognition"]["words"]] == ["what", "time", "is", "it"]
        assert (again["skill"], set(again["seconds"])) == (
            "time_and_date",
            {"sound", "recognising", "understanding"},
        )
        assert rows(side) == before
