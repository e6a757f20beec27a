"""Qualification for a language over HTTP: a test of planted clips, taken blind; a lead alone refuses."""

from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, Json, code_of, hear, label_body, lease, open_bench
from support.databases import Databases
from support.planting import SAID, plant

from earnest.handover.planting import PlantedKind
from earnest.organisation.staff.records import StaffRole

CLIPS = 6


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    opened = open_bench(databases, tmp_path / "data")
    opened.handover.allow(9)
    return opened


def compose(lead: TestClient, **changes: object) -> None:
    planted = lead.get("/api/lead/qualifications").json()["planted"]
    assert {one["words"] for one in planted} == {SAID}
    body = {"language": "en", "clip_ids": [one["clip_id"] for one in planted], "most_errors": 0.1, **changes}
    answer = lead.post("/api/lead/qualifications", json=body)
    assert answer.status_code == 204, answer.text


def own(browser: TestClient) -> Json:
    (found,) = browser.get("/api/me/qualifications").json()
    body: Json = found
    return body


def take(bench: Bench, browser: TestClient, transcript: str, count: int = CLIPS) -> None:
    """Answer the next clips."""
    for _ in range(count):
        held = lease(browser)
        assert "planted" not in held
        _ = hear(bench, browser, held["lease_id"], int(str(held["duration_milliseconds"])))
        body = label_body(transcript=transcript, unclear_words=[], entities=[])
        assert browser.post(f"/api/leases/{held['lease_id']}/label", json=body).status_code == 204


def test_only_the_qualified_are_given_clips_of_a_language_where_a_lead_demands_it(bench: Bench) -> None:
    for _ in range(CLIPS):
        plant(bench.handover)
    plant(bench.handover, kind=PlantedKind.HONEY)
    _ = bench.handover.place()
    lena, rosa = bench.reviewer("Lena", role=StaffRole.LEAD), bench.reviewer("Rosa")
    assert rosa.get("/api/me/qualifications").json() == [], "off until a lead composes a test"
    held = lease(rosa)
    assert rosa.post(f"/api/leases/{held['lease_id']}/return").status_code == 204
    _ = bench.handover.place()
    assert len(lena.get("/api/lead/qualifications").json()["planted"]) == CLIPS, "honey clips are in no test"
    compose(lena)
    assert (own(rosa)["state"], own(rosa)["demanded"]) == ("none", False)
    held = lease(rosa)
    assert rosa.post(f"/api/leases/{held['lease_id']}/return").status_code == 204
    _ = bench.handover.place()
    test_id = own(rosa)["test_id"]
    assert rosa.put(f"/api/lead/qualifications/{test_id}/demanded", json={"demanded": False}).status_code == 403
    assert lena.put(f"/api/lead/qualifications/{test_id}/demanded", json={"demanded": True}).status_code == 204
    assert rosa.post("/api/leases").status_code == 204, "a clip waits, and is not given"
    assert rosa.get("/api/progress").json()["waiting"] == 0

    attempt = f"/api/me/qualifications/{test_id}/attempt"
    assert rosa.post(attempt).status_code == 204
    assert code_of(rosa.post(attempt)) == "attempt_refused"
    assert (own(rosa)["state"], own(rosa)["left"]) == ("running", CLIPS)
    take(bench, rosa, SAID)
    assert own(rosa)["state"] == "qualified"
    rate = own(rosa)["error_rate"]
    assert isinstance(rate, dict)
    assert (rate["value"], rate["interval"], rate["items"]) == (0.0, {"low": 0.0, "high": 0.0}, CLIPS)
    assert code_of(rosa.post(attempt)) == "attempt_refused"
    held = lease(rosa)
    assert held["words"] != [], "the clip that waited"
    passed = lena.get("/api/lead/qualifications").json()["attempts"][0]["attempt_id"]
    decision = f"/api/lead/qualifications/attempts/{passed}/decision"
    for refused in ("refused", "granted", "waiting"):
        assert code_of(lena.put(decision, json={"decision": refused})) == "qualification_missing"
    assert lena.put(decision, json={"decision": "repeat"}).status_code == 204
    assert own(rosa)["state"] == "none", "void: it qualifies no longer, and the test may be taken again"
    assert rosa.post(f"/api/leases/{held['lease_id']}/return").status_code == 204
    assert rosa.post("/api/leases").status_code == 204


