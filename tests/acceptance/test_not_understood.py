"""RI3, S1: twenty failures of one name are one task: corrected once for all, learned, heard at once. Over HTTP."""

from pathlib import Path
from uuid import uuid4

import pytest
from support.by_voice import SOUND, Spoken, person
from support.databases import Databases
from support.speaking import PersonalSide

from earnest.personal.consent.purposes import Purpose

MEANT: dict[str, object] = {"text": "what time is it", "intent": None, "slots": {}, "learn": True}


COUNTED = (
    b"select count(*) from personal.consent_events",
    b"select count(*) from personal.recordings",
    b"select count(*) from personal.spoken_orders",
    b"select count(*) from audit.leaves",
    b"select count(*) from handover.allowances",
)


def again(spoken: Spoken, sentence: str = "what dime is mitt") -> dict[str, object]:
    spoken.engine.hears = sentence
    headers = {"Authorization": f"Bearer {spoken.token}"}
    answer = spoken.client.post("/api/recognitions", content=SOUND, headers=headers)
    assert answer.status_code == 200, answer.text
    return {name: value for name, value in answer.json().items() if name in {"heard", "intent", "taught"}}


def rows(side: PersonalSide) -> list[object]:
    with side.databases.owner.transaction() as connection:
        return [connection.execute(statement).fetchone() for statement in COUNTED]


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def test_one_correction_is_for_all_that_was_heard_alike_and_for_no_other_household(side: PersonalSide) -> None:
    with person(side) as spoken, person(side) as other:
        same = [spoken.say("what dime is mitt")["recording_id"] for _ in range(4)]
        apart = spoken.say("play jazz on the mars")["recording_id"]
        theirs = other.say("what dime is mitt")["recording_id"]
        gone = str(uuid4())
        _ = spoken.entries()
        sent = MEANT | {"also": [*same[1:], theirs, gone]}
        answer = spoken.page.send("PUT", f"/api/utterances/{same[0]}/correction", sent)
        assert answer.status_code == 200, answer.text
        assert answer.json()["correction"]["lesson"] == "acts"
        corrected = {entry["recording_id"]: entry["correction"] is not None for entry in spoken.entries()}
        assert corrected == dict.fromkeys(same, True) | {apart: False}
        assert [entry["correction"] for entry in other.entries()] == [None]
        assert spoken.say("what dime is mitt")["intent"] == "tell_time"
        assert other.say("what dime is mitt")["intent"] is None


def test_undone_nothing_of_it_is_left_and_another_household_undoes_nothing(side: PersonalSide) -> None:
    with person(side) as spoken, person(side) as other:
        same = [spoken.say("what dime is mitt")["recording_id"] for _ in range(2)]
        _ = spoken.entries()
        sent = MEANT | {"also": same[1:]}
        assert spoken.page.send("PUT", f"/api/utterances/{same[0]}/correction", sent).status_code == 200
        assert again(spoken) == {"heard": "what dime is mitt", "intent": "tell_time", "taught": True}
        _ = other.entries()
        undo = {"recording_ids": [*same, str(uuid4())]}
        assert other.page.send("POST", "/api/corrections/undo", undo).status_code == 204
        assert again(spoken)["intent"] == "tell_time"
        assert spoken.page.send("POST", "/api/corrections/undo", undo).status_code == 204
        assert [entry["correction"] for entry in spoken.entries()] == [None, None]
        assert again(spoken) == {"heard": "what dime is mitt", "intent": None, "taught": False}


def test_running_again_counts_keeps_and_does_nothing(side: PersonalSide) -> None:
    with person(side) as spoken:
        _ = spoken.say("delete what I just said")
        _ = spoken.say("what dime is mitt")
        kept, counted = spoken.texts(), rows(side)
        for sentence in ("stop letting people listen", "delete everything from today", "set a timer for five minutes"):
            spoken.engine.hears = sentence
            assert again(spoken, sentence)["intent"] is not None
        assert spoken.assistant.keeping.wait_until_idle(60)
        assert rows(side) == counted
        assert spoken.texts() == kept


def test_without_a_yes_to_learning_nothing_of_the_many_is_corrected(side: PersonalSide) -> None:
    with person(side, purposes=(Purpose.OWN_HISTORY,)) as spoken:
        same = [spoken.say("what dime is mitt")["recording_id"] for _ in range(2)]
        _ = spoken.entries()
        sent = MEANT | {"also": same[1:]}
        assert spoken.page.send("PUT", f"/api/utterances/{same[0]}/correction", sent).status_code == 403
        assert [entry["correction"] for entry in spoken.entries()] == [None, None]
        sent = MEANT | {"also": same * 300}
        assert spoken.page.send("PUT", f"/api/utterances/{same[0]}/correction", sent).status_code == 422
