"""Puts things on lists, reads lists, and takes things off."""

from typing import Final

from earnest.personal.assistant.answers import Answer, Situation, say
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import Request
from earnest.personal.assistant.skills.skill import FunctionSkill, Skill, slot_of
from earnest.personal.assistant.texts import Text
from earnest.speech.meaning.interpretation import Interpretation

ITEM: Final = "item"
SHOPPING: Final = "shopping"
"""The one list that is spoken of so far."""
MOST_ITEMS: Final = 200
LONGEST_ITEM: Final = 100
"""Characters."""


def _add(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    item = slot_of(interpretation, ITEM)
    items = home.lists.get(SHOPPING, [])
    if not item or len(item) > LONGEST_ITEM or len(items) >= MOST_ITEMS:
        return say(situation, Text.LIST_NOT_ADDED, failed=True)
    if item in items:
        return say(situation, Text.LIST_HAS_IT, item=item)
    home.lists[SHOPPING] = [*items, item]
    return say(situation, Text.LIST_ADDED, item=item)


def _read(_interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    items = home.lists.get(SHOPPING, [])
    return say(situation, Text.LIST_READ, items=", ".join(items)) if items else say(situation, Text.LIST_EMPTY)


def _remove(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    item = slot_of(interpretation, ITEM)
    items = home.lists.get(SHOPPING, [])
    if item not in items:
        return say(situation, Text.LIST_LACKS_IT, failed=True, item=item)
    left = [one for one in items if one != item]
    home.lists = {SHOPPING: left} if left else {}
    return say(situation, Text.LIST_REMOVED, item=item)


SKILLS: Final[tuple[Skill, ...]] = (
    FunctionSkill(frozenset({Request.LIST_ADD.value}), _add, uses_home=True),
    FunctionSkill(frozenset({Request.LIST_READ.value}), _read, uses_home=True),
    FunctionSkill(frozenset({Request.LIST_REMOVE.value}), _remove, uses_home=True),
)
