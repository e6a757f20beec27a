"""Attackers find what is there and nothing else: one who flatters or cheats would mislead everybody (AU2, AU3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy
import pytest
from attacks.families import Sounds
from attacks.frames import Numbers
from attacks.knowledge import ON_DISGUISES, Knowledge, Material, Outcome, attack, most_successful
from attacks.people import Clip, Crowd, folds

PEOPLE, CLIPS, DIMENSIONS = 24, 8, 20


@dataclass(frozen=True)
class Given:
    """A kind of attacker that measures what the test says."""

    name = "given"
    whiten = False

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        raise AssertionError(sounds)

    def fit(self, measured: Sequence[Numbers], seed: int) -> Callable[[Numbers], Numbers]:
        assert all(len(vector) == DIMENSIONS for vector in measured)
        assert seed == 1
        return lambda vector: vector


def crowd() -> Crowd:
    empty = numpy.zeros(0, dtype=numpy.int16)
    clips = [
        Clip(person=person, known=number % 2 == 1, words=(), language="en", samples=empty, digest=f"{person}-{number}")
        for person in range(PEOPLE)
        for number in range(CLIPS)
    ]
    return Crowd(clips=tuple(clips), people=PEOPLE)


def voices(seed: int, spread: float = 0.5) -> Numbers:
    """A vector for each clip: the person, and chance."""
    random = numpy.random.default_rng(seed)
    people = numpy.random.default_rng(1).normal(size=(PEOPLE, DIMENSIONS))
    return numpy.repeat(people, CLIPS, axis=0) + spread * random.normal(size=(PEOPLE * CLIPS, DIMENSIONS))


def outcomes(originals: Numbers, *renderings: Numbers) -> dict[Knowledge, Outcome]:
    material = Material(
        crowd=crowd(), originals=list(originals), renderings=[list(each) for each in renderings], seed=1
    )
    rounds = folds(PEOPLE, 3, numpy.random.default_rng(1))
    return {
        knowledge: most_successful(attackers, 1) for knowledge, attackers in attack(Given(), material, rounds).items()
    }


def test_undisguised_voices_are_recognised() -> None:
    outcome = outcomes(voices(1))[Knowledge.UNDISGUISED]
    assert outcome.clip.value < 0.05
    assert outcome.linkability > 0.8


def test_what_holds_nothing_of_the_person_is_guessed_by_everybody() -> None:
    random = numpy.random.default_rng(3)
    renderings = [random.normal(size=(PEOPLE * CLIPS, DIMENSIONS)) for _ in range(2)]
    found = outcomes(voices(1), *renderings)
    assert set(found) == set(ON_DISGUISES)
    for knowledge, outcome in found.items():
        assert outcome.clip.value == pytest.approx(0.5, abs=0.1), knowledge


def test_au3_a_disguise_that_is_always_the_same_stops_only_who_does_not_know_it() -> None:
    turned, _ = numpy.linalg.qr(numpy.random.default_rng(4).normal(size=(DIMENSIONS, DIMENSIONS)))
    found = outcomes(voices(1), voices(2) @ turned, voices(3) @ turned)
    assert found[Knowledge.IGNORANT].clip.value > 0.3
    for knowledge in (Knowledge.INFORMED, Knowledge.SEMI_INFORMED, Knowledge.INVERSION):
        assert found[knowledge].clip.value < 0.1, knowledge


def test_only_training_on_disguised_speech_finds_what_a_disguise_leaves_over() -> None:
    """Half of the directions keep the person; the others are loud with what is the disguise's own."""
    random = numpy.random.default_rng(5)

    def rendered(seed: int) -> Numbers:
        noise = random.normal(size=(PEOPLE * CLIPS, DIMENSIONS)) * 5.0
        noise[:, :10] = 0.0
        return voices(seed) + noise

    found = outcomes(voices(1), rendered(2), rendered(3))
    assert found[Knowledge.SEMI_INFORMED].clip.value < found[Knowledge.INFORMED].clip.value - 0.1


def test_withheld_clips_are_left_out() -> None:
    first: list[Numbers | None] = list(voices(2))
    first[5] = None
    material = Material(crowd=crowd(), originals=list(voices(1)), renderings=[first, list(voices(3))], seed=1)
    rounds = folds(PEOPLE, 3, numpy.random.default_rng(1))
    answers = attack(Given(), material, rounds)[Knowledge.SEMI_INFORMED]
    assert most_successful(answers, 1).clip.value < 0.05


def test_nobody_is_trained_on_and_attacked() -> None:
    parts = folds(110, 3, numpy.random.default_rng(1))
    assert sorted(numpy.concatenate(parts).tolist()) == list(range(110))
