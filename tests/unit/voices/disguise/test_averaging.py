"""The person's articulation has the average voice's statistics, so that these no longer tell who it is (AU2, AU3)."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from support.voices import say

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.privacy.disguise.profile import Undisguised
from earnest.speech.sound.span import Span
from earnest.voices.disguise.averaging import (
    FEWEST_FRAMES,
    TOWARDS_ROUND,
    AverageVoice,
    as_average,
    average_voice_from,
    average_voice_json,
    load_average_voice,
    mixed,
)
from earnest.voices.disguise.respeaking import AVERAGED, RespokenVoice
from earnest.voices.synthesis.acoustics import CEPSTRA
from earnest.voices.synthesis.front_end import FRAME_SAMPLES, cepstra_of

AVERAGE = load_average_voice()
SENTENCE = "play some music in the kitchen and switch on the light"


def articulation(seed: int, frames: int = 400) -> NDArray[numpy.float64]:
    """Return invented frames with correlations and a mean of their own."""
    draw = numpy.random.default_rng(seed)
    mixing = numpy.eye(CEPSTRA) * 12 + draw.normal(0, 4, (CEPSTRA, CEPSTRA))
    return draw.normal(0, 1, (frames, CEPSTRA)) @ mixing + draw.normal(0, 20, CEPSTRA)


def rounded(covariance: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    return covariance + numpy.eye(CEPSTRA) * TOWARDS_ROUND * numpy.trace(covariance) / CEPSTRA


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_everybody_gets_the_average_voices_mean_and_nearly_its_covariance(seed: int) -> None:
    own = articulation(seed)
    moved = as_average(own, AVERAGE)
    assert numpy.allclose(moved.mean(axis=0), AVERAGE.mean, atol=1e-6)
    before = numpy.linalg.norm(numpy.cov(own.T) / numpy.trace(numpy.cov(own.T)) - shape(AVERAGE.covariance))
    after = numpy.linalg.norm(numpy.cov(moved.T) / numpy.trace(numpy.cov(moved.T)) - shape(AVERAGE.covariance))
    assert after < before


def shape(covariance: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    return covariance / numpy.trace(covariance)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_the_map_takes_one_covariance_exactly_to_the_other(seed: int) -> None:
    """With both drawn towards round, as the map sees them, it is the optimal one: T C T = A."""
    own = articulation(seed)
    zero = AverageVoice(mean=numpy.zeros(CEPSTRA), covariance=AVERAGE.covariance)
    centred = own - own.mean(axis=0)
    products: NDArray[numpy.float64] = centred.T @ as_average(own, zero)
    transform = numpy.asarray(numpy.linalg.inv(centred.T @ centred) @ products, dtype=numpy.float64)
    assert numpy.allclose(transform, transform.T, atol=1e-6)
    assert numpy.allclose(
        transform @ rounded(numpy.cov(own.T)) @ transform, rounded(AVERAGE.covariance), rtol=1e-3, atol=0.5
    )
    assert numpy.linalg.eigvalsh(transform).min() > 0


def test_au3_microphone_and_level_are_gone() -> None:
    """Another level and another colour of the microphone are another mean of the cepstra."""
    own = articulation(3)
    assert numpy.allclose(as_average(own, AVERAGE), as_average(own + numpy.linspace(-30, 30, CEPSTRA), AVERAGE))


def test_few_frames_are_not_used() -> None:
    synthetic, own = articulation(1, 60), articulation(2, 90)
    place = Span(start=SampleCount(0), end=SampleCount(90 * FRAME_SAMPLES))
    few = [(FEWEST_FRAMES - 1, place), (60 - FEWEST_FRAMES + 1, None)]
    assert numpy.array_equal(mixed(synthetic, own, few, 0.65, AVERAGE), synthetic)
    enough = [(FEWEST_FRAMES, place), (60 - FEWEST_FRAMES, None)]
    result = mixed(synthetic, own, enough, 0.65, AVERAGE)
    assert not numpy.allclose(result[:FEWEST_FRAMES], synthetic[:FEWEST_FRAMES])
    assert numpy.array_equal(result[FEWEST_FRAMES:], synthetic[FEWEST_FRAMES:])
    assert numpy.array_equal(mixed(synthetic, own, enough, 0.0, AVERAGE), synthetic)


def test_an_original_that_is_no_number_is_passed_on_as_none() -> None:
    own = articulation(2, 90)
    own[5] = numpy.nan
    place = Span(start=SampleCount(0), end=SampleCount(90 * FRAME_SAMPLES))
    try:
        result = mixed(articulation(1, 60), own, [(60, place)], 0.65, AVERAGE)
    except numpy.linalg.LinAlgError:
        return
    assert not numpy.isfinite(result).all()


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        "{}",
        '{"mean": [1], "covariance": [[1]]}',
        average_voice_json(AVERAGE).replace('"mean": [', '"mean": [1.0, '),
        average_voice_json(AverageVoice(mean=AVERAGE.mean, covariance=AVERAGE.covariance)).replace("[[", "[[-9"),
    ],
)
def test_damaged_statistics_are_refused(document: str) -> None:
    with pytest.raises(ValueError):
        _ = average_voice_from(document)


def test_statistics_survive_their_file() -> None:
    again = average_voice_from(average_voice_json(AVERAGE))
    assert numpy.allclose(again.covariance, AVERAGE.covariance)
    assert numpy.allclose(again.mean, AVERAGE.mean)


def coloured(samples: Samples, factor: float) -> Samples:
    """Return the sound as through another microphone: highs weaker or stronger."""
    sound = samples.astype(numpy.float64)
    tilted = sound + factor * numpy.concatenate((sound[:1], sound[:-1]))
    return numpy.clip(tilted / numpy.abs(tilted).max() * 20_000, -32768, 32767).astype(numpy.int16)


def test_au3_the_colour_of_room_and_microphone_does_not_reach_the_reviewer() -> None:
    """Break it by returning `own` from as_average: the two microphones are then far apart in what a reviewer gets."""
    profile = RespokenVoice.bundled(AVERAGED)
    original = say(SENTENCE)
    colours = [coloured(original, -0.8), coloured(original, 0.8)]
    heard = [
        cepstra_of(
            profile.disguise(
                Undisguised(samples=samples, language="en", words=(), beeped=()), numpy.random.default_rng(7)
            ).samples
        ).mean(axis=0)[1:]
        for samples in colours
    ]
    before = [cepstra_of(samples).mean(axis=0)[1:] for samples in colours]
    assert numpy.linalg.norm(heard[0] - heard[1]) < 0.25 * numpy.linalg.norm(before[0] - before[1])
