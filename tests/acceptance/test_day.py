"""A reviewer's own day: clips skipped for later, notes to the lead, and what was sent."""

from datetime import timedelta
from pathlib import Path

import pytest
from support.bench import Bench, Json, code_of, hear, label_body, lease, open_bench
from support.databases import Databases

from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.staff.records import StaffRole
from earnest.services.database.roles import Role


@pytest.fixture
def bench(databases: Databases, data_folder: Path) -> Bench:
    return open_bench(databases, data_folder)


def test_a_skipped_clip_comes_back_later_with_what_was_written_and_goes_to_others_meanwhile(bench: Bench) -> None:
    bench.handover.allow(2)
    _ = bench.handover.place(text="first one")
    _ = bench.handover.place(text="second one")
    browser = bench.reviewer()
    first = lease(browser)
    draft: Json = {"wake_word_verdict": None, "transcript": "half a", "intent": "", "slots": [], "entities": []}
    assert browser.put(f"/api/leases/{first['lease_id']}/draft", json=draft).status_code == 204
    assert browser.post(f"/api/leases/{first['lease_id']}/skip").status_code == 204
    second = lease(browser)
    assert second["words"] != first["words"]
    _ = hear(bench, browser, second["lease_id"])
    assert browser.post(f"/api/leases/{second['lease_id']}/label", json=label_body()).status_code == 204
    assert browser.post("/api/leases").status_code == 204, "half an hour is not over"
    bench.pass_time(29 * 60)
    other = bench.reviewer("Vera")
    again = lease(other)
    assert again["words"] == first["words"], "others are given it meanwhile"
    assert again["draft"] is None
    assert other.post(f"/api/leases/{again['lease_id']}/return").status_code == 204


