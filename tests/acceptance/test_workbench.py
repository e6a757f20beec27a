"""The workbench over HTTP: from signing in to a kept label, one test for each endpoint and each refusal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import httpx2
import pytest
from fastapi.testclient import TestClient
from psycopg import Cursor
from psycopg.abc import Query
from psycopg.rows import TupleRow
from pydantic import TypeAdapter
from support.bench import Bench, Json, code_of, hear, label_body, lease, open_bench, sound_of
from support.databases import Databases

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.deidentified.review.payloads import LeasePayload
from earnest.foundation.identifiers import ClipId
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.staff.records import MemberKind, StaffRole
from earnest.services.database.roles import Role
from earnest.voices.disguise.strength import find_measured


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an adjudicator is shown."""

    lease: Json
    answers: list[Json]


MOST_STATEMENTS = 35
"""Of the database, for a clip that is given; each costs a way there and back."""


def without_address(held: Json) -> Json:
    """Return what is told of a lease each time it is given; an address is good once."""
    return {name: value for name, value in held.items() if name != "sound_address"}


def test_a_clip_goes_from_lease_to_label(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    held: Json = lease(browser)
    sound = hear(bench, browser, held["lease_id"])
    assert sound[:4] == b"RIFF"
    assert browser.post(f"/api/leases/{held['lease_id']}/label", json=label_body()).status_code == 204
    assert browser.post("/api/leases").status_code == 204
    with bench.handover.databases.owner.transaction() as connection:
        label = bench.handover.find_label(connection, clip_id)
    assert label is not None
    assert (label.transcript, label.unclear_words, label.intent) == ("a large latte", (1,), "order")
    assert label.entities[0].link == "Q193570"
    assert browser.get("/api/progress").json() == {"waiting": 0, "labelled_by_me_today": 1}
    catalogue: Json = browser.get("/api/catalogue").json()
    assert catalogue == {"intents": [{"name": "order", "slots": [{"name": "size", "values": ["large"]}]}]}


def test_rv4_two_reviewers_write_about_one_clip_and_an_adjudicator_decides(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place(reviews_wanted=2)

    def send(browser: TestClient, transcript: str) -> object:
        held: Json = lease(browser)
        assert held["draft"] is None
        _ = hear(bench, browser, held["lease_id"])
        body = label_body(transcript=transcript, unclear_words=[], entities=[])
        assert browser.post(f"/api/leases/{held['lease_id']}/label", json=body).status_code == 204
        return held["lease_id"]

    def counting() -> str | None:
        with bench.handover.databases.owner.transaction() as connection:
            label = bench.handover.find_label(connection, clip_id)
        return None if label is None else label.transcript

    first, second, third = (bench.reviewer(name) for name in ("Rosa", "Emil", "Zofia"))
    first_lease = send(first, "a large latte")
    assert first.post("/api/leases").status_code == 204, "never twice to the same reviewer"
    second_lease = send(second, "a large ladder")
    assert counting() == "a large ladder"
    for browser in (first, second):
        assert browser.post("/api/leases").status_code == 204
    # One takes back what is theirs and nothing else, and gets it back as their draft.
    assert first.post(f"/api/leases/{second_lease}/take-back").status_code == 404
    assert second.post(f"/api/leases/{second_lease}/take-back").status_code == 204
    assert counting() == "a large latte"
    again = lease(second)
    assert "ladder" in str(again["draft"])
    assert "latte" not in str(again["draft"])
    body = label_body(transcript="a large ladder", unclear_words=[], entities=[])
    assert second.post(f"/api/leases/{again['lease_id']}/label", json=body).status_code == 204
    assert third.post("/api/leases").status_code == 204, "a decision is not another blind review"
    assert third.post("/api/adjudications").status_code == 403
    lead = bench.reviewer("Lena", role=StaffRole.LEAD)
    assert lead.post("/api/leases").status_code == 403, "who leads reviews nothing blind"
    assert lead.get("/api/adjudications").json() == {"waiting": 1}
    shown = TypeAdapter(Shown).validate_json(lead.post("/api/adjudications").content)
    assert {answer["transcript"] for answer in shown.answers} == {"a large latte", "a large ladder"}
    assert not {"name", "reviewer", "staff_id", "labelled_at"} & set(shown.answers[0])
    assert "Rosa" not in str(shown)
    decided = label_body(transcript="a larger latte", unclear_words=[], entities=[])
    address = f"/api/leases/{shown.lease['lease_id']}/label"
    assert code_of(lead.post(address, json=decided)) == "not_heard_to_the_end"
    _ = hear(bench, lead, shown.lease["lease_id"])
    assert lead.post(address, json=decided).status_code == 204
    assert counting() == "a larger latte"
    assert lead.post("/api/adjudications").status_code == 204
    assert bench.reviewer("Theo").post("/api/leases").status_code == 204
    assert first.post(f"/api/leases/{first_lease}/take-back").status_code == 204
    assert counting() == "a larger latte"
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select handed_out from handover.allowances").fetchone()
        heard = connection.execute("select count(*) from handover.receipts where kind = 'played'").fetchone()
    assert row == (1,), "one clip, however many listen"
    assert heard == (3,), "each of them is told to the person who spoke"


def test_rv2_two_accounts_of_one_person_are_one_person(bench: Bench) -> None:
    """An attack (RV2): whoever holds two accounts, with the page or without it, writes one of two reviews."""
    bench.handover.allow(2)
    clips = {bench.handover.place(reviews_wanted=2, text=text) for text in ("a large latte", "good morning")}
    first, second, other = (bench.add_member(name) for name in ("Rosa", "rosa.b", "Emil"))
    bench.state_person(first.member.name, "vendor-a 0017")
    bench.state_person(second.member.name, " Vendor-A  0017")
    bench.state_person(other.member.name, "vendor-a 0018")

    def review_all(browser: TestClient) -> int:
        done = 0
        while (answer := browser.post("/api/leases")).status_code == 200:
            held: Json = answer.json()
            _ = hear(bench, browser, held["lease_id"])
            body = label_body(transcript="a large latte", unclear_words=[], entities=[])
            assert browser.post(f"/api/leases/{held['lease_id']}/label", json=body).status_code == 204
            done += 1
        return done

    one, two = bench.sign_in(first), bench.sign_in(second)
    assert two.get("/api/progress").json()["waiting"] == len(clips)
    assert review_all(one) == len(clips)
    assert two.get("/api/progress").json()["waiting"] == 0
    assert review_all(two) == 0, "the second account is refused a second review"
    assert two.post("/api/adjudications").status_code == 403
    assert review_all(bench.sign_in(other)) == len(clips)


def test_rv2_the_second_reviewer_is_shown_what_the_first_was_and_nothing_of_their_answer(bench: Bench) -> None:
    """RV2, RV8: blind, and the recogniser's text stands in the box as it did."""
    bench.handover.allow(1)
    _ = bench.handover.place(reviews_wanted=2, text="a large latte")
    first, second = bench.reviewer("Rosa"), bench.reviewer("Emil")
    held = lease(first)
    _ = hear(bench, first, held["lease_id"])
    body = label_body(transcript="something else entirely", unclear_words=[], entities=[])
    assert first.post(f"/api/leases/{held['lease_id']}/label", json=body).status_code == 204
    again = lease(second)
    own = {"lease_id", "expires_at", "sound_address"}
    assert {name: value for name, value in again.items() if name not in own} == {
        name: value for name, value in held.items() if name not in own
    }
    assert "something" not in str(again)


def test_ps1_a_lease_has_exactly_the_documented_fields(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place(wake_word="alexa", text="alexa lights on")
    held = lease(bench.reviewer())
    documented = {
        "lease_id",
        "expires_at",
        "language",
        "region",
        "day_part",
        "wake_word",
        "words",
        "prefill",
        "verify",
        "warnings",
        "answer",
        "disguise",
        "duration_milliseconds",
        "played_milliseconds",
        "distressing",
        "draft",
        "sound_address",
        "sound_key",
    }
    assert set(held) == documented == {field.name for field in fields(LeasePayload)}
    measured = find_measured("warped")
    assert held["disguise"] == {
        "profile": "warped",
        "strength": "cosmetic",
        "wrong_in_hundred": None if measured is None else measured.wrong_in_hundred,
    }
    assert held["duration_milliseconds"] == 4000
    assert held["words"] == [
        {
            "text": word,
            "start_milliseconds": start,
            "end_milliseconds": end,
            "posterior": 0.95,
            "concealed": None,
            "alternatives": [],
        }
        for word, start, end in (("alexa", 0, 56), ("lights", 62, 118), ("on", 125, 181))
    ]


def test_rv8_a_doubtful_text_does_not_reach_the_browser(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place(text="perhaps something", posterior=0.5)
    answer = bench.reviewer().post("/api/leases")
    assert "perhaps" not in answer.text
    assert answer.json()["prefill"] is False


def test_sound_is_not_stored_and_has_no_name(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    answer = sound_of(browser, lease(browser)["lease_id"], Range="bytes=0-99")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "audio/wav"
    assert "filename" not in answer.headers["content-disposition"]
    assert len(answer.content) == int(answer.headers["content-length"]) == 44 + 2 * 64_000


def test_au8_the_address_of_a_sound_is_good_once_for_a_minute_and_for_one_person(bench: Bench) -> None:
    bench.handover.allow(2)
    for _ in range(2):
        _ = bench.handover.place()
    browser, other = bench.reviewer(), bench.reviewer("Another")
    lease_id, _ = lease(browser)["lease_id"], lease(other)

    def address() -> str:
        given = browser.post(f"/api/leases/{lease_id}/sound")
        assert given.status_code == 201, given.text
        assert str(lease_id) not in given.text
        return str(given.json()["address"])

    used, theirs, late = address(), address(), address()
    assert browser.get(used).status_code == 200
    refused = [browser.get(used), other.get(theirs), browser.get(theirs)]
    bench.pass_time(60)
    refused += [browser.get(late), browser.get("/api/sounds/guessed")]
    assert [(answer.status_code, code_of(answer)) for answer in refused] == [(403, "sound_address_spent")] * 5
    assert sound_of(browser, lease_id).status_code == 200


def test_au8_the_address_that_comes_with_a_lease_is_good_once_for_a_minute_and_for_one_person(bench: Bench) -> None:
    bench.handover.allow(2)
    for _ in range(2):
        _ = bench.handover.place()
    browser, other = bench.reviewer(), bench.reviewer("Another")
    held, _ = lease(browser), lease(other)
    used, theirs, late = str(held["sound_address"]), *(str(lease(browser)["sound_address"]) for _ in range(2))
    assert str(held["lease_id"]) not in used
    played = "select count(*) from handover.receipts where kind = 'played'"
    with bench.handover.databases.owner.transaction() as connection:
        assert connection.execute(played).fetchone() == (0,), "what was given and not fetched was not heard"
    assert browser.get(used).status_code == 200
    refused = [browser.get(used), other.get(theirs), browser.get(theirs)]
    bench.pass_time(60)
    refused.append(browser.get(late))
    assert [(answer.status_code, code_of(answer)) for answer in refused] == [(403, "sound_address_spent")] * 4
    with bench.handover.databases.owner.transaction() as connection:
        assert connection.execute(played).fetchone() == (1,)


def test_au8_the_address_that_came_with_a_lease_opens_nothing_after_a_withdrawal(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    address = str(lease(browser)["sound_address"])
    with bench.handover.databases.owner.transaction() as connection:
        withdraw(
            connection,
            [clip_id],
            reason=WithdrawalReason.CONSENT_WITHDRAWN,
            withdrawn_at=bench.handover.clock.now(),
        )
    answer = browser.get(address)
    assert (answer.status_code, code_of(answer)) == (410, "clip_withdrawn")


def test_s4_the_next_clip_takes_few_statements(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.handover.allow(2)
    for _ in range(2):
        _ = bench.handover.place()
    browser = bench.reviewer()
    first = lease(browser)
    _ = hear(bench, browser, first["lease_id"])
    assert browser.post(f"/api/leases/{first['lease_id']}/label", json=label_body()).status_code == 204
    sent: list[str] = []
    execute: Callable[..., Cursor[TupleRow]] = Cursor.execute

    def counted(self: Cursor[TupleRow], query: Query, *arguments: object, **named: object) -> Cursor[TupleRow]:
        sent.append(str(query))
        return execute(self, query, *arguments, **named)

    monkeypatch.setattr(Cursor, "execute", counted)
    _ = lease(browser)
    assert len(sent) <= MOST_STATEMENTS, "\n".join(one[:90].replace("\n", " ") for one in sent)


def test_au8_an_address_is_good_once_whichever_process_is_asked(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    first = bench.reviewer()
    processes = [first, bench.beside(first)]
    lease_id = lease(first)["lease_id"]
    for giving, asked_alone in (processes, reversed(processes)):
        address = str(giving.post(f"/api/leases/{lease_id}/sound").json()["address"])
        assert [one.get(address).status_code for one in (asked_alone, giving, asked_alone)] == [200, 403, 403]
    for giving in processes:
        address = str(giving.post(f"/api/leases/{lease_id}/sound").json()["address"])
        ready = Barrier(len(processes))

        def fetch(asked: TestClient, address: str = address, ready: Barrier = ready) -> int:
            _ = ready.wait(30)
            return asked.get(address).status_code

        with ThreadPoolExecutor(len(processes)) as pool:
            assert sorted(pool.map(fetch, processes)) == [200, 403]


def test_rv1_what_was_heard_from_one_process_is_proof_for_all(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    first = bench.reviewer()
    second, third = bench.beside(first), bench.beside(first)
    lease_id = lease(first)["lease_id"]
    early = second.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 0})
    assert (early.status_code, code_of(early)) == (409, "sound_not_requested")
    assert sound_of(first, lease_id).status_code == 200
    bench.pass_time(1)
    hasty = second.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000})
    assert code_of(hasty) == "play_implausible"
    bench.pass_time(3)
    assert sound_of(third, lease_id).status_code == 200, "a second time proves nothing new, and takes nothing away"
    assert second.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000}).status_code == 204
    assert third.post(f"/api/leases/{lease_id}/label", json=label_body()).status_code == 204


def test_au8_who_reads_the_database_cannot_fetch_a_sound(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    address = str(browser.post(f"/api/leases/{lease_id}/sound").json()["address"])
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute("select sound_tickets::text from deidentified.sound_tickets").fetchall()
    assert len(rows) == 2, "that which came with the lease, and that which was asked for"
    assert all(address.rsplit("/", 1)[1] not in row[0] for row in rows)
    bench.pass_time(61)
    _ = browser.post(f"/api/leases/{lease_id}/sound")
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from deidentified.sound_tickets").fetchone()
    assert row == (1,), "what is over is not kept"


def test_au8_no_address_is_given_without_a_lease_and_none_works_without_a_session(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    address = str(browser.post(f"/api/leases/{lease_id}/sound").json()["address"])
    assert browser.delete("/api/session").status_code == 204
    assert browser.get(address).status_code == 401
    assert browser.post(f"/api/leases/{lease_id}/sound").status_code == 401


def test_au8_an_address_given_before_a_withdrawal_opens_nothing_after_it(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    address = str(browser.post(f"/api/leases/{lease(browser)['lease_id']}/sound").json()["address"])
    with bench.handover.databases.owner.transaction() as connection:
        withdraw(
            connection,
            [clip_id],
            reason=WithdrawalReason.CONSENT_WITHDRAWN,
            withdrawn_at=bench.handover.clock.now(),
        )
    answer = browser.get(address)
    assert (answer.status_code, code_of(answer)) == (410, "clip_withdrawn")


def test_a_rejection_with_its_reason(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    body = {"reason": "silence", "wake_word_verdict": "not_applicable", "guideline_version": CURRENT_VERSION}
    refused = browser.post(f"/api/leases/{lease_id}/reject", json=body)
    assert (refused.status_code, code_of(refused)) == (409, "not_heard_long_enough")
    _ = hear(bench, browser, lease_id, 3000)
    assert browser.post(f"/api/leases/{lease_id}/reject", json=body).status_code == 204
    with bench.handover.databases.owner.transaction() as connection:
        label = bench.handover.find_label(connection, clip_id)
    assert label is not None
    assert label.reject_reason == "silence"


def test_giving_back(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    assert browser.post(f"/api/leases/{lease_id}/return").status_code == 204
    assert browser.post("/api/leases").status_code == 204
    assert lease(bench.reviewer("Ada"))["lease_id"] != lease_id


def test_rv1_neither_label_without_listening_nor_play_without_time(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    unheard = browser.post(f"/api/leases/{lease_id}/label", json=label_body())
    assert (unheard.status_code, code_of(unheard)) == (409, "not_heard_to_the_end")
    unloaded = browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000})
    assert (unloaded.status_code, code_of(unloaded)) == (409, "sound_not_requested")
    _ = sound_of(browser, lease_id)
    bench.pass_time(1)
    hasty = browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000})
    assert (hasty.status_code, code_of(hasty)) == (422, "play_implausible")


def test_a_reload_of_the_page_gets_the_same_clip_back(bench: Bench) -> None:
    bench.handover.allow(2)
    _ = bench.handover.place()
    _ = bench.handover.place()
    browser = bench.reviewer()
    assert without_address(lease(browser)) == without_address(lease(browser))


def test_a_restart_of_the_workbench_loses_nothing(bench: Bench, databases: Databases) -> None:
    """Killed between play and label: the session, the lease and what was played are still there."""
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    held: Json = lease(browser)
    _ = hear(bench, browser, held["lease_id"])
    from earnest.processes.workbench import build_application

    restarted = build_application(bench.settings, databases[Role.WORKBENCH], bench.handover.clock)
    after = TestClient(
        restarted,
        base_url="http://localhost",
        headers={"X-Earnest": "1", "X-Earnest-Idle": "0"},
        cookies=dict(browser.cookies),
    )
    assert without_address(lease(after)) == {**without_address(held), "played_milliseconds": 4000}
    assert after.post(f"/api/leases/{held['lease_id']}/label", json=label_body()).status_code == 204


def test_cn4_a_withdrawal_ends_everything(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    with bench.handover.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(
            connection,
            [ClipId(clip_id)],
            reason=WithdrawalReason.CONSENT_WITHDRAWN,
            withdrawn_at=bench.handover.clock.now(),
        )
    answers = (
        sound_of(browser, lease_id),
        browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000}),
        browser.post(f"/api/leases/{lease_id}/label", json=label_body()),
    )
    assert [(answer.status_code, code_of(answer)) for answer in answers] == [(410, "clip_withdrawn")] * 3
    assert browser.post("/api/leases").status_code == 204


def requests_on(lease_id: object) -> list[Callable[[TestClient], httpx2.Response]]:
    """Return every request that names a lease."""
    rejection = {"reason": "silence", "wake_word_verdict": "not_applicable", "guideline_version": CURRENT_VERSION}
    path = f"/api/leases/{lease_id}"
    return [
        lambda browser: browser.post(f"{path}/sound"),
        lambda browser: browser.post(f"{path}/played", json={"milliseconds": 1}),
        lambda browser: browser.post(f"{path}/return"),
        lambda browser: browser.post(f"{path}/label", json=label_body()),
        lambda browser: browser.post(f"{path}/reject", json=rejection),
    ]


def test_ac8_identifiers_of_others_are_not_found(bench: Bench) -> None:
    """Another reviewer's lease, the clip itself and a random name look the same."""
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    held = lease(bench.reviewer("Rosa"))
    other = bench.reviewer("Ada")
    answers: set[tuple[int, str]] = set()
    for identifier in (held["lease_id"], clip_id, uuid4()):
        for ask in requests_on(identifier):
            answer = ask(other)
            answers.add((answer.status_code, answer.text))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_au8_after_the_time_is_over_nothing_works(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    bench.pass_time(600)
    for ask in requests_on(lease_id):
        if (answer := ask(browser)).status_code != 204:
            assert (answer.status_code, code_of(answer)) == (403, "lease_ended")
    with bench.handover.databases.owner.transaction() as connection:
        assert connection.execute("select 1 from handover.labels").fetchone() is None
        assert connection.execute("select 1 from handover.receipts where kind = 'played'").fetchone() is None


ALL_REQUESTS: list[Callable[[TestClient], httpx2.Response]] = [
    lambda browser: browser.post("/api/leases"),
    lambda browser: browser.get("/api/guideline"),
    lambda browser: browser.get("/api/catalogue"),
    lambda browser: browser.get("/api/progress"),
    *requests_on(uuid4()),
]


@pytest.mark.parametrize("role", [None, StaffRole.ADMINISTRATOR, StaffRole.AUDITOR])
def test_ac7_only_reviewers_get_to_clips(bench: Bench, role: StaffRole | None) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.browser() if role is None else bench.reviewer(role=role)
    readable = {1, 2} if role is not None else set[int]()
    for position, ask in enumerate(ALL_REQUESTS):
        answer = ask(browser)
        if position in readable:
            assert answer.status_code == 200
        else:
            assert answer.status_code == (401 if role is None else 403), (position, answer.text)


def test_ac1_a_password_alone_opens_nothing(bench: Bench) -> None:
    member = bench.add_member()
    browser = bench.browser()
    answer = browser.post(
        "/api/session", json={"name": member.member.name, "password": member.password, "code": "000000"}
    )
    assert (answer.status_code, code_of(answer)) == (401, "sign_in_refused")
    assert browser.post("/api/leases").status_code == 401


def test_ac9_a_disabled_reviewer_is_out_at_the_next_request(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.members set active = false")
    for ask in [*ALL_REQUESTS[:4], *requests_on(lease_id)]:
        assert ask(browser).status_code == 401


def test_ac3_a_session_ends_after_half_an_hour_without_use(bench: Bench) -> None:
    browser = bench.reviewer()
    bench.pass_time(30 * 60 + 1)
    assert browser.get("/api/session").status_code == 401


def test_who_is_signed_in_and_signing_out(bench: Bench) -> None:
    browser = bench.reviewer("Robot", kind=MemberKind.SIMULATED)
    assert browser.get("/api/session").json() == {
        "name": "Robot",
        "role": "reviewer",
        "kind": "simulated reviewer",
        "permissions": ["review_clips", "read_guideline"],
        "passkey_demand": "none",
    }
    assert browser.delete("/api/session").status_code == 204
    assert browser.get("/api/session").status_code == 401
    assert bench.reviewer("Rosa").get("/api/session").json()["kind"] == "reviewer"


def test_a_change_without_our_header_is_refused(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    answer = browser.post("/api/leases", headers={"X-Earnest": ""})
    assert (answer.status_code, code_of(answer)) == (403, "forged_request")


@pytest.mark.parametrize(
    "changes",
    [
        {"clip_id": "x"},
        {"wake_word_verdict": "maybe"},
        {"transcript": "a" * 2001},
        {"unclear_words": [-1]},
        {"slots": [{"name": "size", "value": "large", "note": "call me"}]},
        {"slots": [{"name": "size", "value": 3}]},
        {"entities": [{"first_word": 0, "last_word": 9, "type": "product", "link": None}]},
        {"entities": [{"first_word": 0, "last_word": 0, "type": "private person", "link": None}]},
        {"intent": None},
        {"guideline_version": "0"},
    ],
)
def test_a_label_that_does_not_fit_is_refused_without_repeating_it(bench: Bench, changes: dict[str, object]) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    answer = browser.post(f"/api/leases/{lease_id}/label", json=label_body(**changes))
    assert answer.status_code in {409, 422}
    assert "call me" not in answer.text
    assert "latte" not in answer.text
    assert browser.post(f"/api/leases/{lease_id}/label", json=label_body()).status_code == 204


def test_the_guideline_is_shown_with_all_that_a_label_may_name(bench: Bench) -> None:
    guideline: Json = bench.reviewer().get("/api/guideline").json()
    assert set(guideline) == {"version", "sections", "reject_reasons", "wake_word_verdicts", "entity_types"}
    assert {"code": "musical artist", "title": "Musical artist", "key": "m", "link": True} in guideline["entity_types"]  # pyright: ignore[reportOperatorIssue]


def test_sp7_there_is_no_search_and_no_list_of_clips(bench: Bench) -> None:
    browser = bench.reviewer()
    for path in (
        "/api/clips",
        "/api/search",
        "/api/labels",
        "/api/transcripts",
        "/api/leases",
        "/docs",
        "/openapi.json",
    ):
        assert browser.get(path, params={"q": "taylor"}).status_code in {404, 405}
