"""Smart home sentences: which request a sentence is, by the sentences that Home Assistant's community keeps.

`home-assistant-intents` holds them for each language, `hassil` compares; both are loaded by the first sentence. What is
said of people who listen, of timers and lists is read elsewhere; only what this skill carries out is looked for here.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, cast

from earnest.personal.assistant.skills.smart_home import rules
from earnest.personal.assistant.skills.smart_home.records import House, read_house
from earnest.speech.meaning.interpretation import Interpretation, Slot

if TYPE_CHECKING:
    from hassil.intents import Intents, SlotList
    from hassil.recognize import RecognizeResult

_INTENTS: Final[Mapping[str, str]] = {
    "HassTurnOn": rules.TURN_ON,
    "HassTurnOff": rules.TURN_OFF,
    "HassLightSet": rules.SET_LIGHT,
    "HassClimateSetTemperature": rules.SET_TEMPERATURE,
    "HassSetPosition": rules.SET_POSITION,
    "HassGetState": rules.GET_STATE,
}
_VALUES: Final = ("brightness", "temperature", "position")
"""Lists of numbers, which become the slot `value`."""
_CONFIDENCE: Final = 0.95
"""The whole sentence fits, with names of this very house. Chosen, not measured."""
_LANGUAGES: Final = frozenset({"en", "de", "nl"})
_HOUSES: Final = 32
"""Houses whose names are kept ready for comparing."""


def understand(text: str, language: str, knowledge: str) -> Interpretation | None:
    """Return the request that a sentence is; None where it is none about this house.

    Args:
        text: what was said.
        language: ISO 639-1; in others than English, German and Dutch nothing is understood.
        knowledge: the house as `records.write_house` writes it.
    """
    if language not in _LANGUAGES or not text.strip():
        return None
    from hassil.recognize import recognize_best

    found = recognize_best(
        text, _sentences(language), slot_lists=_lists(knowledge), best_slot_name="name", language=language
    )
    return None if found is None else _interpretation(found)


def _interpretation(found: "RecognizeResult") -> Interpretation | None:
    intent = _INTENTS.get(found.intent.name)
    if intent is None:
        return None
    slots: dict[str, str] = {}
    for name, entity in found.entities.items():
        if name in {"name", "area", "domain", "state"}:
            value: object = entity.value
            slots[name] = str(value)
        elif name in _VALUES:
            slots[rules.VALUE] = str(entity.value)
        elif name == "color":
            return None  # It is understood and not done here; the learned intents may know better.
    if slots.get("name") == "all":
        del slots["name"]
    if intent in {rules.SET_LIGHT, rules.SET_TEMPERATURE, rules.SET_POSITION} and rules.VALUE not in slots:
        return None
    if intent == rules.GET_STATE and "name" not in slots:
        return None  # “all lights off” would be a question about all lights, of which one would be told.
    if not slots.keys() & {"name", "area", "domain"}:
        return None
    return Interpretation(
        intent=intent,
        slots=tuple(Slot(name=name, value=value) for name, value in sorted(slots.items())),
        confidence=_CONFIDENCE,
    )


@cache
def _sentences(language: str) -> "Intents":
    from hassil.intents import Intents
    from home_assistant_intents import get_intents

    held = cast("dict[str, object]", get_intents(language))
    intents = cast("dict[str, object]", held["intents"])
    return Intents.from_dict({**held, "intents": {name: intents[name] for name in _INTENTS if name in intents}})


@lru_cache(maxsize=_HOUSES)
def _lists(knowledge: str) -> "dict[str, SlotList]":
    from hassil.intents import TextSlotList

    house: House = read_house(knowledge)
    names = [
        (name, name, {"domain": entity.domain}) for entity in house.entities for name in entity.names if name.strip()
    ]
    areas = [(name, name) for area in house.areas for name in area.names if name.strip()]
    return {
        "name": TextSlotList.from_tuples(names, name="name", allow_template=False),
        "area": TextSlotList.from_tuples(areas, name="area", allow_template=False),
        "floor": TextSlotList.from_tuples([], name="floor", allow_template=False),
    }
