"""Reviewing over HTTP: what was written survives, what was sent comes back, what is hard to bear goes."""

from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from psycopg.errors import InsufficientPrivilege
from support.bench import Bench, Json, code_of, hear, label_body, lease, open_bench
from support.databases import Databases

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.foundation.identifiers import ClipId
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.organisation.staff.records import StaffRole
from earnest.processes.workbench import build_application
from earnest.services.database.roles import Role

DRAFT: Json = {
    "wake_word_verdict": None,
    "transcript": "a lrage  latte",
    "unclear_words": [1],
    "intent": "ord",
    "slots": [{"name": "", "value": "large"}],
    "entities": [{"first_word": 2, "last_word": 2, "type": "product", "link": None}],
    "answer": None,
}


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def send_label(bench: Bench, browser: TestClient, **changes: object) -> str:
    """Lease, hear and label; return the lease."""
    lease_id = str(lease(browser)["lease_id"])
    _ = hear(bench, browser, lease_id)
    assert browser.post(f"/api/leases/{lease_id}/label", json=label_body(**changes)).status_code == 204
    return lease_id


def accept_distressing(browser: TestClient) -> None:
    assert browser.put("/api/preferences", json={"accepts_distressing": True}).status_code == 204


def has_label(bench: Bench, clip_id: ClipId) -> bool:
    with bench.handover.databases.owner.transaction() as connection:
        return connection.execute("select 1 from handover.labels where clip_id = %s", [clip_id]).fetchone() is not None


def snapshot_lines(bench: Bench) -> int:
    with bench.handover.databases.owner.transaction() as connection:
        return len(connection.execute("select 1 from deidentified.snapshot_clips").fetchall())


# --- hard to bear (DC1) -----------------------------------------------------------------------------------------------


