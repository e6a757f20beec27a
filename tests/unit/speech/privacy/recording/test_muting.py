"""The step that makes background voices quiet: their words leave the text and whatever speaks words (AU7, AU4)."""

import numpy
import pytest
from support.deidentifying import Death, HearsPlease
from support.voices import heard, say

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.privacy.concealment.spans import PersonalKind
from earnest.speech.privacy.recording.covering import Concealed, conceal
from earnest.speech.privacy.recording.errors import NothingToHear
from earnest.speech.privacy.recording.excerpt import cut, disguise_window
from earnest.speech.privacy.recording.muting import is_muted, reduce
from earnest.speech.privacy.recording.personal_sounds import PersonalFindings, PersonalSound, RecordingContext, find
from earnest.speech.privacy.recording.second_hearing import Verifier, verify
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence
from earnest.voices.disguise.warped import WarpedVoice

VOICES = VoiceActivityModel()
ORDER = "large latte please"
FAR = "she is pregnant again"
AROUND = RecordingContext(language="en", names=HouseholdNames(()))


def scene(quieter: float = 0.06) -> tuple[Samples, Hypothesis, int]:
    """A person far away, then an order: the sound, what a recogniser hears, and where the order begins."""
    near = trim_silence(say(ORDER), 0, VOICES).of(say(ORDER))
    far = trim_silence(say(FAR, seed=4), 0, VOICES).of(say(FAR, seed=4))
    start = far.size + 8_000
    sound = numpy.concatenate([far * quieter, numpy.zeros(8_000), near, numpy.zeros(4_000)])
    noise = numpy.random.default_rng(2).normal(0.0, 8.0, sound.size)
    words = (*_spread(FAR, 0, far.size), *_spread(ORDER, start, start + near.size))
    hypothesis = Hypothesis(
        words=words,
        alternatives=(),
        engine="test",
        model="stock",
        domain="general",
        confidence=0.9,
    )
    return (sound + noise).astype(numpy.int16), hypothesis, start


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


def _spread(sentence: str, start: int, end: int) -> tuple[RecognisedWord, ...]:
    said = sentence.split()
    step = (end - start) // len(said)
    return tuple(
        RecognisedWord(
            text=text,
            start=SampleCount(start + place * step),
            end=SampleCount(start + (place + 1) * step),
            posterior=0.95,
        )
        for place, text in enumerate(said)
    )


def concealed(sound: Samples, hypothesis: Hypothesis, *personal: Span) -> Concealed:
    sounds = tuple(PersonalSound(kind=PersonalKind.NAME, span=one) for one in personal)
    return conceal(sound, hypothesis.words, PersonalFindings(word_spans=(), sounds=sounds))


def test_au7_the_words_of_a_voice_far_away_are_not_shown_however_sure_they_are() -> None:
    sound, hypothesis, _ = scene()
    result = reduce(concealed(sound, hypothesis), VOICES)
    assert [token.text for token in result.tokens] == ORDER.split()
    assert result.samples.size == sound.size


def test_au7_a_placeholder_stays_where_its_tone_is() -> None:
    sound, hypothesis, _ = scene()
    personal = Span(start=hypothesis.words[2].start, end=hypothesis.words[2].end)
    result = reduce(concealed(sound, hypothesis, personal), VOICES)
    assert [token.text for token in result.tokens if token.kind is not None]
    assert "pregnant" not in [token.text for token in result.tokens]
    assert not any(part.overlaps(beep) for part in result.muted for beep in result.beeped)


def test_au7_a_disguise_that_speaks_words_gets_none_of_the_background() -> None:
    sound, hypothesis, _ = scene()
    result = reduce(concealed(sound, hypothesis), VOICES)
    window = Span(start=SampleCount(0), end=SampleCount(sound.size))
    assert [word.text for word in cut(result, hypothesis, "en", window).words] == ORDER.split()


def test_au7_the_window_is_not_chosen_for_doubtful_words_of_the_background() -> None:
    """Ten seconds are cut around doubt; doubt about another person's words is no reason (SP6)."""
    sound, hypothesis, start = scene()
    pause = 170_000
    longer = numpy.insert(sound, start - 4_000, numpy.random.default_rng(3).normal(0, 8, pause).astype(numpy.int16))
    words = tuple(
        RecognisedWord(
            text=word.text,
            start=SampleCount(word.start + (pause if word.start >= start else 0)),
            end=SampleCount(word.end + (pause if word.start >= start else 0)),
            posterior=0.6 if word.start >= start else 0.01,
        )
        for word in hypothesis.words
    )
    said = Hypothesis(words=words, alternatives=(), engine="test", model="stock", domain="general", confidence=0.5)
    around = AROUND
    verifier = Verifier(engine=HearsPlease(Death(None)), spotter=HearsPlease(Death(None)), voices=VOICES)
    finding = find(longer, said, around, verifier.spotter)
    whole = reduce(conceal(longer, said.words, finding), VOICES)
    disguised = disguise_window(
        verify(longer, whole, around, verifier), said, "en", WarpedVoice(), numpy.random.default_rng(1)
    )
    assert [token.text for token in disguised.tokens] == ORDER.split()


def test_au7_without_speech_outside_of_the_tones_no_reviewer_listens() -> None:
    sound = say(ORDER)
    hypothesis = heard(ORDER, sound)
    everything = Span(start=SampleCount(0), end=SampleCount(sound.size))
    with pytest.raises(NothingToHear):
        _ = reduce(concealed(sound, hypothesis, everything), VOICES)


def test_a_word_counts_as_muted_from_its_half_on() -> None:
    def muted(start: int, end: int, *tones: Span) -> bool:
        word = RecognisedWord(text="word", start=SampleCount(start), end=SampleCount(end), posterior=0.9)
        return is_muted(word, (span(100, 200),), tones)

    assert muted(150, 250)
    assert not muted(151, 251)
    assert muted(150, 150)
    assert not muted(200, 200)
    assert muted(180, 280, span(220, 280))
    assert not muted(200, 260, span(200, 260))
