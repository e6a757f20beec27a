"""Real processes, a real store that hangs: the answer comes first, and what is kept after it is bounded and agreed to.

CN4, CN5, CN6.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from support.databases import Databases
from support.household import Running, running
from support.slow_store import SlowStore, slow_store
from support.voices import say

from earnest.operations.data_folder import prepare_folder
from earnest.personal.customers.records import Programme
from earnest.personal.vault.vault_keys import VAULT_KEY_PREFIX
from earnest.services.objects import ObjectStore
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("the ceiling in the plan tree"))
SPOKEN_NO = encode_wav(say("stop letting people listen"))
EACH = 16
"""Utterances of one customer that may wait."""


@pytest.fixture
def store() -> Iterator[SlowStore]:
    with slow_store() as started:
        yield started


@pytest.fixture
def household(databases: Databases, tmp_path: Path, store: SlowStore) -> Iterator[Running]:
    folder = tmp_path / "data"
    prepare_folder(folder)
    settings = {"EARNEST_PANEL_CAP_SHARE": "1", "EARNEST_PANEL_PERSON_CAP": "100", "EARNEST_OBJECTS": store.url}
    with running(databases, folder, ("device_gateway", "customer_portal"), **settings, **store.settings) as started:
        yield started


def rows(household: Running) -> list[tuple[str, list[str]]]:
    with household.databases.owner.transaction() as connection:
        found = connection.execute("select review_state, purposes from personal.recordings order by captured_at")
        return [(str(row[0]), list(row[1])) for row in found.fetchall()]


def jobs(household: Running) -> int:
    with household.databases.owner.transaction() as connection:
        statement = "select count(*) from jobs_personal.procrastinate_jobs where task_name = 'deidentify'"
        row = connection.execute(statement).fetchone()
    assert row is not None
    return int(row[0])


def test_a_store_that_hangs_stops_no_answer_and_no_no(household: Running, store: SlowStore) -> None:
    """What was said before a no is kept nowhere after it, also where a new yes followed before it was stored."""
    member, other = household.add("anna", Programme.PANEL), household.add("bert", Programme.PANEL)
    with household.portal(member) as page, household.portal(other) as other_page:
        for opened in (page, other_page):
            for purpose in ("own_history", "human_review"):
                opened.decide(purpose, given=True)
        store.hang()
        pending = [household.say(one, SOUND) for one in (member, member, other)]
        for answer in pending:
            assert (answer.status_code, answer.json()["kept"]) == (200, "pending"), answer.text
            assert answer.json()["answer"]
        # No lock of the person or the region is held: both ways to say no go through while the store hangs.
        other_page.decide("human_review", given=False)
        spoken = household.say(member, SPOKEN_NO).json()
        assert spoken["intent"] == "stop_human_review"
        page.decide("human_review", given=True)
        assert household.outcome(member, pending[0].json()["recording_id"]).json()["kept"] == "pending"
        assert rows(household) == []
        store.go_on()
        told = [
            household.settle(one, answer.json()) for one, answer in zip((member, member, other), pending, strict=True)
        ]
        assert {str(one["reason"]) for one in told} <= {"no_consent"}, told
    _ = household.settle(member, spoken)
    assert jobs(household) == 0
    kept = rows(household)
    assert len(kept) >= len(pending), "own history had its yes all along"
    assert {state for state, _ in kept} == {"not_selected"}
    assert all(purposes == ["own_history"] for _, purposes in kept)


def test_a_store_that_hangs_holds_up_no_deletion_and_loses_the_vault_key_when_it_goes_on(
    household: Running, store: SlowStore
) -> None:
    """The portal itself writes the key over: no worker runs here (RT3)."""
    member, beside = household.add("anna", Programme.PANEL), ObjectStore.open(store.url)
    of_others = set(beside.keys())

    def vault_keys() -> list[str]:
        return [name for name in set(beside.keys()) - of_others if name.startswith(VAULT_KEY_PREFIX)]

    with household.portal(member) as page:
        page.decide("own_history", given=True)
        assert household.say_and_settle(member, SOUND)["kept"] == "yes"
        assert len(vault_keys()) == 1
        store.hang()
        # Half as long as a request to the store may take.
        deleted = page.client.delete("/api/utterances", timeout=30)
        assert (deleted.status_code, deleted.json()["recordings"]) == (200, 1)
        assert page.history() == []
        assert len(vault_keys()) == 1, "the store hangs still"
        store.go_on()
        deadline = time.monotonic() + 60
        while vault_keys() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert vault_keys() == []


def test_a_queue_that_is_full_costs_recordings_and_no_answer(household: Running, store: SlowStore) -> None:
    member, other = household.add("anna", Programme.PANEL), household.add("bert", Programme.PANEL)
    for one in (member, other):
        with household.portal(one) as page:
            page.decide("own_history", given=True)
    store.hang()
    answers = [household.say(member, SOUND).json()]
    while answers[-1]["kept"] == "pending" and len(answers) < 3 * EACH:
        answers.append(household.say(member, SOUND).json())
    assert all(answer["answer"] for answer in answers)
    assert (answers[-1]["kept"], answers[-1]["recording_id"]) == ("no", None)
    assert len(answers) > EACH
    health = httpx2.get(f"http://127.0.0.1:{household.gateway_port}/health", timeout=30).json()
    assert int(health["keeping"]) <= EACH
    assert int(health["forgotten"]) >= 1
    assert "UtteranceForgotten" in household.logs()
    assert "keeping_full" in household.logs()
    assert household.say(other, SOUND).json()["kept"] == "pending", "one person's flood costs no other customer"


def test_an_end_drains_what_is_pending_or_forgets_it_whole(household: Running, store: SlowStore) -> None:
    member = household.add("anna", Programme.PANEL)
    with household.portal(member) as page:
        page.decide("own_history", given=True)
    first = household.say_and_settle(member, SOUND)
    assert first["kept"] == "yes"
    assert household.say(member, SOUND).json()["kept"] == "pending"
    assert household.stop("device_gateway") == 0
    assert len(rows(household)) == 2
    household.start("device_gateway")
    household.wait_until_healthy(household.gateway_port)
    store.hang()
    lost = household.say(member, SOUND).json()
    began = time.monotonic()
    assert household.stop("device_gateway") == 0, household.logs()
    assert time.monotonic() - began < 20
    store.go_on()
    household.start("device_gateway")
    household.wait_until_healthy(household.gateway_port)
    assert len(rows(household)) == 2
    assert household.outcome(member, lost["recording_id"]).status_code == 404
