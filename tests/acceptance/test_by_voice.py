"""CN5, CN6, RI3, RT3, TR1, TR3, S29: what a person asks by voice about what is kept is done, and then said. HTTP."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from support.by_voice import Spoken, carrier_of, person, worker
from support.databases import Databases
from support.speaking import PersonalSide

from earnest.foundation.identifiers import ClipId
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.customers.records import Programme
from earnest.services.audit import ClipWithdrawn

LAST = {
    "en": ("delete what I just said", "forget the last thing I said"),
    "de": ("Lösche, was ich gerade gesagt habe", "Vergiss meine letzte Aufnahme"),
    "nl": ("verwijder wat ik net zei", "wis mijn laatste opname"),
}
DELETED = {
    "en": "Deleted: nothing of what you said last is kept.",
    "de": "Gelöscht: Von dem, was Sie zuletzt gesagt haben, ist nichts mehr aufbewahrt.",
    "nl": "Verwijderd: van wat u het laatst zei is niets meer bewaard.",
}
TODAY = {
    "en": ("delete everything from today", "Should I delete", "yes please", "Deleted: 3 recordings", "no"),
    "de": ("Lösche alles von heute", "Soll ich alles", "ja", "Gelöscht: 3 Aufnahmen", "nein"),
    "nl": ("verwijder alles van vandaag", "Moet ik alles", "ja", "Verwijderd: 3 opnamen", "nee"),
}
LISTENED = {
    "en": ("who listened to me?", "No person has listened", "people have listened to one"),
    "de": ("Wer hat mir zugehört?", "kein Mensch", "haben Menschen eine angehört"),
    "nl": ("Wie heeft er naar mij geluisterd?", "Geen mens", "Naar één van uw opnamen"),
}
CORRECTIONS = {
    "en": ("no, I said what time is it", "Corrected: you said “what time is it”. It is "),
    "de": ("nein, ich sagte wie spät ist es", "Berichtigt: Sie haben gesagt: „wie spät ist es“. Es ist "),
    "nl": ("nee, ik zei hoe laat is het", "Verbeterd: u zei “hoe laat is het”. Het is "),
}
OWNER = {"en": "Only the owner", "de": "nur anhören, wem dieser Haushalt gehört", "nl": "Alleen de eigenaar"}
LANGUAGES = ("en", "de", "nl")


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


@pytest.fixture
def working(side: PersonalSide) -> Iterator[None]:
    with worker(side):
        yield


def place_clip(spoken: Spoken, recording_id: object) -> UUID:
    """Let a clip have been made of a recording and placed."""
    side, clip_id = spoken.side, uuid4()
    with side.databases.owner.transaction() as connection:
        cut = side.clock.now() + timedelta(days=180)
        _ = connection.execute(
            "insert into personal.clip_links values (%s, %s, %s, %s, %s)",
            [clip_id, recording_id, spoken.customer.customer_id, side.clock.now(), cut],
        )
        _ = connection.execute(
            "update personal.recordings set review_state = 'placed' where recording_id = %s", [recording_id]
        )
    return clip_id


def withdrawn(side: PersonalSide) -> dict[UUID, str]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select clip_id, reason from handover.withdrawals").fetchall()
    return {row[0]: str(row[1]) for row in rows}


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize("language", LANGUAGES)
def test_rt3_what_was_just_said_is_deleted_and_nothing_else(side: PersonalSide, language: str) -> None:
    with person(side, language) as spoken:
        for sentence in LAST[language]:
            _ = spoken.say("first zebrafish")
            last = spoken.say("second zebrafish")
            clip_id = place_clip(spoken, last["recording_id"])
            answer = spoken.say(sentence)
            assert answer["answer"] == DELETED[language]
            assert answer["done"]
            assert answer["recording_id"] is None
            assert spoken.texts()[:1] == ["first zebrafish"]
            assert withdrawn(side)[clip_id] == WithdrawalReason.DELETED_BY_CUSTOMER
            with side.databases.owner.transaction() as connection:
                assert connection.execute(
                    "select wrapped_key, sealed_content from personal.recordings where recording_id = %s",
                    [last["recording_id"]],
                ).fetchone() == (None, None)


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize("language", LANGUAGES)
def test_rt3_a_day_is_deleted_after_one_question(side: PersonalSide, language: str) -> None:
    ask, question, yes, deleted, no = TODAY[language]
    with person(side, language) as spoken:
        _ = spoken.say("yesterday's zebrafish")
        side.clock.advance(timedelta(days=1))
        _ = spoken.say("first zebrafish")
        assert str(spoken.say(ask)["answer"]).startswith(question)
        assert spoken.say(no)["answer"] != deleted
        assert "first zebrafish" in spoken.texts()
        assert str(spoken.say(yes)["answer"]) != deleted, "the question was answered already"
        before = len(spoken.texts())
        assert str(spoken.say(ask)["answer"]).startswith(question)
        answer = str(spoken.say(yes)["answer"])
        assert answer.startswith(deleted.replace("3", str(before)))
        assert spoken.texts() == ["yesterday's zebrafish"]


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize("language", LANGUAGES)
def test_ri3_no_i_said_corrects_what_was_heard_and_does_what_was_meant(side: PersonalSide, language: str) -> None:
    sentence, expected = CORRECTIONS[language]
    with person(side, language) as spoken:
        heard = spoken.say("what dime is mitt")
        assert not heard["understood"]
        answer = spoken.say(sentence)
        assert str(answer["answer"]).startswith(expected)
        assert answer["done"]
        entry = next(entry for entry in spoken.entries() if entry["recording_id"] == heard["recording_id"])
        correction = entry["correction"]
        assert isinstance(correction, dict)
        assert correction["text"] in sentence
        assert correction["learned"]
        # The lesson is used at once, as after the button.
        again = spoken.say("what dime is mitt")
        assert (again["intent"], again["done"]) == ("tell_time", True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tr3_who_listened_is_told_by_voice(side: PersonalSide, language: str) -> None:
    ask, nobody, one = LISTENED[language]
    with person(side, language) as spoken:
        last = spoken.say("first zebrafish")
        assert nobody in str(spoken.say(ask)["answer"])
        clip_id = place_clip(spoken, last["recording_id"])
        with side.databases.owner.transaction() as connection:
            _ = connection.execute(
                "insert into handover.receipts (receipt_id, clip_id, kind, role, played_milliseconds, recorded_at) "
                "values (%s, %s, 'played', 'reviewer', 900, %s)",
                [uuid4(), clip_id, side.clock.now()],
            )
        assert one in str(spoken.say(ask)["answer"])
    with person(side, language) as other:
        assert nobody in str(other.say(ask)["answer"])
    with person(side, language, programme=Programme.HOUSEHOLD) as owner:
        assert OWNER[language] in str(owner.say(ask)["answer"])


def test_cn6_while_the_worker_is_away_it_is_said_that_it_is_noted_and_no_reviewer_gets_it(side: PersonalSide) -> None:
    with person(side) as spoken:
        last = spoken.say("second zebrafish")
        clip_id = place_clip(spoken, last["recording_id"])
        answer = spoken.say("delete what I just said")
        assert answer["answer"] == "Noted: it will be deleted. No person is given it any more."
        assert withdrawn(side)[clip_id] == WithdrawalReason.DELETED_BY_CUSTOMER
        with side.databases.owner.transaction() as connection:
            told = connection.execute(
                "select entry from audit.leaves where convert_from(entry, 'UTF8') like '%%clip_withdrawn%%'"
            ).fetchall()
        # What the database writes is what the code would have written.
        expected = ClipWithdrawn(at=side.clock.now(), clip_id=ClipId(clip_id), reason="deleted_by_customer").entry()
        assert [bytes(row[0]) for row in told] == [expected]
        carrier_of(side).carry_out()
        assert spoken.texts() == []
        with side.databases.owner.transaction() as connection:
            counted = connection.execute("select scope, recordings, clips from personal.deletions").fetchall()
        assert counted == [("one", 1, 1)]
