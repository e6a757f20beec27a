"""A spotted run counts where a second listener bears it out, and not over ordinary words (AU5, AU6)."""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy
import pytest
from support.voices import say

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.concealment.spotting.confirmed_runs import (
    WORST_FIT,
    confirmed_runs,
    evidence,
    fit_of_sign,
)
from earnest.speech.concealment.spotting.runs import SpottedRun, find_runs
from earnest.speech.concealment.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.phone_hearing.network import load_network
from earnest.speech.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter, slowed

SPOTTER = PocketsphinxSpotter()
NETWORK = load_network()
NUMBER = say("please call five five five one two three four")
ORDINARY = say("turn on the light in the living room")


@dataclass(frozen=True, kw_only=True)
class Insisting:
    """A spotter that hears the same words whatever the sound."""

    words: tuple[SpottedWord, ...]

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        assert samples.size
        assert listening in SpottingPass
        return self.words


def run_in_number() -> SpottedRun:
    [run] = find_runs(SPOTTER.spot(NUMBER, SpottingPass.FINDING))
    return run


@pytest.mark.parametrize("listening", list(SpottingPass))
def test_au5_a_spoken_number_is_borne_out_in_every_pass(listening: SpottingPass) -> None:
    whole = run_in_number().span
    runs = confirmed_runs(NUMBER, SPOTTER, [listening])
    covered = sum(min(run.span.end, whole.end) - max(run.span.start, whole.start) for run in runs)
    assert covered > 0.9 * whole.length


def test_what_is_claimed_over_other_sounds_is_not_borne_out() -> None:
    run = run_in_number()
    three = tuple(word for word in run.words if word.sign)[:3]
    insisting = Insisting(words=three)
    assert confirmed_runs(NUMBER, insisting, [SpottingPass.FINDING]) != ()
    for sound in (ORDINARY, numpy.zeros_like(NUMBER), NUMBER[::-1].copy()):
        assert find_runs(insisting.spot(sound, SpottingPass.FINDING)) != ()
        assert confirmed_runs(sound, insisting, [SpottingPass.FINDING]) == ()


def test_what_any_pass_hears_counts() -> None:
    both = confirmed_runs(NUMBER, SPOTTER, [SpottingPass.FINDING, SpottingPass.SLOWED])
    assert set(confirmed_runs(NUMBER, SPOTTER, [SpottingPass.FINDING])) < set(both)
    assert confirmed_runs(NUMBER, SPOTTER, []) == ()


def test_doubtful_signs_over_the_words_before_a_number_are_left_out_and_doubtful_digits_are_not() -> None:
    run = run_in_number()
    doubted = tuple(replace(word, posterior=0.1) if word in run.words[:2] else word for word in run.words)
    strange = replace(doubted[0], text="seven", start=SampleCount(2_000), end=SampleCount(7_000))
    insisting = Insisting(words=(strange, *doubted))
    [heard] = find_runs(insisting.spot(NUMBER, SpottingPass.FINDING))
    [left] = confirmed_runs(NUMBER, insisting, [SpottingPass.FINDING])
    assert heard.words[0] == strange
    assert left.words == doubted
    assert (left.span.start, left.span.end) == (doubted[0].start, heard.span.end)


def test_longer_surer_and_better_fitting_signs_say_more() -> None:
    run = run_in_number()
    frames = NETWORK.log_probabilities(NUMBER)
    told = evidence(run, frames)
    assert evidence(replace(run, sure=2), frames) < told
    assert evidence(replace(run, words=tuple(replace(word, text="november") for word in run.words)), frames) < told
    halves = tuple(replace(word, end=SampleCount((word.start + word.end) // 2)) for word in run.words)
    assert evidence(replace(run, words=halves), frames) < told


def test_a_sign_outside_of_the_sound_or_too_short_fits_worst() -> None:
    word = run_in_number().words[0]
    frames = NETWORK.log_probabilities(NUMBER)
    assert WORST_FIT <= fit_of_sign(word, frames) <= 0
    beyond = replace(word, start=SampleCount(NUMBER.size + 16_000), end=SampleCount(NUMBER.size + 20_000))
    assert fit_of_sign(beyond, frames) == WORST_FIT
    assert fit_of_sign(replace(word, text="seven", end=word.start), frames) == WORST_FIT


def test_slowed_sound_is_longer_and_lower_and_its_words_lie_in_the_sound() -> None:
    moments = numpy.arange(16_000) / 16_000
    tone = (9_000 * numpy.sin(2 * numpy.pi * 600 * moments)).astype(numpy.int16)
    slower = slowed(tone, Fraction(6, 5))
    assert slower.size == 19_200
    assert abs(numpy.abs(numpy.fft.rfft(slower)).argmax() * 16_000 / slower.size - 500) < 2
    assert slowed(tone[:0], Fraction(6, 5)).size == 0
    words = SPOTTER.spot(NUMBER, SpottingPass.SLOWED)
    assert all(0 <= word.start <= word.end <= NUMBER.size for word in words)
    plain, slow = (
        find_runs(SPOTTER.spot(NUMBER, listening)) for listening in (SpottingPass.FINDING, SpottingPass.SLOWED)
    )
    assert abs(plain[0].span.end - slow[0].span.end) < 800
