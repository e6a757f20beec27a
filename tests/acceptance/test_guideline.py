"""Versions of the guideline over HTTP: a lead writes, who labels confirms before the next clip (RV6)."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter
from support.bench import Bench, code_of, hear, label_body, lease, open_bench
from support.databases import Databases

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.deidentified.guideline.store import NewVersion
from earnest.deidentified.guideline.views import WrittenGuideline
from earnest.organisation.staff.records import StaffRole

FIRST = f"{CURRENT_VERSION}.1"


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def written(answer: bytes) -> WrittenGuideline:
    return TypeAdapter(WrittenGuideline).validate_json(answer)


def test_rv6_a_new_version_is_confirmed_before_the_next_clip_and_each_label_stores_its_own(bench: Bench) -> None:
    bench.handover.allow(3)
    for _ in range(3):
        _ = bench.handover.place()
    rosa, lena = bench.reviewer("Rosa"), bench.reviewer("Lena", role=StaffRole.LEAD)
    held = lease(rosa)
    _ = hear(bench, rosa, held["lease_id"])
    assert rosa.post(f"/api/leases/{held['lease_id']}/label", json=label_body()).status_code == 204
    held = lease(rosa)
    _ = hear(bench, rosa, held["lease_id"])

    present = written(lena.get("/api/lead/guideline").content)
    assert (present.number, present.version, present.versions) == (0, CURRENT_VERSION, ())
    text = present.texts.en.replace("numbers as words", "numbers in figures")
    preview = lena.post("/api/lead/guideline/changes", json={"language": "en", "text": text})
    assert [span["text"] for span in preview.json()[0]["spans"] if span["change"] == "added"] == ["in figures."]
    assert lena.post("/api/lead/guideline", json={"base": 0, "en": text}).status_code == 204

    send = f"/api/leases/{held['lease_id']}/label"
    assert code_of(rosa.post(send, json=label_body())) == "guideline_unconfirmed"
    assert code_of(rosa.post(send, json=label_body(guideline_version=FIRST))) == "guideline_unconfirmed"
    reject = {"reason": "silence", "wake_word_verdict": "not_applicable", "guideline_version": FIRST}
    assert code_of(rosa.post(f"/api/leases/{held['lease_id']}/reject", json=reject)) == "guideline_unconfirmed"
    assert code_of(rosa.post("/api/leases")) == "guideline_unconfirmed"
    new = TypeAdapter(NewVersion).validate_json(rosa.get("/api/guideline/new?language=en").content)
    assert (new.version, new.confirmed, [line.section for line in new.changes]) == (FIRST, False, ["Transcript"])
    confirm = "/api/guideline/confirmation"
    assert code_of(rosa.post(confirm, json={"version": CURRENT_VERSION})) == "guideline_unconfirmed"
    assert code_of(rosa.post("/api/leases")) == "guideline_unconfirmed"
    assert rosa.post(confirm, json={"version": FIRST}).status_code == 204
    assert rosa.post(confirm, json={"version": FIRST}).status_code == 204
    assert lease(rosa)["lease_id"] == held["lease_id"]
    assert code_of(rosa.post(send, json=label_body())) == "guideline_changed"
    assert rosa.post(send, json=label_body(guideline_version=FIRST)).status_code == 204
    shown = rosa.get("/api/guideline?language=en").json()
    assert shown["version"] == FIRST
    assert any("numbers in figures" in section["text"] for section in shown["sections"])
    with bench.handover.databases.owner.transaction() as connection:
        versions = connection.execute("select guideline_version from handover.labels order by labelled_at").fetchall()
        events = connection.execute(
            "select count(*) from audit.leaves where convert_from(entry, 'UTF8') like '%guideline_%'"
        ).fetchone()
    assert versions == [(CURRENT_VERSION,), (FIRST,)]
    assert events == (3,), "published, approved and confirmed, once each"
    found = written(lena.get("/api/lead/guideline").content)
    assert [(one.version, one.written_by, one.confirmed) for one in found.versions] == [(FIRST, "Lena", 2)]
    assert {one.name for one in found.confirmations} == {"Lena", "Rosa"}


def test_rv6_two_leads_do_not_overwrite_each_other_and_only_leads_write(bench: Bench) -> None:
    lena, lisa = (bench.reviewer(name, role=StaffRole.LEAD) for name in ("Lena", "Lisa"))
    text = written(lena.get("/api/lead/guideline").content).texts.en
    changed = {"base": 0, "en": f"{text}\n## More\n\nListen twice.\n"}
    assert lena.post("/api/lead/guideline", json=changed).status_code == 204
    assert code_of(lisa.post("/api/lead/guideline", json=changed)) == "guideline_written_meanwhile"
    assert lisa.post("/api/lead/guideline/1/approval").status_code == 204
    assert code_of(lisa.post("/api/lead/guideline", json=changed)) == "guideline_written_meanwhile"
    unchanged = written(lisa.get("/api/lead/guideline").content)
    assert code_of(lisa.post("/api/lead/guideline", json={"base": 1, "en": unchanged.texts.en})) == (
        "guideline_text_unfit"
    )
    assert code_of(lisa.get("/api/lead/guideline/7/changes")) == "guideline_version_unknown"
    assert len(lisa.get("/api/lead/guideline/1/changes").json()) == 2
    assert lisa.get("/api/lead/guideline/1/changes?language=de").json() == []
    rosa = bench.reviewer("Rosa")
    assert rosa.get("/api/lead/guideline").status_code == 403
    assert rosa.post("/api/lead/guideline", json={"base": 1, "en": text}).status_code == 403
    assert rosa.post("/api/lead/guideline/changes", json={"language": "en", "text": text}).status_code == 403
    officer = bench.reviewer("Olga", role=StaffRole.SAFETY_OFFICER)
    assert officer.post("/api/guideline/confirmation", json={"version": FIRST}).status_code == 403


def test_rv6_adjudication_waits_for_the_confirmation_too(bench: Bench) -> None:
    lena, ada = bench.reviewer("Lena", role=StaffRole.LEAD), bench.reviewer("Ada", role=StaffRole.ADJUDICATOR)
    text = written(lena.get("/api/lead/guideline").content).texts.nl
    assert (
        lena.post("/api/lead/guideline", json={"base": 0, "nl": f"{text}\n## Meer\n\nTwee keer.\n"}).status_code == 204
    )
    assert code_of(ada.post("/api/adjudications")) == "guideline_unconfirmed"
    assert lena.post("/api/adjudications").status_code == 204, "who wrote it has read it"


def test_ac10_a_second_person_approves_a_version_before_it_counts(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    lena, lisa = (bench.reviewer(name, role=StaffRole.LEAD) for name in ("Lena", "Lisa"))
    second = bench.reviewer("Lena too", role=StaffRole.LEAD)
    for name in ("Lena", "Lena too"):
        bench.state_person(name, "employee 7")
    rosa = bench.reviewer("Rosa")
    present = written(lena.get("/api/lead/guideline").content)
    assert not present.alone
    changed = {"base": 0, "en": f"{present.texts.en}\n## More\n\nListen twice.\n"}
    assert lena.post("/api/lead/guideline", json=changed).status_code == 204
    assert rosa.get("/api/guideline?language=en").json()["version"] == CURRENT_VERSION, "reviewers read the old one"
    assert "Listen twice" not in rosa.get("/api/guideline/new?language=en").text
    assert rosa.post("/api/leases").status_code == 200
    for browser in (lena, second):
        assert code_of(browser.post("/api/lead/guideline/1/approval")) == "guideline_approval_refused"
        assert not written(browser.get("/api/lead/guideline").content).versions[0].may_approve
    assert rosa.post("/api/lead/guideline/1/approval").status_code == 403
    assert written(lisa.get("/api/lead/guideline").content).versions[0].may_approve
    assert code_of(lisa.post("/api/lead/guideline/2/approval")) == "guideline_approval_refused"
    assert lisa.post("/api/lead/guideline/1/approval").status_code == 204
    assert code_of(lisa.post("/api/lead/guideline/1/approval")) == "guideline_approval_refused"
    assert rosa.get("/api/guideline?language=en").json()["version"] == FIRST
    assert written(lisa.get("/api/lead/guideline").content).versions[0].approved_by == "Lisa"


def test_ac10_a_household_with_one_lead_is_told_so_and_publishes_alone(bench: Bench) -> None:
    lena, _ = bench.reviewer("Lena", role=StaffRole.LEAD), bench.reviewer("Lena too", role=StaffRole.LEAD)
    for name in ("Lena", "Lena too"):
        bench.state_person(name, "employee 7")
    present = written(lena.get("/api/lead/guideline").content)
    assert present.alone, "two accounts of one person are one lead"
    changed = {"base": 0, "en": f"{present.texts.en}\n## More\n\nListen twice.\n"}
    assert lena.post("/api/lead/guideline", json=changed).status_code == 204
    assert lena.get("/api/guideline?language=en").json()["version"] == FIRST


def test_rt3_the_text_of_a_version_is_destroyed_and_its_hash_and_reason_stay(bench: Bench) -> None:
    lena, lisa = (bench.reviewer(name, role=StaffRole.LEAD) for name in ("Lena", "Lisa"))
    rosa = bench.reviewer("Rosa")
    text = written(lena.get("/api/lead/guideline").content).texts.en
    heard = f"{text}\n## More\n\nFor example: call zorbinella.\n"
    assert lena.post("/api/lead/guideline", json={"base": 0, "en": heard}).status_code == 204
    assert lisa.post("/api/lead/guideline/1/approval").status_code == 204
    assert "zorbinella" in rosa.get("/api/guideline?language=en").text
    assert rosa.post("/api/guideline/confirmation", json={"version": FIRST}).status_code == 204
    gone = {"reason": "heard_words"}
    assert rosa.post("/api/lead/guideline/1/withdrawal", json=gone).status_code == 403
    assert lisa.post("/api/lead/guideline/1/withdrawal", json={"reason": "dull"}).status_code == 422
    assert lisa.post("/api/lead/guideline/1/withdrawal", json=gone).status_code == 204
    assert code_of(lisa.post("/api/lead/guideline/1/withdrawal", json=gone)) == "guideline_version_unknown"
    assert rosa.get("/api/guideline?language=en").json()["version"] == CURRENT_VERSION, "the one before it counts"
    assert code_of(lisa.get("/api/lead/guideline/1/changes")) == "guideline_version_unknown"
    for browser in (rosa, lena, lisa):
        for path in ("guideline", "guideline/new", "lead/guideline"):
            assert "zorbinella" not in browser.get(f"/api/{path}?language=en").text
    with bench.handover.databases.owner.transaction() as connection:
        texts = connection.execute("select text, sha256 from deidentified.guideline_texts where language = 'en'")
        (row,) = texts.fetchall()
        why = connection.execute("select withdrawn_reason from deidentified.guideline_versions").fetchone()
    assert row[0] is None
    assert len(row[1]) == 32
    assert why == ("heard_words",)
    # The next version has a number of its own; who confirmed the withdrawn one confirms it anew.
    better = {"base": 0, "en": f"{text}\n## More\n\nFor example: call a person.\n"}
    assert lena.post("/api/lead/guideline", json=better).status_code == 204
    assert lisa.post("/api/lead/guideline/2/withdrawal", json={"reason": "refused"}).status_code == 204
    assert lena.post("/api/lead/guideline", json=better).status_code == 204
    assert lisa.post("/api/lead/guideline/3/approval").status_code == 204
    new = TypeAdapter(NewVersion).validate_json(rosa.get("/api/guideline/new?language=en").content)
    assert (new.version, new.confirmed) == (f"{CURRENT_VERSION}.3", False)
    assert "a person" in str(new.changes)
