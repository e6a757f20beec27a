"""A spotted run counts where a second listener bears it out, and not over ordinary words (AU5, AU6)."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy
import pytest
from support.voices import say

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.phones.network import load_network
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter, slowed
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.privacy.spotting.confirmed_runs import (
    FEWEST_AGREEING,
    FEWEST_TO_SLOW,
    LEAST_EVIDENCE,
    LEAST_EVIDENCE_ALONE,
    STRONG_EVIDENCE,
    STRONG_EVIDENCE_OF_LONG,
    WORST_FIT,
    confirmed_runs,
    evidence,
    fit_of_sign,
    verifying_runs,
)
from earnest.speech.privacy.spotting.runs import SpottedRun, find_runs
from earnest.speech.sound.span import Span

SPOTTER = PocketsphinxSpotter()
NETWORK = load_network()
NUMBER = say("please call five five five one two three four")
ORDINARY = say("turn on the light in the living room")


EVERY_PASS: Final = frozenset(SpottingPass)


@dataclass(frozen=True, kw_only=True)
class Insisting:
    """A spotter that hears the same words whatever the sound, in some passes; in others nothing, or it fails."""

    words: tuple[SpottedWord, ...]
    hears_in: frozenset[SpottingPass] = EVERY_PASS
    fails_in: frozenset[SpottingPass] = frozenset()

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        assert samples.size
        if listening in self.fails_in:
            raise EngineFailed
        return self.words if listening in self.hears_in else ()


def run_in_number() -> SpottedRun:
    [run] = find_runs(SPOTTER.spot(NUMBER, SpottingPass.FINDING))
    return run


LONG: Final = max(STRONG_EVIDENCE) + 1


def weak(
    signs: int, *, least: float = LEAST_EVIDENCE_ALONE, most: float = STRONG_EVIDENCE[5]
) -> tuple[SpottedWord, ...]:
    """Return the last signs of the number, cut so short that not much speaks for them; the spotter doubts none."""
    frames = NETWORK.log_probabilities(NUMBER)
    for percent in range(95, 30, -3):
        words = tuple(
            replace(word, end=SampleCount(word.start + (word.end - word.start) * percent // 100), posterior=0.9)
            for word in run_in_number().words[-signs:]
        )
        [run] = find_runs(words)
        assert (run.signs, run.sure) == (signs, signs)
        if least <= evidence(run, frames) < most:
            return words
    raise AssertionError(signs)


def share_of_number(covered: list[Span]) -> float:
    whole = run_in_number().span
    return sum(max(0, min(span.end, whole.end) - max(span.start, whole.start)) for span in covered) / whole.length


def test_au5_a_spoken_number_is_borne_out_before_it_is_covered_and_when_that_is_checked() -> None:
    assert share_of_number([run.span for run in confirmed_runs(NUMBER, SPOTTER)][:1]) > 0.9
    [checked] = verifying_runs(NUMBER, SPOTTER)
    assert share_of_number([checked.span]) > 0.9
    assert checked.counts_alone


def test_what_is_claimed_over_other_sounds_is_not_borne_out() -> None:
    three = tuple(word for word in run_in_number().words if word.sign)[:3]
    insisting = Insisting(words=three)
    assert confirmed_runs(NUMBER, insisting) != ()
    assert verifying_runs(NUMBER, insisting) != ()
    for sound in (ORDINARY, numpy.zeros_like(NUMBER), NUMBER[::-1].copy()):
        assert find_runs(insisting.spot(sound, SpottingPass.FINDING)) != ()
        assert confirmed_runs(sound, insisting) == ()
        assert verifying_runs(sound, insisting) == ()


@dataclass(frozen=True, kw_only=True)
class FirstHearsFewer(Insisting):
    """The first pass hears the first signs only."""

    first: int

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        heard = super().spot(samples, listening)
        return heard[: self.first] if listening is SpottingPass.FINDING else heard


def test_au5_a_run_of_the_slowed_pass_alone_counts_where_the_first_one_heard_two_signs() -> None:
    words = run_in_number().words
    assert find_runs(words[:FEWEST_TO_SLOW]) == ()
    [run] = confirmed_runs(NUMBER, FirstHearsFewer(words=words, first=FEWEST_TO_SLOW))
    assert share_of_number([run.span]) > 0.9
    fails = frozenset({SpottingPass.SLOWED})
    assert confirmed_runs(NUMBER, FirstHearsFewer(words=words, first=FEWEST_TO_SLOW - 1, fails_in=fails)) == ()


def test_au5_what_was_never_played_slower_is_still_heard_when_it_is_verified() -> None:
    [checked] = verifying_runs(NUMBER, FirstHearsFewer(words=run_in_number().words, first=FEWEST_TO_SLOW - 1))
    assert share_of_number([checked.span]) > 0.9
    assert checked.counts_alone


@pytest.mark.parametrize("signs", sorted(STRONG_EVIDENCE))
def test_a_short_run_of_little_evidence_needs_signs_in_the_slowed_pass_as_well(signs: int) -> None:
    words = weak(signs)
    first_only = EVERY_PASS - {SpottingPass.SLOWED}
    assert confirmed_runs(NUMBER, Insisting(words=words, hears_in=first_only)) == ()
    [run] = confirmed_runs(NUMBER, Insisting(words=words))[:1]
    assert run.words == words
    [alone] = verifying_runs(NUMBER, Insisting(words=words, hears_in=first_only))
    assert not alone.counts_alone
    [agreed] = verifying_runs(NUMBER, Insisting(words=words))
    assert agreed.counts_alone


def test_au5_long_runs_and_strong_ones_count_whatever_the_slowed_pass_hears() -> None:
    first_only = EVERY_PASS - {SpottingPass.SLOWED}
    strong = run_in_number().words[-4:]
    for words in (weak(LONG), strong):
        [run] = confirmed_runs(NUMBER, Insisting(words=words, hears_in=first_only))
        assert run.words == words
        [checked] = verifying_runs(NUMBER, Insisting(words=words, hears_in=first_only))
        assert checked.counts_alone


def test_a_long_run_of_very_little_evidence_needs_signs_in_the_slowed_pass_as_well() -> None:
    words = weak(LONG, least=LEAST_EVIDENCE[SpottingPass.FINDING], most=STRONG_EVIDENCE_OF_LONG)
    assert confirmed_runs(NUMBER, Insisting(words=words, hears_in=EVERY_PASS - {SpottingPass.SLOWED})) == ()
    assert confirmed_runs(NUMBER, Insisting(words=words))[0].words == words


def test_fewer_agreeing_signs_are_no_agreement() -> None:
    words = weak(4)

    @dataclass(frozen=True)
    class SlowedHearsFewer(Insisting):
        def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
            heard = super().spot(samples, listening)
            return heard[: FEWEST_AGREEING - 1] if listening is SpottingPass.SLOWED else heard

    assert confirmed_runs(NUMBER, SlowedHearsFewer(words=words)) == ()


def test_au4_a_slowed_pass_that_fails_is_not_taken_for_one_that_hears_nothing() -> None:
    fails = frozenset({SpottingPass.SLOWED})
    for words in (weak(4), weak(4)[:FEWEST_TO_SLOW]):
        with pytest.raises(EngineFailed):
            _ = confirmed_runs(NUMBER, Insisting(words=words, fails_in=fails))
    with pytest.raises(EngineFailed):
        _ = verifying_runs(NUMBER, Insisting(words=weak(4), fails_in=fails))
    assert verifying_runs(NUMBER, Insisting(words=(), fails_in=fails)) == ()


def test_doubtful_signs_over_the_words_before_a_number_are_left_out_and_doubtful_digits_are_not() -> None:
    run = run_in_number()
    doubted = tuple(replace(word, posterior=0.1) if word in run.words[:2] else word for word in run.words)
    strange = replace(doubted[0], text="seven", start=SampleCount(2_000), end=SampleCount(7_000))
    insisting = Insisting(words=(strange, *doubted))
    [heard] = find_runs(insisting.spot(NUMBER, SpottingPass.FINDING))
    [left] = confirmed_runs(NUMBER, insisting)[:1]
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
