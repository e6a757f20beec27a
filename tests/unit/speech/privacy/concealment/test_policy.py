"""What is public by intent and slot stays, what is private is hidden, and numbers never stay (S18, AU5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.concealing import conceal_text

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.privacy.concealment.policy import (
    HARMLESS_SLOTS,
    PRIVATE_SLOTS,
    PUBLIC_INTENTS,
    PUBLIC_SLOTS,
    Handling,
    Reading,
    handling_of,
    reading_of,
)
from earnest.speech.privacy.concealment.utterance import places_of


def words(text: str, slots: dict[int, tuple[str, str]] | None = None) -> list[RecognisedWord]:
    held = slots or {}
    return [
        RecognisedWord(
            text=word,
            start=SampleCount(index * 10),
            end=SampleCount(index * 10 + 9),
            posterior=0.9,
            slot=held[index][0] if index in held else None,
            value=held[index][1] if index in held else None,
        )
        for index, word in enumerate(text.split())
    ]


def concealed(
    text: str,
    intent: str | None = None,
    slots: dict[str, str] | None = None,
    language: str = "en",
    household: frozenset[str] = frozenset(),
) -> str:
    spoken = words(text)
    held = [Slot(name=name, value=value) for name, value in (slots or {}).items()]
    found = find_personal_data(spoken, language, intent=intent, slots=held, household_names=household)
    return " ".join(conceal_text(spoken, found))


@pytest.mark.parametrize(
    ("intent", "slot", "handling"),
    [
        ("PlayMusic", "artist", Handling.PUBLIC),
        ("play_music", "song_name", Handling.PUBLIC),
        ("GetWeather", "city", Handling.PUBLIC),
        ("weather/find", "location", Handling.PUBLIC),
        ("HassMediaSearchAndPlay", "search_query", Handling.PUBLIC),
        ("SearchScreeningEvent", "movie_name", Handling.PUBLIC),
        ("alarm_set", "time", Handling.PUBLIC),
        ("BookRestaurant", "city", Handling.JUDGED),
        ("transport_ticket", "place_name", Handling.JUDGED),
        ("calendar_set", "event_name", Handling.JUDGED),
        ("reminder/set_reminder", "reminder/todo", Handling.JUDGED),
        ("some_intent_of_a_customer", "artist", Handling.JUDGED),
        (None, "artist", Handling.JUDGED),
        ("PlayMusic", "contact", Handling.PRIVATE),
        ("weather_query", "person", Handling.PRIVATE),
        ("AddToPlaylist", "playlist_owner", Handling.PRIVATE),
        ("unheard_of", "phone-number", Handling.PRIVATE),
        ("unheard_of", "booking.contact_name", Handling.PRIVATE),
    ],
)
def test_table_answers(intent: str | None, slot: str, handling: Handling) -> None:
    assert handling_of(intent, slot) is handling


def test_no_slot_stands_twice_in_the_table() -> None:
    private = frozenset(PRIVATE_SLOTS)
    assert not PUBLIC_SLOTS & HARMLESS_SLOTS
    assert not private & (PUBLIC_SLOTS | HARMLESS_SLOTS)
    assert all(name == name.lower() and "/" not in name for name in PUBLIC_INTENTS | PUBLIC_SLOTS | private)


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_the_table_does_not_know_is_never_public(intent: str, slot: str) -> None:
    known = {*PUBLIC_SLOTS, *HARMLESS_SLOTS}
    if slot.strip().lower().translate(str.maketrans("/.- ", "____")) not in known:
        assert handling_of(intent, slot) is not Handling.PUBLIC
    assert reading_of(intent) in set(Reading)


@pytest.mark.parametrize(
    ("text", "intent", "slots", "wanted"),
    [
        ("play taylor swift", None, {}, "play taylor swift"),
        ("play taylor swift", "PlayMusic", {"artist": "taylor swift"}, "play taylor swift"),
        ("call taylor swift", "make_call", {}, "call [name]"),
        ("call taylor swift", "make_call", {"contact": "taylor swift"}, "call [name]"),
        ("play taylor", "PlayMusic", {"contact": "taylor"}, "play [name]"),
        ("weather for sarah connor", "transport_taxi", {}, "weather for [name]"),
        ("what is the weather in berlin", "weather_query", {"place_name": "berlin"}, "what is the weather in berlin"),
        ("what is the weather in berlin", "transport_taxi", {}, "what is the weather in [place]"),
        ("remind the plumber", "reminder", {"contact": "plumber"}, "remind the [name]"),
        ("call my brother", "make_call", {"contact": "my brother"}, "call my brother"),
        ("say it to number nine", "x", {"phone": "number nine"}, "say it to [telephone number]"),
        ("it goes to ulla and to the baker", "x", {"receiver": "baker ulla"}, "it goes to [name] and to the baker"),
        ("play eight six seven five three oh nine", "PlayMusic", {"song": "eight six seven five three oh nine"},
         "play [telephone number]"),
        ("mail to jo at gmail dot com", "PlayMusic", {"artist": "jo at gmail dot com"}, "mail to [email address]"),
    ],
)  # fmt: skip
def test_intent_and_slots_decide(text: str, intent: str | None, slots: dict[str, str], wanted: str) -> None:
    assert concealed(text, intent, slots) == wanted


def test_slots_that_words_carry_count_as_well() -> None:
    spoken = words("play me ulla please", {2: ("contact_name", "ulla")})
    assert conceal_text(spoken, find_personal_data(spoken, "en", intent="PlayMusic")) == (
        "play", "me", "[name]", "please",
    )  # fmt: skip


HOUSEHOLD = frozenset({"Will Smith", "Rose", "Oksana", "Anna-Lena Müller", "Xanten", ""})


@pytest.mark.parametrize(
    ("language", "text", "intent", "slots", "wanted"),
    [
        ("en", "play oksana blue", "PlayMusic", {"artist": "oksana blue"}, "play [name]"),
        ("en", "play oksana", "PlayMusic", {"artist": "oksana"}, "play [name]"),
        ("en", "play the song by will smith", "PlayMusic", {"artist": "will smith"}, "play the song by [name]"),
        ("en", "what is OKSANA'S number", None, {}, "what is [name] number"),
        ("en", "weather in xanten", "GetWeather", {"city": "xanten"}, "weather in [name]"),
        ("en", "will it rain tomorrow", None, {}, "will it rain tomorrow"),
        ("en", "i will be late", "text", {}, "i will be late"),
        ("en", "call will", None, {}, "call [name]"),
        ("en", "tell rose that i love her", None, {}, "tell [name] that i love her"),
        ("en", "buy a rose for mum", None, {}, "buy a rose for mum"),
        ("de", "spiel oksanas lied", "PlayMusic", {}, "spiel [name] lied"),
        ("de", "spiel anna lena mueler", "PlayMusic", {}, "spiel [name]"),
        ("de", "das wetter in xanten", None, {}, "das wetter in [name]"),
        ("nl", "speel iets van oksana", None, {}, "speel iets van [name]"),
    ],
)  # fmt: skip
def test_names_of_the_household_are_hidden_in_every_request(
    language: str, text: str, intent: str | None, slots: dict[str, str], wanted: str
) -> None:
    assert concealed(text, intent, slots, language, HOUSEHOLD) == wanted


NAME = st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=12).map(lambda text: f"qx{text}")


@given(NAME, st.sampled_from(["{}", "play {}", "weather in {}", "turn {} on", "the {} 's thing", "{} {} {}"]))
def test_no_name_of_the_household_that_is_no_word_is_ever_left(name: str, sentence: str) -> None:
    text = sentence.replace("{}", name)
    left = concealed(text, "PlayMusic", {"artist": name}, "en", frozenset({name.title()}))
    assert name not in left.split()


def test_places_of_a_value() -> None:
    assert list(places_of(("a", "b", "a", "b"), ("a", "b"))) == [(0, 1), (2, 3)]
    assert list(places_of(("a",), ())) == []
