"""CN10, S29: of what is said in a private hour nothing is kept in any store, whatever was agreed to. As an attacker."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import LiteralString
from uuid import uuid4

import psycopg
import pytest
from support.assistant import Parrot, conversation_of, hear, reason_of, speaker_of
from support.databases import Databases
from support.portal import PASSWORD, browser, portal_of
from support.speaking import PersonalSide, new_recording, spoken, tone
from support.voices import say

from earnest.foundation.sensitive import RevealReason
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.reply import Reply
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme, Speaker
from earnest.personal.private_hours.errors import ScheduleInvalid
from earnest.personal.private_hours.hours import PrivateHours
from earnest.personal.private_hours.spoken import SpokenPrivateHours
from earnest.personal.sampling.rules import GateReason
from earnest.services.database.errors import DatabaseUnavailable
from earnest.services.database.roles import Role
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("a large latte with soy milk please"))
HOUR = timedelta(hours=1)


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def hours_of(side: PersonalSide) -> PrivateHours:
    return PrivateHours(database=side.databases[Role.CUSTOMER_PORTAL], pseudonyms=side.pseudonyms, clock=side.clock)


def rows(side: PersonalSide, statement: LiteralString) -> list[tuple[object, ...]]:
    with side.databases.owner.transaction() as connection:
        return [tuple(row) for row in connection.execute(statement).fetchall()]


def kept(side: PersonalSide) -> list[object]:
    """Return everything of every store of this side that an utterance could have left: rows, objects, counts, jobs."""
    objects = [path for path in (side.folder / "objects").rglob("*") if path.is_file()]
    found: list[object] = [*objects]
    found += rows(side, "select recording_id from personal.recordings")
    found += rows(side, "select day from personal.chosen_counts")
    found += rows(side, "select region, utterances, chosen from handover.allowances")
    found += rows(side, "select * from personal.wake_counts")
    found += rows(side, "select id from jobs_personal.procrastinate_jobs")
    return found


def answer_of(reply: Reply) -> str:
    return reply.answer.reveal(RevealReason.OWN_HISTORY)


def hears(side: PersonalSide, text: str) -> Conversation:
    return conversation_of(side, Parrot(hears=text))


def everything_agreed(side: PersonalSide) -> tuple[Customer, Speaker]:
    customer = side.add_customer(*Purpose, programme=Programme.PANEL)
    return customer, speaker_of(side, customer)


def test_cn10_nothing_is_kept_by_button_with_every_consent(
    side: PersonalSide, capfd: pytest.CaptureFixture[str]
) -> None:
    customer, speaker = everything_agreed(side)
    assistant = hears(side, "zebrafish please")
    assert hear(assistant, SOUND, speaker).recording_id is not None
    before, leaves = kept(side), rows(side, "select count(*) from audit.leaves")
    _ = capfd.readouterr()
    state = hours_of(side).begin(customer, HOUR)
    assert state.until == side.clock.now() + HOUR
    side.clock.advance(timedelta(minutes=59))
    for wake_word in (None, None, "alexa"):
        reply = hear(assistant, SOUND, speaker, wake_word)
        assert reply.recording_id is None
    assert kept(side) == before
    assert rows(side, "select count(*) - 1 from audit.leaves") == leaves
    assert "zebrafish" not in "".join(capfd.readouterr())
    side.clock.advance(timedelta(minutes=2))
    assert hear(assistant, SOUND, speaker).recording_id is not None


@pytest.mark.parametrize(
    ("language", "sentence", "minutes", "said"),
    [
        ("en", "start a private hour", 60, "Private until"),
        ("en", "we have guests", 60, "Private until"),
        ("en", "private mode for three hours", 180, "keep nothing"),
        ("de", "starte eine private stunde", 60, "Privat bis"),
        ("de", "privatmodus für zwei stunden", 120, "bewahre nichts auf"),
        ("nl", "start een privé uur", 60, "Privé tot"),
        ("nl", "we hebben bezoek", 60, "bewaar niets"),
    ],
)
def test_cn10_it_begins_by_voice_and_the_sentence_itself_is_not_kept(
    side: PersonalSide, language: str, sentence: str, minutes: int, said: str
) -> None:
    customer = side.add_customer(*Purpose, language=language)
    speaker = speaker_of(side, customer)
    before, begun = kept(side), side.clock.now()
    reply = hear(hears(side, sentence), SOUND, speaker)
    assert said in answer_of(reply)
    assert reply.done
    assert reply.recording_id is None
    assert hear(hears(side, "zebrafish"), SOUND, speaker).recording_id is None
    assert kept(side) == before
    assert hours_of(side).show(customer).until == begun + timedelta(minutes=minutes)


def test_cn10_by_voice_it_cannot_be_ended_and_that_is_said(side: PersonalSide) -> None:
    customer, speaker = everything_agreed(side)
    assert "No private hour" in answer_of(hear(hears(side, "end the private hour"), SOUND, speaker))
    until = hours_of(side).begin(customer, HOUR).until
    reply = hear(hears(side, "end the private hour"), SOUND, speaker)
    assert "only be ended earlier on your page" in answer_of(reply)
    assert not reply.done
    assert "private until" in answer_of(hear(hears(side, "is it private"), SOUND, speaker))
    assert "private until" in answer_of(hear(hears(side, "what do you keep about me"), SOUND, speaker))
    shorter = hear(hears(side, "private mode for five minutes"), SOUND, speaker)
    assert until is not None
    assert f"{until.astimezone():%H:%M}" in answer_of(shorter)
    assert hours_of(side).show(customer).until == until


def test_cn10_one_that_begins_while_something_waits_to_be_kept_takes_that_too(side: PersonalSide) -> None:
    customer, speaker = everything_agreed(side)
    assistant = hears(side, "zebrafish")
    with side.databases.owner.transaction() as connection:
        # Keeping waits for the person's lock; the answer does not.
        _ = connection.execute("select personal.lock_customer(%s)", [customer.customer_id])
        reply = assistant.hear(SOUND, speaker, None)
        assert reply.recording_id is not None
        _ = connection.execute(
            "insert into personal.private_hours values (%s, %s, %s, %s)",
            [uuid4(), customer.customer_id, side.clock.now(), side.clock.now() + HOUR],
        )
    assert reason_of(assistant, reply) == GateReason.PRIVATE_HOUR
    assert kept(side) == []


def test_cn10_the_table_refuses_a_recording_whatever_the_process_thinks(side: PersonalSide) -> None:
    customer, _ = everything_agreed(side)
    grant = side.grant(customer)
    assert grant is not None
    _ = hours_of(side).begin(customer, HOUR)
    recording = new_recording(
        customer, samples=tone(), content=spoken("x"), selected=False, captured_at=side.clock.now(), days=1
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="private hour"):
        side.keep(recording, grant)
    assert rows(side, "select 1 from personal.recordings") == []


def test_cn10_the_gateway_can_begin_one_and_neither_end_nor_shorten_nor_move_it(side: PersonalSide) -> None:
    customer, _ = everything_agreed(side)
    gateway = side.databases[Role.DEVICE_GATEWAY]
    now = side.clock.now()
    spoken_hours = SpokenPrivateHours(database=gateway, pseudonyms=side.pseudonyms)
    spoken_hours.begin_spoken(customer, begins_at=now, ends_at=now + HOUR)
    attempts: tuple[LiteralString, ...] = (
        "delete from personal.private_hours",
        "update personal.private_hours set ends_at = begins_at",
        "truncate personal.private_hours",
        "delete from personal.private_schedules",
        "alter table personal.recordings disable trigger keep_nothing_private",
        "drop function personal.keep_nothing_private() cascade",
        "create or replace function personal.private_until(uuid, timestamptz) returns timestamptz return now()",
    )
    for attempt in attempts:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), gateway.transaction() as connection:
            _ = connection.execute(attempt)
    with pytest.raises(psycopg.errors.CheckViolation), gateway.transaction() as connection:
        _ = connection.execute(
            "select personal.begin_private_hour(%s, %s, %s, %s)",
            [uuid4(), customer.customer_id, now, now + timedelta(days=2)],
        )
    assert hours_of(side).show(customer).until == now + HOUR


def test_cn10_where_the_state_is_unknown_nothing_is_kept(
    side: PersonalSide, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, speaker = everything_agreed(side)
    assistant = hears(side, "zebrafish")
    with databases.owner.transaction() as connection:
        _ = connection.execute("revoke execute on function personal.private_until(uuid, timestamptz) from public")
        _ = connection.execute(
            "revoke execute on function personal.private_until(uuid, timestamptz) from earnest_device_gateway"
        )
    with pytest.raises((DatabaseUnavailable, psycopg.Error)):
        _ = hear(assistant, SOUND, speaker)
    assert kept(side) == []


def test_cn10_the_weekly_plan_keeps_to_the_local_time_and_over_midnight(side: PersonalSide) -> None:
    customer, speaker = everything_agreed(side)
    assistant = hears(side, "zebrafish")
    # 4 March 2026 is a Wednesday; Berlin is an hour ahead of UTC.
    _ = hours_of(side).add_schedule(
        customer, weekdays=(3,), starts=time(22, 0), ends=time(1, 30), time_zone="Europe/Berlin"
    )

    def keeps(moment: datetime) -> bool:
        side.clock.advance(moment - side.clock.now())
        return hear(assistant, SOUND, speaker).recording_id is not None

    assert keeps(datetime(2026, 3, 4, 20, 59, tzinfo=UTC))
    assert not keeps(datetime(2026, 3, 4, 21, 0, tzinfo=UTC))
    assert hours_of(side).show(customer).scheduled
    assert not keeps(datetime(2026, 3, 5, 0, 29, tzinfo=UTC))
    assert keeps(datetime(2026, 3, 5, 0, 30, tzinfo=UTC))
    assert keeps(datetime(2026, 3, 5, 21, 30, tzinfo=UTC))
    # In summer Berlin is two hours ahead.
    assert keeps(datetime(2026, 4, 8, 19, 59, tzinfo=UTC))
    assert not keeps(datetime(2026, 4, 8, 20, 0, tzinfo=UTC))


def test_cn10_the_button_and_the_plan_at_the_portal_are_the_customers_own(side: PersonalSide) -> None:
    anna = side.add_customer(login="anna", password=PASSWORD)
    bert = side.add_customer(login="bert", password=PASSWORD)
    page, other = browser(portal_of(side)), browser(portal_of(side))
    assert page.get("/api/private-hour").status_code == 401
    assert page.sign_in(anna).status_code == 204
    assert other.sign_in(bert).status_code == 204
    assert page.send("POST", "/api/private-hour", {"minutes": 60}).json()["until"] is not None
    assert other.get("/api/private-hour").json()["until"] is None
    assert other.send("DELETE", "/api/private-hour").status_code == 200
    assert page.get("/api/private-hour").json()["until"] is not None
    plan = {"weekdays": [5, 6], "starts": "18:00", "ends": "23:00", "time_zone": "Europe/Amsterdam"}
    told = page.send("POST", "/api/private-hour/schedules", plan).json()["schedules"]
    assert told[0]["weekdays"] == [5, 6]
    taken = other.send("DELETE", f"/api/private-hour/schedules/{told[0]['schedule_id']}")
    assert taken.json()["code"] == "schedule_missing"
    refused = page.send("POST", "/api/private-hour/schedules", plan | {"time_zone": "Mars/Phobos"})
    assert refused.json()["code"] == ScheduleInvalid.code
    assert page.send("DELETE", f"/api/private-hour/schedules/{told[0]['schedule_id']}").json()["schedules"] == []
    assert page.send("DELETE", "/api/private-hour").json()["until"] is None
    for minutes in (0, -5, 1441):
        assert page.send("POST", "/api/private-hour", {"minutes": minutes}).status_code in {400, 422}


def test_past_private_hours_are_forgotten(side: PersonalSide) -> None:
    customer, _ = everything_agreed(side)
    _ = hours_of(side).begin(customer, HOUR)
    side.clock.advance(timedelta(hours=26))
    side.sweeper().sweep()
    assert rows(side, "select 1 from personal.private_hours") == []
