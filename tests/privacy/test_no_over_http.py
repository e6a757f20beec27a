"""CN5, CN6: a spoken no counts at once although the personal worker is frozen. Real processes, over HTTP."""

import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest
from support.databases import Databases
from support.household import Member, PortalPage, Running, running
from support.voices import say

from earnest.operations.data_folder import prepare_folder
from earnest.personal.customers.records import Programme
from earnest.sound_files.encoding import encode_wav

SOUNDS = [encode_wav(say("turn the kitchen lights down please", seed=seed)) for seed in range(1, 7)]
SPOKEN_NO = encode_wav(say("stop letting people listen"))
PROCESSES = ("device_gateway", "customer_portal", "personal_worker", "workbench")


@pytest.fixture
def household(databases: Databases, tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "data"
    prepare_folder(folder)
    settings = {"EARNEST_PANEL_CAP_SHARE": "1", "EARNEST_PANEL_PERSON_CAP": "100"}
    with running(databases, folder, PROCESSES, **settings) as started:
        started.wait_until_healthy(started.workbench_port)
        try:
            yield started
        finally:
            started.processes["personal_worker"].send_signal(signal.SIGCONT)


def place_two(household: Running, member: Member, page: PortalPage) -> None:
    """Speak until two clips wait for reviewers."""
    placed = 0
    for sound in SOUNDS:
        told = household.say_and_settle(member, sound)
        if told["kept"] == "yes" and told["reason"] not in {"no_need", "control_place"}:
            placed += page.wait_for(told["recording_id"], "placed", "withheld")["review_state"] == "placed"
        if placed == 2:
            return
    raise AssertionError(page.history())


def ask_for_sound(browser: httpx2.Client, lease_id: object) -> httpx2.Response:
    given = browser.post(f"/api/leases/{lease_id}/sound")
    return given if given.status_code != 201 else browser.get(given.json()["address"])


@pytest.mark.timeout(600)
def test_cn6_no_clip_is_heard_after_a_spoken_no_while_the_worker_is_frozen(household: Running) -> None:
    member = household.add("anna", Programme.PANEL)
    with (
        household.portal(member) as page,
        closing(household.reviewer()) as rosa,
        closing(household.reviewer("Ada")) as ada,
    ):
        for purpose in ("own_history", "human_review"):
            page.decide(purpose, given=True)
        place_two(household, member, page)
        lease = rosa.post("/api/leases")
        assert lease.status_code == 200, lease.text
        lease_id = lease.json()["lease_id"]
        address = rosa.post(f"/api/leases/{lease_id}/sound").json()["address"]
        assert rosa.get(address).content[:4] == b"RIFF"
        household.freeze("personal_worker")
        spoken = household.say(member, SPOKEN_NO)
        assert spoken.json()["intent"] == "stop_human_review", spoken.text
        # Confirmed is committed: nothing below waits for anything.
        assert rosa.get(address).status_code in {403, 404, 409, 410}
        refused = ask_for_sound(rosa, lease_id)
        assert refused.status_code in {403, 404, 409, 410}, refused.text
        assert ada.post("/api/leases").status_code == 204
        page.decide("human_review", given=True)
        assert ada.post("/api/leases").status_code == 204
        assert ask_for_sound(rosa, lease_id).status_code in {403, 404, 409, 410}
        assert household.processes["personal_worker"].poll() is None
