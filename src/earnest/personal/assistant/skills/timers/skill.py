"""Starts, counts, pauses, resumes and cancels timers; counting says when the next one ends."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from earnest.personal.assistant.answers import Answer, Situation, rings_where, say
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import DURATION, Request
from earnest.personal.assistant.skills.skill import FunctionSkill, Skill, slot_of
from earnest.personal.assistant.texts import Text, text_language
from earnest.personal.assistant.timers import spoken_left, spoken_length, timer_length
from earnest.speech.meaning.interpretation import Interpretation


def _timers(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    if interpretation.intent == Request.CANCEL_TIMERS.value:
        rang = bool(home.rings(situation.now))
        if not home.running(situation.now) and not home.paused and not rang:
            return say(situation, Text.TIMERS_NONE)
        home.timers, home.paused = [], []
        return say(situation, Text.TIMERS_CANCELLED)
    change = _CHANGES.get(interpretation.intent or "")
    if change is not None:
        change(home, situation.now)
        return _state(situation, home)
    length = timer_length(slot_of(interpretation, DURATION), situation.language)
    if length is None:
        return say(situation, Text.TIMER_WITHOUT_DURATION, failed=True)
    home.start_timer(length, situation.now)
    spoken = spoken_length(length, text_language(situation.language))
    return say(situation, Text.TIMER_SET, *rings_where(situation), length=spoken)


def _state(situation: Situation, home: Home) -> Answer:
    """Say what runs and when the next ends; where nothing runs, what is paused."""
    running = [end - situation.now for end in home.running(situation.now)]
    one, many = Text.TIMERS_ONE, Text.TIMERS_MANY
    if not running:
        one, many = Text.TIMERS_PAUSED_ONE, Text.TIMERS_PAUSED_MANY
    told = running or home.paused
    if not told:
        return say(situation, Text.TIMERS_NONE)
    others = (Text.TIMERS_OTHERS_PAUSED,) if running and home.paused else ()
    left = spoken_left(min(told), text_language(situation.language))
    return say(situation, one if len(told) == 1 else many, *others, count=str(len(told)), left=left)


_CHANGES: Final[Mapping[str, Callable[[Home, datetime], None]]] = {
    Request.COUNT_TIMERS.value: lambda _home, _now: None,
    Request.PAUSE_TIMERS.value: Home.pause_timers,
    Request.RESUME_TIMERS.value: Home.resume_timers,
}
"""What is done before it is said what runs."""
_INTENTS: Final = frozenset({Request.SET_TIMER.value, Request.CANCEL_TIMERS.value, *_CHANGES})

SKILLS: Final[tuple[Skill, ...]] = (FunctionSkill(_INTENTS, _timers, uses_home=True),)
