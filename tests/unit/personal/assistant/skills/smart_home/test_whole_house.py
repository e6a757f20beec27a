"""A room that is not certain never becomes the whole house unasked, in the wordings of Home Assistant's sentences."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

import pytest
from hassil.intents import Intents, TextSlotList
from hassil.sample import sample_sentence
from home_assistant_intents import get_intents

from earnest.personal.assistant.requests import understand as understand_built_in
from earnest.personal.assistant.skills.plugin import AGREED, SkillProblem
from earnest.personal.assistant.skills.smart_home import rules
from earnest.personal.assistant.skills.smart_home.records import Area, Entity, House, write_house
from earnest.personal.assistant.skills.smart_home.sentences import understand
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.built_in_requests import find_fallback_request

UNKNOWN_ROOMS = {"en": ("office", "of his"), "de": ("Büro", "Bürro"), "nl": ("kantoor", "kan door")}
"""Rooms that the house does not have: it was misheard, or they have another name."""
INTENTS = ("HassTurnOn", "HassTurnOff", "HassLightSet", "HassSetPosition", "HassClimateSetTemperature")
MOST_OF_ONE_WORDING = 1
ALL_LIGHTS = {"en": "turn off all the lights", "de": "schalte alle lichter aus", "nl": "doe alle lampen uit"}


def a_house() -> House:
    rooms = {"kitchen": ("Kitchen", "Küche", "keuken"), "lounge": ("Living room", "Wohnzimmer", "woonkamer")}
    things = ("light", "fan", "cover", "climate", "switch", "media_player", "lock")
    return House(
        areas=tuple(Area(area_id=key, names=names) for key, names in rooms.items()),
        entities=tuple(
            Entity(entity_id=f"{thing}.{room}", names=(f"{room} {thing}",), area_id=room)
            for room in rooms
            for thing in things
        ),
    )


def sentences_with_unknown_rooms(language: str) -> Iterator[str]:
    """Sentences of the community's with rooms that this house does not have, or whose room the recogniser lost."""
    held = cast("dict[str, object]", get_intents(language))
    intents = Intents.from_dict(held)
    rooms = TextSlotList.from_strings(list(UNKNOWN_ROOMS[language]), name="area")
    names = TextSlotList.from_strings(["lamp"], name="name")
    lists = {**intents.slot_lists, "area": rooms, "name": names, "floor": rooms}
    for name in INTENTS:
        for data in intents.intents[name].data:
            expansions = {**intents.expansion_rules, **data.expansion_rules}
            for sentence in data.sentences:
                made = sample_sentence(sentence, {**lists, **data.slot_lists}, expansions, language=language)
                for text in islice(made, MOST_OF_ONE_WORDING):
                    for room in UNKNOWN_ROOMS[language]:
                        if room in text:
                            yield text
                            yield " ".join(text.replace(room, " ").split())
                            yield text.partition(room)[0].strip()


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_a_sentence_with_a_room_that_is_not_certain_never_changes_the_whole_house(language: str) -> None:
    house = a_house()
    knowledge, tried = write_house(house), 0
    for text in dict.fromkeys(sentences_with_unknown_rooms(language)):
        tried += 1
        words = normalised_words(text)
        for found in (
            understand(text, language, knowledge),
            understand_built_in(words, language),
            find_fallback_request(words),
        ):
            if found is None or not found.understood:
                continue
            slots = {slot.name: slot.value for slot in found.slots}
            try:
                acts = rules.acts_of(found.intent or "", slots, house)
            except SkillProblem:
                continue
            assert sum(len(act.entity_ids) for act in acts) <= 1, (text, found)
    assert tried > 100


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_all_lights_are_asked_about_and_switched_after_a_yes(language: str) -> None:
    house = a_house()
    text = ALL_LIGHTS[language]
    found = understand(text, language, write_house(house))
    if found is None:
        found = understand_built_in(normalised_words(text), language)
    assert found.intent is not None
    slots = {slot.name: slot.value for slot in found.slots}
    with pytest.raises(rules.WholeHouse) as asked:
        _ = rules.acts_of(found.intent, slots, house)
    assert asked.value.count == 2
    (act,) = rules.acts_of(found.intent, slots | {AGREED: AGREED}, house)
    assert set(act.entity_ids) == {"light.kitchen", "light.lounge"}


def test_one_single_lamp_is_switched_without_a_question() -> None:
    """Nothing else can be meant."""
    house = House(entities=(Entity(entity_id="light.only", names=("Lamp",)),))
    (act,) = rules.acts_of(rules.LIGHTS_OFF, {}, house)
    assert act.entity_ids == ("light.only",)


@pytest.mark.parametrize("intent", [rules.LIGHTS_OFF, rules.LIGHTS_ON, rules.TURN_OFF])
def test_a_learned_meaning_that_lost_its_room_is_asked_about(intent: str) -> None:
    """What was learned may find the intent and not the room: `lights_off` without `room`."""
    with pytest.raises(rules.WholeHouse):
        _ = rules.acts_of(intent, {"domain": "light"}, a_house())


def test_a_question_about_all_things_is_not_answered_with_the_state_of_one() -> None:
    assert understand("all lights off", "en", write_house(a_house())) is None