def test_a_skipped_clip_is_given_again_with_its_draft(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    held = lease(browser)
    draft: Json = {"wake_word_verdict": None, "transcript": "half a", "intent": "", "slots": [], "entities": []}
    assert browser.put(f"/api/leases/{held['lease_id']}/draft", json=draft).status_code == 204
    assert browser.post(f"/api/leases/{held['lease_id']}/skip").status_code == 204
    assert browser.post("/api/leases").status_code == 204
    for _half in range(2):
        bench.pass_time(16 * 60)
        assert browser.get("/api/session").status_code == 200
    kept = lease(browser)["draft"]
    assert isinstance(kept, dict)
    assert kept["transcript"] == "half a"


def test_wk1_the_day_counts_what_was_done_and_only_for_who_did_it(bench: Bench) -> None:
    bench.handover.allow(3)
    for _ in range(3):
        _ = bench.handover.place()
    browser, other = bench.reviewer(), bench.reviewer("Vera")
    for verdict in ("label", "reject", "skip"):
        held = lease(browser)
        _ = hear(bench, browser, held["lease_id"])
        body = label_body()
        if verdict == "reject":
            names = ("wake_word_verdict", "guideline_version")
            body = {"reason": "silence", **{name: body[name] for name in names}}
        answer = browser.post(f"/api/leases/{held['lease_id']}/{verdict}", json=body)
        assert answer.status_code == 204, answer.text
    day = browser.get("/api/day").json()
    assert (day["labelled"], day["rejected"], day["skipped"], day["listened_seconds"]) == (1, 1, 1, 12)
    assert [sent["outcome"] for sent in day["sent"]] == ["rejected", "labelled"]
    assert other.get("/api/day").json()["sent"] == []
    bench.pass_time(11 * 60)
    sent = browser.get("/api/day").json()["sent"]
    assert len(sent) == 2, "what can no longer be taken back stays in the list"
    assert code_of(browser.post(f"/api/leases/{sent[0]['lease_id']}/take-back")) == "taken_back_too_late"


def test_wk1_the_day_begins_at_midnight_where_the_reviewer_is(bench: Bench) -> None:
    """A shift across midnight UTC, in New York: what was sent in the evening is of the same day."""
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    bench.pass_time((23 * 60 + 50 - 12 * 60) * 60 - 25 * 60)
    browser = bench.sign_in(bench.add_member("Nora"))
    held = lease(browser)
    _ = hear(bench, browser, held["lease_id"])
    assert browser.post(f"/api/leases/{held['lease_id']}/label", json=label_body()).status_code == 204
    for _half in range(2):
        bench.pass_time(20 * 60)
        assert browser.get("/api/session").status_code == 200
    now = bench.handover.clock.now()
    assert now.hour == 0
    began = (now - timedelta(hours=20)).isoformat()
    assert browser.get("/api/day").json()["labelled"] == 0, "the day of UTC has just begun"
    assert browser.get("/api/day", params={"began_at": began}).json()["labelled"] == 1
    assert browser.get("/api/progress", params={"began_at": began}).json()["labelled_by_me_today"] == 1
    for wrong in (now - timedelta(days=2), now + timedelta(hours=1)):
        answer = browser.get("/api/day", params={"began_at": wrong.isoformat()})
        assert (answer.status_code, code_of(answer)) == (422, "day_unfit")
    assert browser.get("/api/progress", params={"began_at": "2025-05-05T00:00:00"}).status_code == 422


def test_a_lead_answers_a_note_and_only_its_writer_reads_the_answer(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser, lead, other = bench.reviewer(), bench.reviewer("Lea", role=StaffRole.LEAD), bench.reviewer("Vera")
    held = lease(browser)
    assert browser.post(f"/api/leases/{held['lease_id']}/note", json={"text": "A drink or a size?"}).status_code == 204
    (note,) = lead.get("/api/notes").json()
    answer = f"/api/notes/{note['note_id']}/answer"
    assert code_of(browser.post(answer, json={"text": "A drink."})) == "permission_missing"
    assert lead.post(answer, json={"text": ""}).status_code == 422
    assert lead.post(answer, json={"text": "A drink."}).status_code == 204
    assert code_of(lead.post(answer, json={"text": "A size."})) == "note_not_found"
    assert lead.get("/api/notes").json() == []
    (own,) = browser.get("/api/me/notes").json()
    assert (own["text"], own["closed"], own["answer"]) == ("A drink or a size?", True, "A drink.")
    assert other.get("/api/me/notes").json() == []
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select sealed_answer from deidentified.notes").fetchone()
    assert row is not None
    assert b"drink" not in bytes(row[0])
    with bench.handover.databases[Role.PERSONAL_WORKER].transaction() as connection:
        moment = bench.handover.clock.now()
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=moment)
    assert browser.get("/api/me/notes").json() == [], "RT4: the answer goes with the clip"


def test_rt4_a_note_reaches_the_lead_without_a_name_and_goes_with_its_clip(bench: Bench) -> None:
    bench.handover.allow(2)
    clip_id = bench.handover.place()
    browser, lead = bench.reviewer(), bench.reviewer("Lea", role=StaffRole.LEAD)
    held = lease(browser)
    note = {"text": "Is “latte” a drink or a size?"}
    assert browser.post(f"/api/leases/{held['lease_id']}/note", json=note).status_code == 204
    assert code_of(browser.get("/api/notes")) == "permission_missing"
    shown = lead.get("/api/notes").json()
    assert [(one["text"], set(one)) for one in shown] == [(note["text"], {"note_id", "written_at", "language", "text"})]
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select sealed from deidentified.notes").fetchone()
    assert row is not None
    assert b"latte" not in bytes(row[0])
    with bench.handover.databases[Role.PERSONAL_WORKER].transaction() as connection:
        moment = bench.handover.clock.now()
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=moment)
    assert lead.get("/api/notes").json() == []
    _ = browser.post("/api/leases")
    with bench.handover.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from deidentified.notes").fetchone() == (0,)
    assert code_of(lead.post(f"/api/notes/{shown[0]['note_id']}/done")) == "note_not_found"
