"""A synthetic voice says what was said, and no sample of the person's own sound gets through (AU3, AU4, AU5).

In two of three styles the person's articulation gets through in part; what must not is in test_averaging.py.
"""

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from scipy import signal
from support.voices import heard, likeness, say

from earnest.foundation.units import SampleCount, Samples
from earnest.sound_files.decoding import decode
from earnest.speech.hearing.phones.network import load_network
from earnest.speech.language.lexicon import load_lexicon
from earnest.speech.privacy.concealment.beep import beep, beeped_spans, is_beeped
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.disguise.profile import Undisguised, check_disguised, moved_beeps
from earnest.speech.sound.level import for_listening, loudness
from earnest.speech.sound.span import Span
from earnest.voices.disguise.averaging import load_average_voice
from earnest.voices.disguise.respeaking import AVERAGED, BLENDED, RESPOKEN, SURE_FROM, RespokenVoice, Style
from earnest.voices.disguise.respeaking_script import Saying
from earnest.voices.synthesis.acoustics import AcousticMeans

SENTENCE = "play some music in the kitchen please"
recordings = pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")


@pytest.fixture(scope="module")
def profile() -> RespokenVoice:
    return RespokenVoice.bundled()


@pytest.fixture(scope="module", params=[RESPOKEN, BLENDED, AVERAGED], ids=lambda style: style.name)
def any_style(request: pytest.FixtureRequest) -> RespokenVoice:
    return RespokenVoice.bundled(request.param)


def clip(samples: Samples, sentence: str = SENTENCE, *, posterior: float = 0.9, language: str = "en") -> Undisguised:
    words = heard(sentence, say(sentence), posterior=posterior).words
    return Undisguised(samples=samples, language=language, words=words, beeped=())


def rendered(profile: RespokenVoice, given: Undisguised, seed: int = 1) -> Samples:
    return profile.disguise(given, numpy.random.default_rng(seed)).samples


