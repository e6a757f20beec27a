"""Says the weather of one place, as an address that speaks as Open-Meteo does forecasts it.

Source: https://open-meteo.com/en/docs (`/v1/forecast`, daily and current variables; codes of the WMO).
"""

import json
from collections.abc import Mapping
from typing import Final, cast

from earnest.personal.assistant.skills.fetching import fetch
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

NAME: Final = "weather"
_TOMORROW: Final = frozenset({"tomorrow", "morgen"})
_DAILY: Final = "weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max"

DESCRIPTION: Final = SkillDescription(
    name=NAME,
    titles={"en": "Weather", "de": "Wetter", "nl": "Weer"},
    sent={
        "en": "The place that you write below is sent whenever you ask about the weather, and every ten minutes.",
        "de": "Der Ort, den Sie unten eintragen, wird gesendet, wenn nach dem Wetter gefragt wird, und "
        "alle zehn Minuten.",
        "nl": "De plaats die u hieronder invult wordt gestuurd als naar het weer gevraagd wordt, en elke tien minuten.",
    },
    examples={
        "en": ("what is the weather tomorrow", "will it rain today"),
        "de": ("wie wird das Wetter morgen", "regnet es heute"),
        "nl": ("wat voor weer wordt het morgen", "gaat het vandaag regenen"),
    },
    intents=(
        SkillIntent(
            name="weather",
            slots=("day",),
            sentences={
                "en": (
                    "(what's|what is|how's|how is) the weather (like)? ({day=today|tomorrow})?",
                    "what will the weather be (like)? ({day=today|tomorrow})?",
                    "(will it|is it going to) rain ({day=today|tomorrow})?",
                ),
                "de": (
                    "wie (ist|wird) das wetter ({day=heute|morgen})?",
                    "wie (ist|wird) ({day=heute|morgen})? das wetter",
                    "(wird es|regnet es|wird es regnen) ({day=heute|morgen})? (regnen)?",
                ),
                "nl": (
                    "(wat voor weer|hoe) (is|wordt) (het|het weer) ({day=vandaag|morgen})?",
                    "gaat het ({day=vandaag|morgen})? regenen",
                ),
            },
        ),
    ),
    settings=(
        SkillSetting(
            name="address",
            kind=SettingKind.ADDRESS,
            titles={"en": "Address of the forecast", "de": "Adresse der Vorhersage", "nl": "Adres van de verwachting"},
            placeholder="https://api.open-meteo.com",
        ),
        SkillSetting(
            name="latitude",
            kind=SettingKind.TEXT,
            titles={"en": "Latitude", "de": "Breitengrad", "nl": "Breedtegraad"},
            placeholder="52.52",
        ),
        SkillSetting(
            name="longitude",
            kind=SettingKind.TEXT,
            titles={"en": "Longitude", "de": "Längengrad", "nl": "Lengtegraad"},
            placeholder="13.41",
        ),
    ),
)

_SKIES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("clear", "cloudy", "foggy", "drizzle", "rain", "snow", "thunderstorms"),
    "de": ("klar", "bewölkt", "neblig", "Nieselregen", "Regen", "Schnee", "Gewitter"),
    "nl": ("helder", "bewolkt", "mistig", "motregen", "regen", "sneeuw", "onweer"),
}
_SAID: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "en": ("Today", "Tomorrow", "{day}: {sky}, {low} to {high} degrees", ", chance of rain {rain} percent."),
    "de": ("Heute", "Morgen", "{day}: {sky}, {low} bis {high} Grad", ", Regenwahrscheinlichkeit {rain} Prozent."),
    "nl": ("Vandaag", "Morgen", "{day}: {sky}, {low} tot {high} graden", ", kans op regen {rain} procent."),
}
FAILURES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "source_gone": "The weather service does not answer.",
        "source_unusable": "The weather service answers something that I cannot read.",
        "address_unusable": "The address of the weather service cannot be used.",
    },
    "de": {
        "source_gone": "Der Wetterdienst antwortet nicht.",
        "source_unusable": "Der Wetterdienst antwortet etwas, das ich nicht lesen kann.",
        "address_unusable": "Die Adresse des Wetterdienstes ist nicht brauchbar.",
    },
    "nl": {
        "source_gone": "De weerdienst antwoordt niet.",
        "source_unusable": "De weerdienst antwoordt iets wat ik niet kan lezen.",
        "address_unusable": "Het adres van de weerdienst is niet bruikbaar.",
    },
}


class Weather:
    """The skill."""

    description = DESCRIPTION

    def refresh(self, settings: Mapping[str, str]) -> SkillKnowledge:
        """Try the address, so that the page can say whether it works; nothing of the answer is kept.

        Raises:
            SkillProblem: see `fetching.fetch`.
        """
        _ = _forecast(settings)
        return SkillKnowledge(knowledge="")

    def carry_out(self, request: SkillRequest) -> SkillOutcome:
        """Say the weather of today or tomorrow."""
        try:
            daily = _forecast(request.settings)
        except SkillProblem as problem:
            said = FAILURES[request.language].get(problem.code)
            if said is None:
                raise
            return SkillOutcome(text=said, done=False)
        ahead = 1 if request.slots.get("day", "") in _TOMORROW else 0
        today, tomorrow, sentence, rain = _SAID[request.language]
        day = {name: values[ahead] for name, values in daily.items()}
        text = sentence.format(
            day=tomorrow if ahead else today,
            sky=_SKIES[request.language][_sky(day["weather_code"])],
            low=round(day["temperature_2m_min"]),
            high=round(day["temperature_2m_max"]),
        )
        chance = day.get("precipitation_probability_max")
        return SkillOutcome(text=text + ("." if chance is None else rain.format(rain=round(chance))), done=True)


def _forecast(settings: Mapping[str, str]) -> dict[str, list[float]]:
    """Return the values of today and tomorrow by their names.

    Raises:
        SkillProblem: see `fetching.fetch`.
    """
    address = settings["address"].rstrip("/")
    if not address.endswith("/v1/forecast"):
        address += "/v1/forecast"
    place = {"latitude": settings["latitude"], "longitude": settings["longitude"]}
    answered = fetch(address, {**place, "daily": _DAILY, "timezone": "auto", "forecast_days": "2"})
    try:
        daily = cast("dict[str, list[float | None]]", json.loads(answered)["daily"])
        read = {
            name: [float(one) for one in daily[name][:2] if one is not None]
            for name in _DAILY.split(",")
            if name in daily
        }
        needed = all(len(read[name]) == 2 for name in _DAILY.split(",")[:3])  # noqa: PLR2004 - today and tomorrow
    except (ValueError, KeyError, TypeError):
        raise SkillProblem("source_unusable") from None
    if not needed:
        raise SkillProblem("source_unusable")
    return {name: values for name, values in read.items() if len(values) == 2}  # noqa: PLR2004 - today and tomorrow


def _sky(code: float) -> int:
    """Return which of `_SKIES` a code of the WMO (table 4677) is."""
    for place, most in enumerate((1, 3, 48, 57, 67, 77)):
        if code <= most:
            return place
    if code in {80, 81, 82}:
        return 4
    return 5 if code in {85, 86} else 6
