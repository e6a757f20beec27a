"""Registers of the privacy officer over HTTP, and as an attacker with a login role.

RI8: requests of data subjects with the legal clock. RG6: breaches with the 72-hour clock. TR7: processors.
"""

import json
import re
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import cast
from uuid import uuid4
from zipfile import ZipFile

import psycopg
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from support.bench import Bench, Json, hear, lease, open_bench
from support.databases import Databases
from support.officers import leaves_of, officer_of
from support.speaking import PersonalSide

from earnest.cli import letters
from earnest.handover.processors import list_employers, list_processors
from earnest.handover.requests import RequestKind, RequestOutcome, end_request, list_requests_of, open_request
from earnest.organisation.accountability.pack import verify_pack
from earnest.organisation.accountability.packing import Packer
from earnest.organisation.accountability.register_tasks import BreachClock
from earnest.organisation.oversight.register_reminders import RegisterReminders
from earnest.organisation.staff.records import StaffRole
from earnest.personal.consent.purposes import Purpose
from earnest.personal.disclosure.affected import AffectedWorker
from earnest.services.audit import Pseudonyms, load_signer_key
from earnest.services.cryptography import SealBroken
from earnest.services.database.roles import Role

REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


@pytest.fixture
def officer(bench: Bench) -> TestClient:
    return officer_of(bench, StaffRole.PRIVACY_OFFICER)


def enter(browser: TestClient, bench: Bench, kind: str = "access", days_ago: float = 0) -> str:
    """Enter a request that came in by letter."""
    opened_at = bench.handover.clock.now() - timedelta(days=days_ago)
    answer = browser.post("/api/requests", json={"kind": kind, "opened_at": opened_at.isoformat()})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["request_id"])


def shown(browser: TestClient, request_id: str) -> Json:
    found: list[Json] = browser.get("/api/requests").json()
    return next(one for one in found if one["request_id"] == request_id)


def remind(bench: Bench) -> None:
    database = bench.handover.databases[Role.ADMINISTRATION]
    RegisterReminders(database=database, clock=bench.handover.clock).remind()


def test_ri8_a_request_runs_by_the_month_and_officers_are_reminded_once_before_and_once_after(
    bench: Bench, officer: TestClient
) -> None:
    # NOON is a day in May: the clock of a request that came in on day d ends on day d of June.
    request_id = enter(officer, bench)
    one = shown(officer, request_id)
    opened, due = str(one["opened_at"]), str(one["due_at"])
    assert opened[8:] == due[8:]
    assert int(due[5:7]) == int(opened[5:7]) % 12 + 1
    assert (one["soon"], one["late"], one["has_account"]) == (False, False, False)
    remind(bench)
    assert "request_due" not in leaves_of(bench)
    bench.pass_time(25 * 86_400)
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Olga")
    assert shown(officer, request_id)["soon"] is True
    remind(bench)
    remind(bench)
    assert re.findall(r'"kind":"request_due","late":(\w+)', leaves_of(bench)) == ["false"]
    bench.pass_time(8 * 86_400)
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Otto")
    assert shown(officer, request_id)["late"] is True
    remind(bench)
    remind(bench)
    assert re.findall(r'"kind":"request_due","late":(\w+)', leaves_of(bench)) == ["false", "true"]
    # Its day has passed: more time cannot be taken any more; the answer stands as a late one.
    refused = officer.post(f"/api/requests/{request_id}/more-time", json={"reason": "complex"})
    assert (refused.status_code, refused.json()["code"]) == (409, "request_ended")
    assert officer.post(f"/api/requests/{request_id}/answer", json={"outcome": "fulfilled"}).status_code == 204
    one = shown(officer, request_id)
    assert (one["outcome"], one["late"]) == ("fulfilled", True)
    again = officer.post(f"/api/requests/{request_id}/answer", json={"outcome": "nothing_held"})
    assert (again.status_code, again.json()["code"]) == (409, "request_ended")


