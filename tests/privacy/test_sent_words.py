"""What a reviewer sent is listed to that reviewer, and told by its first words only while it can be taken back."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, Json, hear, label_body, lease, open_bench
from support.databases import Databases

from earnest.foundation.identifiers import ClipId
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database.roles import Role

SENT: Json = {"transcript": "call the doctor about my knee tomorrow", "unclear_words": [], "slots": [], "entities": []}
"""What is typed in these tests; its first five words are shown."""


@pytest.fixture
def bench(databases: Databases, data_folder: Path) -> Bench:
    return open_bench(databases, data_folder)


def send(bench: Bench, browser: TestClient) -> ClipId:
    """Label the only clip and return it."""
    clip_id = bench.handover.place()
    held = lease(browser)
    _ = hear(bench, browser, held["lease_id"])
    answer = browser.post(f"/api/leases/{held['lease_id']}/label", json=label_body(**SENT))
    assert answer.status_code == 204, answer.text
    return clip_id


def listed(browser: TestClient) -> list[Json]:
    """Return the one verdict as both lists show it."""
    return [*browser.get("/api/sent").json(), *browser.get("/api/day").json()["sent"]]


def test_a_verdict_is_told_by_language_length_and_first_words(bench: Bench) -> None:
    bench.handover.allow(2)
    browser = bench.reviewer()
    _ = send(bench, browser)
    for one in listed(browser):
        told = (one["language"], one["duration_milliseconds"], one["first_words"], one["reject_reason"])
        assert told == ("en", 4000, "call the doctor about my …", None)
    _ = bench.handover.place()
    held = lease(browser)
    _ = hear(bench, browser, held["lease_id"])
    body = label_body()
    rejection = {name: body[name] for name in ("wake_word_verdict", "guideline_version")}
    answer = browser.post(f"/api/leases/{held['lease_id']}/reject", json={"reason": "silence", **rejection})
    assert answer.status_code == 204, answer.text
    newest = browser.get("/api/sent").json()[0]
    assert (newest["first_words"], newest["reject_reason"]) == (None, "silence")


def _pass_ten_minutes(bench: Bench, _clip_id: ClipId) -> None:
    bench.pass_time(10 * 60 + 1)


def _withdraw(bench: Bench, clip_id: ClipId) -> None:
    with bench.handover.databases[Role.PERSONAL_WORKER].transaction() as connection:
        moment = bench.handover.clock.now()
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=moment)


def _stop(bench: Bench, _clip_id: ClipId) -> None:
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.stops (stop_id, scope, reason, stopped_at) values (%s, 'everything', %s, %s)",
            (uuid4(), "state_unknown", bench.handover.clock.now()),
        )


@pytest.mark.parametrize("happen", [_pass_ten_minutes, _withdraw, _stop])
def test_rt4_words_that_were_sent_are_shown_no_longer_than_they_can_be_taken_back(
    bench: Bench, happen: Callable[[Bench, ClipId], None]
) -> None:
    """As an attacker who asks both lists for words of a clip that is out of their hands."""
    bench.handover.allow(1)
    browser = bench.reviewer()
    clip_id = send(bench, browser)
    happen(bench, clip_id)
    for path in ("/api/sent", "/api/day"):
        assert "doctor" not in browser.get(path).text, path
    shown = browser.get("/api/day").json()["sent"]
    assert [one["gone"] for one in shown] == [happen is _withdraw], "that something was sent stays in the list"


def test_rt4_no_other_reviewer_is_shown_words_that_were_sent(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = send(bench, bench.reviewer())
    assert listed(bench.reviewer("Vera")) == []


def test_wp3_without_declared_surroundings_no_words_are_shown(databases: Databases, data_folder: Path) -> None:
    bench = open_bench(databases, data_folder, EARNEST_ATTESTATION="yes")
    bench.handover.allow(1)
    member = bench.add_member()
    browser = bench.sign_in(member)
    declared = {"headphones": True, "closed_room": True, "no_public_place": True, "alone": True}
    asked = browser.get("/api/surroundings").json()
    assert asked["attestation_missing"] is True
    assert browser.post("/api/surroundings", json=declared).json()["attestation_missing"] is False
    _ = send(bench, browser)
    assert [one["first_words"] for one in listed(browser)] == ["call the doctor about my …"] * 2
    bench.pass_time(31)  # A code of the second factor is taken once.
    elsewhere = bench.sign_in(member)
    assert [one["first_words"] for one in listed(elsewhere)] == [None, None]
