"""The mark of a lease: not heard, found again after what a leak does to it, and never found where it is not (AU9)."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from material.leaks import as_mp3, as_opus, re_recorded
from support.voices import heard, say

from earnest.foundation.units import SampleCount, Samples
from earnest.handover.watermarking.marking import marked
from earnest.handover.watermarking.pattern import BANDS, pattern
from earnest.handover.watermarking.tracing import LARGEST_CHANCE, Suspect
from earnest.speech.privacy.concealment.beep import tone
from earnest.speech.privacy.disguise.profile import Undisguised
from earnest.speech.sound.level import for_listening
from earnest.speech.sound.span import Span
from earnest.voices.disguise.profiles import AUTOMATIC, Disguises

SENTENCE = "please set the light in the kitchen to forty percent and play some quiet music"
KEY = b"the lease that leaked"
LEASES = 1_000
"""As many are compared in the tests of what must be found."""


@pytest.fixture(scope="module")
def clip() -> Samples:
    """Return what a reviewer would hear, before the mark."""
    samples = say(SENTENCE)
    words = heard(SENTENCE, samples).words
    given = Undisguised(samples=samples, language="en", words=words, beeped=())
    return for_listening(Disguises(AUTOMATIC).of("en").disguise(given, numpy.random.default_rng(3)).samples)


def is_found(sound: Samples, key: bytes = KEY, leases: int = LEASES) -> bool:
    return Suspect(sound).score(key).chance(leases) <= LARGEST_CHANCE


@pytest.mark.parametrize("way", ["as it is", "mp3", "opus", "re-recorded", "cut at both ends"])
def test_au9_the_lease_is_found_after_a_leak(clip: Samples, way: str) -> None:
    """MP3 at 64 kbit/s, and re-recording at 20 dB, as the requirement names them."""
    sound = marked(clip, KEY)
    match way:
        case "mp3":
            sound = as_mp3(sound)
        case "opus":
            sound = as_opus(sound)
        case "re-recorded":
            sound = re_recorded(sound, numpy.random.default_rng(8))
        case "cut at both ends":
            sound = sound[16_000:-8_000]
        case _:
            pass
    assert is_found(sound)
    suspect = Suspect(sound)
    others = [suspect.score(b"lease %d" % number) for number in range(100)]
    assert not any(score.chance(len(others)) <= LARGEST_CHANCE for score in others)
    assert max(score.value for score in others) < suspect.score(KEY).value


def test_it_says_where_the_clip_begins(clip: Samples) -> None:
    before = numpy.random.default_rng(1).integers(-300, 300, 24_000).astype(numpy.int16)
    score = Suspect(numpy.concatenate((before, marked(clip, KEY)))).score(KEY)
    assert abs(score.begins_at - before.size) < 1_600


def test_nothing_is_found_where_nothing_was_marked(clip: Samples) -> None:
    noise = numpy.random.default_rng(2).integers(-3000, 3000, 64_000).astype(numpy.int16)
    for sound in (clip, noise, say("what time is it in berlin"), numpy.zeros(48_000, dtype=numpy.int16)):
        assert not is_found(sound, leases=1)


@settings(max_examples=30)
@given(st.binary(min_size=1, max_size=40), st.integers(0, 2**32 - 1))
def test_the_bound_on_chance_holds_for_sounds_that_repeat_themselves(key: bytes, seed: int) -> None:
    """A siren fits many patterns of tiles in part; whatever the sound, wrong keys stay under the bound."""
    time = numpy.arange(40_000)
    period = 500 + seed % 3_000
    siren = (9_000 * numpy.sin(time / 9) * (time // period % 2)).astype(numpy.int16)
    assert not is_found(siren, key, leases=1)


def test_the_mark_is_small_and_silence_stays_silence(clip: Samples) -> None:
    before = clip.copy()
    sound = marked(clip, KEY)
    assert numpy.array_equal(clip, before)
    assert sound.dtype == numpy.int16
    change = sound.astype(float) - clip
    assert 10 * numpy.log10(numpy.sum(clip.astype(float) ** 2) / numpy.sum(change**2)) > 15
    for size in (0, 1, 300, 5_000):
        silence = numpy.zeros(size, dtype=numpy.int16)
        assert numpy.array_equal(marked(silence, KEY), silence)


def test_the_tone_that_covers_what_is_personal_stays_a_tone() -> None:
    """Otherwise it would flutter, and tell a listener that something is done to the sound."""
    plain = tone(Span(start=SampleCount(0), end=SampleCount(32_000)))
    assert numpy.abs(marked(plain, KEY).astype(int) - plain).max() < 0.03 * numpy.abs(plain).max()


def test_loud_sounds_are_not_wrapped_round() -> None:
    loud = (32_767 * numpy.sign(numpy.sin(numpy.arange(20_000) / 7))).astype(numpy.int16)
    assert numpy.corrcoef(loud, marked(loud, KEY))[0, 1] > 0.95


def test_patterns_are_the_same_for_ever_and_differ_between_keys() -> None:
    assert "".join("+" if sign > 0 else "-" for sign in pattern(b"key", 1)[0]) == PATTERN_OF_KEY
    assert numpy.array_equal(pattern(KEY, 96)[:10], pattern(KEY, 10))
    assert abs(int((pattern(KEY, 96) * pattern(b"another", 96)).sum())) < 96 * BANDS / 10


def test_sounds_too_short_for_a_mark_are_told_apart_by_no_key() -> None:
    for size in (0, 100, 1_000, 2_100):
        assert Suspect(numpy.ones(size, dtype=numpy.int16)).score(KEY).chance(1) > LARGEST_CHANCE


PATTERN_OF_KEY = "---+-++++++++-+-+--++--+--++++-+-+-++++-"
