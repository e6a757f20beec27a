"""Phones are heard in speech, placed in time, and the network is a small plain file."""

import random
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.collections.parts import is_taught
from earnest.speech.hearing.phones.decoding import SHORTEST, aligned, heard_phones
from earnest.speech.hearing.phones.features import BANDS, log_bands, with_neighbours
from earnest.speech.hearing.phones.network import (
    PHONES,
    SILENCE,
    PhoneNetwork,
    forward,
    load_network,
    network_from,
)
from earnest.speech.language.comparing.word_errors import word_errors
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import Pronunciations, bundled_pronunciations, phones_of
from earnest.voices.synthesis.voices import QUIET, SyntheticVoice, TimedPhone, draw_clear_voice, timed
from training.phones.training import BATCH, Trainer, following_probabilities, network_bytes

SENTENCES = ("the light in the kitchen is too bright", "close the window before it starts to rain")


@cache
def words() -> Pronunciations:
    return bundled_pronunciations()


@pytest.fixture(scope="module")
def network() -> PhoneNetwork:
    return load_network()


def spoken(sentence: str, seed: int) -> tuple[list[TimedPhone], numpy.typing.NDArray[numpy.int16]]:
    generator = numpy.random.default_rng(seed)
    voice = draw_clear_voice("voice", generator)
    phones = timed([QUIET, *phones_of(sentence.split(), words()), QUIET], voice, generator)
    return phones, SyntheticVoice(AcousticMeans.bundled(), {}).utter(phones, voice, generator)


def test_half_of_the_phones_of_voices_that_it_never_heard_are_right(network: PhoneNetwork) -> None:
    """It was taught with people, so an artificial voice is a hard case."""
    rates: list[float] = []
    for seed, sentence in enumerate(SENTENCES):
        phones, samples = spoken(sentence, seed)
        heard = [each.phone for each in heard_phones(network, network.log_probabilities(samples))]
        rates.append(word_errors([each.phone.phone for each in phones[1:-1]], heard).rate)
    assert sum(rates) / len(rates) < 0.6


def test_known_phones_are_placed_where_they_are(network: PhoneNetwork) -> None:
    phones, samples = spoken(SENTENCES[0], 4)
    names = [each.phone.phone for each in phones]
    places = aligned(network.log_probabilities(samples), names, [False] * len(names))
    assert places is not None
    starts = numpy.cumsum([0, *(each.frames for each in phones)])[:-1]
    assert numpy.median([abs(start - true) for (start, _), true in zip(places, starts, strict=True)]) <= 2
    assert all(first[1] == second[0] for first, second in pairwise(places))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(SHORTEST, 40))
def test_the_path_is_without_gaps_and_no_other_is_better(seed: int, frames: int) -> None:
    generator = numpy.random.default_rng(seed)
    scores = numpy.log(generator.dirichlet(numpy.full(len(PHONES), 0.1), frames) + 1e-9).astype(numpy.float32)
    numbers: list[int] = generator.integers(0, len(PHONES), frames // SHORTEST).tolist()
    names = [PHONES[number] for number in numbers]
    places = aligned(scores, names, [False] * len(names))
    assert places is not None
    assert places[0][0] == 0
    assert places[-1][1] == frames
    assert all(end - start >= SHORTEST for start, end in places)

    def value(cuts: list[tuple[int, int]]) -> float:
        return sum(float(scores[a:b, PHONES.index(name)].sum()) for (a, b), name in zip(cuts, names, strict=True))

    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    spare = frames - SHORTEST * len(names)
    for _ in range(20):
        edges = sorted(draw.randint(0, spare) for _ in names[1:])
        starts = [0, *(edge + SHORTEST * number for number, edge in enumerate(edges, start=1)), frames]
        assert value(places) >= value(list(pairwise(starts))) - 1e-3


def test_a_silence_that_was_not_made_is_left_out() -> None:
    certain = numpy.full((12, len(PHONES)), -9.0, dtype=numpy.float32)
    certain[:6, PHONES.index("T")] = certain[6:, PHONES.index("UW")] = 0.0
    places = aligned(certain, [SILENCE, "T", SILENCE, "UW", SILENCE], [True, False, True, False, True])
    assert places is not None
    assert [end - start for start, end in places] == [0, 6, 0, 6, 0]
    assert aligned(certain, ["T"] * 5, [False] * 5) is None


def test_level_and_microphone_are_taken_away() -> None:
    _, samples = spoken(SENTENCES[0], 6)
    bands = log_bands(samples)
    assert numpy.abs(log_bands((samples // 2).astype(numpy.int16)) - bands).mean() < 0.05
    assert numpy.abs(bands.mean(axis=0)).max() < 1e-3
    assert log_bands(samples[:399]).shape == (0, BANDS)
    assert with_neighbours(bands).shape == (len(bands), BANDS * 13)


def test_the_file_is_small_without_pickle_and_damage_is_seen(network: PhoneNetwork) -> None:
    content = files("earnest.speech.hearing.phones").joinpath("phones.npz").read_bytes()
    assert len(content) < 2**19
    again = network_from(network_bytes(network))
    assert all(numpy.array_equal(one, other) for one, other in zip(network.weights, again.weights, strict=True))
    for damaged in (b"", content[:-100], content[: len(content) // 2]):
        with pytest.raises(ValueError, match=r".*"):
            _ = network_from(damaged)


def test_training_lowers_the_loss_and_learns_what_can_be_learned() -> None:
    generator = numpy.random.default_rng(1)
    trainer = Trainer(generator)
    phones = generator.integers(0, 4, BATCH * 4)
    inputs = generator.standard_normal((len(phones), BANDS * 13)).astype(numpy.float32)
    inputs[numpy.arange(len(phones)), phones] += 6.0
    losses = [trainer.learn(inputs, phones, 0.002) for _ in range(5)]
    assert losses[-1] < losses[0] / 2
    assert (forward(trainer.weights, trainer.biases, inputs)[-1].argmax(axis=1) == phones).mean() > 0.95


def test_the_order_of_phones_is_a_probability() -> None:
    following = following_probabilities([["T", "UW"], ["T", "AH"], ["T", "UW"]], SILENCE)
    assert numpy.allclose(numpy.exp(following).sum(axis=-1), 1.0, atol=1e-4)
    index = PHONES.index
    assert following[index(SILENCE), index("T"), index("UW")] > following[index(SILENCE), index("T"), index("AH")]


def test_half_of_the_people_are_kept_for_measuring() -> None:
    taught = sum(is_taught(f"person-{number}") for number in range(400))
    assert 150 < taught < 250
