"""Texts that the assistant says, by language; a language without texts hears the English ones."""

from enum import StrEnum, auto
from typing import Final


class Text(StrEnum):
    """Everything that the assistant can say."""

    NOT_UNDERSTOOD = auto()
    NOTHING_HEARD = auto()
    TIME = auto()
    DATE = auto()
    TIMER_SET = auto()
    TIMER_WITHOUT_DURATION = auto()
    TIMERS_NONE = auto()
    TIMERS_ONE = auto()
    TIMERS_MANY = auto()
    TIMERS_CANCELLED = auto()
    TIMERS_PAUSED_ONE = auto()
    TIMERS_PAUSED_MANY = auto()
    TIMERS_OTHERS_PAUSED = auto()
    ALARM_SET = auto()
    ALARM_NOT_SET = auto()
    ALARM_PAST = auto()
    ALARMS_FULL = auto()
    MAY_BE_SILENT = auto()
    RINGS_ELSEWHERE = auto()
    ALARMS_NONE = auto()
    ALARMS = auto()
    ALARMS_CANCELLED = auto()
    REVIEW_STOPPED = auto()
    REVIEW_WAS_OFF = auto()
    ASK_STOP_REVIEW = auto()
    NOTHING_CHANGED = auto()
    KEPT_NOTHING = auto()
    KEPT = auto()
    PEOPLE_MAY_LISTEN = auto()
    NO_PERSON_LISTENS = auto()
    SEE_PAGE = auto()
    PRIVATE_BEGUN = auto()
    PRIVATE_RUNS = auto()
    PRIVATE_RUNS_NOT = auto()
    PRIVATE_ENDS_ON_PAGE = auto()
    DELETED_LAST = auto()
    LAST_NOT_KEPT = auto()
    ASK_DELETE_TODAY = auto()
    DELETED_TODAY_NONE = auto()
    DELETED_TODAY_ONE = auto()
    DELETED_TODAY_MANY = auto()
    DELETION_ORDERED = auto()
    NOTHING_DELETED = auto()
    LISTENED_NONE = auto()
    LISTENED_ONE = auto()
    LISTENED_MANY = auto()
    SEE_LISTENED = auto()
    ONLY_OWNER_LISTENS = auto()
    CORRECTED = auto()
    CORRECTION_ORDERED = auto()
    NOTHING_TO_CORRECT = auto()
    CANNOT_YET = auto()
    LIST_ADDED = auto()
    LIST_HAS_IT = auto()
    LIST_NOT_ADDED = auto()
    LIST_READ = auto()
    LIST_EMPTY = auto()
    LIST_REMOVED = auto()
    LIST_LACKS_IT = auto()
    SKILL_OFF = auto()
    SKILL_TOO_SLOW = auto()
    SKILL_FAILED = auto()
    SKILLS_BUSY = auto()
    OTHER_DEVICE_ACTS = auto()
    LEFT_TO_CLIENT = auto()