def test_ri8_two_more_months_once_and_with_a_reason(bench: Bench, officer: TestClient) -> None:
    request_id = enter(officer, bench, days_ago=3)
    before = str(shown(officer, request_id)["due_at"])
    given = officer.post(f"/api/requests/{request_id}/more-time", json={"reason": "many_requests"})
    assert given.status_code == 204, given.text
    after = str(shown(officer, request_id)["due_at"])
    assert int(after[5:7]) == (int(before[5:7]) + 1) % 12 + 1
    again = officer.post(f"/api/requests/{request_id}/more-time", json={"reason": "complex"})
    assert again.status_code == 409
    assert officer.post(f"/api/requests/{request_id}/more-time", json={"reason": "busy"}).status_code == 422
    assert officer.post(f"/api/requests/{uuid4()}/more-time", json={"reason": "complex"}).status_code == 404
    for days in (-1, 100):
        opened_at = bench.handover.clock.now() - timedelta(days=days)
        refused = officer.post("/api/requests", json={"kind": "access", "opened_at": opened_at.isoformat()})
        assert refused.json()["code"] == "request_time_unfit"


def test_ri8_a_request_of_a_customer_is_seen_without_who_it_is(bench: Bench, officer: TestClient) -> None:
    now = bench.handover.clock.now()
    pseudonym = Pseudonyms.load(bench.settings.pseudonym_key_file).of(uuid4())
    other = Pseudonyms.load(bench.settings.pseudonym_key_file).of(uuid4())
    with bench.handover.databases.owner.transaction() as connection:
        request_id = open_request(connection, RequestKind.EXPORT, pseudonym=pseudonym, opened_at=now, now=now)
        assert [one.request_id for one in list_requests_of(connection, pseudonym)] == [request_id]
        assert list_requests_of(connection, other) == ()
    answer = officer.get("/api/requests")
    assert shown(officer, str(request_id))["has_account"] is True
    assert pseudonym not in answer.text
    with bench.handover.databases.owner.transaction() as connection:
        end_request(connection, request_id, RequestOutcome.FULFILLED, now=now)
    # The log tells what was asked and how it was answered, and never of whom.
    assert "request_answered" in leaves_of(bench)
    assert pseudonym not in leaves_of(bench)


def test_ri8_only_who_keeps_the_registers_sees_requests(bench: Bench) -> None:
    for role in (StaffRole.AUDITOR, StaffRole.ADMINISTRATOR, StaffRole.SAFETY_OFFICER, StaffRole.ENGINEER):
        browser = officer_of(bench, role)
        assert browser.get("/api/requests").status_code == 403
        body = {"kind": "access", "opened_at": bench.handover.clock.now().isoformat()}
        assert browser.post("/api/requests", json=body).status_code == 403


@pytest.mark.parametrize(
    "statement",
    [
        "update handover.requests set due_at = due_at + interval '1 day'",
        "update handover.requests set due_at = due_at + interval '2 months', extended_at = null",
        "update handover.requests set opened_at = now()",
        "update handover.requests set outcome = 'nothing_held' where ended_at is not null",
        "update handover.requests set outcome = null, ended_at = null where ended_at is not null",
        "delete from handover.requests",
        "truncate handover.requests",
        (
            "insert into handover.requests (request_id, kind, opened_at, due_at) "
            "values (gen_random_uuid(), 'access', now(), now() + interval '2 months')"
        ),
    ],
)
def test_ri8_nothing_of_the_register_is_rewritten_or_removed(bench: Bench, officer: TestClient, statement: str) -> None:
    answered = enter(officer, bench)
    _ = enter(officer, bench)
    assert officer.post(f"/api/requests/{answered}/answer", json={"outcome": "fulfilled"}).status_code == 204
    with pytest.raises(REFUSED), bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = connection.execute(statement.encode())


