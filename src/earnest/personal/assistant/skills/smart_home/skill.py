"""Switches what Home Assistant knows, and says so after it was confirmed."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Final

from earnest.personal.assistant.skills.plugin import (
    SettingKind,
    SkillDescription,
    SkillIntent,
    SkillKnowledge,
    SkillOutcome,
    SkillProblem,
    SkillRequest,
    SkillSetting,
)
from earnest.personal.assistant.skills.smart_home import mqtt, rules
from earnest.personal.assistant.skills.smart_home.home_assistant import signed_in
from earnest.personal.assistant.skills.smart_home.mqtt import Broker
from earnest.personal.assistant.skills.smart_home.records import Act, House, read_house, write_house
from earnest.personal.assistant.skills.smart_home.texts import STATES, TEXTS

NAME: Final = "smart_home"
ADDRESS: Final = "address"
TOKEN: Final = "token"  # noqa: S105 - the name of a setting
USER: Final = "user"
_LANGUAGE: Final = "en"

DESCRIPTION: Final = SkillDescription(
    name=NAME,
    titles={"en": "Smart home", "de": "Smart Home", "nl": "Slim huis"},
    sent={
        "en": "Home Assistant is told which thing to switch, never what was said. Every ten minutes names of things "
        "and rooms are fetched from it.",
        "de": "Home Assistant erfährt, was geschaltet werden soll, nie was gesagt wurde. Alle zehn Minuten werden die "
        "Namen von Geräten und Räumen von dort geholt.",
        "nl": "Home Assistant hoort wat er geschakeld moet worden, nooit wat er gezegd is. Elke tien minuten worden er "
        "de namen van apparaten en kamers opgehaald.",
    },
    examples={
        "en": ("turn on the kitchen light", "turn off the lights in the living room"),
        "de": ("schalte das Licht in der Küche ein", "mach das Licht im Wohnzimmer aus"),
        "nl": ("doe de keukenlamp aan", "doe het licht in de woonkamer uit"),
    },
    intents=(
        SkillIntent(name=rules.TURN_ON, slots=("area", "domain", "name")),
        SkillIntent(name=rules.TURN_OFF, slots=("area", "domain", "name")),
        SkillIntent(name=rules.SET_LIGHT, slots=("area", "name", rules.VALUE)),
        SkillIntent(name=rules.SET_TEMPERATURE, slots=("area", "name", rules.VALUE)),
        SkillIntent(name=rules.SET_POSITION, slots=("area", "name", rules.VALUE)),
        SkillIntent(name=rules.GET_STATE, slots=("name",)),
        SkillIntent(name=rules.LIGHTS_ON, slots=("room",)),
        SkillIntent(name=rules.LIGHTS_OFF, slots=("room",)),
    ),
    settings=(
        SkillSetting(
            name=ADDRESS,
            kind=SettingKind.ADDRESS,
            titles={
                "en": "Address of Home Assistant, or of an MQTT broker",
                "de": "Adresse von Home Assistant oder eines MQTT-Brokers",
                "nl": "Adres van Home Assistant, of van een MQTT-broker",
            },
            placeholder="http://homeassistant.local:8123 · mqtt://broker.local",
        ),
        SkillSetting(
            name=TOKEN,
            kind=SettingKind.SECRET,
            required=False,
            titles={
                "en": "Long-lived access token, or password of the broker",
                "de": "Langlebiger Zugangstoken oder Passwort des Brokers",
                "nl": "Toegangstoken met lange levensduur, of wachtwoord van de broker",
            },
        ),
        SkillSetting(
            name=USER,
            kind=SettingKind.TEXT,
            required=False,
            titles={
                "en": "User of the broker (MQTT only)",
                "de": "Benutzer des Brokers (nur MQTT)",
                "nl": "Gebruiker van de broker (alleen MQTT)",
            },
        ),
    ),
)


class SmartHome:
    """The skill."""

    description = DESCRIPTION

    def refresh(self, settings: Mapping[str, str]) -> SkillKnowledge:
        """Fetch the house.

        Raises:
            SkillProblem: see `home_assistant.signed_in`.
        """
        house = _fetch(settings)
        return SkillKnowledge(knowledge=write_house(house), names=house.names)

    def carry_out(self, request: SkillRequest) -> SkillOutcome:
        """Switch, and say how it is then."""
        texts = TEXTS.get(request.language, TEXTS[_LANGUAGE])
        house = read_house(request.knowledge)
        named = dict.fromkeys(("name", "area"), "") | dict(request.slots)
        named["area"] = named["area"] or request.slots.get("room", "")
        try:
            if not house.entities:  # Nothing could be fetched so far: either it can be now, or what is wrong is said.
                house = _fetch(request.settings)
            if request.intent == rules.GET_STATE:
                return self._tell(request, house, texts)
            acts = rules.acts_of(request.intent, request.slots, house)
            named["name"] = named["name"] or _called(acts, house, texts)
            _do(acts, request.settings)
        except rules.WholeHouse as everything:
            return SkillOutcome(text=texts[everything.code].format(count=everything.count), done=False, asks=True)
        except SkillProblem as problem:
            if problem.code == "some_unavailable":
                return SkillOutcome(text=texts[problem.code], done=True)
            said = texts.get(problem.code)
            if said is None:
                raise
            named["name"] = named["name"] or named["area"] or texts["lights"]
            return SkillOutcome(text=_sentence(said.format(**named)), done=False)
        value = _value(request)
        return SkillOutcome(
            text=_sentence(texts[_done_text(request, acts)].format(name=named["name"], value=value)), done=True
        )

    def _tell(self, request: SkillRequest, house: House, texts: Mapping[str, str]) -> SkillOutcome:
        """Say in which state one thing is."""
        entity = rules.chosen_entities(
            house, {name: request.slots.get(name, "") for name in ("name", "area", "domain")}
        )[0]
        if _is_broker(request.settings):
            raise SkillProblem("cannot_be_switched")
        with signed_in(request.settings[ADDRESS], request.settings.get(TOKEN, "")) as home:
            state = home.states([entity.entity_id]).get(entity.entity_id)
        if state is None:
            raise SkillProblem("entity_gone")
        said = STATES.get(request.language, {}).get(state, state)
        return SkillOutcome(text=_sentence(texts["state"].format(name=entity.names[0], value=said)), done=True)


def _fetch(settings: Mapping[str, str]) -> House:
    """Return the house as it is now.

    Raises:
        SkillProblem: see `home_assistant.signed_in` and `mqtt.connected`.
    """
    if _is_broker(settings):
        with _broker(settings) as broker:
            return mqtt.house_of(tuple(broker.discover().values()))
    with signed_in(settings[ADDRESS], settings.get(TOKEN, "")) as home:
        return home.fetch_house()


def _do(acts: tuple[Act, ...], settings: Mapping[str, str]) -> None:
    """Carry out acts, and return once all are confirmed.

    Raises:
        SkillProblem: see `HomeAssistant.act` and `Broker.act`.
    """
    if _is_broker(settings):
        with _broker(settings) as broker:
            announced = broker.discover()
            for act in acts:
                broker.act(act, announced)
        return
    with signed_in(settings[ADDRESS], settings.get(TOKEN, "")) as home:
        for act in acts:
            home.act(act)


def _is_broker(settings: Mapping[str, str]) -> bool:
    return settings[ADDRESS].casefold().startswith("mqtt")


def _broker(settings: Mapping[str, str]) -> AbstractContextManager[Broker]:
    return mqtt.connected(settings[ADDRESS], settings.get(USER, ""), settings.get(TOKEN, ""))


def _called(acts: tuple[Act, ...], house: House, texts: Mapping[str, str]) -> str:
    """Return what several things are called together: one by its name, more by the first and their number."""
    ids = [entity_id for act in acts for entity_id in act.entity_ids]
    names = {entity.entity_id: entity.names[0] for entity in house.entities}
    first = names[ids[0]]
    return first if len(ids) == 1 else texts["and_more"].format(name=first, count=len(ids) - 1)


def _done_text(request: SkillRequest, acts: tuple[Act, ...]) -> str:
    if request.intent in {rules.SET_LIGHT, rules.SET_TEMPERATURE, rules.SET_POSITION}:
        return "set"
    on = request.intent in {rules.TURN_ON, rules.LIGHTS_ON}
    domains = {act.domain for act in acts}
    if domains == {"cover"}:
        return "opened" if on else "closed"
    if domains <= {"scene", "script", "vacuum"}:
        return "started"
    if domains == {"lock"}:
        return "locked"
    return "turned_on" if on else "turned_off"


def _value(request: SkillRequest) -> str:
    """Return the number of a request as it is said: without a needless decimal."""
    written = request.slots.get(rules.VALUE, "")
    return written.removesuffix(".0")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
