"""Attackers find what is there and nothing else: one who flatters or cheats would mislead all readers (AU2, AU3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy
import pytest
from attacks.backend import Persons
from attacks.families import Sounds
from attacks.frames import Numbers
from attacks.knowledge import ON_DISGUISES, Knowledge, Material, Outcome, attack, best_team, most_successful
from attacks.people import Clip, Crowd, folds
from attacks.scores import Trials, equal_error_rate, fused
from attacks.trials import Asked

PEOPLE, CLIPS, DIMENSIONS = 24, 8, 20


@dataclass(frozen=True)
class Given:
    """A kind of attacker that measures what the test says."""

    name = looks_at = "given"
    whiten = hungry = False

    def measure(self, sounds: Sounds) -> list[Numbers | None]:
        raise AssertionError(sounds)

    def fit(self, measured: Sequence[Numbers], persons: Persons, seed: int) -> Callable[[Numbers], Numbers]:
        assert all(len(vector) == DIMENSIONS for vector in measured)
        assert len(measured) == len(persons)
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


@dataclass(frozen=True)
class Watched(Given):
    """Remembers from whom it learned."""

    taught: list[tuple[list[int], int]] = field(default_factory=list)
    """People, and clips of them."""

    def fit(self, measured: Sequence[Numbers], persons: Persons, seed: int) -> Callable[[Numbers], Numbers]:
        self.taught.append((sorted(set(persons.tolist())), len(measured)))
        return super().fit(measured, persons, seed)


def test_who_is_attacked_is_never_learned_from_and_more_renderings_are_only_learned_from() -> None:
    rounds = folds(PEOPLE, 3, numpy.random.default_rng(1))

    def answers(more: int) -> tuple[Watched, dict[Knowledge, dict[str, Asked]]]:
        watched = Watched()
        material = Material(
            crowd=crowd(),
            originals=list(voices(1)),
            renderings=[list(voices(2)), list(voices(3))],
            more=[list(voices(4 + number)) for number in range(more)],
            seed=1,
        )
        return watched, attack(watched, material, rounds)

    alone, few = answers(0)
    watched, many = answers(3)
    for tested, originals, disguised in zip(rounds, watched.taught[::2], watched.taught[1::2], strict=True):
        others = sorted(set(range(PEOPLE)) - set(tested.tolist()))
        clips = len(others) * CLIPS
        assert originals == (others, clips)
        assert disguised == (others, 5 * clips)
    assert alone.taught[1][1] == 2 * alone.taught[0][1]
    for knowledge, named in few.items():
        for name, asked in named.items():
            assert many[knowledge][name].clip.scores.size == asked.clip.scores.size


def test_whoever_helps_is_taken_into_the_team_and_no_other() -> None:
    """Three who are wrong about different people are right together."""
    random = numpy.random.default_rng(6)
    known, looked_for = numpy.repeat(numpy.arange(60), 60), numpy.tile(numpy.arange(60), 60)

    def asked(spread: float) -> Asked:
        scores = (known == looked_for) * 2.0 + random.normal(size=known.size) * spread
        trials = Trials(scores=scores, known=known, looked_for=looked_for)
        return Asked(clip=trials, pair=trials, pooled=trials)

    attackers = {name: asked(1.0) for name in ("one", "two", "three")} | {"guesses": asked(1e3)}
    team = best_team(attackers)
    assert set(team) == {"one", "two", "three"}
    together = equal_error_rate(fused([attackers[name].clip for name in team]))
    assert together < min(equal_error_rate(one.clip) for one in attackers.values())


def test_no_person_is_trained_on_and_attacked() -> None:
    parts = folds(110, 3, numpy.random.default_rng(1))
    assert sorted(numpy.concatenate(parts).tolist()) == list(range(110))