_ENGLISH: Final = {
    Text.NOT_UNDERSTOOD: "Sorry, I did not understand that.",
    Text.NOTHING_HEARD: "Sorry, I did not hear anything.",
    Text.TIME: "It is {time}.",
    Text.DATE: "Today is {date}.",
    Text.TIMER_SET: "Timer for {length} started.",
    Text.TIMER_WITHOUT_DURATION: "I did not hear for how many minutes; no timer was started.",
    Text.TIMERS_NONE: "There is no timer running.",
    Text.TIMERS_ONE: "There is one timer running; it ends in {left}.",
    Text.TIMERS_MANY: "There are {count} timers running; the next ends in {left}.",
    Text.TIMERS_CANCELLED: "All timers are cancelled.",
    Text.TIMERS_PAUSED_ONE: "The timer is paused with {left} to go.",
    Text.TIMERS_PAUSED_MANY: "{count} timers are paused; the next has {left} to go.",
    Text.TIMERS_OTHERS_PAUSED: "Others are paused.",
    Text.ALARM_SET: "Alarm set for {when}.",
    Text.ALARM_NOT_SET: "I did not hear for what time; no alarm was set.",
    Text.ALARM_PAST: "That time is over today; no alarm was set.",
    Text.ALARMS_FULL: "There are too many alarms; none was added.",
    Text.MAY_BE_SILENT: "None of your devices waits for it now, so it may not ring.",
    Text.RINGS_ELSEWHERE: "It rings at another of your devices, not here.",
    Text.ALARMS_NONE: "There is no alarm.",
    Text.ALARMS: "Alarms: {alarms}.",
    Text.ALARMS_CANCELLED: "All alarms are cancelled.",
    Text.REVIEW_STOPPED: "People may no longer listen to your recordings; their clips are being deleted.",
    Text.REVIEW_WAS_OFF: "No person may listen to your recordings; that was already switched off.",
    Text.ASK_STOP_REVIEW: "Should I stop letting people listen to your recordings? Please say yes or no.",
    Text.NOTHING_CHANGED: "All right, nothing was changed.",
    Text.KEPT_NOTHING: "I keep no recordings of you.",
    Text.KEPT: "I keep {count} of your recordings, encrypted, each until its end date.",
    Text.PEOPLE_MAY_LISTEN: "You agreed: a person may listen to a few, without your name, in a changed voice.",
    Text.NO_PERSON_LISTENS: "No person may listen to them.",
    Text.SEE_PAGE: "On your page you can hear, correct and delete everything.",
    Text.PRIVATE_BEGUN: "Private until {until}. I answer, and keep nothing of what is said, not even with consent.",
    Text.PRIVATE_RUNS: "It is private until {until}: nothing of what is said is kept.",
    Text.PRIVATE_RUNS_NOT: "No private hour is running.",
    Text.PRIVATE_ENDS_ON_PAGE: "It can only be ended earlier on your page, by whoever is signed in.",
    Text.LIST_ADDED: "{item} is on the shopping list.",
    Text.LIST_HAS_IT: "{item} was already on the shopping list.",
    Text.LIST_NOT_ADDED: "Nothing was put on the shopping list.",
    Text.LIST_READ: "On the shopping list: {items}.",
    Text.LIST_EMPTY: "The shopping list is empty.",
    Text.LIST_REMOVED: "{item} is off the shopping list.",
    Text.LIST_LACKS_IT: "There is no {item} on the shopping list.",
    Text.DELETED_LAST: "Deleted: nothing of what you said last is kept.",
    Text.LAST_NOT_KEPT: "Nothing of what you said last was kept, so there was nothing to delete.",
    Text.ASK_DELETE_TODAY: "Should I delete all that was said today? It will not come back. Please say yes or no.",
    Text.DELETED_TODAY_NONE: "Nothing that was said today was kept, so there was nothing to delete.",
    Text.DELETED_TODAY_ONE: "Deleted: one recording from today. Nothing else of today is kept.",
    Text.DELETED_TODAY_MANY: "Deleted: {count} recordings from today. Nothing else of today is kept.",
    Text.DELETION_ORDERED: "Noted: it will be deleted. No person is given it any more.",
    Text.NOTHING_DELETED: "All right, nothing was deleted.",
    Text.LISTENED_NONE: "No person has listened to any of your recordings that are kept.",
    Text.LISTENED_ONE: "Of your recordings that are kept, people have listened to one, last on {date}.",
    Text.LISTENED_MANY: "Of your recordings that are kept, people have listened to {count}, last on {date}.",
    Text.ONLY_OWNER_LISTENS: "Only the owner of this household can listen to recordings, no other person.",
    Text.SEE_LISTENED: "On your page you can hear what they heard.",
    Text.CORRECTED: "Corrected: you said “{said}”.",
    Text.CORRECTION_ORDERED: "Noted: you said “{said}”.",
    Text.NOTHING_TO_CORRECT: "Nothing of what you said before is kept, so nothing was corrected.",
    Text.CANNOT_YET: "I cannot do that yet.",
    Text.SKILL_OFF: "{skill} is switched off. You can switch it on in the portal, under Skills.",
    Text.SKILL_TOO_SLOW: "{skill} took too long to answer; I do not know whether it was done.",
    Text.SKILL_FAILED: "{skill} failed; I do not know whether it was done.",
    Text.SKILLS_BUSY: "Too much is being asked at once; nothing was done. Please say it again.",
    Text.OTHER_DEVICE_ACTS: "Another of your devices heard that too and does it.",
    Text.LEFT_TO_CLIENT: "I only listen here; whoever sent me this does it.",
}

