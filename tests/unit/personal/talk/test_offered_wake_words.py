"""The wake words that a page can hear are those that the gateway can check."""

import pytest

from earnest.personal.talk.offered_wake_words import load_wake_model, offered_wake_words
from earnest.speech.hearing.wake_word.verification import MODELS, normalised


def test_every_offered_word_can_be_checked_by_the_gateway() -> None:
    offered = offered_wake_words()
    assert {"okay_nabu", "alexa"} <= {word.name for word in offered}
    assert {normalised(word.name) for word in offered} <= set(MODELS)
    assert all(0 < word.threshold < 1 and word.window > 0 for word in offered)
    assert {"en", "de", "nl"} <= set(offered[0].languages)


def test_its_model_is_a_tensorflow_lite_file() -> None:
    for word in offered_wake_words():
        model = load_wake_model(word.name)
        assert model is not None
        assert model[4:8] == b"TFL3"


@pytest.mark.parametrize("name", ["", "computer", "../models/alexa", "alexa.tflite", "ALEXA", "/etc/passwd"])
def test_nothing_else_is_handed_out(name: str) -> None:
    assert load_wake_model(name) is None
