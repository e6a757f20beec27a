"""Answers: in the language of the person, and what they change (CN5, TR1, TR3)."""

from datetime import UTC, datetime, timedelta

import pytest

from earnest.personal.assistant.dialogue import Answer, Effect, Kept, Situation, read_back, respond
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import Request
from earnest.personal.assistant.texts import TEXTS, Text
from earnest.speech.understanding.interpretation import Interpretation, Slot

NOW = datetime(2026, 3, 4, 15, 7, tzinfo=UTC)


def situation(language: str = "en", *, count: int = 0, people_may_listen: bool = False, minutes: int = 0) -> Situation:
    return Situation(
        language=language,
        now=NOW + timedelta(minutes=minutes),
        kept=Kept(recording_count=count, people_may_listen=people_may_listen),
        heard_words=True,
    )


def ask(intent: str | None, where: Situation, home: Home | None = None, **slots: str) -> Answer:
    return respond(
        Interpretation(
            intent=intent, slots=tuple(Slot(name=name, value=value) for name, value in slots.items()), confidence=1.0
        ),
        where,
        home or Home(),
    )


@pytest.mark.parametrize(
    ("language", "answer"), [("en", "It is 15:07."), ("de", "Es ist 15:07 Uhr."), ("nl", "Het is 15:07 uur.")]
)
def test_time(language: str, answer: str) -> None:
    assert ask(Request.TIME, situation(language)).text == answer


def test_date() -> None:
    assert ask(Request.DATE, situation("de")).text == "Heute ist der 4. März 2026."
    assert ask(Request.DATE, situation("sv")).text == "Today is 4 March 2026."


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "a person may listen to"), ("de", "ein mensch kann"), ("nl", "een mens kan enkele ervan beluisteren")],
)
def test_tr3_says_what_is_kept_and_that_a_person_may_listen(language: str, words: str) -> None:
    said = ask(Request.WHAT_IS_KEPT, situation(language, count=7, people_may_listen=True)).text
    assert "7" in said
    assert words in said.lower()


def test_tr3_says_that_nothing_is_kept_and_nobody_listens() -> None:
    assert ask(Request.WHAT_IS_KEPT, situation()).text.startswith("I keep no recordings of you. No person may listen")


@pytest.mark.parametrize("language", TEXTS)
def test_cn5_spoken_no_takes_effect_and_is_confirmed(language: str) -> None:
    stopped = ask(Request.STOP_LISTENING, situation(language, people_may_listen=True))
    already = ask(Request.STOP_LISTENING, situation(language))
    assert stopped.effect is already.effect is Effect.WITHDRAW_HUMAN_REVIEW
    assert stopped.text == TEXTS[language][Text.REVIEW_STOPPED]
    assert already.text == TEXTS[language][Text.REVIEW_WAS_OFF]


def test_lights_remember() -> None:
    home = Home()
    _ = ask(Request.LIGHTS_ON, situation(), home)
    assert home.lights_on
    _ = ask(Request.LIGHTS_OFF, situation(), home)
    assert not home.lights_on


def test_timers_run_and_ring() -> None:
    home = Home()
    _ = ask(Request.SET_TIMER, situation(), home, minutes="5")
    _ = ask(Request.SET_TIMER, situation(), home, minutes="9")
    assert ask(Request.COUNT_TIMERS, situation(minutes=4), home).text == "There are 2 timers running."
    assert ask(Request.COUNT_TIMERS, situation(minutes=6), home).text == "There is one timer running."
    assert ask(Request.COUNT_TIMERS, situation(minutes=9), home).text == "There is no timer running."


def test_timer_without_minutes_is_a_failed_action() -> None:
    home = Home()
    assert ask(Request.SET_TIMER, situation(), home).failed_action
    assert home.timers == []


def test_order_is_read_back() -> None:
    slots = (
        Slot(name="coffeeDrink", value="latte"),
        Slot(name="roast", value="medium roast"),
        Slot(name="size", value="large"),
    )
    assert read_back("orderDrink", slots, "en") == "One large latte, medium roast"
    assert read_back("changeLightState", (Slot(name="room", value="kitchen"),), "en") == "Change light state: kitchen"
    assert read_back("orderDrink", (), "de") == "Einmal"


def test_a_value_with_braces_is_said_as_it_is() -> None:
    assert ask("orderDrink", situation(), drink="{what} {0}").text == "One {what} {0}."


def test_not_understood_says_so() -> None:
    assert ask(None, situation("nl")).text == TEXTS["nl"][Text.NOT_UNDERSTOOD]


def test_every_text_exists_in_every_language() -> None:
    for texts in TEXTS.values():
        assert set(texts) == set(Text)
