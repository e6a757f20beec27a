"""What the assistant understands before anything was learned (CN5, TR3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.personal.assistant.requests import Request, understand
from earnest.speech.language.wording import normalised_words


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
        ("en", "who listens to me", Request.WHO_LISTENED),
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
        ("en", "set a timer for seventy minutes", "70"),
        ("en", "set a timer for eighty five minutes", "85"),
        ("en", "set a timer for an hour and a half", "90"),
        ("en", "set a timer for half an hour", "30"),
        ("en", "make a ninety second timer", "1.5"),
        ("en", "set a timer for 1.5 hours", "90"),
        ("en", "set a timer for one hour twenty", "80"),
        ("de", "Stelle einen Timer auf fünfundzwanzig Minuten", "25"),
        ("de", "Stelle einen Timer auf siebzig Minuten", "70"),
        ("de", "Stell einen Timer auf anderthalb Stunden", "90"),
        ("de", "Stell einen Timer auf 1,5 Stunden", "90"),
        ("de", "Starte einen Timer für eine Dreiviertelstunde", "45"),
        ("de", "Stell einen 10-Minuten-Timer", "10"),
        ("nl", "zet een timer op vijfentwintig minuten", "25"),
        ("nl", "zet een timer op zeventig minuten", "70"),
        ("nl", "zet een timer op anderhalf uur", "90"),
        ("nl", "zet een timer op een kwartier", "15"),
    ],
)
def test_timer_knows_its_minutes(language: str, sentence: str, minutes: str) -> None:
    understood = understand(normalised_words(sentence), language)
    assert understood.intent == Request.SET_TIMER.value
    assert [slot.value for slot in understood.slots] == [minutes]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "set a timer for five ten minutes"),
        ("en", "set a timer for half past seven"),
        ("en", "set a timer for two five minutes"),
        ("en", "set a timer for twenty hundred minutes"),
        ("en", "set a timer for the minutes"),
        ("en", "set a timer for pasta"),
        ("de", "Stelle einen Timer auf fünf zehn Minuten"),
        ("de", "Stelle einen Timer auf halb acht"),
        ("nl", "zet een timer op vijf tien minuten"),
        ("nl", "zet een timer op half acht"),
    ],
)
def test_what_is_no_length_of_time_is_asked_for_again_and_never_guessed(language: str, sentence: str) -> None:
    understood = understand(normalised_words(sentence), language)
    assert understood.intent == Request.SET_TIMER.value
    assert understood.slots == ()


DELETING = {
    "en": ("delete", "erase", "forget", "remove", "wipe", "clear"),
    "de": ("lösche", "lösch", "vergiss", "entferne"),
    "nl": ("verwijder", "wis", "vergeet"),
}
LAST = {
    "en": ("what i just said", "my last recording", "that last thing i said"),
    "de": ("was ich gerade gesagt habe", "die letzte aufnahme", "das gerade gesagte"),
    "nl": ("wat ik net zei", "de laatste opname", "mijn laatste zin"),
}
TODAY = {
    "en": ("everything from today", "all recordings from today", "everything i've said today"),
    "de": ("alles von heute", "alle aufnahmen von heute", "alles was ich heute gesagt habe"),
    "nl": ("alles van vandaag", "alle opnames van vandaag", "alles wat ik vandaag heb gezegd"),
}


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_ri4_every_word_for_deleting_goes_with_everything_that_can_be_deleted(language: str) -> None:
    for verb in DELETING[language]:
        for said, intent in ((LAST, Request.DELETE_LAST), (TODAY, Request.DELETE_TODAY)):
            for what in said[language]:
                assert understand(normalised_words(f"{verb} {what}"), language).intent == intent.value, (verb, what)


@pytest.mark.parametrize(
    ("language", "sentence", "request_name"),
    [
        ("en", "What data do you have about me?", Request.WHAT_IS_KEPT),
        ("de", "Was hast du über mich gespeichert?", Request.WHAT_IS_KEPT),
        ("nl", "Wat heb je over mij opgeslagen?", Request.WHAT_IS_KEPT),
        ("en", "Don't record anything for an hour", Request.BEGIN_PRIVATE_HOUR),
        ("de", "Nimm eine Stunde lang nichts auf", Request.BEGIN_PRIVATE_HOUR),
        ("nl", "Neem een uur lang niets op", Request.BEGIN_PRIVATE_HOUR),
        ("en", "How much time is left on the timer?", Request.COUNT_TIMERS),
        ("de", "Wie lange läuft der Timer noch?", Request.COUNT_TIMERS),
        ("nl", "Hoe lang loopt de timer nog?", Request.COUNT_TIMERS),
        ("en", "Timer status", Request.COUNT_TIMERS),
        ("de", "Timer Status", Request.COUNT_TIMERS),
        ("nl", "Wat is de status van de timer?", Request.COUNT_TIMERS),
        ("en", "Pause the timer", Request.PAUSE_TIMERS),
        ("de", "Halte den Timer an", Request.PAUSE_TIMERS),
        ("nl", "Zet de timer op pauze", Request.PAUSE_TIMERS),
        ("en", "Resume timer", Request.RESUME_TIMERS),
        ("de", "Setze den Timer fort", Request.RESUME_TIMERS),
        ("nl", "Hervat de timer", Request.RESUME_TIMERS),
        ("en", "Remind me in ten minutes", Request.SET_TIMER),
        ("de", "Erinnere mich in zehn Minuten", Request.SET_TIMER),
        ("nl", "Herinner me over tien minuten", Request.SET_TIMER),
        ("en", "What's on my list", Request.LIST_READ),
        ("de", "Was steht auf meiner Liste", Request.LIST_READ),
        ("nl", "Wat staat er op mijn lijst", Request.LIST_READ),
    ],
)
def test_what_is_asked_in_one_language_is_asked_in_all(language: str, sentence: str, request_name: Request) -> None:
    assert understand(normalised_words(sentence), language).intent == request_name.value


@pytest.mark.parametrize(
    "sentence",
    ["what do you have on tv", "clear the table", "how long is the train ride", "what i said was not important"],
)
def test_a_sentence_of_other_meaning_stays_alone(sentence: str) -> None:
    assert not understand(normalised_words(sentence), "en").understood


@given(st.lists(st.text(min_size=1, max_size=12), max_size=200), st.sampled_from(["en", "de", "nl", "sv"]))
def test_takes_any_words(words: list[str], language: str) -> None:
    assert understand(words, language).confidence in {0.0, 1.0}
