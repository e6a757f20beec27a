"""Whether two recognisers heard the same (decision 0036), or one is sure (decision 0105)."""

import pytest

from earnest.foundation.units import SampleCount
from earnest.speech.hearing.recognition.agreement import SURE, are_of_different_kinds, is_sure, say_the_same
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord


def words(text: str) -> list[RecognisedWord]:
    return [RecognisedWord(text=one, start=SampleCount(0), end=SampleCount(1), posterior=0.5) for one in text.split()]


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("whisper", "pocketsphinx-quick", True),
        ("pocketsphinx", "pocketsphinx-quick", False),
        ("whisper", "whisper", False),
        ("", "whisper", False),
    ],
)
def test_a_variant_of_the_same_engine_is_no_second_opinion(*, one: str, other: str, different: bool) -> None:
    assert are_of_different_kinds(one, other) is different


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Set a timer for 7 minutes.", "set a timer for seven minutes", True),
        ("turn on the lights", "turn off the lights", False),
        ("", "", False),
        ("lights", "", False),
        ("", "lights", False),
    ],
)
def test_words_are_compared_however_they_are_written_and_nothing_agrees_with_nothing(
    *, one: str, other: str, same: bool
) -> None:
    assert say_the_same(words(one), words(other), "en") is same


@pytest.mark.parametrize(
    ("engine", "language", "confidence", "text", "sure"),
    [
        ("whisper", "en", SURE, "turn on the lights", True),
        ("whisper", "en", SURE - 0.01, "turn on the lights", False),
        ("whisper", "en", SURE, "", False),
        ("whisper", "de", 1.0, "mach das licht an", False),
        ("pocketsphinx", "en", 1.0, "turn on the lights", False),
    ],
)
def test_a_recogniser_is_sure_only_where_that_was_measured(
    *, engine: str, language: str, confidence: float, text: str, sure: bool
) -> None:
    hypothesis = Hypothesis(
        words=tuple(words(text)),
        alternatives=(),
        engine=engine,
        model="stock",
        domain="general",
        confidence=confidence,
    )
    assert is_sure(hypothesis, language) is sure
