from pathlib import Path

import pytest

from earnest.foundation.word_files import WordFileMalformed, read_word_file
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.built_in_requests import (
    FIRST_INTENTS,
    LANGUAGES,
    find_fallback_request,
    find_first_request,
    read_grammar,
    request_files,
)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("What time is it?", "tell_time", {}),
        ("turn the kitchen light off please", "lights_off", {"room": "kitchen"}),
        ("mach das Licht im Bad aus", "lights_off", {"room": "bad"}),
        ("set a timer for twenty five minutes", "set_timer", {"minutes": "25"}),
        ("set a timer for 1.5 minutes", "set_timer", {"minutes": "1.5"}),
        ("stelle die Heizung auf zwanzigeinhalb Grad", "set_temperature", {"degrees": "20.5"}),
        ("stell einen Timer auf fünfundzwanzig Minuten", "set_timer", {"minutes": "25"}),
        ("what's the weather in Berlin tomorrow", "weather", {"place": "berlin", "day": "tomorrow"}),
        ("wie wird das wetter morgen", "weather", {"day": "morgen"}),
        ("set the temperature to one hundred and five degrees", "set_temperature", {"degrees": "105"}),
    ],
)
def test_requests(text: str, intent: str, slots: dict[str, str]) -> None:
    found = find_fallback_request(normalised_words(text))
    assert found.intent == intent
    assert {slot.name: slot.value for slot in found.slots} == slots


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yeah",
        "oh play some music",
        "set a timer for banana minutes",
        "set a timer for five ten minutes",
        "the lights were on",
    ],
)
def test_noise_and_talk_ask_for_nothing(text: str) -> None:
    assert not find_fallback_request(normalised_words(text)).understood


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_ask_for_everything_that_comes_first(language: str) -> None:
    for intent in FIRST_INTENTS:
        assert request_files(language)["first"].entries(intent), intent


def test_a_slip_in_a_sentence_is_an_error_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "first.txt"
    _ = path.write_text("[polite_openings]\n[polite_closings]\n[tell_time]\nwhat (time is it\n", encoding="utf-8")
    file = read_word_file(path, "en", ("polite_openings", "polite_closings", "tell_time"))
    with pytest.raises(WordFileMalformed, match=r"en/first\.txt, line 4: this line lacks a closing \)"):
        _ = read_grammar(file)


@pytest.mark.parametrize(
    ("language", "text", "intent"),
    [
        ("en", "please can you turn the lights on", "lights_on"),
        ("de", "bitte schalte das Licht aus", "lights_off"),
        ("nl", "doe alle lampen aan alsjeblieft", "lights_on"),
        ("nl", "welke timers lopen er", "count_timers"),
        ("sv", "what time is it", "tell_time"),
    ],
)
def test_first_requests(language: str, text: str, intent: str) -> None:
    assert find_first_request(normalised_words(text), language).intent == intent


@pytest.mark.parametrize("text", ["please", "can you", "bitte bitte", "the lights on are broken"])
def test_courtesy_alone_asks_for_nothing(text: str) -> None:
    assert not find_first_request(normalised_words(text), "en").understood
