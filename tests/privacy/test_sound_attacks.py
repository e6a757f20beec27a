"""AU8, RV1: a reviewer who wants a sound that is not theirs now, or to label what was not heard, at two processes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, code_of, hear, label_body, lease, open_bench, sound_of
from support.databases import Databases

from earnest.foundation.identifiers import ClipId
from earnest.handover.withdrawals import WithdrawalReason, withdraw

WHOLE = {"milliseconds": 4000}


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


def address_of(browser: TestClient, lease_id: object) -> str:
    given = browser.post(f"/api/leases/{lease_id}/sound")
    assert given.status_code == 201, given.text
    return str(given.json()["address"])


def refusals(browser: TestClient, lease_id: object) -> list[tuple[int, str]]:
    """Return what is said to everything that one can do with a lease."""
    asked = [
        browser.post(f"/api/leases/{lease_id}/sound"),
        browser.post(f"/api/leases/{lease_id}/played", json=WHOLE),
        browser.post(f"/api/leases/{lease_id}/label", json=label_body()),
    ]
    return [(answer.status_code, code_of(answer)) for answer in asked]


def withdraw_clip(bench: Bench, clip_id: ClipId) -> None:
    with bench.handover.databases.owner.transaction() as connection:
        now = bench.handover.clock.now()
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=now)


def played_leaves(bench: Bench) -> int:
    with bench.handover.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from audit.leaves where entry like '%%clip_played%%'").fetchone()
    return 0 if row is None else int(row[0])


def test_an_address_of_a_lease_that_ended_opens_nothing_although_its_reviewer_has_another(bench: Bench) -> None:
    bench.handover.allow(2)
    for _ in range(2):
        _ = bench.handover.place()
    browser = bench.reviewer()
    beside = bench.beside(browser)
    first = lease(browser)["lease_id"]
    addresses = [address_of(browser, first) for _ in range(2)]
    assert browser.post(f"/api/leases/{first}/return").status_code == 204
    second = lease(browser)["lease_id"]
    before = played_leaves(bench)
    for asked, address in zip((browser, beside), addresses, strict=True):
        answer = asked.get(address)
        assert (answer.status_code, code_of(answer)) == (403, "lease_ended")
    assert played_leaves(bench) == before == 0
    assert sound_of(beside, second).status_code == 200


def test_an_address_from_before_a_label_was_taken_back_opens_nothing_afterwards(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    first = lease(browser)["lease_id"]
    _ = hear(bench, browser, first)
    kept = address_of(browser, first)
    assert browser.post(f"/api/leases/{first}/label", json=label_body()).status_code == 204
    assert browser.post(f"/api/leases/{first}/take-back").status_code == 204
    assert lease(browser)["lease_id"] != first
    assert code_of(browser.get(kept)) == "lease_ended"


def test_a_second_reviewer_cannot_use_the_address_that_the_first_one_was_given(bench: Bench) -> None:
    """They are given the same clip later; the address is spent by the attempt, also for whom it was given to."""
    bench.handover.allow(1)
    _ = bench.handover.place(reviews_wanted=2)
    first, second = bench.reviewer(), bench.reviewer("Another")
    first_lease = lease(first)["lease_id"]
    _ = hear(bench, first, first_lease)
    kept = address_of(first, first_lease)
    assert first.post(f"/api/leases/{first_lease}/label", json=label_body()).status_code == 204
    second_lease = lease(second)["lease_id"]
    for asked in (second, bench.beside(second), first):
        answer = asked.get(kept)
        assert (answer.status_code, code_of(answer)) == (403, "sound_address_spent")
    assert refusals(second, first_lease) == [(404, "lease_not_found")] * 3
    assert refusals(first, second_lease) == [(404, "lease_not_found")] * 3


def test_of_many_at_two_processes_one_gets_the_sound_and_one_leaf_is_written(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    processes = [browser, bench.beside(browser)]
    address = address_of(browser, lease(browser)["lease_id"])
    ready = Barrier(6)

    def fetch(number: int) -> int:
        _ = ready.wait(30)
        return processes[number % 2].get(address).status_code

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(fetch, range(6))) == [200, 403, 403, 403, 403, 403]
    assert played_leaves(bench) == 1


def test_rv1_what_was_heard_under_one_lease_proves_nothing_for_another(bench: Bench) -> None:
    """Not for another clip, and not for the same clip after the time was over."""
    bench.handover.allow(2)
    for _ in range(2):
        _ = bench.handover.place()
    browser = bench.reviewer()
    first = lease(browser)["lease_id"]
    _ = hear(bench, browser, first)
    bench.pass_time(600)
    assert refusals(browser, first) == [(403, "lease_ended")] * 3
    again = lease(browser)
    assert again["played_milliseconds"] == 0
    for asked in (browser, bench.beside(browser)):
        assert (
            code_of(asked.post(f"/api/leases/{again['lease_id']}/label", json=label_body())) == "not_heard_to_the_end"
        )
        assert code_of(asked.post(f"/api/leases/{again['lease_id']}/played", json=WHOLE)) == "sound_not_requested"


def test_rv1_reports_to_two_processes_are_not_added_and_never_go_down(bench: Bench) -> None:
    bench.handover.allow(1)
    _ = bench.handover.place()
    browser = bench.reviewer()
    beside = bench.beside(browser)
    lease_id = lease(browser)["lease_id"]
    assert sound_of(browser, lease_id).status_code == 200
    bench.pass_time(1)
    for asked in (browser, beside, browser, beside):
        assert asked.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 2400}).status_code == 204
    assert code_of(beside.post(f"/api/leases/{lease_id}/label", json=label_body())) == "not_heard_to_the_end"
    assert beside.post(f"/api/leases/{lease_id}/played", json={"milliseconds": 0}).status_code == 204
    assert lease(beside)["played_milliseconds"] == 2400
    bench.pass_time(1)
    assert browser.post(f"/api/leases/{lease_id}/played", json=WHOLE).status_code == 204
    assert beside.post(f"/api/leases/{lease_id}/label", json=label_body()).status_code == 204


def test_cn4_after_a_withdrawal_neither_process_gives_a_sound_or_takes_what_was_heard(bench: Bench) -> None:
    bench.handover.allow(1)
    clip_id = bench.handover.place()
    browser = bench.reviewer()
    beside = bench.beside(browser)
    lease_id = lease(browser)["lease_id"]
    _ = hear(bench, browser, lease_id)
    addresses = [address_of(browser, lease_id) for _ in range(2)]
    before = played_leaves(bench)
    withdraw_clip(bench, clip_id)
    for asked, address in zip((beside, browser), addresses, strict=True):
        assert (code_of(asked.get(address))) == "clip_withdrawn"
        assert refusals(asked, lease_id) == [(410, "clip_withdrawn")] * 3
    assert played_leaves(bench) == before
    with bench.handover.databases.owner.transaction() as connection:
        assert connection.execute("select 1 from handover.labels").fetchone() is None
