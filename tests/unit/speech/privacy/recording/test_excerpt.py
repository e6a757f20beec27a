"""The step that disguises: a profile gets nothing that was concealed, and what is no disguise withholds (AU3-AU5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy
import pytest
from numpy.random import Generator, default_rng
from support.voices import heard, say

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.privacy.concealment.beep import is_beeped
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.disguise.profile import (
    DisguisedSound,
    DisguiseProfile,
    Undisguised,
    with_tones,
)
from earnest.speech.privacy.disguise.timeline import Timeline
from earnest.speech.privacy.recording.covering import Concealed, conceal
from earnest.speech.privacy.recording.excerpt import Disguised, cut, disguise_window
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find
from earnest.speech.privacy.recording.second_hearing import Verified, Verifier, verify
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import VoiceActivityModel
from earnest.voices.disguise.warped import WarpedVoice

NUMBER = "my telephone number is five five five one two three four thank you very much"


@dataclass(frozen=True, kw_only=True)
class HearsPlease:
    name: str = "please"

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:  # noqa: ARG002 - one language
        return heard("please", samples)

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        assert samples.size
        assert listening in SpottingPass
        return ()

    def close(self) -> None:
        """Nothing to free."""


@dataclass(frozen=True, kw_only=True)
class Slow:
    """Twice as slow and without any care for what it says; keeps what it was given."""

    name: str = "slow"
    honest: bool = True
    asked: list[Undisguised] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)

    def disguise(self, clip: Undisguised, randomness: Generator) -> DisguisedSound:
        self.asked.append(clip)
        self.drawn.append(float(randomness.random()))
        length = SampleCount(clip.samples.size)
        line = Timeline(pairs=((SampleCount(0), SampleCount(0)), (length, SampleCount(2 * length))))
        samples = numpy.repeat(clip.samples, 2)
        return DisguisedSound(samples=with_tones(samples, clip.beeped, line) if self.honest else samples, timeline=line)


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


def verified(hypothesis: Hypothesis) -> Verified:
    around = RecordingContext(language="en", names=HouseholdNames(()))
    listener = HearsPlease()
    concealed = conceal(say(NUMBER), hypothesis.words, find(say(NUMBER), hypothesis, around, listener))
    verifier = Verifier(engine=listener, spotter=listener, voices=VoiceActivityModel())
    return verify(say(NUMBER), concealed, around, verifier)


def disguised(profile: DisguiseProfile) -> Disguised:
    hypothesis = heard(NUMBER, say(NUMBER))
    return disguise_window(verified(hypothesis), hypothesis, "en", profile, default_rng())


def test_au5_a_profile_never_learns_what_was_concealed() -> None:
    profile = Slow()
    _ = disguised(profile)
    [clip] = profile.asked
    given = {word.text for word in clip.words}
    assert given
    assert not given & {"five", "one", "two", "three", "four"}
    assert clip.beeped
    assert is_beeped(clip.samples, clip.beeped)
    assert all(word.end <= span.start or word.start >= span.end for word in clip.words for span in clip.beeped)


def test_au5_words_move_with_the_sound() -> None:
    hypothesis = heard(NUMBER, say(NUMBER))
    concealed = verified(hypothesis).concealed
    result = disguised(Slow())
    assert result.profile == "slow"
    assert result.samples.size == 2 * say(NUMBER).size
    assert [(token.text, token.start, token.end) for token in result.tokens] == [
        (token.text, 2 * token.start, 2 * token.end) for token in concealed.tokens
    ]


def test_au4_a_tone_that_was_disguised_withholds() -> None:
    with pytest.raises(CannotDisguise):
        _ = disguised(Slow(honest=False))


def test_au3_every_clip_is_drawn_for_itself() -> None:
    profile = Slow()
    for _ in range(3):
        _ = disguised(profile)
    assert len(set(profile.drawn)) == 3


@pytest.mark.parametrize(("start", "end"), [(0, 20_000), (20_000, 36_000), (24_000, 64_000), (40_000, 64_000)])
def test_au5_a_beep_cut_by_the_window_is_a_tone_in_it(start: int, end: int) -> None:
    samples = say(NUMBER)
    whole = Concealed(samples=samples, beeped=(span(16_000, 30_000), span(50_000, 60_000)), tokens=())
    clip = cut(whole, heard(NUMBER, samples), "en", span(start, end))
    assert [(beep.start + start, beep.end + start) for beep in clip.beeped] == [
        (max(start, beep.start), min(end, beep.end)) for beep in whole.beeped if beep.start < end and start < beep.end
    ]
    result = WarpedVoice().disguise(clip, numpy.random.default_rng(1))
    assert is_beeped(result.samples, clip.beeped)
