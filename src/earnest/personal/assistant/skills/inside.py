"""Inside skills: those that ask no other host; a request without a skill is answered with “I cannot do that yet”."""

from typing import Final

from earnest.personal.assistant.skills.alarms import skill as alarms
from earnest.personal.assistant.skills.lists import skill as lists
from earnest.personal.assistant.skills.privacy import skill as privacy
from earnest.personal.assistant.skills.skill import Skill
from earnest.personal.assistant.skills.time_and_date import skill as time_and_date
from earnest.personal.assistant.skills.timers import skill as timers

SKILLS: Final[tuple[Skill, ...]] = (
    *privacy.SKILLS,
    *time_and_date.SKILLS,
    *alarms.SKILLS,
    *timers.SKILLS,
    *lists.SKILLS,
)
"""All that the assistant can do by itself."""


def find_skill(intent: str) -> Skill | None:
    """Return the skill that carries out an intent; None where there is none."""
    return next((skill for skill in SKILLS if intent in skill.intents), None)
