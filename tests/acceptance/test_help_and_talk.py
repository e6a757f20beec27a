"""A hard word (CH1, CH2, CH3) and the place to talk (CH5), over HTTP with reviewers who really sign in."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, Json, code_of, lease, open_bench
from support.databases import Databases

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.exchanges import ForgettingExchanges
from earnest.foundation.identifiers import ClipId
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.staff.records import StaffRole
from earnest.services.database.roles import Role
from earnest.sound_files.decoding import decode


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    bench = open_bench(databases, tmp_path / "data")
    bench.handover.allow(9)
    return bench


def ask(bench: Bench, asker: TestClient) -> ClipId:
    """Take a clip and ask about a word in it."""
    clip_id = bench.handover.place(seconds=8.0)
    answer = asker.post(f"/api/leases/{lease(asker)['lease_id']}/question", json={"at_milliseconds": 5000})
    assert answer.status_code == 204, answer.text
    return clip_id


def questions(browser: TestClient) -> list[Json]:
    found: list[Json] = browser.get("/api/questions").json()
    return found


def count(bench: Bench, statement: str) -> int:
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return int(row[0])


def test_ch1_another_hears_two_seconds_and_answers_with_one_word(bench: Bench) -> None:
    asker, helper = bench.reviewer(), bench.reviewer("Helper")
    _ = ask(bench, asker)
    assert questions(asker) == []
    (question,) = questions(helper)
    assert set(question) == {"question_id", "asked_at", "ends_at", "distressing"}
    assert question["distressing"] is False
    one = f"/api/questions/{question['question_id']}"
    address = helper.post(f"{one}/sound").json()["address"]
    assert asker.get(address).status_code == 403
    address = helper.post(f"{one}/sound").json()["address"]
    sound = helper.get(address)
    assert sound.status_code == 200
    assert decode(sound.content).size == 2 * 16_000
    assert sound.headers["cache-control"] == "no-store"
    again = helper.get(address)
    assert (again.status_code, code_of(again)) == (403, "excerpt_address_spent")
    # The customer sees one more listener, and the log has a leaf from before the first byte.
    assert (
        count(bench, "select count(*) from handover.receipts where kind = 'played' and played_milliseconds = 2000") == 1
    )
    assert count(bench, "select count(*) from audit.leaves where convert_from(entry, 'UTF8') like '%clip_played%'") == 1
    assert helper.post(f"{one}/answer", json={"word": "latte"}).status_code == 204
    late = bench.reviewer("Late").post(f"{one}/answer", json={"word": "tea"})
    assert late.status_code == 404
    (answered,) = asker.get("/api/me/questions").json()
    assert answered["answer"] == "latte"
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select sealed_answer from deidentified.questions").fetchone()
    assert row is not None
    assert b"latte" not in bytes(row[0])


def test_ch2_nothing_else_passes(bench: Bench) -> None:
    asker, helper = bench.reviewer(), bench.reviewer("Helper")
    _ = ask(bench, asker)
    one = f"/api/questions/{questions(helper)[0]['question_id']}/answer"
    for body in (
        {"word": "two words"},
        {"word": "https://x.eu"},
        {"word": "UklGRiQAAABXQVZF"},
        {"word": str(uuid4())},
        {"word": "wo\u200brd"},
        {"word": "a" * 31},
        {"word": "latte", "attachment": "UklGRg=="},
        {"word": ["latte"]},
        {"word": {"file": "x"}},
        {},
    ):
        assert helper.post(one, json=body).status_code == 422, body
    assert helper.post(one, files={"word": ("a.wav", b"RIFF")}).status_code == 422
    assert asker.get("/api/me/questions").json()[0]["answer"] is None
    extra = asker.post(f"/api/leases/{lease(asker)['lease_id']}/question", json={"at_milliseconds": 1, "note": "x"})
    assert extra.status_code == 422


def test_ch1_others_cannot_ask_about_or_hear_a_clip(bench: Bench) -> None:
    asker, helper = bench.reviewer(), bench.reviewer("Helper")
    _ = ask(bench, asker)
    held = lease(asker)["lease_id"]
    for who, asked in ((helper, held), (asker, uuid4())):
        refused = who.post(f"/api/leases/{asked}/question", json={"at_milliseconds": 1})
        assert (refused.status_code, code_of(refused)) == (409, "nothing_to_ask_about")
    question = questions(helper)[0]["question_id"]
    assert asker.post(f"/api/questions/{question}/sound").status_code == 404
    assert asker.post(f"/api/questions/{question}/answer", json={"word": "latte"}).status_code == 404
    assert asker.post(f"/api/leases/{held}/eject").status_code == 204
    assert questions(helper) == []
    assert helper.put("/api/preferences", json={"accepts_distressing": True}).status_code == 204
    (question,) = questions(helper)
    assert question["distressing"] is True, "who chose such clips is warned all the same"


def test_ch1_dc2_a_question_about_a_clip_with_a_warning_goes_only_to_who_chose_such_and_says_so(bench: Bench) -> None:
    asker, helper = bench.reviewer(), bench.reviewer("Helper")
    assert asker.put("/api/preferences", json={"accepts_distressing": True}).status_code == 204
    _ = bench.handover.place(seconds=8.0, warnings=("violence",))
    asked = asker.post(f"/api/leases/{lease(asker)['lease_id']}/question", json={"at_milliseconds": 5000})
    assert asked.status_code == 204
    assert questions(helper) == []
    assert helper.put("/api/preferences", json={"accepts_distressing": True}).status_code == 204
    (question,) = questions(helper)
    assert question["distressing"] is True


def test_ch3_a_question_ends_after_a_day_and_with_the_clip(bench: Bench) -> None:
    asker, helper = bench.reviewer(), bench.reviewer("Helper")
    clip_id = ask(bench, asker)
    assert helper.post(f"/api/questions/{questions(helper)[0]['question_id']}/answer", json={"word": "tea"}).is_success
    handover = bench.handover
    with handover.databases.owner.transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=handover.clock.now())
    assert asker.get("/api/me/questions").json()[0]["answer"] is None
    worker = handover.databases[Role.CORPUS_WORKER]
    ClipErasure(database=worker, objects=handover.objects, clock=handover.clock).erase_clip(clip_id)
    assert count(bench, "select count(*) from deidentified.questions") == 0
    _ = ask(bench, bench.reviewer("Another"))
    member = bench.add_member("Tomorrow")
    forgetting = ForgettingExchanges(database=worker, clock=handover.clock)
    handover.clock.advance(timedelta(hours=24))
    assert questions(bench.sign_in(member)) == []
    forgetting.forget()
    assert count(bench, "select count(*) from deidentified.questions") == 0


def test_ch5_reviewers_talk_and_the_moderator_removes_what_is_reported(bench: Bench) -> None:
    first, second = bench.reviewer(), bench.reviewer("Second")
    moderator = bench.reviewer("Willow", role=StaffRole.WELL_BEING_OFFICER)
    assert first.post("/api/messages", json={"words": "Rough morning. Coffee?"}).status_code == 204
    for body in (
        {"words": f"look at {uuid4()}"},
        {"words": "https://example.org"},
        {"words": "Coffee?", "clip_id": str(uuid4())},
        {"words": "Coffee?", "attachment": "UklGRg=="},
    ):
        assert first.post("/api/messages", json=body).status_code == 422, body
    (message,) = second.get("/api/messages").json()
    assert set(message) == {"message_id", "words", "written_at", "by_me", "reported"}
    one = f"/api/messages/{message['message_id']}"
    assert second.delete(one).status_code == 404
    assert second.post(f"{one}/report").status_code == 204
    assert first.get("/api/messages").json()[0]["reported"] is False
    assert moderator.get("/api/messages").json()[0]["reported"] is True
    assert moderator.delete(one).status_code == 204
    assert second.get("/api/messages").json() == []
    assert bench.reviewer("Ada", role=StaffRole.ADMINISTRATOR).get("/api/messages").status_code == 403


def test_ch5_messages_end_after_thirty_days_and_have_no_column_for_a_clip(bench: Bench) -> None:
    assert bench.reviewer().post("/api/messages", json={"words": "Good night"}).status_code == 204
    bench.handover.clock.advance(timedelta(days=30))
    assert bench.reviewer("Later").get("/api/messages").json() == []
    ForgettingExchanges(database=bench.handover.databases[Role.CORPUS_WORKER], clock=bench.handover.clock).forget()
    assert count(bench, "select count(*) from deidentified.talk_messages") == 0
    with bench.handover.databases.owner.transaction() as connection:
        columns = connection.execute(
            "select column_name from information_schema.columns where table_schema = 'deidentified'"
            " and table_name = 'talk_messages'"
        ).fetchall()
    assert {str(row[0]) for row in columns} == {
        "message_id", "written_by", "words", "written_at", "ends_at", "reported_by", "reported_at", "team", "language",
    }  # fmt: skip


def test_ch5_ac11_each_team_has_a_room_of_its_own_in_each_language(bench: Bench) -> None:
    ours, theirs = bench.reviewer("Ours"), bench.reviewer("Theirs")
    moderator = bench.reviewer("Willow", role=StaffRole.WELL_BEING_OFFICER)
    with bench.handover.databases.owner.transaction() as connection:
        vendor = uuid4()
        _ = connection.execute(
            "insert into staff.vendors (vendor_id, name, created_at) values (%s, 'Vendor', now())", [vendor]
        )
        _ = connection.execute("update staff.members set vendor_id = %s where name = 'Theirs'", [vendor])
    assert ours.post("/api/messages", json={"words": "Kaffee?", "language": "de"}).status_code == 204
    assert theirs.post("/api/messages", json={"words": "Only for us", "language": "de"}).status_code == 204
    assert [one["words"] for one in ours.get("/api/messages?language=de").json()] == ["Kaffee?"]
    assert ours.get("/api/messages").json() == [], "the English room"
    (own,) = theirs.get("/api/messages?language=de").json()
    assert own["words"] == "Only for us"
    one = f"/api/messages/{own['message_id']}"
    assert ours.post(f"{one}/report").status_code == 404, "of another team, by its identifier"
    assert ours.delete(one).status_code == 404
    assert [each["words"] for each in moderator.get("/api/messages?language=de").json()] == ["Kaffee?"]
    assert theirs.post(f"{one}/report").status_code == 204
    assert "Only for us" in [each["words"] for each in moderator.get("/api/messages").json()]
    assert ours.post("/api/messages", json={"words": "Hi", "language": "fr"}).status_code == 422


def at_site(bench: Bench, name: str, country: str) -> None:
    """Let a member work at a site in a country."""
    with bench.handover.databases.owner.transaction() as connection:
        vendor, site = uuid4(), uuid4()
        _ = connection.execute(
            "insert into staff.vendors (vendor_id, name, created_at) values (%s, %s, now())", [vendor, name]
        )
        _ = connection.execute(
            "insert into staff.sites (site_id, vendor_id, name, country, networks, opens, closes, time_zone, is_home,"
            " created_at) values (%s, %s, %s, %s, '{0.0.0.0/0,::/0}', '00:00', '23:59', 'UTC', false, now())",
            [site, vendor, name, country],
        )
        _ = connection.execute(
            "update staff.members set vendor_id = %s, site_id = %s where name = %s", [vendor, site, name]
        )


def test_ch1_a_question_goes_only_to_reviewers_of_the_clips_region_and_language(
    databases: Databases, tmp_path: Path
) -> None:
    """Another region's reviewer neither sees it nor opens it by its identifier."""
    bench = open_bench(databases, tmp_path / "data", EARNEST_PLAYED_IN="DE:DE,FR:FR")
    bench.handover.allow(2)
    asker, near, far = bench.reviewer("Asker"), bench.reviewer("Near"), bench.reviewer("Far")
    for name, country in (("Asker", "DE"), ("Near", "DE"), ("Far", "FR")):
        at_site(bench, name, country)
    _ = ask(bench, asker)
    (question,) = questions(near)
    assert questions(far) == []
    one = f"/api/questions/{question['question_id']}"
    assert far.post(f"{one}/sound").status_code == 404
    assert far.post(f"{one}/answer", json={"word": "latte"}).status_code == 404
    assert near.post(f"{one}/sound").status_code == 201
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.members set languages = '{de}' where name = 'Near'")
    assert questions(near) == [], "the clip is in English"
    assert near.post(f"{one}/sound").status_code == 404
