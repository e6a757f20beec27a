"""The assistant's answer beside the question: shown de-identified, graded, taken back, counted, sealed."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import TypeAdapter
from support.bench import Bench, Json, hear, label_body, lease, open_bench
from support.databases import Databases

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.quality.views import AgreementPayload
from earnest.handover.labels import AnswerFault, AnswerGrade, GradedAnswer
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.staff.records import StaffRole
from earnest.services.database.roles import Role

ANSWER = ("Timer for", None, "started.")
WRONG: Json = {"grade": "wrong", "fault": "misheard"}


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def send(bench: Bench, browser: TestClient, **changes: object) -> str:
    """Lease, hear and label; return the lease."""
    lease_id = str(lease(browser)["lease_id"])
    _ = hear(bench, browser, lease_id)
    answer = browser.post(f"/api/leases/{lease_id}/label", json=label_body(**changes))
    assert answer.status_code == 204, answer.text
    return lease_id


def test_the_answer_is_shown_and_its_grade_is_part_of_the_label_until_it_is_taken_back(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place(answer=ANSWER)
    browser = bench.reviewer()
    held = lease(browser)
    assert held["answer"] == list(ANSWER)
    draft = {**label_body(answer=WRONG)}
    del draft["guideline_version"]
    assert browser.put(f"/api/leases/{held['lease_id']}/draft", json=draft).status_code == 204
    kept = lease(browser)["draft"]
    assert isinstance(kept, dict)
    assert kept["answer"] == WRONG
    sent = send(bench, browser, answer=WRONG)
    with bench.handover.databases.owner.transaction() as connection:
        label = bench.handover.find_label(connection, clip_id)
    assert label is not None
    assert label.answer == GradedAnswer(grade=AnswerGrade.WRONG, fault=AnswerFault.MISHEARD)
    assert browser.get("/api/day").json()["answers"] == [{"grade": "wrong", "clips": 1}]
    lead = bench.reviewer("Lena", role=StaffRole.LEAD)
    counted = [{"language": "en", "grade": "wrong", "fault": "misheard", "clips": 1}]
    assert lead.get("/api/lead/overview").json()["answers"] == counted

    assert browser.post(f"/api/leases/{sent}/take-back").status_code == 204
    again = lease(browser)["draft"]
    assert isinstance(again, dict)
    assert again["answer"] == WRONG
    assert browser.get("/api/day").json()["answers"] == []
    assert lead.get("/api/lead/overview").json()["answers"] == []


def test_a_grade_needs_an_answer_that_was_shown_and_a_fault_needs_one(bench: Bench) -> None:
    bench.handover.allow(2)
    _ = bench.handover.place()
    browser = bench.reviewer()
    held = lease(browser)
    assert held["answer"] is None
    _ = hear(bench, browser, held["lease_id"])
    path = f"/api/leases/{held['lease_id']}/label"
    assert browser.post(path, json=label_body(answer={"grade": "good"})).status_code == 422
    assert browser.post(path, json=label_body()).status_code == 204
    _ = bench.handover.place(answer=ANSWER)
    held = lease(browser)
    _ = hear(bench, browser, held["lease_id"])
    path = f"/api/leases/{held['lease_id']}/label"
    for unfit in ({"grade": "good", "fault": "misheard"}, {"grade": "best"}, {"grade": "wrong", "fault": "rude"}, {}):
        assert browser.post(path, json=label_body(answer=unfit)).status_code == 422, unfit
    assert browser.post(path, json=label_body(answer={"grade": "wrong"})).status_code == 204


def test_rv3_reviewers_grade_without_seeing_each_other_and_their_agreement_is_measured(bench: Bench) -> None:
    bench.handover.allow(4)
    for _ in range(4):
        _ = bench.handover.place(answer=ANSWER, reviews_wanted=2)
    for name, grades in (("Rosa", ("good", "good", "wrong", "partly")), ("Emil", ("good", "good", "wrong", "wrong"))):
        browser = bench.reviewer(name)
        for grade in grades:
            _ = send(bench, browser, answer={"grade": grade})
    lead = bench.reviewer("Lena", role=StaffRole.LEAD)
    found = TypeAdapter(AgreementPayload).validate_json(lead.get("/api/lead/agreement").content)
    assert found.overall.grade_alpha is not None
    # Coincidences: good-good 4, wrong-wrong 2, partly-wrong 2 of n = 8: 1 - 7 * 2 / (64 - 16 - 9 - 1).
    assert found.overall.grade_alpha.value == pytest.approx(1 - 7 * 2 / 38)
    # A difference in the grade alone is measured and not decided: what was said is agreed on.
    assert bench.reviewer("Ada", role=StaffRole.ADJUDICATOR).post("/api/adjudications").status_code == 204


def test_ps1_rt4_no_role_reads_a_word_of_the_answer_and_it_goes_with_its_clip(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place(answer=("Playing zorbinella now.",))
    databases = bench.handover.databases
    readers: list[Role] = []
    for role in Role:
        with databases[role].transaction() as connection:
            may = (
                "select coalesce(has_column_privilege(to_regclass('handover.clips'), 'sealed_answer', 'select'), false)"
            )
            readable = has_schema(connection) and connection.execute(may).fetchone() == (True,)
            rows = connection.execute("select sealed_answer from handover.clips").fetchall() if readable else []
        readers += [role] if readable else []
        for (sealed,) in rows:
            assert b"zorbinella" not in bytes(sealed), role
    assert set(readers) == {Role.WORKBENCH, Role.CORPUS_WORKER, Role.CUSTOMER_PORTAL}, "no other reads even the seal"
    with databases.owner.transaction() as connection:
        row = connection.execute("select sealed_answer from handover.clips").fetchone()
        assert row is not None
        assert b"zorbinella" not in bytes(row[0])
        withdraw(
            connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=bench.handover.clock.now()
        )
    erasure = ClipErasure(
        database=databases[Role.CORPUS_WORKER], objects=bench.handover.objects, clock=bench.handover.clock
    )
    erasure.erase_clip(clip_id)
    with databases.owner.transaction() as connection:
        assert connection.execute("select sealed_answer from handover.clips").fetchone() == (None,)


def has_schema(connection: Connection[TupleRow]) -> bool:
    """Tell whether a role may look into the schema at all."""
    return connection.execute("select has_schema_privilege('handover', 'usage')").fetchone() == (True,)


def test_ac8_the_answer_is_given_with_the_lease_to_its_holder_alone(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place(answer=("Playing zorbinella now.",))
    rosa, emil = bench.reviewer("Rosa"), bench.reviewer("Emil")
    assert "zorbinella" in rosa.post("/api/leases").text
    paths = ("day", "progress", "catalogue", "sent", "guideline", "lead/overview", "lead/agreement", "adjudications")
    others = [emil, bench.reviewer("Lena", role=StaffRole.LEAD)]
    for browser in others:
        for path in paths:
            assert "zorbinella" not in browser.get(f"/api/{path}").text, path
        assert "zorbinella" not in browser.post("/api/leases").text
        assert "zorbinella" not in browser.post("/api/adjudications").text
