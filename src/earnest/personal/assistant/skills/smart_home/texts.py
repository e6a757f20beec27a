"""Smart home texts: what is said after a request, by language; each says no more than what is known."""

from collections.abc import Mapping
from typing import Final

DONE: Final = "done"
RUN: Final = "run"
STATE: Final = "state"

_ENGLISH: Final[Mapping[str, str]] = {
    "turned_on": "{name}: on.",
    "turned_off": "{name}: off.",
    "opened": "{name}: open.",
    "closed": "{name}: closed.",
    "locked": "{name}: locked.",
    "set": "{name}: set to {value}.",
    "started": "{name}: started.",
    "state": "{name}: {value}.",
    "and_more": "{name} and {count} more",
    "lights": "lights",
    "home_assistant_gone": "Home Assistant does not answer; nothing was switched.",
    "not_home_assistant": "What answers at the address is not Home Assistant; nothing was switched.",
    "address_unusable": "The address of Home Assistant cannot be used; nothing was switched.",
    "token_refused": "Home Assistant refuses the access token; nothing was switched.",
    "admin_needed": "The access token may not do that in Home Assistant; nothing was switched.",
    "name_unknown": "I know no {name} in this house; nothing was switched.",
    "area_unknown": "I know no room called {area}; nothing was switched.",
    "nothing_there": "There is no such thing there; nothing was switched.",
    "whole_house": "That would change {count} things in the whole house. Should I? Please say yes or no.",
    "unlocking_refused": "I do not unlock anything by voice.",
    "value_unusable": "That value cannot be set; nothing was changed.",
    "cannot_be_switched": "{name} cannot be switched.",
    "entity_gone": "Home Assistant has no {name} any more; perhaps it was renamed.",
    "entity_unavailable": "Home Assistant does not reach {name}; nothing was switched.",
    "some_unavailable": "Done, but Home Assistant does not reach all of them.",
    "service_refused": "Home Assistant refused to do that with {name}.",
    "not_confirmed": "Home Assistant has not confirmed it in time; I do not know whether {name} changed.",
    "broker_gone": "The MQTT broker does not answer; nothing was switched.",
    "broker_refused": "The MQTT broker refuses the user name or the password; nothing was switched.",
}
_GERMAN: Final[Mapping[str, str]] = {
    "turned_on": "{name}: eingeschaltet.",
    "turned_off": "{name}: ausgeschaltet.",
    "opened": "{name}: offen.",
    "closed": "{name}: geschlossen.",
    "locked": "{name}: abgeschlossen.",
    "set": "{name}: auf {value} gestellt.",
    "started": "{name}: gestartet.",
    "state": "{name}: {value}.",
    "and_more": "{name} und {count} weitere",
    "lights": "Licht",
    "home_assistant_gone": "Home Assistant antwortet nicht; es wurde nichts geschaltet.",
    "not_home_assistant": "An der Adresse antwortet nicht Home Assistant; es wurde nichts geschaltet.",
    "address_unusable": "Die Adresse von Home Assistant ist nicht brauchbar; es wurde nichts geschaltet.",
    "token_refused": "Home Assistant lehnt den Zugangsschlüssel ab; es wurde nichts geschaltet.",
    "admin_needed": "Der Zugangsschlüssel darf das in Home Assistant nicht; es wurde nichts geschaltet.",
    "name_unknown": "{name} kenne ich in diesem Haus nicht; es wurde nichts geschaltet.",
    "area_unknown": "Einen Raum {area} kenne ich nicht; es wurde nichts geschaltet.",
    "nothing_there": "So etwas gibt es dort nicht; es wurde nichts geschaltet.",
    "whole_house": "Das würde im ganzen Haus {count} Dinge ändern. Soll ich? Sagen Sie bitte ja oder nein.",
    "unlocking_refused": "Auf Zuruf schließe ich nichts auf.",
    "value_unusable": "Dieser Wert lässt sich nicht einstellen; es wurde nichts geändert.",
    "cannot_be_switched": "{name} lässt sich nicht schalten.",
    "entity_gone": "In Home Assistant gibt es {name} nicht mehr; vielleicht heißt es jetzt anders.",
    "entity_unavailable": "Home Assistant erreicht {name} nicht; es wurde nichts geschaltet.",
    "some_unavailable": "Erledigt, aber Home Assistant erreicht nicht alle.",
    "service_refused": "Home Assistant hat das mit {name} abgelehnt.",
    "not_confirmed": "Home Assistant hat es nicht rechtzeitig bestätigt; ich weiß nicht, ob sich {name} geändert hat.",
    "broker_gone": "Der MQTT-Broker antwortet nicht; es wurde nichts geschaltet.",
    "broker_refused": "Der MQTT-Broker lehnt Benutzername oder Passwort ab; es wurde nichts geschaltet.",
}
_DUTCH: Final[Mapping[str, str]] = {
    "turned_on": "{name}: aan.",
    "turned_off": "{name}: uit.",
    "opened": "{name}: open.",
    "closed": "{name}: dicht.",
    "locked": "{name}: op slot.",
    "set": "{name}: op {value} gezet.",
    "started": "{name}: gestart.",
    "state": "{name}: {value}.",
    "and_more": "{name} en nog {count}",
    "lights": "licht",
    "home_assistant_gone": "Home Assistant antwoordt niet; er is niets geschakeld.",
    "not_home_assistant": "Op dat adres antwoordt geen Home Assistant; er is niets geschakeld.",
    "address_unusable": "Het adres van Home Assistant is niet bruikbaar; er is niets geschakeld.",
    "token_refused": "Home Assistant weigert de toegangssleutel; er is niets geschakeld.",
    "admin_needed": "De toegangssleutel mag dat niet in Home Assistant; er is niets geschakeld.",
    "name_unknown": "{name} ken ik niet in dit huis; er is niets geschakeld.",
    "area_unknown": "Een kamer {area} ken ik niet; er is niets geschakeld.",
    "nothing_there": "Zoiets is daar niet; er is niets geschakeld.",
    "whole_house": "Dat zou in het hele huis {count} dingen veranderen. Moet ik dat doen? Zeg ja of nee.",
    "unlocking_refused": "Ik maak met de stem niets open.",
    "value_unusable": "Die waarde kan niet; er is niets veranderd.",
    "cannot_be_switched": "{name} kan niet geschakeld worden.",
    "entity_gone": "Home Assistant heeft geen {name} meer; misschien heet het nu anders.",
    "entity_unavailable": "Home Assistant bereikt {name} niet; er is niets geschakeld.",
    "some_unavailable": "Gedaan, maar Home Assistant bereikt ze niet allemaal.",
    "service_refused": "Home Assistant weigerde dat met {name}.",
    "not_confirmed": "Home Assistant heeft het niet op tijd bevestigd; ik weet niet of {name} veranderd is.",
    "broker_gone": "De MQTT-broker antwoordt niet; er is niets geschakeld.",
    "broker_refused": "De MQTT-broker weigert gebruikersnaam of wachtwoord; er is niets geschakeld.",
}

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {"en": _ENGLISH, "de": _GERMAN, "nl": _DUTCH}

STATES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {},
    "de": {
        "on": "an", "off": "aus", "open": "offen", "closed": "geschlossen", "locked": "abgeschlossen",
        "unlocked": "nicht abgeschlossen", "unavailable": "nicht erreichbar", "unknown": "unbekannt",
    },
    "nl": {
        "on": "aan", "off": "uit", "open": "open", "closed": "dicht", "locked": "op slot",
        "unlocked": "niet op slot", "unavailable": "niet bereikbaar", "unknown": "onbekend",
    },
}  # fmt: skip
"""How states of Home Assistant are said; one that is not here is said as it is."""
