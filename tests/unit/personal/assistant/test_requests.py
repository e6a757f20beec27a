"""What the assistant understands before anything was learned (CN5, TR3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.personal.assistant.requests import Request, understand
from earnest.speech.recognition.wording import normalised_words


@pytest.mark.parametrize(
    ("language", "sentence", "request_name"),
    [
        ("en", "Stop letting people listen", Request.STOP_LISTENING),
        ("en", "please stop letting people listen.", Request.STOP_LISTENING),
        ("en", "Don't let anyone listen to me any more", Request.STOP_LISTENING),
        ("en", "nobody may listen", Request.STOP_LISTENING),
        ("de", "Niemand soll mehr zuhören", Request.STOP_LISTENING),
        ("de", "Hör auf, Menschen zuhören zu lassen", Request.STOP_LISTENING),
        ("nl", "Niemand mag meer meeluisteren", Request.STOP_LISTENING),
        ("en", "What do you keep about me?", Request.WHAT_IS_KEPT),
        ("en", "who listens to me", Request.WHAT_IS_KEPT),
        ("de", "Was speicherst du über mich?", Request.WHAT_IS_KEPT),
        ("nl", "Wat bewaar je over mij?", Request.WHAT_IS_KEPT),
        ("en", "What time is it?", Request.TIME),
        ("de", "Wie spät ist es?", Request.TIME),
        ("nl", "Hoe laat is het?", Request.TIME),
        ("en", "what's the date", Request.DATE),
        ("en", "turn the lights on", Request.LIGHTS_ON),
        ("en", "lights off", Request.LIGHTS_OFF),
        ("de", "Schalte das Licht aus", Request.LIGHTS_OFF),
        ("en", "how many timers are running", Request.COUNT_TIMERS),
        ("en", "cancel all timers", Request.CANCEL_TIMERS),
    ],
)
def test_understands(language: str, sentence: str, request_name: Request) -> None:
    understood = understand(normalised_words(sentence), language)
    assert understood.intent == request_name.value


@pytest.mark.parametrize(
    "sentence",
    [
        "a large latte with soy milk",
        "play stop listening by nobody i know on the kitchen speaker then turn it up a little more",
        "what time is the train to a town",
        "",
        "listen",
    ],
)
def test_leaves_other_sentences_alone(sentence: str) -> None:
    assert not understand(normalised_words(sentence), "en").understood


@pytest.mark.parametrize(
    ("language", "sentence", "minutes"),
    [
        ("en", "set a timer for five minutes", "5"),
        ("en", "set a twenty five minute timer", "25"),
        ("en", "start a timer for 90 minutes", "90"),
        ("de", "Stelle einen Timer auf zehn Minuten", "10"),
        ("nl", "zet een timer op vijf minuten", "5"),
    ],
)
def test_timer_knows_its_minutes(language: str, sentence: str, minutes: str) -> None:
    understood = understand(normalised_words(sentence), language)
    assert understood.intent == Request.SET_TIMER.value
    assert [slot.value for slot in understood.slots] == [minutes]


@given(st.lists(st.text(min_size=1, max_size=12), max_size=200), st.sampled_from(["en", "de", "nl", "sv"]))
def test_takes_any_words(words: list[str], language: str) -> None:
    assert understand(words, language).confidence in {0.0, 1.0}
