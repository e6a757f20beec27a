"""Names of the house, from the list and from skills, occur in no byte that a reviewer is sent over HTTP (AU5, PS1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from support.bench import Bench, open_bench
from support.databases import Databases
from support.speaking import PersonalSide, spoken
from support.voices import heard, say

from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import Samples
from earnest.personal.assistant.skills.plugin import SkillKnowledge
from earnest.personal.consent.purposes import Purpose
from earnest.personal.deidentification.tasks import Deidentifier
from earnest.personal.household.skills.store import list_skills, note_fetched, put_skill
from earnest.personal.household.store import replace_names
from earnest.services.database.roles import Role
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.language.hypothesis import Hypothesis

LISTED = "Siobhan"
OF_A_SKILL = "Periwinkle"
SENTENCES = {
    "play the playlist of siobhan in the kitchen": "Playing Siobhan.",
    "turn on periwinkle in the kitchen please": "Periwinkle: on.",
    "what is the state of periwinkle at this time": "Periwinkle: off.",
}


@dataclass(frozen=True)
class Polite:
    """Hears nothing personal, as a recogniser that listens to what was covered; the covering is what is tested."""

    name: str = "test"

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:  # noqa: ARG002 - one language
        return heard("please", samples)

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:  # noqa: ARG002 - it hears nothing
        return ()

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def bench(databases: Databases, tmp_path: Path) -> Bench:
    return open_bench(databases, tmp_path / "data")


@pytest.fixture
def side(bench: Bench, databases: Databases, tmp_path: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=tmp_path / "data", clock=bench.handover.clock)


def everything_sent(bench: Bench) -> list[bytes]:
    """All bytes of all answers to a reviewer who takes, hears and gives back every clip."""
    browser, received = bench.reviewer(), list[bytes]()
    for path in ("session", "guideline", "catalogue", "progress"):
        received.append(browser.get(f"/api/{path}").content)
    for _ in SENTENCES:
        leased = browser.post("/api/leases")
        assert leased.status_code == 200, leased.text
        address = f"/api/leases/{leased.json()['lease_id']}"
        given = browser.post(f"{address}/sound")
        sound = browser.get(given.json()["address"])
        assert sound.status_code == 200
        received += [leased.content, given.content, sound.content]
        for answer in (leased, given, sound):
            received.append("\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode())
        bench.pass_time(4)
        received.append(browser.post(f"{address}/played", json={"milliseconds": 4000}).content)
        received.append(browser.post(f"{address}/return").content)
    return received


def test_au5_no_name_of_the_house_is_in_any_byte_that_a_reviewer_gets(bench: Bench, side: PersonalSide) -> None:
    """With the answers of skills, which say such names; each clip really crosses and is really leased."""
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    side.allow()
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        key, clock = side.master_key, side.clock
        replace_names(connection, customer.customer_id, Sensitive((LISTED,)), master_key=key, clock=clock)
        put_skill(
            connection,
            customer.customer_id,
            "smart_home",
            switched_on=True,
            settings=Sensitive({}),
            master_key=key,
            clock=clock,
        )
    with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        [held] = list_skills(connection, customer.customer_id, key)
        fetched = SkillKnowledge(knowledge="{}", names=(OF_A_SKILL,))
        note_fetched(connection, customer.customer_id, held, fetched, problem=None, master_key=key, clock=clock)
    work = Deidentifier(
        database=side.databases[Role.PERSONAL_WORKER],
        vault=side.vault,
        handover_key=side.handover_key,
        objects=side.objects,
        engine=Polite(),
        spotter=Polite(),
        clock=side.clock,
    )
    for sentence, answer in SENTENCES.items():
        # The voice of the tests knows no such word; what is heard is what the test says.
        samples = say(sentence.replace(OF_A_SKILL.lower(), LISTED.lower()))
        content = replace(spoken(), hypothesis=heard(sentence, samples), answer=answer)
        work.deidentify(side.store(customer, samples=samples, content=content, selected=True))
    received = b"\n".join(everything_sent(bench)).lower()
    for name in (LISTED, OF_A_SKILL):
        assert name.lower().encode() not in received, name
    assert received.count(b'"concealed":"name"') >= len(SENTENCES), "clips crossed, and what was the name is marked"
