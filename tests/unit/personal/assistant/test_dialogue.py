"""Answers: in the language of the person, and what they change (CN5, TR1, TR3)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount
from earnest.personal.assistant.answers import RingPlace
from earnest.personal.assistant.dialogue import Answer, AnswerEffect, KeptSummary, Situation, respond
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import Request, understand
from earnest.personal.assistant.skills.inside import SKILLS, find_skill
from earnest.personal.assistant.texts import TEXTS, Text
from earnest.personal.assistant.timers import spoken_length
from earnest.personal.capture.understanding import understand_utterance
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.meaning.built_in_requests import FALLBACK_INTENTS
from earnest.speech.meaning.interpretation import Interpretation, Slot
from earnest.speech.meaning.interpreter import Interpreter

NOW = datetime(2026, 3, 4, 15, 7, tzinfo=UTC)


def situation(language: str = "en", *, count: int = 0, people_may_listen: bool = False, minutes: int = 0) -> Situation:
    return Situation(
        language=language,
        now=NOW + timedelta(minutes=minutes),
        kept=KeptSummary(recording_count=count, people_may_listen=people_may_listen),
        heard_words=True,
        rings=RingPlace.HERE,
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


def test_tr3_says_that_nothing_is_kept_and_no_person_listens() -> None:
    assert ask(Request.WHAT_IS_KEPT, situation()).text.startswith("I keep no recordings of you. No person may listen")


@pytest.mark.parametrize("language", TEXTS)
def test_cn5_spoken_no_takes_effect_and_is_confirmed(language: str) -> None:
    stopped = ask(Request.STOP_LISTENING, situation(language, people_may_listen=True))
    already = ask(Request.STOP_LISTENING, situation(language))
    assert stopped.effect is already.effect is AnswerEffect.WITHDRAW_HUMAN_REVIEW
    assert stopped.text == TEXTS[language][Text.REVIEW_STOPPED]
    assert already.text == TEXTS[language][Text.REVIEW_WAS_OFF]


def test_timers_run_and_ring() -> None:
    home = Home()
    _ = ask(Request.SET_TIMER, situation(), home, minutes="5")
    _ = ask(Request.SET_TIMER, situation(), home, minutes="9")
    assert ask(Request.COUNT_TIMERS, situation(minutes=4), home).text == (
        "There are 2 timers running; the next ends in 1 minute."
    )
    assert ask(Request.COUNT_TIMERS, situation(minutes=6), home).text == (
        "There is one timer running; it ends in 3 minutes."
    )
    assert ask(Request.COUNT_TIMERS, situation(minutes=9), home).text == "There is no timer running."


def test_timers_are_paused_and_run_on_with_what_was_left() -> None:
    home = Home()
    assert ask(Request.PAUSE_TIMERS, situation(), home).text == "There is no timer running."
    _ = ask(Request.SET_TIMER, situation(), home, minutes="5")
    paused = "The timer is paused with 4 minutes to go."
    assert ask(Request.PAUSE_TIMERS, situation(minutes=1), home).text == paused
    assert ask(Request.PAUSE_TIMERS, situation(minutes=2), home).text == paused
    assert ask(Request.COUNT_TIMERS, situation(minutes=30), home).text == paused
    assert home.next_due(situation(minutes=30).now) is None
    _ = ask(Request.SET_TIMER, situation(minutes=30), home, minutes="2")
    assert ask(Request.COUNT_TIMERS, situation(minutes=30), home).text == (
        "There is one timer running; it ends in 2 minutes. Others are paused."
    )
    assert ask(Request.RESUME_TIMERS, situation(minutes=31), home).text == (
        "There are 2 timers running; the next ends in 1 minute."
    )
    assert home.running(situation(minutes=31).now)[-1] == situation(minutes=35).now
    assert ask(Request.PAUSE_TIMERS, situation(minutes=31), home).text == (
        "2 timers are paused; the next has 1 minute to go."
    )
    assert ask(Request.CANCEL_TIMERS, situation(minutes=32), home).text == "All timers are cancelled."
    assert ask(Request.RESUME_TIMERS, situation(minutes=32), home).text == "There is no timer running."


@pytest.mark.parametrize(
    ("language", "value", "answer"),
    [
        ("en", "1", "Timer for 1 minute started."),
        ("en", "1.5", "Timer for 1 minute 30 seconds started."),
        ("en", "twenty five", "Timer for 25 minutes started."),
        ("en", "half an hour", "Timer for 30 minutes started."),
        ("de", "fünfundzwanzig", "Timer für 25 Minuten gestartet."),
        ("nl", "0.5", "Timer van 30 seconden gestart."),
        ("en", "five ten", "I did not hear for how many minutes; no timer was started."),
        ("en", "9" * 40, "I did not hear for how many minutes; no timer was started."),
    ],
)
def test_a_timer_runs_as_long_as_the_value_says_in_words_or_figures(language: str, value: str, answer: str) -> None:
    assert ask(Request.SET_TIMER, situation(language), Home(), minutes=value).text == answer


def test_timer_without_minutes_is_a_failed_action() -> None:
    home = Home()
    assert ask(Request.SET_TIMER, situation(), home).failed_action
    assert home.timers == []


def test_cancelling_without_timers_claims_nothing() -> None:
    assert ask(Request.CANCEL_TIMERS, situation()).text == TEXTS["en"][Text.TIMERS_NONE]


LEARNED_INTENTS = ("orderDrink", "changeLightState", "weather_query", "play_music", "iot_hue_lighton", "tell time", "X")
"""As labels name them: nothing here carries them out."""
EVERY_INTENT = sorted({*map(str, Request), *FALLBACK_INTENTS, *LEARNED_INTENTS})


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("intent", EVERY_INTENT)
def test_only_a_skill_that_did_it_claims_an_act(intent: str, language: str) -> None:
    """Whatever was understood: without a skill it failed, and with one a claim is true afterwards."""
    home = Home()
    home.start_timer(timedelta(minutes=60), NOW)
    home.lists["shopping"] = ["milk"]
    slots = {"minutes": "5", "room": "kitchen", "day": "today", "clock": "23:59", "item": "milk"}
    said = ask(intent, situation(language, people_may_listen=True), home, **slots)
    if not any(intent in skill.intents for skill in SKILLS):
        assert said == Answer(text=TEXTS[language][Text.CANNOT_YET], failed_action=True, effect=AnswerEffect.NONE)
        return
    assert not said.failed_action
    five_minutes = TEXTS[language][Text.TIMER_SET].format(length=spoken_length(timedelta(minutes=5), language))
    paused = TEXTS[language][Text.TIMERS_PAUSED_ONE].format(left=spoken_length(timedelta(minutes=60), language))
    done = {
        five_minutes: len(home.running(NOW)) == 2,
        TEXTS[language][Text.TIMERS_CANCELLED]: not home.running(NOW),
        paused: not home.running(NOW) and home.paused == [timedelta(minutes=60)],
        TEXTS[language][Text.REVIEW_STOPPED]: said.effect is AnswerEffect.WITHDRAW_HUMAN_REVIEW,
    }
    assert done.get(said.text, home.timers == [NOW + timedelta(minutes=60)])


@given(st.text(max_size=30))
def test_an_intent_of_any_name_without_a_skill_is_a_failed_action(intent: str) -> None:
    _ = assume(find_skill(intent) is None)
    said = ask(intent, situation())
    assert said.failed_action
    assert said.text == "I cannot do that yet."


def test_no_two_skills_carry_out_the_same() -> None:
    intents = [intent for skill in SKILLS for intent in skill.intents]
    assert len(intents) == len(set(intents))


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("what is the weather today", "en"),
        ("play some music", "en"),
        ("turn on the kitchen light", "en"),
        ("set the temperature to twenty degrees", "en"),
        ("mach das licht an", "de"),
        ("wie wird das wetter morgen", "de"),
        ("doe het licht aan", "nl"),
    ],
)
def test_what_is_understood_and_not_done_is_said(said: str, language: str) -> None:
    hypothesis = Hypothesis(
        words=tuple(
            RecognisedWord(text=word, start=SampleCount(0), end=SampleCount(1), posterior=1.0) for word in said.split()
        ),
        alternatives=(),
        engine="e",
        model="m",
        domain="general",
        confidence=1.0,
    )
    meant = understand_utterance(hypothesis, (), language, Interpreter()).interpretation
    assert meant.understood
    answer = respond(meant, situation(language), Home())
    assert answer.failed_action
    assert answer.text == TEXTS[language][Text.CANNOT_YET]


def test_not_understood_says_so() -> None:
    assert ask(None, situation("nl")).text == TEXTS["nl"][Text.NOT_UNDERSTOOD]


def test_every_text_exists_in_every_language() -> None:
    for texts in TEXTS.values():
        assert set(texts) == set(Text)


@pytest.mark.parametrize(
    ("language", "add", "read", "remove", "answers"),
    [
        (
            "en",
            "add oat milk to the shopping list",
            "what is on my shopping list",
            "remove oat milk from the shopping list",
            (
                "oat milk is on the shopping list.",
                "On the shopping list: oat milk.",
                "oat milk is off the shopping list.",
            ),
        ),
        (
            "de",
            "setze hafermilch auf die einkaufsliste",
            "was steht auf der einkaufsliste",
            "streiche hafermilch von der einkaufsliste",
            (
                "hafermilch steht auf der Einkaufsliste.",
                "Auf der Einkaufsliste: hafermilch.",
                "hafermilch ist von der Einkaufsliste gestrichen.",
            ),
        ),
        (
            "nl",
            "zet melk op de boodschappenlijst",
            "wat staat er op de boodschappenlijst",
            "haal melk van de boodschappenlijst",
            (
                "melk staat op de boodschappenlijst.",
                "Op de boodschappenlijst: melk.",
                "melk is van de boodschappenlijst gehaald.",
            ),
        ),
    ],
)
def test_a_list_is_kept_by_voice(language: str, add: str, read: str, remove: str, answers: tuple[str, ...]) -> None:
    home = Home()
    said = [respond(understand(words.split(), language), situation(language), home) for words in (add, read, remove)]
    assert tuple(one.text for one in said) == answers
    again = respond(understand(remove.split(), language), situation(language), home)
    assert again.failed_action
    assert home.lists == {}
