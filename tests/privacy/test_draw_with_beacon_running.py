"""SP4: gateway and beacon as processes of their own; an utterance waits for a round of the real clock."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.databases import Databases
from support.household import Running, running
from support.randomness_beacon import Beacon, served
from support.voices import say

from earnest.foundation.clock import SystemClock
from earnest.handover.draws import list_drawn
from earnest.handover.redrawing import redo
from earnest.operations.data_folder import prepare_folder
from earnest.personal.customers.records import Programme
from earnest.services.audit import reading
from earnest.services.database.roles import Role
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("turn the kitchen lights down please"))
"""Nothing here can do it, so each time there is a need."""
BEACON = Beacon(clock=SystemClock(), period_seconds=1)


@pytest.fixture
def household(databases: Databases, tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "data"
    prepare_folder(folder)
    with served(BEACON) as address:
        settings = {
            "EARNEST_PANEL_CAP_SHARE": "1",
            "EARNEST_PANEL_PERSON_CAP": "100",
            "EARNEST_RANDOMNESS_BEACON": address,
            "EARNEST_RANDOMNESS_CHAIN": str(BEACON.chain),
        }
        names = ("device_gateway", "customer_portal", "randomness_beacon")
        with running(databases, folder, names, **settings) as started:
            yield started


def _published(household: Running) -> tuple[list[str], list[bytes]]:
    with household.databases[Role.ADMINISTRATION].transaction() as connection, reading(connection) as leaves:
        log = [leaf.entry for leaf in leaves]
        return [one.line() for one in list_drawn(connection)], log


@pytest.mark.timeout(600)
def test_sp4_an_utterance_is_drawn_with_a_round_that_comes_after_its_answer(household: Running) -> None:
    member = household.add("anna", Programme.PANEL)
    with household.portal(member) as page:
        page.decide("human_review", given=True)
        settled: list[dict[str, object]] = []
        while not any("outcome" in json.loads(line) for line in _published(household)[0]):
            assert len(settled) < 12, settled
            settled.append(household.say_and_settle(member, SOUND))
    lines, log = _published(household)
    report = redo(lines, log, [BEACON.chain])
    assert report.right
    assert (report.with_round, report.lapsed, report.waiting) == (1, 0, 0)
    assert report.selected == 9 + (settled[-1]["kept"] == "yes")
    assert settled[-1]["reason"] == ("random_control" if settled[-1]["kept"] == "yes" else "control_place")
    assert household.stop("randomness_beacon") == 0
