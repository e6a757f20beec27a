"""The wake word is left out of what was asked, however it was heard."""

import pytest

from earnest.foundation.units import SampleCount
from earnest.personal.capture.addressing import without_wake_word
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord


def heard(*words: tuple[str, int, int], general: tuple[tuple[str, int, int], ...] = ()) -> Hypothesis:
    """A hypothesis of words with their times in milliseconds."""

    def timed(given: tuple[tuple[str, int, int], ...]) -> tuple[RecognisedWord, ...]:
        return tuple(
            RecognisedWord(text=text, start=SampleCount(16 * start), end=SampleCount(16 * end), posterior=0.9)
            for text, start, end in given
        )

    return Hypothesis(
        words=timed(words),
        alternatives=(),
        engine="test",
        model="stock",
        domain="general",
        confidence=0.9,
        general_words=timed(general),
    )


def asked(hypothesis: Hypothesis, claimed: str = "alexa", milliseconds: int = 700) -> str:
    return without_wake_word(hypothesis, claimed, SampleCount(16 * milliseconds)).text


@pytest.mark.parametrize(
    ("words", "claimed", "wanted"),
    [
        ((("alexa", 0, 640), ("stop", 900, 1300)), "alexa", "stop"),
        ((("Alexa,", 0, 1200), ("stop", 1200, 1500)), "alexa_v2", "stop"),  # Its end was heard too late.
        ((("like", 0, 180), ("so", 180, 600), ("stop", 900, 1300)), "alexa", "stop"),
        ((("okay", 0, 300), ("nabu", 300, 900), ("stop", 1000, 1300)), "okay_nabu", "stop"),
        ((("stop", 400, 1300),), "alexa", "stop"),  # The word was not recognised at all.
        ((("alexa", 0, 640),), "alexa", ""),
        ((), "alexa", ""),
    ],
)
def test_what_was_over_when_the_word_was_heard_is_left_out(
    words: tuple[tuple[str, int, int], ...], claimed: str, wanted: str
) -> None:
    assert asked(heard(*words), claimed) == wanted


def test_the_word_stays_where_it_is_not_the_beginning() -> None:
    hypothesis = heard(("call", 700, 1000), ("alexa", 1000, 1600))
    assert asked(hypothesis) == "call alexa"


def test_what_the_open_vocabulary_heard_loses_it_too() -> None:
    hypothesis = heard(("tea", 900, 1300), general=(("alexa", 0, 640), ("tea", 900, 1300)))
    without = without_wake_word(hypothesis, "alexa", SampleCount(16 * 700))
    assert [word.text for word in without.heard_words] == ["tea"]