def breach(browser: TestClient, bench: Bench, hours_ago: float = 0) -> str:
    """Enter that the organisation became aware of a breach."""
    happened_at = bench.handover.clock.now() - timedelta(hours=hours_ago)
    body = {"kind": "aware", "happened_at": happened_at.isoformat(), "remark": "a disk was lost"}
    answer = browser.post("/api/breaches", json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["identifier"])


def entry(browser: TestClient, bench: Bench, breach_id: str, kind: str, **more: object) -> Response:
    body = {"kind": kind, "happened_at": bench.handover.clock.now().isoformat(), **more}
    return browser.post(f"/api/breaches/{breach_id}/entries", json=body)


def state(browser: TestClient, breach_id: str) -> Json:
    found: list[Json] = browser.get("/api/breaches").json()
    return next(one for one in found if one["breach_id"] == breach_id)


def remind_of_breaches(bench: Bench) -> None:
    BreachClock(database=bench.handover.databases[Role.ADMINISTRATION], clock=bench.handover.clock).remind()


def test_rg6_the_clock_runs_72_hours_from_when_one_became_aware(bench: Bench, officer: TestClient) -> None:
    breach_id = breach(officer, bench, hours_ago=47)
    one = state(officer, breach_id)
    aware, due = (datetime.fromisoformat(str(one[name])) for name in ("aware_at", "due_at"))
    assert due - aware == timedelta(hours=72)
    assert (one["soon"], one["late"], one["missing"]) == (False, False, ["risk", "authority"])
    remind_of_breaches(bench)
    assert "breach_due" not in leaves_of(bench)
    bench.pass_time(2 * 3600)
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Olga")
    assert state(officer, breach_id)["soon"] is True
    remind_of_breaches(bench)
    bench.pass_time(24 * 3600)
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Otto")
    assert state(officer, breach_id)["late"] is True
    remind_of_breaches(bench)
    remind_of_breaches(bench)
    assert re.findall(r'"kind":"breach_due","late":(\w+)', leaves_of(bench)) == ["false", "true"]
    # Told after the clock without a word why, it cannot be closed; at a high risk not before the people are told.
    assert entry(officer, bench, breach_id, "assessed", risk="high", people=3).status_code == 204
    assert entry(officer, bench, breach_id, "authority_told").status_code == 204
    one = state(officer, breach_id)
    assert (one["late"], one["missing"]) == (True, ["reason_for_delay", "people"])
    refused = entry(officer, bench, breach_id, "closed")
    assert (refused.status_code, refused.json()["code"]) == (409, "breach_unfinished")


def test_rg6_a_breach_goes_from_awareness_to_its_end(bench: Bench, officer: TestClient) -> None:
    breach_id = breach(officer, bench)
    assert entry(officer, bench, breach_id, "assessed", risk="none").status_code == 204
    assert entry(officer, bench, breach_id, "no_need_to_tell", remark="the disk was sealed").status_code == 204
    one = state(officer, breach_id)
    assert (one["missing"], one["need_denied"]) == ([], True)
    # A new assessment takes that back: the authority has to be told after all.
    assert entry(officer, bench, breach_id, "assessed", risk="risk", nature="confidentiality").status_code == 204
    assert state(officer, breach_id)["missing"] == ["authority"]
    assert entry(officer, bench, breach_id, "authority_told").status_code == 204
    assert entry(officer, bench, breach_id, "closed").status_code == 204
    one = state(officer, breach_id)
    assert (one["closed"], one["late"], one["missing"]) == (True, False, [])
    after = entry(officer, bench, breach_id, "remark", remark="more")
    assert after.json()["code"] == "entry_unfit"
    for kind, more in (("aware", {}), ("assessed", {}), ("measure", {"risk": "high"})):
        other = breach(officer, bench)
        assert entry(officer, bench, other, kind, **more).json()["code"] == "entry_unfit"
    late = (bench.handover.clock.now() + timedelta(minutes=1)).isoformat()
    assert officer.post("/api/breaches", json={"kind": "aware", "happened_at": late}).json()["code"] == "entry_unfit"
    assert entry(officer, bench, str(uuid4()), "remark").status_code == 404
    # The log holds the hash of each entry and not a word of it.
    assert leaves_of(bench).count('"kind":"breach_entered"') == 9
    assert "disk" not in leaves_of(bench)


