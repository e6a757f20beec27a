"""A verifier that hears nothing has not listened: no reviewer hears the recording then (AU4, AU6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.voices import heard, say

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.privacy.recording.covering import conceal
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find
from earnest.speech.privacy.recording.second_hearing import (
    NEVER_WORDLESS,
    Verified,
    Verifier,
    asks_to_confirm,
    audible_speech,
    verify,
)
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import VoiceActivityModel

ORDER = "a large latte with soy milk please"
AROUND = RecordingContext(language="en", names=HouseholdNames(()))


@dataclass(frozen=True)
class Listener:
    """Hears what it is told to hear, and no numbers."""

    hears: str
    name: str = "listener"

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:  # noqa: ARG002 - one language
        return replace(heard(self.hears, samples), engine=self.name)

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        assert samples.size
        assert listening in SpottingPass
        return ()

    def close(self) -> None:
        """Nothing to free."""


def verified(hears: str, *, by: str = "listener") -> Verified:
    listener = Listener(hears, by)
    hypothesis = heard(ORDER, say(ORDER))
    concealed = conceal(say(ORDER), hypothesis.words, find(say(ORDER), hypothesis, AROUND, listener))
    return verify(
        say(ORDER), concealed, AROUND, Verifier(engine=listener, spotter=listener, voices=VoiceActivityModel())
    )


def test_au6_a_verifier_that_hears_not_one_word_of_an_order_withholds_it() -> None:
    assert isinstance(verified("please"), Verified)
    with pytest.raises(EngineFailed):
        _ = verified("")


@pytest.mark.parametrize(
    ("hears", "by", "agreed"),
    [
        (ORDER, "listener", True),
        ("A large latte, with soy milk please!", "listener", True),
        ("a large latte with soya milk please", "listener", False),
        (ORDER, "test", False),
        (ORDER, "test-quick", False),
    ],
)
def test_recognisers_agree_where_another_kind_hears_the_same_words(*, hears: str, by: str, agreed: bool) -> None:
    hypothesis = heard(ORDER, say(ORDER))
    assert asks_to_confirm(hypothesis, verified(hears, by=by), "en") is agreed
    assert asks_to_confirm(replace(hypothesis, agreed=True), verified("please"), "en"), "a learned domain said so"
    sure = replace(hypothesis, engine="whisper", confidence=1.0)
    assert asks_to_confirm(sure, verified("please", by="test"), "en"), "it is sure of every word"


spans = st.lists(st.integers(0, 60_000), min_size=0, max_size=8, unique=True).map(
    lambda marks: tuple(
        Span(start=SampleCount(start), end=SampleCount(end))
        for start, end in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    )
)


@given(speech=spans, beeped=spans)
def test_audible_speech_is_what_no_tone_covers(speech: tuple[Span, ...], beeped: tuple[Span, ...]) -> None:
    samples = {place for span in speech for place in range(span.start, span.end, 50)}
    audible = {place for place in samples if not any(span.start <= place < span.end for span in beeped)}
    assert abs(audible_speech(speech, beeped) - 50 * len(audible)) <= 50 * (len(speech) + len(beeped) + 1)
    assert audible_speech(speech, ()) == sum(span.length for span in speech)
    assert audible_speech(speech, speech) == 0
    assert NEVER_WORDLESS > 0