_GERMAN: Final = {
    Text.NOT_UNDERSTOOD: "Das habe ich leider nicht verstanden.",
    Text.NOTHING_HEARD: "Ich habe leider nichts gehört.",
    Text.TIME: "Es ist {time} Uhr.",
    Text.DATE: "Heute ist der {date}.",
    Text.TIMER_SET: "Timer für {length} gestartet.",
    Text.TIMER_WITHOUT_DURATION: "Ich habe nicht gehört, für wie viele Minuten; es läuft kein neuer Timer.",
    Text.TIMERS_NONE: "Es läuft kein Timer.",
    Text.TIMERS_ONE: "Es läuft ein Timer: noch {left}.",
    Text.TIMERS_MANY: "Es laufen {count} Timer; der nächste noch {left}.",
    Text.TIMERS_CANCELLED: "Alle Timer sind gelöscht.",
    Text.TIMERS_PAUSED_ONE: "Der Timer ist angehalten: noch {left}.",
    Text.TIMERS_PAUSED_MANY: "{count} Timer sind angehalten; der nächste noch {left}.",
    Text.TIMERS_OTHERS_PAUSED: "Andere sind angehalten.",
    Text.ALARM_SET: "Wecker gestellt: {when}.",
    Text.ALARM_NOT_SET: "Ich habe die Uhrzeit nicht gehört; es ist kein Wecker gestellt.",
    Text.ALARM_PAST: "Diese Zeit ist heute vorbei; es ist kein Wecker gestellt.",
    Text.ALARMS_FULL: "Es sind zu viele Wecker gestellt; es kam keiner dazu.",
    Text.MAY_BE_SILENT: "Gerade wartet keines Ihrer Geräte darauf; es kann sein, dass er nicht klingelt.",
    Text.RINGS_ELSEWHERE: "Er klingelt an einem anderen Ihrer Geräte, nicht hier.",
    Text.ALARMS_NONE: "Es ist kein Wecker gestellt.",
    Text.ALARMS: "Wecker: {alarms}.",
    Text.ALARMS_CANCELLED: "Alle Wecker sind aus.",
    Text.REVIEW_STOPPED: "Kein Mensch soll mehr Ihre Aufnahmen anhören. Erledigt; Ausschnitte werden gelöscht.",
    Text.REVIEW_WAS_OFF: "Kein Mensch darf Ihre Aufnahmen anhören; das war schon ausgeschaltet.",
    Text.ASK_STOP_REVIEW: "Soll kein Mensch mehr Ihre Aufnahmen anhören? Sagen Sie bitte ja oder nein.",
    Text.NOTHING_CHANGED: "Gut, es bleibt, wie es war.",
    Text.KEPT_NOTHING: "Ich bewahre keine Aufnahmen von Ihnen auf.",
    Text.KEPT: "Ich bewahre {count} Ihrer Aufnahmen verschlüsselt auf, jede bis zu ihrem Enddatum.",
    Text.PEOPLE_MAY_LISTEN: "Ein Mensch kann einige davon anhören, ohne Ihren Namen und mit veränderter Stimme.",
    Text.NO_PERSON_LISTENS: "Kein Mensch darf sie anhören.",
    Text.SEE_PAGE: "Auf Ihrer Seite können Sie alles anhören, verbessern und löschen.",
    Text.PRIVATE_BEGUN: "Privat bis {until}. Ich antworte und bewahre nichts auf, auch nicht mit Einwilligung.",
    Text.PRIVATE_RUNS: "Es ist privat bis {until}: Nichts, was gesagt wird, wird aufbewahrt.",
    Text.PRIVATE_RUNS_NOT: "Es läuft keine private Stunde.",
    Text.PRIVATE_ENDS_ON_PAGE: "Früher beenden kann sie nur, wer sich auf Ihrer Seite anmeldet.",
    Text.LIST_ADDED: "{item} steht auf der Einkaufsliste.",
    Text.LIST_HAS_IT: "{item} stand schon auf der Einkaufsliste.",
    Text.LIST_NOT_ADDED: "Es wurde nichts auf die Einkaufsliste geschrieben.",
    Text.LIST_READ: "Auf der Einkaufsliste: {items}.",
    Text.LIST_EMPTY: "Die Einkaufsliste ist leer.",
    Text.LIST_REMOVED: "{item} ist von der Einkaufsliste gestrichen.",
    Text.LIST_LACKS_IT: "{item} steht nicht auf der Einkaufsliste.",
    Text.DELETED_LAST: "Gelöscht: Von dem, was Sie zuletzt gesagt haben, ist nichts mehr aufbewahrt.",
    Text.LAST_NOT_KEPT: "Von dem, was Sie zuletzt sagten, war nichts aufbewahrt; es gab nichts zu löschen.",
    Text.ASK_DELETE_TODAY: "Soll ich alles von heute löschen? Es kommt nicht wieder. Sagen Sie bitte ja oder nein.",
    Text.DELETED_TODAY_NONE: "Von heute war nichts aufbewahrt; es gab nichts zu löschen.",
    Text.DELETED_TODAY_ONE: "Gelöscht: eine Aufnahme von heute. Sonst ist von heute nichts aufbewahrt.",
    Text.DELETED_TODAY_MANY: "Gelöscht: {count} Aufnahmen von heute. Sonst ist von heute nichts aufbewahrt.",
    Text.DELETION_ORDERED: "Notiert: Es wird gelöscht. Kein Mensch bekommt es mehr zu hören.",
    Text.NOTHING_DELETED: "Gut, es wurde nichts gelöscht.",
    Text.LISTENED_NONE: "Von dem, was ich von Ihnen aufbewahre, hat kein Mensch etwas angehört.",
    Text.LISTENED_ONE: "Von Ihren Aufnahmen, die ich aufbewahre, haben Menschen eine angehört, zuletzt am {date}.",
    Text.LISTENED_MANY: "Von Ihren Aufnahmen, die ich aufbewahre, haben Menschen {count} angehört, zuletzt am {date}.",
    Text.ONLY_OWNER_LISTENS: "Aufnahmen kann nur anhören, wem dieser Haushalt gehört, kein anderer Mensch.",
    Text.SEE_LISTENED: "Auf Ihrer Seite können Sie hören, was gehört wurde.",
    Text.CORRECTED: "Berichtigt: Sie haben gesagt: „{said}“.",
    Text.CORRECTION_ORDERED: "Notiert: Sie haben gesagt: „{said}“.",
    Text.NOTHING_TO_CORRECT: "Von dem davor ist nichts aufbewahrt; es wurde nichts berichtigt.",
    Text.CANNOT_YET: "Das kann ich noch nicht.",
    Text.SKILL_OFF: "Die Fähigkeit {skill} ist aus. Auf Ihrer Seite unter Fähigkeiten können Sie sie einschalten.",
    Text.SKILL_TOO_SLOW: "{skill}: Das hat zu lange gedauert; ich weiß nicht, ob es erledigt ist.",
    Text.SKILL_FAILED: "{skill}: Das hat nicht funktioniert; ich weiß nicht, ob es erledigt ist.",
    Text.SKILLS_BUSY: "Gerade wird zu viel auf einmal verlangt; es wurde nichts getan. Bitte sagen Sie es noch einmal.",
    Text.OTHER_DEVICE_ACTS: "Das hat auch ein anderes Ihrer Geräte gehört, und es erledigt das.",
    Text.LEFT_TO_CLIENT: "Ich höre hier nur zu; erledigt wird das von dort, woher es kam.",
}

