"""What is found in words, by how far the recogniser itself believes them (AU5)."""

from dataclasses import replace

import numpy
import pytest

from earnest.foundation.units import SampleCount
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter
from earnest.speech.language.hypothesis import Alternative, Hypothesis, RecognisedWord
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.privacy.concealment.spans import NAMING_KINDS, PersonalKind, SpanSource
from earnest.speech.privacy.recording.errors import SoundNotSearched
from earnest.speech.privacy.recording.personal_sounds import (
    RecordingContext,
    find,
    find_in_words,
    first_hearing,
)
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames

NOBODY = RecordingContext(language="en", names=HouseholdNames(()))
STRANGE = (
    "get mail got christ mock up with whole milk and you",
    "well thanks foot it has regimes",
    "may i have a small drip coffee was sweetener",
    "and so it sits at mit",
    "please send the picture to odalys and also to keziah",
)


def said(text: str, posterior: float) -> list[RecognisedWord]:
    return [
        RecognisedWord(text=word, start=SampleCount(i * 5_000), end=SampleCount((i + 1) * 5_000), posterior=posterior)
        for i, word in enumerate(text.split())
    ]


def tagged(sentence: str) -> set[int]:
    """Return the words that only the tagger takes for a name or place."""
    spans = find_personal_data(said(sentence, 0.9), "en")
    only = [span for span in spans if span.source is SpanSource.TAGGER and span.kind in NAMING_KINDS]
    return {word for span in only for word in range(span.first_word, span.last_word + 1)}


def found(words: list[RecognisedWord], around: RecordingContext = NOBODY) -> set[int]:
    spans = find_in_words(words, around)
    return {word for span in spans for word in range(span.first_word, span.last_word + 1)}


def test_what_the_tagger_reads_counts_however_unsure_the_words_are() -> None:
    """Of 24 sentences with a name two were covered only because the recogniser guessed another name there."""
    assert any(map(tagged, STRANGE))
    for sentence in STRANGE:
        assert tagged(sentence) <= found(said(sentence, 0.0))


def test_lists_leads_numbers_and_the_household_count_however_unsure_the_words_are() -> None:
    listed = said("call anna kowalski and give her five five five one two three four", 0.0)
    assert {1, 2, *range(6, 13)} <= found(listed)
    names = RecordingContext(language="en", names=HouseholdNames(("elsewhere",)))
    assert 5 in found(said("there that are op ed elsewhere now", 0.0), names)
    kinds = {span.kind for span in find_in_words(listed, NOBODY)}
    assert PersonalKind.NAME in kinds


def hypothesis(text: str, *others: str, general: str = "", general_others: tuple[str, ...] = ()) -> Hypothesis:
    return Hypothesis(
        words=tuple(said(text, 0.9)),
        alternatives=tuple(Alternative(words=tuple(other.split()), score=-1.0) for other in others),
        engine="test",
        model="stock",
        domain="general",
        confidence=0.9,
        general_words=tuple(said(general, 0.9)),
        general_alternatives=tuple(Alternative(words=tuple(other.split()), score=-1.0) for other in general_others),
    )


def test_au6_the_first_hearing_has_the_words_and_the_names_of_every_pass_and_alternative() -> None:
    heard = first_hearing(
        hypothesis(
            "please call anna now",
            "please call bertha now",
            general="please send the picture to keziah now",
            general_others=("i live in berlin now",),
        ),
        "en",
    )
    assert {"anna", "bertha", "keziah", "berlin"} <= heard.names
    assert {"please", "call", "send", "picture", "live"} <= heard.words - heard.names
    assert heard.names <= heard.words


def test_what_is_public_in_an_intent_is_read_so_when_it_was_heard_first() -> None:
    said_so = hypothesis("play something by kowalski for me")
    assert "kowalski" in first_hearing(said_so, "en", "SendMessage").names
    assert "kowalski" not in first_hearing(said_so, "en", "PlayMusic").names


def test_a_long_german_sentence_counts_by_its_words_and_not_by_how_probable_it_is_as_a_whole() -> None:
    """Whisper gave 24 of 25 German sentences, 18 % of whose words are wrong, a confidence under a half."""
    german = replace(NOBODY, language="de")
    long = replace(
        hypothesis("schalte bitte morgen früh um sieben das licht in der küche und im flur an"), confidence=0.01
    )
    sound = numpy.zeros(100_000, dtype=numpy.int16)
    assert find(sound, long, german, PocketsphinxSpotter()).sounds == ()
    doubted = replace(long, words=tuple(replace(word, posterior=0.5) for word in long.words), confidence=0.9)
    with pytest.raises(SoundNotSearched):
        _ = find(sound, doubted, german, PocketsphinxSpotter())
