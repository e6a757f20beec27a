"""Inside skills: those that ask no other host; a request without a skill is answered with “I cannot do that yet”."""

from collections.abc import Mapping
from typing import Final

from earnest.personal.assistant.skills.alarms import skill as alarms
from earnest.personal.assistant.skills.lists import skill as lists
from earnest.personal.assistant.skills.privacy import skill as privacy
from earnest.personal.assistant.skills.skill import Skill
from earnest.personal.assistant.skills.time_and_date import skill as time_and_date
from earnest.personal.assistant.skills.timers import skill as timers

_FOLDERS: Final[Mapping[str, tuple[Skill, ...]]] = {
    "privacy": privacy.SKILLS,
    "time_and_date": time_and_date.SKILLS,
    "alarms": alarms.SKILLS,
    "timers": timers.SKILLS,
    "lists": lists.SKILLS,
}
SKILLS: Final[tuple[Skill, ...]] = tuple(skill for skills in _FOLDERS.values() for skill in skills)
"""All that the assistant can do by itself."""


def find_skill(intent: str) -> Skill | None:
    """Return the skill that carries out an intent; None where there is none."""
    return next((skill for skill in SKILLS if intent in skill.intents), None)


def find_name(intent: str) -> str | None:
    """Return the name of the skill that carries out an intent, which is its folder's; None where there is none."""
    return next((name for name, skills in _FOLDERS.items() if any(intent in one.intents for one in skills)), None)