@pytest.mark.parametrize(
    "statement",
    [
        "update accountability.breach_entries set happened_at = happened_at + interval '1 day'",
        "update accountability.breach_entries set remark = ''",
        "delete from accountability.breach_entries",
        "truncate accountability.breach_entries",
        (
            "insert into accountability.breach_entries "
            "(entry_id, breach_id, place, kind, happened_at, remark, member, entered_at) "
            "select gen_random_uuid(), breach_id, 7, 'remark', now(), '', member, now() "
            "from accountability.breach_entries"
        ),
    ],
)
@pytest.mark.parametrize("role", ["administration", "owner"])
def test_rg6_no_entry_is_changed_or_removed(bench: Bench, officer: TestClient, statement: str, role: str) -> None:
    _ = breach(officer, bench)
    databases = bench.handover.databases
    database = databases.owner if role == "owner" else databases[Role.ADMINISTRATION]
    with pytest.raises(REFUSED), database.transaction() as connection:
        _ = connection.execute(statement.encode())


def test_rg6_those_affected_are_listed_by_the_personal_side_and_sealed_to_the_officer(
    databases: Databases, tmp_path: Path
) -> None:
    bench = open_bench(databases, tmp_path / "data")
    side = PersonalSide(databases=databases, folder=tmp_path / "data")
    kept = side.add_customer(Purpose.OWN_HISTORY, login="adalbert")
    _ = side.add_customer(Purpose.OWN_HISTORY, login="brunhilde")
    _ = side.store(kept)
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER)
    breach_id = breach(officer, bench)
    line = letters.create_key(tmp_path / "officer.key")
    now = bench.handover.clock.now()
    body = {
        "region": None,
        "since": (now - timedelta(days=800)).isoformat(),
        "until": (now + timedelta(days=800)).isoformat(),
        "key": line,
    }
    asked = officer.post(f"/api/breaches/{breach_id}/affected", json=body)
    assert asked.status_code == 200, asked.text
    address = f"/api/breaches/{breach_id}/affected/{asked.json()['identifier']}"
    assert officer.get(address).json()["code"] == "list_missing"
    AffectedWorker(database=databases[Role.PERSONAL_WORKER], clock=bench.handover.clock).carry_out()
    lists = cast("list[Json]", state(officer, breach_id)["lists"])
    assert [(one["people"], one["ready"]) for one in lists] == [(1, True)]
    sealed = officer.get(address)
    assert sealed.status_code == 200
    # Nothing personal is told but to who holds the private key, and only for this list.
    everything = officer.get("/api/breaches").text + leaves_of(bench) + sealed.content.decode("latin-1")
    assert "adalbert" not in everything
    letter = tmp_path / "letter"
    _ = letter.write_bytes(sealed.content)
    names = {"breach_id": breach_id, "list_id": str(asked.json()["identifier"])}
    opened = json.loads(letters.open_list(letter, [tmp_path / "officer.key"], **names))
    assert [one["login"] for one in opened] == ["adalbert"]
    with pytest.raises(SealBroken):
        _ = letters.open_list(letter, [tmp_path / "officer.key"], breach_id=breach_id, list_id=str(uuid4()))
    _ = letters.create_key(tmp_path / "stranger.key")
    with pytest.raises(SealBroken):
        _ = letters.open_list(letter, [tmp_path / "stranger.key"], **names)
    # After 30 days the sealed list is gone, and that it was made stays.
    bench.pass_time(31 * 86_400)
    BreachClock(database=databases[Role.ADMINISTRATION], clock=bench.handover.clock).forget()
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Olga")
    assert officer.get(address).json()["code"] == "list_missing"
    bad = officer.post(f"/api/breaches/{breach_id}/affected", json={**body, "key": "earnest-letter-key+AAAA"})
    assert bad.json()["code"] == "officer_key_unfit"


