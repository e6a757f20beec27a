"""Every profile: another voice each time, beeps stay tones, and what is no disguise is refused (AU2-AU5)."""

import re
from dataclasses import replace

import numpy
import pytest
from support.voices import heard, say

from earnest.foundation.settings import DisguiseName
from earnest.foundation.units import SampleCount, Samples
from earnest.speech.privacy.concealment.beep import beep, beeped_spans, is_beeped
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.disguise.profile import (
    DisguisedSound,
    DisguiseProfile,
    Undisguised,
    check_disguised,
    moved_beeps,
)
from earnest.speech.privacy.disguise.timeline import Timeline
from earnest.speech.sound.span import Span
from earnest.voices.disguise.errors import DisguiseUnknown
from earnest.voices.disguise.profiles import (
    AUTOMATIC,
    BY_LANGUAGE,
    ENCODED_PROFILE,
    PROFILES,
    Disguises,
    chosen_profile,
    open_profile,
)
from earnest.voices.disguise.strength import Strength, find_measured, strength_of

SENTENCE = "play some music in the kitchen please"
PERSONAL = Span(start=SampleCount(16_000), end=SampleCount(19_000))


def clip(seed: int = 1) -> Undisguised:
    samples = say(SENTENCE, seed)
    beeped = beeped_spans([PERSONAL], length=samples.size)
    words = tuple(
        word
        for word in heard(SENTENCE, samples).words
        if not any(word.start < span.end and span.start < word.end for span in beeped)
    )
    return Undisguised(samples=beep(samples, [PERSONAL]), language="en", words=words, beeped=beeped)


@pytest.fixture(params=sorted(PROFILES), scope="module")
def profile(request: pytest.FixtureRequest) -> DisguiseProfile:
    return open_profile(str(request.param))


def test_the_names_are_those_of_the_setting() -> None:
    assert {*PROFILES, ENCODED_PROFILE, AUTOMATIC} == {name.value for name in DisguiseName}
    with pytest.raises(DisguiseUnknown):
        _ = open_profile("cosmetic")
    with pytest.raises(DisguiseUnknown):
        _ = Disguises("cosmetic")


def test_a_named_profile_is_used_for_every_language() -> None:
    """Where it does not know the language the clip is withheld, and never does another take its place."""
    for language in ("en", "de", "nl", "fr"):
        assert chosen_profile("respoken", language) == "respoken"
    with pytest.raises(CannotDisguise):
        _ = Disguises("respoken").of("de").disguise(replace(clip(), language="de"), numpy.random.default_rng(0))


def test_au2_what_is_automatic_is_strong_as_measured_where_the_language_is_known() -> None:
    assert all(strength_of(find_measured(name)) is Strength.STRONG for names in BY_LANGUAGE.values() for name in names)
    assert Disguises(AUTOMATIC).of("en").name == chosen_profile(AUTOMATIC, "en")


@pytest.mark.parametrize("language", ["de", "nl", "fr", ""])
def test_automatic_disguises_every_other_language_as_well(language: str) -> None:
    disguise = Disguises(AUTOMATIC).of(language)
    assert disguise.name == chosen_profile(AUTOMATIC, language)
    given = replace(clip(), language=language)
    check_disguised(given, disguise.disguise(given, numpy.random.default_rng(2)))


def test_a_profile_is_opened_once() -> None:
    disguises = Disguises(AUTOMATIC)
    assert disguises.of("en") is disguises.of("en")
    assert disguises.of("de") is disguises.of("nl")


def test_au2_a_name_says_how_it_works_and_not_how_strong_it_is(profile: DisguiseProfile) -> None:
    assert open_profile(profile.name).name == profile.name
    assert re.fullmatch("[a-z_]+", profile.name)
    assert not re.search("cosmetic|intermediate|strong|anonym|safe|secure", profile.name)


def test_au5_beeps_are_tones_again(profile: DisguiseProfile) -> None:
    given = clip()
    result = profile.disguise(given, numpy.random.default_rng(2))
    check_disguised(given, result)
    assert is_beeped(result.samples, moved_beeps(given.beeped, result.timeline))


def test_au3_no_two_renderings_are_the_same(profile: DisguiseProfile) -> None:
    given = clip()
    before = given.samples.copy()
    one, other = (profile.disguise(given, numpy.random.default_rng()) for _ in range(2))
    assert not numpy.array_equal(one.samples, other.samples)
    assert numpy.array_equal(given.samples, before)


def unchanged(samples: Samples) -> DisguisedSound:
    return DisguisedSound(samples=samples, timeline=Timeline.unchanged(samples.size))


def test_au4_the_original_is_no_disguise() -> None:
    with pytest.raises(CannotDisguise):
        check_disguised(clip(), unchanged(clip().samples))


def test_au4_au5_a_lost_beep_is_refused() -> None:
    given = clip()
    with pytest.raises(CannotDisguise):
        check_disguised(given, unchanged((given.samples // 2).astype(numpy.int16)))


def test_au4_silence_for_speech_is_refused() -> None:
    given = clip()
    silent = numpy.zeros_like(given.samples)
    for span in given.beeped:
        silent[span.start : span.end] = span.of(given.samples)
    with pytest.raises(CannotDisguise):
        check_disguised(given, unchanged(silent))


def test_au4_a_timeline_of_another_sound_is_refused() -> None:
    given = clip()
    reversed_sound = given.samples[::-1].copy()
    for line in (Timeline.unchanged(given.samples.size - 1), Timeline.unchanged(given.samples.size + 1)):
        with pytest.raises(CannotDisguise):
            check_disguised(given, DisguisedSound(samples=reversed_sound, timeline=line))


def test_nothing_to_disguise_is_no_fault() -> None:
    tone_only = beep(numpy.zeros(20_000, dtype=numpy.int16), [PERSONAL])
    beeped = beeped_spans([PERSONAL], length=20_000)
    check_disguised(Undisguised(samples=tone_only, language="en", words=(), beeped=beeped), unchanged(tone_only))
