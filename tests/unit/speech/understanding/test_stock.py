import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.speech.recognition.wording import normalised_words
from earnest.speech.understanding.number_words import number_of_words
from earnest.speech.understanding.stock import find_stock_request


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("What time is it?", "tell_time", {}),
        ("turn the kitchen light off please", "lights_off", {"room": "kitchen"}),
        ("mach das Licht im Bad aus", "lights_off", {"room": "bad"}),
        ("set a timer for twenty five minutes", "set_timer", {"minutes": "25"}),
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
    "text", ["", "yeah", "oh play some music", "set a timer for banana minutes", "the lights were on"]
)
def test_noise_and_talk_ask_for_nothing(text: str) -> None:
    assert not find_stock_request(normalised_words(text)).understood


@given(
    st.lists(
        st.sampled_from(["zero", "one", "twenty", "hundred", "and", "hundert", "und", "eins", "zwanzig", "x", "7"]),
        max_size=5,
    )
)
def test_numbers_are_small_or_none(words: list[str]) -> None:
    number = number_of_words(words)
    assert number is None or 0 <= number < 1000


@pytest.mark.parametrize(
    ("text", "number"), [("two hundred and five", 205), ("hundert", 100), ("ninety nine", 99), ("sixty sixty", None)]
)
def test_number_words(text: str, number: int | None) -> None:
    assert number_of_words(text.split()) == number