def test_dc1_one_request_takes_a_clip_away_before_a_second_was_heard(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    assert browser.post(f"/api/leases/{lease_id}/eject").status_code == 204
    assert browser.post(f"/api/leases/{lease_id}/eject").status_code == 204
    assert browser.post("/api/leases").status_code == 204
    assert browser.get("/api/progress").json() == {"waiting": 0, "labelled_by_me_today": 0}
    assert not has_label(bench, clip_id)


def test_dc1_it_goes_only_to_reviewers_who_have_chosen_such_clips(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    first, second, willing = bench.reviewer(), bench.reviewer("Second"), bench.reviewer("Willing")
    assert browser_eject(first) == 204
    assert second.post("/api/leases").status_code == 204
    assert second.get("/api/progress").json()["waiting"] == 0
    assert willing.get("/api/preferences").json() == {"accepts_distressing": False}
    accept_distressing(willing)
    assert willing.get("/api/progress").json()["waiting"] == 1
    held = lease(willing)
    assert held["distressing"] is True


def browser_eject(browser: TestClient) -> int:
    return browser.post(f"/api/leases/{lease(browser)['lease_id']}/eject").status_code


def test_dc1_who_ejected_it_never_gets_it_again_even_where_they_chose_such_clips(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    accept_distressing(browser)
    assert browser_eject(browser) == 204
    assert browser.post("/api/leases").status_code == 204


def test_dc1_a_late_message_still_takes_it_away(bench: Bench) -> None:
    """The lease ran out, or the clip was given back, before the message came through."""
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser, other = bench.reviewer(), bench.reviewer("Other")
    lease_id = lease(browser)["lease_id"]
    bench.pass_time(601)
    assert browser.post(f"/api/leases/{lease_id}/eject").status_code == 204
    assert other.post("/api/leases").status_code == 204


def test_dc1_rejecting_as_hard_to_bear_needs_no_listening_and_other_reasons_do(bench: Bench) -> None:
    """RV1 stays for the others."""
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    body = {"wake_word_verdict": "not_applicable", "guideline_version": CURRENT_VERSION}
    refused = browser.post(f"/api/leases/{lease_id}/reject", json={**body, "reason": "silence"})
    assert (refused.status_code, code_of(refused)) == (409, "not_heard_long_enough")
    assert browser.post(f"/api/leases/{lease_id}/reject", json={**body, "reason": "distressing"}).status_code == 204


def test_ac8_no_reviewer_ejects_or_writes_about_or_takes_back_what_is_in_other_hands(bench: Bench) -> None:
    bench.handover.allow(2)
    _ = bench.handover.place()
    holder, other = bench.reviewer(), bench.reviewer("Other")
    sent = send_label(bench, holder)
    _ = bench.handover.place()
    lease_id = lease(holder)["lease_id"]
    refused = [
        other.post(f"/api/leases/{lease_id}/eject"),
        other.put(f"/api/leases/{lease_id}/draft", json=DRAFT),
        other.post(f"/api/leases/{sent}/take-back"),
    ]
    assert [(answer.status_code, code_of(answer)) for answer in refused] == [(404, "lease_not_found")] * 3


# --- drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_survives_a_reload_a_restart_and_a_new_session(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    member = bench.add_member()
    browser = bench.sign_in(member)
    held = lease(browser)
    assert held["draft"] is None
    _ = hear(bench, browser, held["lease_id"])
    assert browser.put(f"/api/leases/{held['lease_id']}/draft", json=DRAFT).status_code == 204
    again = lease(browser)
    assert (again["lease_id"], again["draft"], again["played_milliseconds"]) == (held["lease_id"], DRAFT, 4000)

    restarted = Bench(
        handover=bench.handover,
        settings=bench.settings,
        application=build_application(bench.settings, bench.handover.databases[Role.WORKBENCH], bench.handover.clock),
    )
    bench.pass_time(60)
    assert lease(restarted.sign_in(member))["draft"] == DRAFT


def test_a_draft_waits_for_its_reviewer_where_no_other_reviewer_took_the_clip(bench: Bench) -> None:
    """The session ends after 30 minutes, the lease before that; the clip is given to the same reviewer first."""
    bench.handover.allow(2)
    _ = bench.handover.place()
    member = bench.add_member()
    browser = bench.sign_in(member)
    held = lease(browser)
    assert browser.put(f"/api/leases/{held['lease_id']}/draft", json=DRAFT).status_code == 204
    bench.pass_time(31 * 60)
    ended = browser.get("/api/session")
    assert (ended.status_code, code_of(ended)) == (401, "session_ended")
    earlier = bench.handover.clock.now() - timedelta(days=3)
    _ = bench.handover.place()
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update handover.clips set placed_on = %s where clip_id not in (select clip_id from deidentified.leases)",
            [earlier.date()],
        )
    back = lease(bench.sign_in(member))
    assert back["lease_id"] != held["lease_id"]
    assert back["draft"] == DRAFT


def test_a_draft_goes_when_another_reviewer_is_given_the_clip(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    first, second = bench.reviewer(), bench.reviewer("Second")
    held = lease(first)
    assert first.put(f"/api/leases/{held['lease_id']}/draft", json=DRAFT).status_code == 204
    bench.pass_time(601)
    assert lease(second)["draft"] is None
    assert drafts(bench) == []


def test_a_signed_out_browser_is_told_apart_from_one_whose_session_ended(bench: Bench) -> None:
    browser = bench.reviewer()
    assert browser.delete("/api/session").status_code == 204
    assert code_of(browser.get("/api/session")) == "not_signed_in"
    assert code_of(bench.browser().get("/api/session")) == "not_signed_in"


@pytest.mark.parametrize("ending", ["label", "return", "eject"])
def test_a_draft_ends_with_the_lease(bench: Bench, ending: str) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    assert browser.put(f"/api/leases/{lease_id}/draft", json=DRAFT).status_code == 204
    assert len(drafts(bench)) == 1
    body = label_body() if ending == "label" else None
    assert browser.post(f"/api/leases/{lease_id}/{ending}", json=body).status_code == 204
    assert drafts(bench) == []
    late = browser.put(f"/api/leases/{lease_id}/draft", json=DRAFT)
    assert (late.status_code, code_of(late)) == (403, "lease_ended")


def test_rt4_a_draft_is_sealed_and_goes_with_its_clip(bench: Bench) -> None:
    """Read as the database's owner: no word stands in it, and after an erasure nothing is left."""
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    assert browser.put(f"/api/leases/{lease_id}/draft", json=DRAFT).status_code == 204
    (sealed,) = drafts(bench)
    assert b"latte" not in sealed
    assert b"product" not in sealed
    with bench.handover.databases.owner.transaction() as connection:
        withdraw(
            connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=bench.handover.clock.now()
        )
    refused = browser.put(f"/api/leases/{lease_id}/draft", json=DRAFT)
    assert code_of(refused) == "clip_withdrawn"
    erase(bench, clip_id)
    assert drafts(bench) == []


def drafts(bench: Bench) -> list[bytes]:
    with bench.handover.databases.owner.transaction() as connection:
        return [bytes(row[0]) for row in connection.execute("select sealed from deidentified.drafts").fetchall()]


def erase(bench: Bench, clip_id: ClipId) -> None:
    erasure = ClipErasure(
        database=bench.handover.databases[Role.CORPUS_WORKER],
        objects=bench.handover.objects,
        clock=bench.handover.clock,
    )
    erasure.erase_clip(clip_id)


# --- taking back ------------------------------------------------------------------------------------------------------


def test_what_was_sent_is_taken_back_and_is_leased_again(bench: Bench) -> None:
    bench.handover.allow(2)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    sent = send_label(bench, browser)
    _ = bench.handover.place()
    other = lease(browser)
    assert (
        browser.put(f"/api/leases/{other['lease_id']}/draft", json={**DRAFT, "transcript": "lights"}).status_code == 204
    )
    (shown,) = browser.get("/api/sent").json()
    assert (shown["lease_id"], shown["outcome"], shown["gone"]) == (sent, "labelled", False)

    assert browser.post(f"/api/leases/{sent}/take-back").status_code == 204
    assert not has_label(bench, clip_id)
    assert browser.get("/api/progress").json()["labelled_by_me_today"] == 0
    again = lease(browser)
    assert again["played_milliseconds"] == 4000
    draft = again["draft"]
    assert isinstance(draft, dict)
    assert (draft["transcript"], draft["unclear_words"], draft["intent"]) == ("a large latte", [1], "order")
    assert browser.post(f"/api/leases/{again['lease_id']}/label", json=label_body(intent="other")).status_code == 204
    with bench.handover.databases.owner.transaction() as connection:
        label = bench.handover.find_label(connection, clip_id)
    assert label is not None
    assert label.intent == "other"

    back = lease(browser)
    assert isinstance(back["draft"], dict)
    assert back["draft"]["transcript"] == "lights"
    kinds = leaf_kinds(bench)
    assert kinds.count("label_taken_back") == 1
    assert kinds.count("clip_labelled") == 2


def leaf_kinds(bench: Bench) -> list[str]:
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute("select convert_from(entry, 'UTF8')::jsonb ->> 'kind' from audit.leaves").fetchall()
    return [str(row[0]) for row in rows]


def test_a_rejection_is_taken_back_too(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    body = {"reason": "silence", "wake_word_verdict": "not_applicable", "guideline_version": CURRENT_VERSION}
    assert browser.post(f"/api/leases/{lease_id}/reject", json=body).status_code == 204
    assert browser.post(f"/api/leases/{lease_id}/take-back").status_code == 204
    assert not has_label(bench, clip_id)
    assert lease(browser)["draft"] is None


def test_what_was_taken_back_is_in_no_snapshot(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    sent = send_label(bench, browser)
    with bench.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        _ = bench.handover.make_snapshot(connection)
    assert snapshot_lines(bench) == 1
    assert browser.post(f"/api/leases/{sent}/take-back").status_code == 204
    assert snapshot_lines(bench) == 0


def test_after_ten_minutes_it_stays_sent(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    sent = send_label(bench, browser)
    bench.pass_time(601)
    late = browser.post(f"/api/leases/{sent}/take-back")
    assert (late.status_code, code_of(late)) == (409, "taken_back_too_late")
    assert browser.get("/api/sent").json() == []
    assert has_label(bench, clip_id)


def test_it_is_taken_back_once(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    sent = send_label(bench, browser)
    assert browser.post(f"/api/leases/{sent}/take-back").status_code == 204
    assert code_of(browser.post(f"/api/leases/{sent}/take-back")) == "taken_back_too_late"


def test_rt5_what_acts_at_once_cannot_be_taken_back(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place(wake_word="alexa")
    browser = bench.reviewer()
    sent = send_label(
        bench, browser, wake_word_verdict="not_said", unclear_words=[], entities=[], slots=[], intent=None
    )
    (shown,) = browser.get("/api/sent").json()
    assert shown["gone"] is True
    refused = browser.post(f"/api/leases/{sent}/take-back")
    assert (refused.status_code, code_of(refused)) == (410, "clip_withdrawn")


def test_cn4_a_withdrawn_clip_is_not_opened_again(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    sent = send_label(bench, browser)
    with bench.handover.databases.owner.transaction() as connection:
        withdraw(
            connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=bench.handover.clock.now()
        )
    assert code_of(browser.post(f"/api/leases/{sent}/take-back")) == "clip_withdrawn"
    assert browser.post("/api/leases").status_code == 204


def test_no_role_but_through_the_function_deletes_a_label(bench: Bench) -> None:
    """As an attacker in the workbench's process: the table refuses, and the function knows only own, fresh verdicts."""
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    sent = send_label(bench, bench.reviewer())
    database = bench.handover.databases[Role.WORKBENCH]
    with pytest.raises(InsufficientPrivilege), database.transaction() as connection:
        _ = connection.execute("delete from handover.labels")
    with database.transaction() as connection:
        taken = connection.execute(
            "select deidentified.take_back(%s, gen_random_uuid(), %s)", [sent, bench.handover.clock.now()]
        ).fetchone()
    assert taken == (None,)
    assert has_label(bench, clip_id)


def test_settings_and_drafts_are_for_reviewers_alone(bench: Bench) -> None:
    browser = bench.reviewer("Auditor", role=StaffRole.AUDITOR)
    for answer in (browser.get("/api/preferences"), browser.get("/api/sent"), browser.post("/api/leases")):
        assert (answer.status_code, code_of(answer)) == (403, "permission_missing")


@pytest.mark.parametrize(("language", "word"), [("en", "Undo"), ("de", "Versehen"), ("nl", "Vergissingen")])
def test_the_guideline_comes_in_the_readers_language(bench: Bench, language: str, word: str) -> None:
    browser = bench.reviewer()
    assert word in browser.get("/api/guideline", params={"language": language}).text
    assert browser.get("/api/guideline", params={"language": "xx"}).status_code == 422