def test_rg6_ac10_a_list_of_those_affected_takes_two_people_and_both_keys(databases: Databases, tmp_path: Path) -> None:
    bench = open_bench(databases, tmp_path / "data")
    side = PersonalSide(databases=databases, folder=tmp_path / "data")
    _ = side.store(side.add_customer(Purpose.OWN_HISTORY, login="adalbert"))
    first = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Petra")
    second = officer_of(bench, StaffRole.SAFETY_OFFICER, "Sam")
    own = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Petra too")
    for name in ("Petra", "Petra too"):
        bench.state_person(name, "P-1")
    breach_id = breach(first, bench)
    files = {name: tmp_path / f"{name}.key" for name in ("first", "second")}
    lines = {name: letters.create_key(file) for name, file in files.items()}
    now = bench.handover.clock.now()
    times = {"since": (now - timedelta(days=800)).isoformat(), "until": (now + timedelta(days=800)).isoformat()}
    asked = first.post(f"/api/breaches/{breach_id}/affected", json={"region": None, **times, "key": lines["first"]})
    list_id = str(asked.json()["identifier"])
    agreement, address = (
        f"/api/acts/affected-lists/{list_id}/agreement",
        f"/api/breaches/{breach_id}/affected/{list_id}",
    )
    worker = AffectedWorker(database=databases[Role.PERSONAL_WORKER], clock=bench.handover.clock)
    worker.carry_out()
    assert first.get(address).json()["code"] == "list_missing", "it is not made for one"
    assert cast("list[Json]", state(first, breach_id)["lists"])[0]["waits_for_second"] is True
    assert [one["asked_by"] for one in second.get("/api/acts").json()["affected"]] == ["Petra"]
    for browser, key in ((first, "second"), (own, "second"), (second, "first")):
        refused = browser.post(agreement, json={"key": lines[key]})
        assert (refused.status_code, refused.json()["code"]) == (403, "act_not_yours")
    assert second.post(agreement, json={"key": "nonsense"}).json()["code"] == "second_key_unfit"
    assert second.post(agreement, json={"key": lines["second"]}).status_code == 204
    assert second.post(agreement, json={"key": lines["second"]}).status_code == 403
    worker.carry_out()
    letter = tmp_path / "letter"
    _ = letter.write_bytes(first.get(address).content)
    names = {"breach_id": breach_id, "list_id": list_id}
    with pytest.raises(SealBroken):
        _ = letters.open_list(letter, [files["first"]], **names)
    half = letters.open_list(letter, [files["second"]], **names)
    assert letters.is_sealed(half)
    assert b"adalbert" not in half
    opened = letters.open_list(letter, [files["second"], files["first"]], **names)
    assert [one["login"] for one in json.loads(opened)] == ["adalbert"]
    assert leaves_of(bench).count('"kind":"affected_agreed"') == 1


