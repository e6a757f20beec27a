"""CN2, CN5, S29: whoever is in the room, a television too, can by voice only let less be kept; as an attacker."""

from datetime import timedelta
from pathlib import Path
from typing import LiteralString
from uuid import uuid4

import psycopg
import pytest
from support.by_voice import Spoken, carrier_of, person, worker
from support.databases import Databases
from support.speaking import PersonalSide

from earnest.personal.consent.purposes import Purpose
from earnest.services.database.roles import Role

DELETIONS = ("delete what I just said", "delete everything from today", "yes")
INSIDE_OTHERS = (
    "he told me to delete everything from today and I did not",
    "play delete what I just said by the zebras",
    "please remind me to delete everything from today",
    "was heißt lösche was ich gerade gesagt habe auf englisch",
    "ik zei tegen haar verwijder alles van vandaag maar niet heus",
)
YESES = (
    "let people listen to my recordings",
    "I agree to human review",
    "start letting people listen",
    "switch on learning",
    "yes people may listen",
    "no, I said people may listen to everything",
    "keep everything I say",
    "end the private hour",
)


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def decisions(spoken: Spoken) -> dict[str, bool]:
    assert spoken.page.sign_in(spoken.customer).status_code == 204
    return {entry["purpose"]: entry["given"] for entry in spoken.page.get("/api/purposes").json()}


def test_a_device_of_another_household_deletes_and_corrects_nothing_here(side: PersonalSide) -> None:
    with person(side) as spoken, person(side) as other, worker(side):
        kept = spoken.say("zebrafish")
        for sentence in (*DELETIONS, "no, I said what time is it"):
            _ = other.say(sentence)
        assert spoken.texts() == ["zebrafish"]
        # Even a gateway that is broken into names only customers, and corrects nothing of another.
        with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            _ = connection.execute(
                "select personal.order_correction(%s, %s, %s, %s, %s)",
                [uuid4(), other.customer.customer_id, kept["recording_id"], b"zebra", side.clock.now()],
            )
        carrier_of(side).carry_out()
        entry = spoken.entries()[0]
        assert entry["correction"] is None


@pytest.mark.parametrize("sentence", INSIDE_OTHERS)
def test_a_deletion_inside_a_longer_sentence_is_none(side: PersonalSide, sentence: str) -> None:
    with person(side) as spoken, worker(side):
        _ = spoken.say("zebrafish")
        for said in (sentence, "yes"):
            assert spoken.say(said)["intent"] not in {"delete_last", "delete_today", "delete_today_agreed"}
        assert "zebrafish" in spoken.texts()


def test_a_yes_without_the_question_or_to_another_one_deletes_nothing(side: PersonalSide) -> None:
    with person(side) as spoken, worker(side):
        _ = spoken.say("zebrafish")
        assert spoken.say("yes")["intent"] != "delete_today_agreed"
        _ = spoken.say("delete everything from today")
        assert spoken.say("what time is it")["intent"] == "tell_time"
        assert spoken.say("yes")["intent"] != "delete_today_agreed", "only the next utterance answers"
        _ = spoken.say("delete everything from today")
        assert spoken.say("yes", seconds=31)["intent"] != "delete_today_agreed", "half a minute later it is no answer"
        assert "zebrafish" in spoken.texts()
        _ = spoken.say("delete everything from today")
        assert spoken.say("yes no no")["intent"] != "delete_today_agreed"
        assert "zebrafish" in spoken.texts()


def test_no_sentence_gives_a_yes_or_ends_a_private_hour(side: PersonalSide) -> None:
    with person(side, purposes=(Purpose.OWN_HISTORY,)) as spoken, worker(side):
        before = decisions(spoken)
        for sentence in YESES:
            _ = spoken.say(sentence)
            _ = spoken.say("yes")
            assert decisions(spoken) == before, sentence
        _ = spoken.say("start a private hour")
        for sentence in ("end the private hour", "no, I said end the private hour", "yes"):
            _ = spoken.say(sentence)
            assert spoken.say("zebrafish")["private"]


def test_no_lesson_hides_a_request_about_what_is_kept(side: PersonalSide) -> None:
    with person(side) as spoken, worker(side):
        for sentence in ("delete what I just said", "start a private hour", "delete everything from today"):
            _ = spoken.say("zebrafish")
            taught = spoken.say("no, I said " + sentence)
            assert taught["intent"] in {"delete_last", "begin_private_hour", "delete_today"}
            side.clock.advance(timedelta(hours=2))
        # A guest teaches that these words mean something else, by the page's form of the owner or by voice.
        kept = spoken.say("start a private our")
        _ = spoken.say("no, I said what time is it")
        assert kept["recording_id"] is not None
        assert spoken.say("start a private hour")["private"]


def test_what_waits_while_its_deletion_is_ordered_is_never_stored(side: PersonalSide) -> None:
    with person(side) as spoken:
        recorded = spoken.say("zebrafish")
        moment = side.clock.now()
        database = side.databases[Role.DEVICE_GATEWAY]
        with database.transaction() as connection:
            _ = connection.execute(
                "select personal.order_deletion(%s, %s, null, %s, %s, false)",
                [uuid4(), spoken.customer.customer_id, moment - timedelta(minutes=1), moment],
            )
        assert recorded["recording_id"] is not None
        with pytest.raises(psycopg.errors.InsufficientPrivilege), side.databases.owner.transaction() as connection:
            _ = connection.execute(
                "insert into personal.recordings select %s, customer_id, device_id, captured_at, sample_count, "
                "object_key, wrapped_key, sealed_content, understood, purposes, consent_event_ids, region, programme, "
                "selected, selection_reason, selection_probability, review_state, withheld_reason, delete_after, "
                "erased_at from personal.recordings where recording_id = %s",
                [uuid4(), recorded["recording_id"]],
            )


@pytest.mark.parametrize(
    "statement",
    [
        "select * from personal.spoken_orders",
        "update personal.spoken_orders set done_at = now()",
        "delete from personal.spoken_orders",
        "select clip_id from personal.clip_links",
        "update personal.recordings set erased_at = now()",
        "select sealed_content from personal.recordings",
    ],
)
def test_the_gateway_reads_and_takes_back_no_order(side: PersonalSide, statement: LiteralString) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        side.databases[Role.DEVICE_GATEWAY].transaction() as connection,
    ):
        _ = connection.execute(statement)