def test_au3_the_sound_itself_does_not_matter_only_what_is_heard_in_it(profile: RespokenVoice) -> None:
    """Upside down or at half the level it is another waveform in which the same is heard; not a sample may change."""
    samples = say(SENTENCE)
    expected = rendered(profile, clip(samples))
    assert numpy.array_equal(rendered(profile, clip((-samples).astype(numpy.int16))), expected)
    assert numpy.array_equal(rendered(profile, clip((samples // 2).astype(numpy.int16))), expected)


def test_au3_the_original_is_in_it_no_more_than_any_other_sound(any_style: RespokenVoice) -> None:
    original = say(SENTENCE)
    results = [rendered(any_style, clip(original), seed) for seed in range(4)]
    others = [say(SENTENCE, seed) for seed in range(2, 8)]
    own = numpy.mean([likeness(result, original) for result in results])
    foreign = [numpy.mean([likeness(result, other) for result in results]) for other in others]
    assert own < max(foreign) * 1.3
    assert own < 0.3


def test_au3_pitch_and_vocal_tract_are_drawn_and_not_the_persons(any_style: RespokenVoice) -> None:
    spectra = [
        numpy.log(signal.welch(rendered(any_style, clip(say(SENTENCE)), seed).astype(float), nperseg=512)[1] + 1.0)
        for seed in range(3)
    ]
    assert all(numpy.abs(one - spectra[0]).mean() > 0.1 for one in spectra[1:])


def test_a_sure_word_is_said_as_recognised_and_an_unsure_one_as_heard(profile: RespokenVoice) -> None:
    """A word that the recogniser made up is not put into the reviewer's ear, unless the recogniser is sure of it."""
    samples, wrong = say(SENTENCE), SENTENCE.replace("kitchen", "elephant")
    elephant = tuple(load_lexicon().first_listed("elephant").split())
    said = {
        part.phones
        for part in profile.what_is_said(clip(samples, wrong, posterior=SURE_FROM - 0.01))
        if isinstance(part, Saying)
    }
    assert elephant not in said
    music = tuple(load_lexicon().first_listed("music").split())
    said = [part.phones for part in profile.what_is_said(clip(samples, posterior=1.0)) if isinstance(part, Saying)]
    assert music in said


def test_au5_beeps_are_tones_in_half_seconds_and_the_timeline_finds_them(any_style: RespokenVoice) -> None:
    samples = say(SENTENCE)
    personal = Span(start=SampleCount(16_000), end=SampleCount(19_000))
    beeped = beeped_spans([personal], length=samples.size)
    words = tuple(
        word
        for word in heard(SENTENCE, samples, posterior=0.9).words
        if not any(word.start < span.end and span.start < word.end for span in beeped)
    )
    given = Undisguised(samples=beep(samples, [personal]), language="en", words=words, beeped=beeped)
    result = any_style.disguise(given, numpy.random.default_rng(3))
    check_disguised(given, result)
    moved = moved_beeps(beeped, result.timeline)
    assert is_beeped(result.samples, moved)
    assert [span.length % 8_000 for span in moved] == [0]
    edge = result.samples[moved[0].start - 40 : moved[0].start + 40].astype(int)
    assert numpy.abs(numpy.diff(edge)).max() < 6_000


def test_au5_what_is_under_a_tone_changes_nothing(any_style: RespokenVoice) -> None:
    """The tone is what the network gets; a recogniser's word that a tone covers by one sample is not said."""
    samples = say(SENTENCE)
    beeped = (Span(start=SampleCount(16_000), end=SampleCount(24_000)),)
    words = heard(SENTENCE, samples, posterior=1.0).words
    parts = any_style.what_is_said(Undisguised(samples=samples, language="en", words=words, beeped=beeped))
    touched = {
        tuple(load_lexicon().first_listed(word.text).split())
        for word in words
        if any(word.start < span.end and span.start < word.end for span in beeped)
    }
    assert touched
    assert not touched & {part.phones for part in parts if isinstance(part, Saying)}


@pytest.mark.parametrize("language", ["de", "nl", "fr", ""])
def test_au4_another_language_is_refused(any_style: RespokenVoice, language: str) -> None:
    with pytest.raises(CannotDisguise):
        _ = any_style.disguise(clip(say(SENTENCE), language=language), numpy.random.default_rng(0))


@pytest.mark.parametrize("length", [0, 1, 399, 16_000])
def test_au4_silence_is_refused(any_style: RespokenVoice, length: int) -> None:
    given = Undisguised(samples=numpy.zeros(length, dtype=numpy.int16), language="en", words=(), beeped=())
    with pytest.raises(CannotDisguise):
        _ = any_style.disguise(given, numpy.random.default_rng(0))


@pytest.mark.parametrize("style", [RESPOKEN, BLENDED, AVERAGED], ids=lambda style: style.name)
def test_au4_a_network_that_fails_is_refused(style: Style) -> None:
    network = load_network()
    broken = replace(network, weights=tuple(numpy.full_like(each, numpy.nan) for each in network.weights))
    profile = RespokenVoice(broken, load_lexicon(), AcousticMeans.bundled(), load_average_voice(), style=style)
    with pytest.raises(CannotDisguise):
        _ = profile.disguise(clip(say(SENTENCE)), numpy.random.default_rng(0))


def test_it_is_loud_enough(any_style: RespokenVoice) -> None:
    assert -29 < loudness(for_listening(rendered(any_style, clip(say(SENTENCE))))) < -21.5


def test_only_respoken_and_blended_say_recognised_words() -> None:
    """`averaged` gives the reviewer nothing that the recogniser made up, however sure it is."""
    given = clip(say(SENTENCE), SENTENCE.replace("kitchen", "elephant"), posterior=1.0)
    elephant = tuple(load_lexicon().first_listed("elephant").split())
    for style in (RESPOKEN, BLENDED, AVERAGED):
        parts = RespokenVoice.bundled(style).what_is_said(given)
        assert (elephant in {part.phones for part in parts if isinstance(part, Saying)}) is (style is not AVERAGED)


def test_au5_no_phone_has_its_place_under_a_tone(any_style: RespokenVoice) -> None:
    samples = say(SENTENCE)
    beeped = (Span(start=SampleCount(16_000), end=SampleCount(24_000)),)
    given = Undisguised(samples=samples, language="en", words=(), beeped=beeped)
    parts = [part for part in any_style.what_is_said(given) if isinstance(part, Saying)]
    assert parts
    assert not any(place.overlaps(span) for part in parts for place in part.places for span in beeped)


@recordings
def test_real_recordings_are_said_again_and_silence_between_them_is_quiet(profile: RespokenVoice) -> None:
    folder = Path(os.environ["EARNEST_SPEECH"])
    lines = map(json.loads, (folder / "manifest.jsonl").read_text("utf-8").splitlines())
    files = [line["file"] for line in lines if line["task"] == "speakers" and line.get("lang") == "en"][:4]
    for file in files:
        samples = decode((folder / file).read_bytes())
        given = Undisguised(samples=samples, language="en", words=(), beeped=())
        result = profile.disguise(given, numpy.random.default_rng(5))
        check_disguised(given, result)
        assert 0.2 < result.samples.size / samples.size < 3
        assert likeness(result.samples, samples) < 0.25
        assert -30 < loudness(for_listening(result.samples)) < -20
