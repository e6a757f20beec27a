"""A network that an attacker trains finds voices that differ, and nothing where nothing differs (AU2)."""

from collections.abc import Sequence

import numpy
import pytest
from attacks.families import TrainedFamily
from attacks.frames import Numbers
from attacks.knowledge import Knowledge, Material, attack
from attacks.network import Schooling, can_train, train_network
from attacks.people import Clip, Crowd, folds
from attacks.scores import equal_error_rate

PEOPLE, CLIPS, FRAMES, COLUMNS = 36, 6, 50, 16
SCHOOLING = Schooling(pieces=1_200, piece=30, centred=True, hidden=2, moved=0.0)

if not can_train():
    pytest.skip("torch is not installed (group `evaluation`)", allow_module_level=True)


def crowd() -> Crowd:
    empty = numpy.zeros(0, dtype=numpy.int16)
    clips = [
        Clip(person=person, known=number % 2 == 1, words=(), language="en", samples=empty, digest=f"{person}-{number}")
        for person in range(PEOPLE)
        for number in range(CLIPS)
    ]
    return Crowd(clips=tuple(clips), people=PEOPLE)


def spectra(seed: int, loudness: Numbers) -> list[Numbers | None]:
    """Frames that are noise, in every column as loud as its person's."""
    random = numpy.random.default_rng(seed)
    return [random.normal(size=(FRAMES, COLUMNS)) * loudness[person] for person in range(PEOPLE) for _ in range(CLIPS)]


def semi_informed(loudness: Numbers) -> float:
    family = TrainedFamily(
        name="own network", looks_at="given", of_sounds=lambda _: [], schooling=SCHOOLING, hungry=False
    )
    material = Material(
        crowd=crowd(),
        originals=spectra(1, loudness),
        renderings=[spectra(2, loudness), spectra(3, loudness)],
        seed=1,
    )
    tested, _ = folds(PEOPLE, 2, numpy.random.default_rng(1))
    answers = attack(family, material, [tested])[Knowledge.SEMI_INFORMED]
    return min(equal_error_rate(asked.clip) for asked in answers.values())


def test_au2_people_whom_it_never_heard_are_found_by_what_differs() -> None:
    different = numpy.exp(numpy.random.default_rng(4).normal(size=(PEOPLE, COLUMNS)))
    assert semi_informed(different) < 0.15


def test_au2_where_people_do_not_differ_it_guesses() -> None:
    assert semi_informed(numpy.ones((PEOPLE, COLUMNS))) == pytest.approx(0.5, abs=0.08)


def trained(clips: Sequence[Numbers], seed: int) -> Numbers:
    persons = numpy.repeat(numpy.arange(4), 3)
    schooling = Schooling(pieces=24, piece=30, centred=True, hidden=2, moved=0.1)
    return train_network(clips, persons, schooling, seed)(clips[0])


def test_the_same_seed_gives_the_same_network() -> None:
    clips = [clip for clip in spectra(5, numpy.ones((PEOPLE, COLUMNS)))[:12] if clip is not None]
    assert numpy.allclose(trained(clips, 1), trained(clips, 1), atol=1e-5)
    assert not numpy.allclose(trained(clips, 1), trained(clips, 2), atol=1e-3)


@pytest.mark.parametrize("frames", [1, 7, 200])
def test_clips_of_every_length_have_a_vector(frames: int) -> None:
    clips = [clip[:frames] for clip in spectra(6, numpy.ones((PEOPLE, COLUMNS)))[:12] if clip is not None]
    vector = trained(clips, 1)
    assert vector @ vector == pytest.approx(1.0)