def test_a_program_refuses_no_reviewer_a_lead_decides_with_the_interval_in_sight(bench: Bench) -> None:
    for _ in range(CLIPS):
        plant(bench.handover)
    _ = bench.handover.place()
    lena = bench.reviewer("Lena", role=StaffRole.LEAD)
    compose(lena, demanded=True, valid_days=30)
    rosa, vera = bench.reviewer("Rosa"), bench.reviewer("Vera")
    test_id = own(rosa)["test_id"]
    for browser in (rosa, vera):
        assert browser.post(f"/api/me/qualifications/{test_id}/attempt").status_code == 204
        take(bench, browser, "tea")
        assert browser.post("/api/leases").status_code == 204
        assert own(browser)["state"] == "waiting"
    attempts = lena.get("/api/lead/qualifications").json()["attempts"]
    assert {one["name"]: one["outcome"] for one in attempts} == {"Rosa": "waiting", "Vera": "waiting"}
    assert all(one["error_rate"]["interval"]["low"] <= one["error_rate"]["value"] for one in attempts)
    by_name = {one["name"]: f"/api/lead/qualifications/attempts/{one['attempt_id']}/decision" for one in attempts}
    assert rosa.put(by_name["Rosa"], json={"decision": "granted"}).status_code == 403
    assert code_of(lena.put(by_name["Rosa"], json={"decision": "passed"})) == "qualification_missing"
    own_lead = bench.reviewer("Rosa, lead", role=StaffRole.LEAD)
    for name in ("Rosa", "Rosa, lead"):
        bench.state_person(name, "0017")
    refused = own_lead.put(by_name["Rosa"], json={"decision": "granted"})
    assert code_of(refused) == "qualification_missing", "a person decides about their own attempt under no account"
    assert lena.put(by_name["Rosa"], json={"decision": "granted"}).status_code == 204
    assert lena.put(by_name["Vera"], json={"decision": "refused"}).status_code == 204
    assert code_of(lena.put(by_name["Vera"], json={"decision": "repeat"})) == "qualification_missing"
    assert code_of(lena.put(by_name["Vera"], json={"decision": "granted"})) == "qualification_missing"
    assert (own(rosa)["state"], own(vera)["state"]) == ("qualified", "refused")
    assert vera.post("/api/leases").status_code == 204
    assert lease(rosa)["language"] == "en"
    with bench.handover.databases.owner.transaction() as connection:
        events = connection.execute(
            "select count(*) from audit.leaves where convert_from(entry, 'UTF8') like '%qualification_decided%'"
        ).fetchone()
        _ = connection.execute(
            "update deidentified.qualification_attempts set finished_at = finished_at - interval '31 days'"
        )
    assert events == (2,)
    assert own(rosa)["state"] == "expired", "after the days that the lead said"


def test_a_qualification_ends_with_a_new_guideline_and_a_test_needs_clips_that_were_not_met(bench: Bench) -> None:
    for _ in range(CLIPS):
        plant(bench.handover)
    lena, rosa = bench.reviewer("Lena", role=StaffRole.LEAD), bench.reviewer("Rosa")
    wrong = {"language": "de", "clip_ids": [str(UUID(int=1))] * 9, "most_errors": 0.1}
    assert code_of(lena.post("/api/lead/qualifications", json=wrong)) == "qualification_too_small"
    compose(lena, ends_with_guideline=True)
    test_id = own(rosa)["test_id"]
    assert rosa.post(f"/api/me/qualifications/{test_id}/attempt").status_code == 204
    take(bench, rosa, SAID)
    assert own(rosa)["state"] == "qualified"
    text = lena.get("/api/lead/guideline").json()["texts"]["en"]
    changed = {"base": 0, "en": f"{text}\n## More\n\nListen twice.\n"}
    assert lena.post("/api/lead/guideline", json=changed).status_code == 204
    assert own(rosa)["state"] == "expired"
    answer = rosa.post(f"/api/me/qualifications/{test_id}/attempt")
    assert code_of(answer) == "qualification_too_small", "the same clips would be known"
