"""How wide a tone is follows from who placed the word (AU5)."""

from dataclasses import replace

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount, samples_in_milliseconds
from earnest.speech.language.hypothesis import Alternative, Hypothesis, RecognisedWord
from earnest.speech.privacy.concealment.beep import PADDING
from earnest.speech.privacy.concealment.errors import CannotConceal
from earnest.speech.privacy.concealment.spans import PersonalKind
from earnest.speech.privacy.concealment.word_times import LOOSE, WORD_TIMES, times_of, times_of_words
from earnest.speech.privacy.recording.covering import conceal
from earnest.speech.privacy.recording.personal_sounds import (
    PersonalFindings,
    PersonalSound,
    RecordingContext,
    find_in_alternatives,
    find_in_words,
    placed_sounds,
)
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.span import Span

LENGTH = 64_000
AROUND = RecordingContext(language="en", names=HouseholdNames(()))
SAID = "please call anna kowalski at once"


def heard(engine: str, domain: str = "general", *others: str) -> Hypothesis:
    return Hypothesis(
        words=tuple(
            RecognisedWord(
                text=text, start=SampleCount(at * 10_000), end=SampleCount(at * 10_000 + 9_000), posterior=0.9
            )
            for at, text in enumerate(SAID.split())
        ),
        alternatives=tuple(Alternative(words=tuple(other.split()), score=-1.0) for other in others),
        engine=engine,
        model="stock",
        domain=domain,
        confidence=0.9,
    )


def beeped(hypothesis: Hypothesis) -> Span:
    """Return the one tone over a name."""
    spans = find_in_words(hypothesis.words, AROUND)
    sounds = tuple(placed_sounds(hypothesis.words, spans, times_of_words(hypothesis)))
    sound = numpy.zeros(LENGTH, dtype=numpy.int16)
    [tone] = conceal(sound, hypothesis.words, PersonalFindings(word_spans=spans, sounds=sounds)).beeped
    return tone


@pytest.mark.parametrize(
    ("engine", "domain", "before", "after"),
    [
        ("pocketsphinx", "general", 250, 250),
        ("whisper", "general", 240, 360),
        ("whisper", "orders", 250, 250),
        ("never measured", "general", 240, 360),
    ],
)
def test_a_tone_is_as_wide_as_the_words_of_its_engine_are_loose(
    engine: str, domain: str, before: int, after: int
) -> None:
    tone = beeped(heard(engine, domain))
    assert tone.start == 20_000 - samples_in_milliseconds(before)
    assert tone.end == 39_000 + samples_in_milliseconds(after)


@pytest.mark.parametrize(("engine", "read"), [("pocketsphinx", True), ("whisper", False)])
def test_the_text_of_a_loosely_placed_word_that_is_a_tone_is_not_handed_out(engine: str, *, read: bool) -> None:
    """The spotter hears digits where Whisper has written a word, a little beside them."""
    hypothesis = heard(engine)
    spotted = Span(start=SampleCount(32_000), end=SampleCount(38_000))
    digits = PersonalSound(kind=PersonalKind.NUMBER, span=spotted)
    sound = numpy.zeros(LENGTH, dtype=numpy.int16)
    [first, *_] = [word for word in hypothesis.words if word.start == 40_000]
    beside = replace(first, end=SampleCount(43_000))
    words = (*hypothesis.words[:3], beside)
    findings = PersonalFindings(word_spans=(), sounds=(digits,), times=times_of_words(hypothesis))
    [*_, last] = conceal(sound, words, findings).tokens
    assert (last.text == beside.text) is read


def test_what_an_alternative_says_is_as_loosely_placed_as_the_words_beside_it() -> None:
    [sound] = find_in_alternatives(heard("whisper", "general", "please call five one two three"), AROUND, length=LENGTH)
    assert sound.times is LOOSE


@given(st.integers(0, LENGTH - 1), st.integers(1, LENGTH), st.sampled_from(sorted(WORD_TIMES)))
def test_a_tone_holds_what_it_is_over_and_stays_in_the_sound(start: int, length: int, engine: str) -> None:
    span = Span(start=SampleCount(start), end=SampleCount(min(LENGTH, start + length)))
    tone = times_of(engine).tone_over(span, length=LENGTH)
    assert tone.covers(span)
    assert tone.end <= LENGTH
    assert tone.length >= min(LENGTH, span.length + PADDING // 2)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, LENGTH + 1)])
def test_a_word_without_a_place_is_never_widened_into_one(start: int, end: int) -> None:
    span = Span(start=SampleCount(start), end=SampleCount(end))
    with pytest.raises(CannotConceal):
        _ = LOOSE.tone_over(span, length=LENGTH)


def test_a_personal_word_of_whisper_that_has_no_length_withholds() -> None:
    words = heard("whisper").words
    placeless = (*words[:3], replace(words[3], end=words[3].start))
    found = find_in_words(placeless, AROUND)
    with pytest.raises(CannotConceal):
        _ = list(placed_sounds(placeless, found, times_of("whisper")))
