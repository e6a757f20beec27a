"""What Earnest shows is what the benchmark wrote (AU2)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import numpy
from attacks.alone import Alone, all_alone
from attacks.knowledge import ON_DISGUISES, Knowledge, Outcome
from attacks.report import as_results, shipped
from attacks.scores import Rate, Trials
from attacks.table import ALONE, SPEAKING, table
from attacks.trials import Asked

from earnest.foundation.statistics.bootstrap import Interval
from earnest.voices.disguise.strength import find_measured, measured_in, strength_of

ROOT = Path(__file__).parents[4]
RESULTS = ROOT / "benchmarks" / "results" / "disguise.json"
ABOUT = {
    "people": 110,
    "clips": 880,
    "minutes": 48.0,
    "rounds": 3,
    "renderings": 2,
    "seed": 1,
    "attackers": ["mixture"],
    "left_out": [],
}


ALONE_THERE = {
    SPEAKING: Alone(
        knowledge=Knowledge.UNDISGUISED,
        attacker="timing, cosine",
        clip=Rate(value=0.411, interval=Interval(low=0.4, high=0.42)),
    )
}


def outcome(value: float) -> Outcome:
    rate = Rate(value=value, interval=Interval(low=value - 0.02, high=value + 0.02))
    return Outcome(attacker="x", clip=rate, pair=rate, pooled=rate, linkability=0.2, single={"x": value}, trials=100)


class Found:
    """A profile whose attackers are this wrong."""

    profile = "some"
    recognition = None
    opinion = None
    cost = 0.004
    withheld = 0
    more = 4
    alone: dict[str, Alone] = {}  # noqa: RUF012 - it is not changed

    def __init__(self, *values: float) -> None:
        self.outcomes = {knowledge: outcome(value) for knowledge, value in zip(ON_DISGUISES, values, strict=True)}


def results(*values: float) -> Mapping[str, object]:
    return as_results([Found(*values)], undisguised=outcome(0.02), alone=ALONE_THERE, opinion=3.0, about=ABOUT)


def strength(*values: float) -> object:
    profiles = cast("Mapping[str, Mapping[str, object]]", results(*values)["profiles"])
    return profiles["some"]["strength"]


def test_au2_the_most_successful_attacker_counts_whatever_he_knows() -> None:
    assert strength(0.4, 0.4, 0.4, 0.4) == "strong"
    for place in range(4):
        values = [0.45] * 4
        values[place] = 0.1999
        assert strength(*values) == "cosmetic"


def test_au2_rounding_never_makes_a_disguise_stronger() -> None:
    assert strength(0.4, 0.4, 0.29999, 0.4) == "intermediate"
    assert strength(0.4, 0.4, 0.19999, 0.4) == "cosmetic"


def test_a_profile_without_word_error_rates_is_not_shipped() -> None:
    assert shipped(results(0.4, 0.4, 0.4, 0.4))["profiles"] == {}


def test_the_table_names_every_measure() -> None:
    text = table(results(0.4, 0.35, 0.31, 0.42))
    assert "**31.0 [29.0–33.0]** (semi-informed)" in text
    assert "VoicePrivacy" in text
    assert "| words, phones and timing alone | 41.1 [40.0–42.0] | – |" in text
    assert all(f"| {title} |" in text for title in ALONE)


def asked(*scores: float) -> Asked:
    """Answers about the pairs 0–0, 0–1, 1–0, 1–1 of people."""
    trials = Trials(
        scores=numpy.asarray(scores), known=numpy.asarray([0, 0, 1, 1]), looked_for=numpy.asarray([0, 1, 0, 1])
    )
    return Asked(clip=trials, pair=trials, pooled=trials)


def test_au2_what_one_kind_of_thing_tells_alone_is_told_without_the_others() -> None:
    answers = {
        Knowledge.IGNORANT: {"statistics, cosine": asked(1, 0, 0, 1), "words, cosine": asked(0, 1, 1, 0)},
        Knowledge.SEMI_INFORMED: {"timing, cosine": asked(1, 0, 0, 1)},
    }
    found = all_alone(answers, 1)
    assert set(found) == {SPEAKING}
    assert found[SPEAKING].knowledge is Knowledge.SEMI_INFORMED
    assert found[SPEAKING].attacker == "timing, cosine"
    assert found[SPEAKING].clip.value == 0.0
    del answers[Knowledge.SEMI_INFORMED]
    assert all_alone(answers, 1)[SPEAKING].clip.value == 1.0


def test_au2_what_is_shown_was_measured() -> None:
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else '{"profiles": {}, "people": 0}'
    measured = cast("Mapping[str, object]", json.loads(text))
    package = ROOT / "src" / "earnest" / "voices" / "disguise" / "measured.json"
    document = package.read_text("utf-8")
    assert json.loads(document)["profiles"] == shipped(measured)["profiles"]
    profiles = cast("Mapping[str, Mapping[str, object]]", measured["profiles"])
    entries = measured_in(document)
    assert set(entries) == set(profiles)
    for name, profile in profiles.items():
        assert strength_of(find_measured(name)).value == strength_of(entries[name]).value == profile["strength"]