def test_rg6_ac10_no_role_has_a_list_made_for_one(databases: Databases, tmp_path: Path) -> None:
    """An attacker with the role of the administration, and one with that of the personal worker."""
    bench = open_bench(databases, tmp_path / "data")
    first = officer_of(bench, StaffRole.PRIVACY_OFFICER, "Petra")
    _ = officer_of(bench, StaffRole.SAFETY_OFFICER, "Sam")
    breach_id, line = breach(first, bench), letters.create_key(tmp_path / "officer.key")
    now = bench.handover.clock.now()
    body = {"region": None, "since": (now - timedelta(days=9)).isoformat(), "until": now.isoformat(), "key": line}
    assert first.post(f"/api/breaches/{breach_id}/affected", json=body).status_code == 200
    tried = (
        "update handover.affected_lists set agreed_by = gen_random_uuid(), agreed_at = now(), second_key = public_key",
        "update handover.affected_lists set sealed = 'x', people = 1, ended_at = now()",
        "update handover.affected_lists set public_key = sha256('mine')",
        (
            "insert into handover.affected_lists (list_id, breach_id, since, until, public_key, asked_at)"
            " values (gen_random_uuid(), gen_random_uuid(), now(), now() + interval '1 day', sha256('mine'), now())"
        ),
        (
            "select 1 / count(handover.agree_to_affected((select list_id from handover.affected_lists), sha256('mine'),"
            " 'guessed', now())) from (values (1)) as one"
        ),
    )
    for role in (Role.ADMINISTRATION, Role.PERSONAL_WORKER):
        for statement in tried:
            refused = pytest.raises((*REFUSED, psycopg.errors.DivisionByZero))
            with refused, databases[role].transaction() as connection:
                _ = connection.execute(statement.encode())


def test_rg6_only_who_keeps_the_registers_sees_breaches(bench: Bench) -> None:
    for role in (StaffRole.AUDITOR, StaffRole.ADMINISTRATOR, StaffRole.SAFETY_OFFICER):
        browser = officer_of(bench, role)
        assert browser.get("/api/breaches").status_code == 403
        body = {"kind": "aware", "happened_at": bench.handover.clock.now().isoformat()}
        assert browser.post("/api/breaches", json=body).status_code == 403


def test_tr7_customers_see_processors_and_countries_as_the_administrator_keeps_them(
    databases: Databases, tmp_path: Path
) -> None:
    bench = open_bench(databases, tmp_path / "data")
    administrator = officer_of(bench, StaffRole.ADMINISTRATOR)
    body = {
        "name": "Host B.V.",
        "country": "NL",
        "service": "hosting",
        "does": "runs the machines",
        "transfer": "none",
        "since": "2025-01-01",
    }
    given = administrator.post("/api/processors", json=body)
    assert given.status_code == 200, given.text
    refused = administrator.post("/api/processors", json={**body, "country": "US", "transfer": "standard_clauses"})
    assert refused.json()["code"] == "reference_missing"
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into staff.vendors (vendor_id, name, created_at) values (gen_random_uuid(), 'North', now())"
        )
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        assert [(one.name, one.country) for one in list_processors(connection)] == [("Host B.V.", "NL")]
        assert [one.name for one in list_employers(connection)] == ["North"]
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER)
    assert officer.post("/api/processors", json=body).status_code == 403
    assert officer.get("/api/processors").json()["processors"][0]["name"] == "Host B.V."
    ended = administrator.delete(f"/api/processors/{given.json()['identifier']}")
    assert ended.status_code == 204
    with databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        assert list_processors(connection) == ()
    assert officer.get("/api/processors").json()["processors"][0]["ended_at"] is not None
    for statement in ("update handover.processors set name = 'x'", "delete from handover.processors"):
        with pytest.raises(REFUSED), databases[Role.ADMINISTRATION].transaction() as connection:
            _ = connection.execute(statement.encode())


