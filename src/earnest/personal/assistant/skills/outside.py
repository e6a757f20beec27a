"""Outside skills: those that may ask other hosts; loaded only in the child that has no keys."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Final

from earnest.personal.assistant.skills.music.skill import Music
from earnest.personal.assistant.skills.news.skill import News
from earnest.personal.assistant.skills.plugin import ENTRY_POINT_GROUP, OutsideSkill
from earnest.personal.assistant.skills.smart_home.skill import SmartHome
from earnest.personal.assistant.skills.weather.skill import Weather

OWN: Final[tuple[OutsideSkill, ...]] = (SmartHome(), Music(), Weather(), News())
"""Those that come with Earnest."""


def load_skills() -> dict[str, OutsideSkill]:
    """Return all skills by name; of two of a name, or with an intent of another, the first, ours before others'."""
    found: dict[str, OutsideSkill] = {}
    intents: set[str] = set()
    for skill in _all():
        described = skill.description
        own = {intent.name for intent in described.intents}
        if described.name not in found and not own & intents:
            found[described.name] = skill
            intents |= own
    return found


def _all() -> Iterator[OutsideSkill]:
    yield from OWN
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name):
        try:
            loaded: object = point.load()
        except Exception:  # noqa: BLE001, S112 - what a stranger wrote must not take the other skills with it
            continue
        if isinstance(loaded, OutsideSkill):
            yield loaded
