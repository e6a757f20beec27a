"""Says what time and what day it is."""

from typing import Final

from earnest.personal.assistant.answers import Answer, Situation, say
from earnest.personal.assistant.dates import spoken_date
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import Request
from earnest.personal.assistant.skills.skill import FunctionSkill, Skill
from earnest.personal.assistant.texts import Text
from earnest.speech.meaning.interpretation import Interpretation


def _time(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return say(situation, Text.TIME, time=f"{situation.now:%H:%M}")


def _date(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return say(situation, Text.DATE, date=spoken_date(situation.now, situation.language))


SKILLS: Final[tuple[Skill, ...]] = (
    FunctionSkill(frozenset({Request.TIME.value}), _time),
    FunctionSkill(frozenset({Request.DATE.value}), _date),
)
