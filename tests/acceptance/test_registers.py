"""Registers of the privacy officer over HTTP, and as an attacker with a login role.

RI8: requests of data subjects with the legal clock.
"""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, Json, open_bench
from support.databases import Databases
from support.officers import leaves_of, officer_of

from earnest.handover.requests import RequestKind, RequestOutcome, end_request, list_requests_of, open_request
from earnest.organisation.oversight.register_reminders import RegisterReminders
from earnest.organisation.staff.records import StaffRole
from earnest.services.audit import Pseudonyms
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
