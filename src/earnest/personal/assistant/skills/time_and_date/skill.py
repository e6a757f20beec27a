"""Says what time and what day it is."""

from typing import Final

from earnest.personal.assistant.answers import Answer, Situation, say
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import Request
from earnest.personal.assistant.skills.skill import FunctionSkill, Skill
from earnest.personal.assistant.texts import MONTHS, Text, text_language
from earnest.speech.meaning.interpretation import Interpretation


def _time(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return say(situation, Text.TIME, time=f"{situation.now:%H:%M}")


def _date(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    month = MONTHS[text_language(situation.language)][situation.now.month - 1]
    point = "." if situation.language == "de" else ""
    return say(situation, Text.DATE, date=f"{situation.now.day}{point} {month} {situation.now.year}")


SKILLS: Final[tuple[Skill, ...]] = (
    FunctionSkill(frozenset({Request.TIME.value}), _time),
    FunctionSkill(frozenset({Request.DATE.value}), _date),
)
