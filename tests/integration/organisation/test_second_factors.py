"""Recovery codes, chosen passwords and sessions of members, over HTTP on a real database (AC1, AC3, AC4, AC5)."""

from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, code_of, open_bench
from support.databases import Databases

from earnest.organisation.staff.records import NewMember, StaffRole


@pytest.fixture
def bench(databases: Databases, data_folder: Path) -> Bench:
    return open_bench(databases, data_folder)


def _enter(browser: TestClient, new: NewMember, code: str, password: str | None = None) -> httpx2.Response:
    body = {"name": new.member.name, "password": password or new.password, "code": code}
    return browser.post("/api/session", json=body)


def _codes(browser: TestClient) -> list[str]:
    answer = browser.post("/api/own-account/recovery-codes")
    assert answer.status_code == 200, answer.text
    codes: list[str] = answer.json()["codes"]
    return codes


def test_ac4_a_recovery_code_signs_in_once_and_only_with_the_password(bench: Bench) -> None:
    rosa = bench.add_member()
    codes = _codes(bench.sign_in(rosa))
    assert len(set(codes)) == 10
    bench.pass_time(61)
    assert _enter(bench.browser(), rosa, codes[0], password="wrong").status_code == 401
    assert _enter(bench.browser(), rosa, f" {codes[0].upper()} ").status_code == 200
    assert _enter(bench.browser(), rosa, codes[0]).status_code == 401
    browser = bench.browser()
    assert _enter(browser, rosa, codes[1]).status_code == 200
    assert browser.get("/api/own-account").json()["recovery_codes_left"] == 8


def test_ac4_recovery_codes_are_kept_as_hashes_and_new_ones_end_the_old(bench: Bench) -> None:
    rosa, otto = bench.add_member(), bench.add_member("Otto")
    browser = bench.sign_in(rosa)
    old, new = _codes(browser), _codes(browser)
    with bench.handover.databases.owner.transaction() as connection:
        held = connection.execute("select string_agg(code_hash::text, ' ') from staff.recovery_codes").fetchone()
    assert held is not None
    for code in (*old, *new):
        assert code.encode().hex() not in str(held[0])
        assert code.replace("-", "").encode().hex() not in str(held[0])
    assert _enter(bench.browser(), rosa, old[0]).status_code == 401
    assert _enter(bench.browser(), otto, new[0]).status_code == 401, "a code is of one member"
    assert _enter(bench.browser(), rosa, new[0]).status_code == 200


def test_ac3_how_to_sign_in_is_changed_only_soon_after_a_sign_in(bench: Bench) -> None:
    browser = bench.reviewer()
    bench.pass_time(10 * 60 + 1)
    assert browser.get("/api/own-account").status_code == 200
    for path in ("recovery-codes", "passkeys/options"):
        answer = browser.post(f"/api/own-account/{path}")
        assert (answer.status_code, code_of(answer)) == (403, "sign_in_too_old")


@pytest.mark.parametrize(
    ("role", "minutes"),
    [
        (StaffRole.REVIEWER, 30),
        (StaffRole.LEAD, 30),
        (StaffRole.ADMINISTRATOR, 15),
        (StaffRole.SAFETY_OFFICER, 15),
        (StaffRole.VENDOR_ADMINISTRATOR, 15),
    ],
)
def test_ac3_a_session_without_a_request_ends(bench: Bench, role: StaffRole, minutes: int) -> None:
    browser = bench.reviewer(role=role)
    bench.pass_time(minutes * 60 - 1)
    assert browser.get("/api/session").status_code == 200
    bench.pass_time(minutes * 60 + 1)
    assert browser.get("/api/session").status_code == 401


def test_ac5_a_password_is_chosen_and_common_or_short_ones_are_refused(bench: Bench) -> None:
    rosa = bench.add_member("Rosalinde")
    browser, other = bench.sign_in(rosa), bench.browser()
    bench.pass_time(31)
    codes = _codes(browser)
    assert _enter(other, rosa, codes[0]).status_code == 200
    for chosen, code in (
        ("seven77", "password_too_short"),
        ("password1", "password_common"),
        ("QWERTYUIOP", "password_common"),
        ("rosalinde", "password_common"),
    ):
        answer = browser.put("/api/own-account/password", json={"present": rosa.password, "chosen": chosen})
        assert (answer.status_code, code_of(answer)) == (422, code), chosen
    long = "Ünüsual pass phrase, with spaces " * 4
    for present, status in (("wrong", 401), (rosa.password, 204)):
        answer = browser.put("/api/own-account/password", json={"present": present, "chosen": long})
        assert answer.status_code == status, answer.text
    assert browser.get("/api/session").status_code == 200
    assert other.get("/api/session").status_code == 401, "other browsers are signed out"
    assert _enter(bench.browser(), rosa, codes[1]).status_code == 401
    assert _enter(bench.browser(), rosa, codes[1], password=long).status_code == 200
    assert _enter(bench.browser(), rosa, codes[2], password=long[:-1]).status_code == 401, "nothing is cut off"


def test_a_member_sees_where_they_are_signed_in_and_ends_the_others(bench: Bench) -> None:
    rosa = bench.add_member()
    first = bench.sign_in(rosa)
    bench.pass_time(31)
    second = bench.sign_in(rosa)
    sessions = second.get("/api/own-account").json()["sessions"]
    assert [one["present"] for one in sessions] == [True, False]
    assert second.delete("/api/own-account/other-sessions").status_code == 204
    assert first.get("/api/session").status_code == 401
    assert second.get("/api/session").status_code == 200


def test_ac2_an_answer_that_no_authenticator_gave_opens_nothing(bench: Bench) -> None:
    browser = bench.browser()
    assert browser.post("/api/session/passkey/options").status_code == 200
    for answer in ("", "{}", "[]", '{"id": "x"}', "null", '{"id":"AA","rawId":"AA","type":"public-key","response":{}}'):
        refused = browser.post("/api/session/passkey", json={"answer": answer})
        assert (refused.status_code, code_of(refused)) == (401, "passkey_refused"), answer
    signed_in = bench.reviewer()
    refused = signed_in.post("/api/own-account/passkeys", json={"name": "key", "answer": "{}"})
    assert (refused.status_code, code_of(refused)) == (401, "passkey_refused")
    assert signed_in.delete("/api/own-account/passkeys/AAAA").status_code == 404
