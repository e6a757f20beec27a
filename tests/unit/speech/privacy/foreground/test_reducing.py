"""Background voices are made quiet; time, tones and the nearest speaker stay (AU7)."""

from dataclasses import dataclass, replace
from functools import cache

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from support.voices import say

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.privacy.concealment.beep import beep, beeped_spans, is_beeped
from earnest.speech.privacy.concealment.errors import CannotReduce, ForegroundMissing
from earnest.speech.privacy.foreground.reducing import Reduced, check_reduced, reduce_background
from earnest.speech.sound.level import active_level_decibels
from earnest.speech.sound.span import Span
from earnest.speech.sound.spectra import sound_of, spectra_of
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence

VOICES = VoiceActivityModel()
ORDER = "a large latte with soy milk please"
FAR = "the doctor said that the results of the test are not good at all"
LEAD = 16_000
"""A second of silence before and after the order, into which another person speaks."""


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


@cache
def hiss(length: int, level: float = 12.0) -> Samples:
    return numpy.random.default_rng(5).normal(0.0, level, length).astype(numpy.int16)


@cache
def spoken(sentence: str, seed: int) -> Samples:
    """A sentence without the silence around it."""
    sound = say(sentence, seed=seed)
    return trim_silence(sound, 0, VOICES).of(sound)


def alone() -> Samples:
    """The order of the nearest speaker in a quiet room, with a second before and after."""
    sound = numpy.pad(spoken(ORDER, 1), LEAD)
    return (sound + hiss(sound.size)).astype(numpy.int16)


def far_voice(decibels: float) -> tuple[Samples, Samples]:
    """The order with another voice before and after it; and the other voice by itself."""
    near = spoken(ORDER, 1)
    words = spoken(FAR, 9)[: LEAD - 2_000]
    gain = 10.0 ** ((active_level_decibels(near) - active_level_decibels(words) + decibels) / 20.0)
    quiet = numpy.asarray(numpy.round(words * gain), dtype=numpy.int16)
    other = numpy.zeros(near.size + 2 * LEAD, dtype=numpy.int16)
    other[: quiet.size] = quiet
    other[-quiet.size :] = quiet
    return (alone() + other).astype(numpy.int16), other


def reduced(sound: Samples, beeped: tuple[Span, ...] = ()) -> Reduced:
    return reduce_background(sound, beeped, VOICES)


def energy(sound: Samples) -> float:
    return float(numpy.mean(sound.astype(float) ** 2))


@pytest.mark.parametrize("decibels", [-18.0, -24.0])
def test_au7_a_quiet_other_voice_is_gone_before_and_after(decibels: float) -> None:
    mixed, other = far_voice(decibels)
    result = reduced(mixed)
    for place in (slice(0, LEAD - 6_000), slice(-(LEAD - 10_000), None)):
        assert other[place].any()
        assert not result.samples[place].any()


def test_au7_what_was_muted_is_silence_and_nothing_else() -> None:
    mixed, _ = far_voice(-18.0)
    result = reduced(mixed)
    assert sum(part.length for part in result.muted) > LEAD
    assert not any(result.samples[part.start + 80 : part.end - 80].any() for part in result.muted)
    assert not result.samples[: result.muted[0].end - 80].any()


def test_au7_the_nearest_speaker_alone_stays_nearly_as_he_was() -> None:
    sound = alone()
    result = reduced(sound)
    speech = slice(LEAD, sound.size - LEAD)
    error = result.samples[speech].astype(float) - sound[speech].astype(float)
    assert not any(part.overlaps(span(LEAD, sound.size - LEAD)) for part in result.muted)
    assert energy(error.astype(numpy.int16)) < 0.01 * energy(sound[speech])
    assert numpy.mean(error == 0.0) > 0.7


def test_au7_a_voice_as_loud_is_not_touched() -> None:
    mixed, other = far_voice(0.0)
    muted = sum(energy(part.of(other)) * part.length for part in reduced(mixed).muted)
    assert muted < 0.05 * energy(other) * other.size


