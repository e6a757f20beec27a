"""Smart home rules: what a request asks of which entities. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from earnest.personal.assistant.skills.plugin import AGREED, SkillProblem
from earnest.personal.assistant.skills.smart_home.records import Act, Entity, House

TURN_ON: Final = "home_turn_on"
TURN_OFF: Final = "home_turn_off"
SET_LIGHT: Final = "home_set_light"
SET_TEMPERATURE: Final = "home_set_temperature"
SET_POSITION: Final = "home_set_position"
GET_STATE: Final = "home_get_state"
LIGHTS_ON: Final = "lights_on"
LIGHTS_OFF: Final = "lights_off"
"""Requests of the built-in grammar, with the slot `room`."""

DOMAINS: Final = (
    *("light", "switch", "fan", "cover", "climate", "media_player", "scene", "script", "input_boolean"),
    *("vacuum", "humidifier", "lock", "sensor", "binary_sensor"),
)
"""Kinds of entities that are fetched; of the others no request here speaks."""

_ON: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "light": ("turn_on", frozenset({"on"})),
    "switch": ("turn_on", frozenset({"on"})),
    "fan": ("turn_on", frozenset({"on"})),
    "input_boolean": ("turn_on", frozenset({"on"})),
    "humidifier": ("turn_on", frozenset({"on"})),
    "media_player": ("turn_on", frozenset({"on", "idle", "playing", "paused", "standby", "buffering"})),
    "climate": ("turn_on", frozenset({"heat", "cool", "heat_cool", "auto", "dry", "fan_only"})),
    "cover": ("open_cover", frozenset({"open", "opening"})),
    "lock": ("lock", frozenset({"locked", "locking"})),
    "vacuum": ("start", frozenset({"cleaning"})),
    "scene": ("turn_on", frozenset()),
    "script": ("turn_on", frozenset()),
}
_OFF: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "light": ("turn_off", frozenset({"off"})),
    "switch": ("turn_off", frozenset({"off"})),
    "fan": ("turn_off", frozenset({"off"})),
    "input_boolean": ("turn_off", frozenset({"off"})),
    "humidifier": ("turn_off", frozenset({"off"})),
    "media_player": ("turn_off", frozenset({"off", "standby", "unavailable"})),
    "climate": ("turn_off", frozenset({"off"})),
    "cover": ("close_cover", frozenset({"closed", "closing"})),
    "vacuum": ("return_to_base", frozenset({"returning", "docked"})),
}
"""Nothing is unlocked by voice: whoever stands in front of a window could say it."""

_VALUES: Final[Mapping[str, tuple[str, str, str, float, float]]] = {
    SET_LIGHT: ("light", "turn_on", "brightness_pct", 0.0, 100.0),
    SET_TEMPERATURE: ("climate", "set_temperature", "temperature", 5.0, 35.0),
    SET_POSITION: ("cover", "set_cover_position", "position", 0.0, 100.0),
}
"""Intent → domain, service, field, least and most."""
VALUE: Final = "value"
"""Slot of a number."""


class WholeHouse(SkillProblem):
    """More would change than was certainly said: no thing and no room is named."""

    def __init__(self, count: int) -> None:
        """Take how many things would change."""
        super().__init__("whole_house")
        self.count = count


def chosen_entities(house: House, slots: Mapping[str, str], *, fixed_domain: str = "") -> tuple[Entity, ...]:
    """Return the entities that a request names.

    Args:
        house: as it was fetched last.
        slots: `name` of a thing or of several, `area` or `room`, `domain`; those that are absent do not limit.
        fixed_domain: the only kind that the intent can mean; empty for any.

    Raises:
        SkillProblem: `name_unknown`, `area_unknown`, or `nothing_there` where the area has no such thing.
    """
    name, domain = slots.get("name", ""), slots.get("domain", "") or fixed_domain
    area = slots.get("area", "") or slots.get("room", "")
    found = [entity for entity in house.entities if not domain or entity.domain == domain]
    if name:
        found = [entity for entity in found if _is_called(entity.names, name)]
        if not found:
            raise SkillProblem("name_unknown")
    if area:
        areas = {one.area_id for one in house.areas if _is_called(one.names, area)}
        if not areas:
            raise SkillProblem("area_unknown")
        found = [entity for entity in found if entity.area_id in areas]
    if not found:
        raise SkillProblem("nothing_there")
    return tuple(found)


def acts_of(intent: str, slots: Mapping[str, str], house: House) -> tuple[Act, ...]:
    """Return what is to be done, one act for each kind of thing.

    Raises:
        SkillProblem: see `chosen_entities`; `unlocking_refused`, `value_unusable`, `cannot_be_switched`, and
            `whole_house` where neither thing nor room is named, more than one thing would change, and the person was
            not asked about that yet: the room may be what was misheard.
    """
    if intent in _VALUES:
        domain, service, field, least, most = _VALUES[intent]
        value = _number(slots.get(VALUE, ""), least, most)
        entities = _agreed(chosen_entities(house, slots, fixed_domain=domain), slots)
        states = frozenset({"on"}) if intent == SET_LIGHT and value > 0 else frozenset[str]()
        return (Act(domain=domain, service=service, entity_ids=_ids(entities), states=states, data={field: value}),)
    lights = intent in {LIGHTS_ON, LIGHTS_OFF}
    entities = _agreed(chosen_entities(house, slots, fixed_domain="light" if lights else ""), slots)
    switching = _ON if intent in {TURN_ON, LIGHTS_ON} else _OFF
    if switching is _OFF and any(entity.domain == "lock" for entity in entities):
        raise SkillProblem("unlocking_refused")
    acts: list[Act] = []
    for domain in dict.fromkeys(entity.domain for entity in entities):
        if domain in switching:
            service, states = switching[domain]
            same = [entity for entity in entities if entity.domain == domain]
            acts.append(Act(domain=domain, service=service, entity_ids=_ids(same), states=states))
    if not acts:
        raise SkillProblem("cannot_be_switched")
    return tuple(acts)


def _agreed(entities: tuple[Entity, ...], slots: Mapping[str, str]) -> tuple[Entity, ...]:
    """Return entities that may be changed together.

    Raises:
        WholeHouse: they are all that there are of their kind, and nothing says that this is meant.
    """
    limited = any(slots.get(name) for name in ("name", "area", "room", AGREED))
    if len(entities) > 1 and not limited:
        raise WholeHouse(len(entities))
    return entities


def _number(written: str, least: float, most: float) -> float:
    try:
        value = float(written)
    except ValueError:
        raise SkillProblem("value_unusable") from None
    if not least <= value <= most:
        raise SkillProblem("value_unusable")
    return value


def _ids(entities: Sequence[Entity]) -> tuple[str, ...]:
    return tuple(entity.entity_id for entity in entities)


def _is_called(names: Sequence[str], name: str) -> bool:
    return name.strip().casefold() in {one.strip().casefold() for one in names}