_DUTCH: Final = {
    Text.NOT_UNDERSTOOD: "Sorry, dat heb ik niet begrepen.",
    Text.NOTHING_HEARD: "Sorry, ik heb niets gehoord.",
    Text.TIME: "Het is {time} uur.",
    Text.DATE: "Vandaag is het {date}.",
    Text.TIMER_SET: "Timer van {length} gestart.",
    Text.TIMER_WITHOUT_DURATION: "Ik heb niet gehoord hoeveel minuten; er is geen timer gestart.",
    Text.TIMERS_NONE: "Er loopt geen timer.",
    Text.TIMERS_ONE: "Er loopt één timer: nog {left}.",
    Text.TIMERS_MANY: "Er lopen {count} timers; de volgende nog {left}.",
    Text.TIMERS_CANCELLED: "Alle timers zijn gestopt.",
    Text.TIMERS_PAUSED_ONE: "De timer is gepauzeerd: nog {left}.",
    Text.TIMERS_PAUSED_MANY: "{count} timers zijn gepauzeerd; de volgende nog {left}.",
    Text.TIMERS_OTHERS_PAUSED: "Andere zijn gepauzeerd.",
    Text.ALARM_SET: "Wekker gezet: {when}.",
    Text.ALARM_NOT_SET: "Ik heb de tijd niet gehoord; er is geen wekker gezet.",
    Text.ALARM_PAST: "Die tijd is vandaag voorbij; er is geen wekker gezet.",
    Text.ALARMS_FULL: "Er zijn te veel wekkers; er is er geen bij gezet.",
    Text.MAY_BE_SILENT: "Geen van uw apparaten wacht er nu op; misschien gaat hij niet af.",
    Text.RINGS_ELSEWHERE: "Hij gaat af op een ander apparaat van u, niet hier.",
    Text.ALARMS_NONE: "Er is geen wekker gezet.",
    Text.ALARMS: "Wekkers: {alarms}.",
    Text.ALARMS_CANCELLED: "Alle wekkers zijn uit.",
    Text.REVIEW_STOPPED: "Geen mens mag meer naar uw opnamen luisteren. Geregeld; fragmenten worden verwijderd.",
    Text.REVIEW_WAS_OFF: "Geen mens mag naar uw opnamen luisteren; dat stond al uit.",
    Text.ASK_STOP_REVIEW: "Moet ik ervoor zorgen dat geen mens meer naar uw opnamen luistert? Zeg ja of nee.",
    Text.NOTHING_CHANGED: "Goed, er is niets veranderd.",
    Text.KEPT_NOTHING: "Ik bewaar geen opnamen van u.",
    Text.KEPT: "Ik bewaar {count} van uw opnamen versleuteld, elk tot de einddatum.",
    Text.PEOPLE_MAY_LISTEN: "Een mens kan enkele ervan beluisteren, zonder uw naam en met een veranderde stem.",
    Text.NO_PERSON_LISTENS: "Geen mens mag ernaar luisteren.",
    Text.SEE_PAGE: "Op uw pagina kunt u alles beluisteren, verbeteren en verwijderen.",
    Text.PRIVATE_BEGUN: "Privé tot {until}. Ik antwoord en bewaar niets, ook niet met toestemming.",
    Text.PRIVATE_RUNS: "Het is privé tot {until}: niets van wat er wordt gezegd wordt bewaard.",
    Text.PRIVATE_RUNS_NOT: "Er loopt geen privé-uur.",
    Text.PRIVATE_ENDS_ON_PAGE: "Eerder beëindigen kan alleen wie zich op uw pagina aanmeldt.",
    Text.LIST_ADDED: "{item} staat op de boodschappenlijst.",
    Text.LIST_HAS_IT: "{item} stond al op de boodschappenlijst.",
    Text.LIST_NOT_ADDED: "Er is niets op de boodschappenlijst gezet.",
    Text.LIST_READ: "Op de boodschappenlijst: {items}.",
    Text.LIST_EMPTY: "De boodschappenlijst is leeg.",
    Text.LIST_REMOVED: "{item} is van de boodschappenlijst gehaald.",
    Text.LIST_LACKS_IT: "{item} staat niet op de boodschappenlijst.",
    Text.DELETED_LAST: "Verwijderd: van wat u het laatst zei is niets meer bewaard.",
    Text.LAST_NOT_KEPT: "Van wat u het laatst zei was niets bewaard; er was niets te verwijderen.",
    Text.ASK_DELETE_TODAY: "Moet ik alles verwijderen wat vandaag is gezegd? Het komt niet terug. Zeg ja of nee.",
    Text.DELETED_TODAY_NONE: "Van vandaag was niets bewaard; er was niets te verwijderen.",
    Text.DELETED_TODAY_ONE: "Verwijderd: één opname van vandaag. Verder is van vandaag niets bewaard.",
    Text.DELETED_TODAY_MANY: "Verwijderd: {count} opnamen van vandaag. Verder is van vandaag niets bewaard.",
    Text.DELETION_ORDERED: "Genoteerd: het wordt verwijderd. Geen mens krijgt het nog te horen.",
    Text.NOTHING_DELETED: "Goed, er is niets verwijderd.",
    Text.LISTENED_NONE: "Geen mens heeft naar iets geluisterd van wat ik van u bewaar.",
    Text.LISTENED_ONE: "Naar één van uw opnamen die ik bewaar hebben mensen geluisterd, het laatst op {date}.",
    Text.LISTENED_MANY: "Naar {count} van uw opnamen die ik bewaar hebben mensen geluisterd, het laatst op {date}.",
    Text.ONLY_OWNER_LISTENS: "Alleen de eigenaar van dit huishouden kan opnamen beluisteren, geen ander mens.",
    Text.SEE_LISTENED: "Op uw pagina kunt u horen wat zij hoorden.",
    Text.CORRECTED: "Verbeterd: u zei “{said}”.",
    Text.CORRECTION_ORDERED: "Genoteerd: u zei “{said}”.",
    Text.NOTHING_TO_CORRECT: "Van wat u daarvoor zei is niets bewaard; er is niets verbeterd.",
    Text.CANNOT_YET: "Dat kan ik nog niet.",
    Text.SKILL_OFF: "{skill} staat uit. Op uw pagina kunt u het onder Vaardigheden aanzetten.",
    Text.SKILL_TOO_SLOW: "{skill} deed er te lang over; ik weet niet of het gedaan is.",
    Text.SKILL_FAILED: "{skill} werkte niet; ik weet niet of het gedaan is.",
    Text.SKILLS_BUSY: "Er wordt te veel tegelijk gevraagd; er is niets gedaan. Zeg het nog eens.",
    Text.OTHER_DEVICE_ACTS: "Een ander apparaat van u heeft dat ook gehoord en doet het.",
    Text.LEFT_TO_CLIENT: "Ik luister hier alleen; wie mij dit stuurde, doet het.",
}

TEXTS: Final = {"en": _ENGLISH, "de": _GERMAN, "nl": _DUTCH}
"""Language → text → wording with `{}` fields."""

MONTHS: Final = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}

HOURS: Final = {"en": ("hour", "hours"), "de": ("Stunde", "Stunden"), "nl": ("uur", "uur")}
MINUTES: Final = {"en": ("minute", "minutes"), "de": ("Minute", "Minuten"), "nl": ("minuut", "minuten")}
SECONDS: Final = {"en": ("second", "seconds"), "de": ("Sekunde", "Sekunden"), "nl": ("seconde", "seconden")}
"""Each: language → one and several."""
TODAY: Final = {"en": "today at {time}", "de": "heute um {time} Uhr", "nl": "vandaag om {time} uur"}
TOMORROW: Final = {"en": "tomorrow at {time}", "de": "morgen um {time} Uhr", "nl": "morgen om {time} uur"}


def text_language(language: str) -> str:
    """Return the language in which a person with this language is answered."""
    return language if language in TEXTS else "en"
