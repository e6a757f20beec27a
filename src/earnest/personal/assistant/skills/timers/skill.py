"""Starts, counts and cancels timers; counting says when the next one ends."""

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
        if not home.running(situation.now) and not rang:
            return say(situation, Text.TIMERS_NONE)
        home.timers = []
        return say(situation, Text.TIMERS_CANCELLED)
    if interpretation.intent == Request.COUNT_TIMERS.value:
        running = home.running(situation.now)
        if not running:
            return say(situation, Text.TIMERS_NONE)
        left = spoken_left(min(running) - situation.now, text_language(situation.language))
        said = Text.TIMERS_ONE if len(running) == 1 else Text.TIMERS_MANY
        return say(situation, said, count=str(len(running)), left=left)
    length = timer_length(slot_of(interpretation, DURATION), situation.language)
    if length is None:
        return say(situation, Text.TIMER_WITHOUT_DURATION, failed=True)
    home.start_timer(length, situation.now)
    spoken = spoken_length(length, text_language(situation.language))
    return say(situation, Text.TIMER_SET, *rings_where(situation), length=spoken)


_INTENTS: Final = frozenset({Request.SET_TIMER.value, Request.COUNT_TIMERS.value, Request.CANCEL_TIMERS.value})

SKILLS: Final[tuple[Skill, ...]] = (FunctionSkill(_INTENTS, _timers, uses_home=True),)