@given(
    decibels=st.sampled_from((-6.0, -12.0, -24.0)),
    tones=st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 9_000)), max_size=3),
)
@settings(max_examples=12, deadline=None)
def test_au7_length_and_every_tone_stay_sample_by_sample(decibels: float, tones: list[tuple[int, int]]) -> None:
    mixed, _ = far_voice(decibels)
    wanted = [span(min(start, mixed.size - 1), min(start + length, mixed.size)) for start, length in tones]
    beeped = beeped_spans(wanted, length=mixed.size)
    concealed = beep(mixed, wanted)
    try:
        result = reduced(concealed, beeped)
    except ForegroundMissing:
        return
    assert result.samples.shape == mixed.shape
    assert result.samples.dtype == numpy.int16
    assert is_beeped(result.samples, beeped)
    assert not any(part.overlaps(tone) for part in result.muted for tone in beeped)


def test_au7_a_tone_is_not_taken_for_the_nearest_speaker() -> None:
    """A tone louder than a soft speaker must not make that speaker the background."""
    soft = (alone() * 0.05).astype(numpy.int16)
    wanted = [span(2_000, 8_000)]
    result = reduced(beep(soft, wanted), beeped_spans(wanted, length=soft.size))
    assert not any(part.overlaps(span(LEAD, soft.size - LEAD)) for part in result.muted)


def test_au7_the_same_sound_gives_the_same_result() -> None:
    mixed, _ = far_voice(-18.0)
    before = mixed.copy()
    assert numpy.array_equal(reduced(mixed).samples, reduced(mixed).samples)
    assert numpy.array_equal(mixed, before)


@pytest.mark.parametrize(
    "sound", [numpy.zeros(0, dtype=numpy.int16), numpy.zeros(16_000, dtype=numpy.int16), hiss(800)]
)
def test_au7_without_a_voice_there_is_no_nearest_one(sound: Samples) -> None:
    with pytest.raises(ForegroundMissing):
        _ = reduced(sound)


def test_au7_under_tones_alone_there_is_no_nearest_one() -> None:
    sound = say(ORDER)
    with pytest.raises(ForegroundMissing):
        _ = reduced(beep(sound, [span(0, sound.size)]), (span(0, sound.size),))


@dataclass(frozen=True)
class Broken(VoiceActivityModel):
    """A model whose answer is not a probability."""

    answer: float

    def probabilities(self, samples: Samples) -> tuple[NDArray[numpy.float64], SampleCount]:
        return numpy.full(samples.size // 512 + 1, self.answer), SampleCount(512)


@pytest.mark.parametrize("answer", [numpy.nan, numpy.inf, 0.0])
def test_au4_a_model_that_answers_nonsense_gives_no_sound(answer: float) -> None:
    with pytest.raises(ForegroundMissing):
        _ = reduce_background(alone(), (), Broken(answer))


def test_au4_a_wrong_result_is_refused() -> None:
    sound = alone()
    wanted = [span(20_000, 24_000)]
    tones = beeped_spans(wanted, length=sound.size)
    concealed = beep(sound, wanted)
    good = reduced(concealed, tones)
    louder, cracked, heard = good.samples.copy(), good.samples.copy(), good.samples.copy()
    louder[LEAD : LEAD + 4_000] *= 2
    cracked[tones[0].start + 100] += 1
    heard[good.muted[0].start + 200] = 1
    for wrong in (
        replace(good, samples=good.samples[:-1]),
        replace(good, samples=good.samples.astype(numpy.float64)),
        replace(good, samples=louder),
        replace(good, samples=cracked),
        replace(good, samples=heard),
        replace(good, muted=(span(tones[0].start, tones[0].end),)),
        replace(good, muted=(span(0, tones[0].start), span(tones[0].end, sound.size))),
    ):
        with pytest.raises(CannotReduce):
            check_reduced(concealed, tones, wrong)
    check_reduced(concealed, tones, good)


@given(st.integers(0, 3_000))
@settings(max_examples=20, deadline=None)
def test_spectra_that_were_not_changed_give_the_sound_again(length: int) -> None:
    sound = numpy.random.default_rng(length).normal(size=length)
    assert numpy.allclose(sound_of(spectra_of(sound), length), sound, atol=1e-9)
