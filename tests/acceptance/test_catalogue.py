"""The catalogue of intents and details, which a lead keeps: proposals, decisions, and what they do to labels."""

from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, Json, code_of, label_body, lease, open_bench, sound_of
from support.databases import Databases

from earnest.organisation.staff.records import StaffRole


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    bench = open_bench(databases, tmp_path / "data")
    bench.handover.allow(9)
    return bench


def send(bench: Bench, browser: TestClient, **changes: object) -> tuple[int, str]:
    """Label the next clip; returns status and code."""
    _ = bench.handover.place()
    lease_id = lease(browser)["lease_id"]
    assert sound_of(browser, lease_id).status_code == 200
    bench.pass_time(5)
    assert browser.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 4000}).status_code == 204
    answer = browser.post(f"/api/leases/{lease_id}/label", json=label_body(**changes))
    return answer.status_code, "" if answer.status_code == 204 else code_of(answer)


def names(browser: TestClient) -> dict[tuple[object, object], Json]:
    found: list[Json] = browser.get("/api/lead/names").json()
    return {(one["intent"], one["slot"]): one for one in found}


def test_a_new_name_is_a_proposal_that_a_lead_accepts_renames_or_refuses(bench: Bench) -> None:
    reviewer, lead = bench.reviewer(), bench.reviewer("Lena", role=StaffRole.LEAD)
    assert send(bench, reviewer) == (204, "")
    found = names(lead)
    assert {key: one["state"] for key, one in found.items()} == {
        ("order", ""): "proposed",
        ("order", "size"): "proposed",
    }
    assert all("reviewer" not in one and "proposed_by" not in one for one in found.values())

    def decide(key: tuple[str, str], **body: object) -> int:
        return lead.put(f"/api/lead/names/{found[key]['name_id']}", json=body).status_code

    assert decide(("order", ""), state="accepted") == 204
    assert decide(("order", "size"), state="renamed", renamed_to="cup size") == 204
    assert send(bench, reviewer) == (204, "")
    (entry,) = reviewer.get("/api/catalogue").json()["intents"]
    assert [slot["name"] for slot in entry["slots"]] == ["cup size"], "the new label says the new name"
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute(
            "select count(*) from audit.leaves where convert_from(entry, 'UTF8') like '%name_decided%'"
        ).fetchone()
    assert row == (2,)
    assert decide(("order", ""), state="refused") == 204
    assert send(bench, reviewer) == (422, "name_refused")
    assert reviewer.get("/api/catalogue").json()["intents"] == [], "refused names are offered no more"


def test_rt3_the_text_of_a_refused_name_is_destroyed_and_the_name_refused_again(bench: Bench) -> None:
    reviewer, lead = bench.reviewer(), bench.reviewer("Lena", role=StaffRole.LEAD)
    personal: Json = {"intent": "call zorbinella", "slots": [{"name": "number of zorbinella", "value": "x"}]}
    assert send(bench, reviewer, **personal) == (204, "")
    found = names(lead)
    for (intent, slot), one in found.items():
        path = f"/api/lead/names/{one['name_id']}"
        if slot:
            # Also a name that was accepted first.
            assert lead.put(path, json={"state": "accepted"}).status_code == 204, intent
        assert lead.put(path, json={"state": "refused"}).status_code == 204, slot
        assert lead.put(path, json={"state": "accepted"}).status_code == 404, "what is gone cannot be accepted"
    assert {(one["intent"], one["slot"], one["state"]) for one in lead.get("/api/lead/names").json()} == {
        ("", "", "refused")
    }
    assert "zorbinella" not in reviewer.get("/api/catalogue").text
    assert send(bench, reviewer, **personal) == (422, "name_refused")
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute("select catalogue_names::text from deidentified.catalogue_names").fetchall()
        assert len(rows) == 2
        assert "zorbinella" not in str(rows)


def test_intents_that_earnest_brings_along_need_no_decision(bench: Bench) -> None:
    reviewer, lead = bench.reviewer(), bench.reviewer("Lena", role=StaffRole.LEAD)
    assert send(bench, reviewer, intent="lights_on", slots=[]) == (204, "")
    assert names(lead) == {}


def test_only_a_lead_decides_and_only_for_names_that_are_some(bench: Bench) -> None:
    reviewer, lead = bench.reviewer(), bench.reviewer("Lena", role=StaffRole.LEAD)
    assert send(bench, reviewer) == (204, "")
    one = f"/api/lead/names/{names(lead)['order', '']['name_id']}"
    assert reviewer.get("/api/lead/names").status_code == 403
    assert reviewer.put(one, json={"state": "accepted"}).status_code == 403
    assert lead.put(f"/api/lead/names/{uuid4()}", json={"state": "accepted"}).status_code == 404
    for body in (
        {"state": "proposed"},
        {"state": "renamed"},
        {"state": "accepted", "renamed_to": "order"},
        {"state": "renamed", "renamed_to": "<b>"},
        {"state": "renamed", "renamed_to": ""},
    ):
        assert lead.put(one, json=body).status_code == 422, body


def test_a_proposal_without_a_decision_ends_after_thirty_days(bench: Bench) -> None:
    reviewer = bench.reviewer()
    assert send(bench, reviewer) == (204, "")
    bench.pass_time(30 * 86_400)
    assert send(bench, bench.reviewer("Later"), intent="weather_tomorrow", slots=[]) == (204, "")
    assert set(names(bench.reviewer("Lena", role=StaffRole.LEAD))) == {("weather_tomorrow", "")}
