import pytest

from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.stock import find_stock_request


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
    found = find_stock_request(normalised_words(text))
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
    assert not find_stock_request(normalised_words(text)).understood