def test_the_law_is_shown_with_dates_and_the_organisation_states_its_part(bench: Bench, officer: TestClient) -> None:
    law = officer.get("/api/obligations").json()
    names = {one["name"] for one in law["obligations"]}
    assert {"gdpr_12", "gdpr_30", "gdpr_35", "ai_50_2", "data_4", "platform_work", "ilo_193"} <= names
    assert all(one["source"].startswith("https://") for one in law["obligations"])
    for language, article in (("en", "GDPR Art. 35"), ("de", "Art. 35 DSGVO"), ("nl", "Art. 35 AVG")):
        read = officer.get("/api/obligations", params={"language": language}).json()["obligations"]
        assert next(one["article"] for one in read if one["name"] == "gdpr_35") == article
    assert officer.get("/api/obligations", params={"language": "fr"}).status_code == 422
    body = {"state": "done", "content": "Board decision of May."}
    assert officer.put("/api/obligations/gdpr_35", json=body).status_code == 204
    bench.pass_time(1)
    assert officer.put("/api/obligations/gdpr_35", json={**body, "state": "open"}).status_code == 204
    assert officer.put("/api/obligations/controller", json={**body, "content": "Acme, Berlin"}).status_code == 204
    assert officer.put("/api/obligations/unknown", json=body).status_code == 404
    law = officer.get("/api/obligations").json()
    stated = next(one["statement"] for one in law["obligations"] if one["name"] == "gdpr_35")
    assert (stated["state"], stated["content"]) == ("open", "Board decision of May.")
    assert law["answerable"]["controller"]["content"] == "Acme, Berlin"
    auditor = officer_of(bench, StaffRole.AUDITOR)
    assert auditor.get("/api/obligations").status_code == 200
    assert auditor.put("/api/obligations/gdpr_35", json=body).status_code == 403


def test_an_authority_is_answered_with_counts(databases: Databases, tmp_path: Path) -> None:
    bench = open_bench(databases, tmp_path / "data")
    side = PersonalSide(databases=databases, folder=tmp_path / "data")
    customer = side.add_customer(Purpose.OWN_HISTORY)
    for _ in range(2):
        _ = side.store(customer)
    bench.handover.allow(9)
    _ = bench.handover.place()
    browser = bench.reviewer()
    _ = hear(bench, browser, lease(browser)["lease_id"])
    officer = officer_of(bench, StaffRole.PRIVACY_OFFICER)
    answer = officer.get("/api/authority-report")
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert (report["people"], sum(one["recordings"] for one in report["recordings"])) == (1, 2)
    heard = report["listening"]
    assert [(one["role"], one["reviewers"], one["clips"], one["seconds"]) for one in heard] == [("reviewer", 1, 1, 4)]
    assert str(customer.customer_id) not in answer.text
    later = officer.get("/api/authority-report", params={"since": "2190-01-01"}).json()
    assert (later["people"], later["listening"]) == (0, [])
    unfit = officer.get("/api/authority-report", params={"since": "2026-02-01", "until": "2026-01-01"})
    assert unfit.json()["code"] == "period_unfit"
    assert officer_of(bench, StaffRole.ADMINISTRATOR).get("/api/authority-report").status_code == 403


def test_rg4_the_page_asks_for_a_pack_that_is_made_in_the_background_and_expires(
    bench: Bench, officer: TestClient, tmp_path: Path
) -> None:
    asked = officer.post("/api/evidence-packs", json={"first": "2020-01-01"})
    assert asked.status_code == 200, asked.text
    address = f"/api/evidence-packs/{asked.json()['identifier']}"
    assert officer.get(address).json()["code"] == "pack_missing"
    key = load_signer_key(bench.settings.data_folder / "keys" / "audit.json")
    packer = Packer(
        database=bench.handover.databases[Role.ADMINISTRATION],
        key=key,
        settings=bench.settings,
        clock=bench.handover.clock,
    )
    packer.work()
    packs: list[Json] = officer.get("/api/evidence-packs").json()
    assert [(one["problem"], one["first_day"]) for one in packs] == [(None, "2020-01-01")]
    content = officer.get(address)
    assert content.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(content.content)) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert verify_pack(tmp_path / "unpacked" / "evidence-pack", key.verifier).intact
    bench.pass_time(3601)
    auditor = officer_of(bench, StaffRole.AUDITOR)
    assert auditor.get(address).json()["code"] == "pack_missing"
    packer.work()
    assert auditor.get("/api/evidence-packs").json() == []
    for _ in range(3):
        assert auditor.post("/api/evidence-packs", json={}).status_code == 200
    assert auditor.post("/api/evidence-packs", json={}).json()["code"] == "too_many_packs"
    assert officer_of(bench, StaffRole.ADMINISTRATOR).get("/api/evidence-packs").status_code == 403
