"""Dialogue: from what was understood to what is said and done."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import DURATION, Request
from earnest.personal.assistant.texts import MONTHS, ONE, TEXTS, Text, text_language
from earnest.speech.understanding.interpretation import Interpretation, Slot


class Effect(StrEnum):
    """What the caller has to do besides saying the answer."""

    NONE = "none"
    WITHDRAW_HUMAN_REVIEW = "withdraw_human_review"
    """Record a spoken no to human review (CN5) before the answer is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of the person, for the spoken answer (TR3)."""

    recording_count: int
    """Recordings in the vault, ≥ 0."""
    people_may_listen: bool
    """A standing yes to human review, in a programme where people listen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the assistant says."""

    text: str
    failed_action: bool
    """Understood, but it could not be done."""
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """In what an answer is given."""

    language: str
    """ISO 639-1."""
    now: datetime
    """Wall time of the place, aware."""
    kept: Kept
    heard_words: bool
    """The recogniser heard at least one word."""


def respond(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    """Do what is asked for and say so.

    Args:
        interpretation: intent and slots; an unknown intent is read back.
        situation: language, time and what is kept of the person.
        home: lights and timers; changed by the requests that are about them.
    """
    intent = interpretation.intent
    if intent is None:
        return _say(situation, Text.NOT_UNDERSTOOD if situation.heard_words else Text.NOTHING_HEARD)
    skill = _SKILLS.get(intent)
    if skill is None:
        return _say(situation, Text.READ_BACK, what=read_back(intent, interpretation.slots, situation.language))
    return skill(interpretation, situation, home)


def _say(
    situation: Situation, *texts: Text, failed: bool = False, effect: Effect = Effect.NONE, **fields: str
) -> Answer:
    wordings = TEXTS[text_language(situation.language)]
    said = " ".join(wordings[text].format(**fields) for text in texts)
    return Answer(text=said, failed_action=failed, effect=effect)


def _stop_listening(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    said = Text.REVIEW_STOPPED if situation.kept.people_may_listen else Text.REVIEW_WAS_OFF
    return _say(situation, said, effect=Effect.WITHDRAW_HUMAN_REVIEW)


def _what_is_kept(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    """Say what is kept and whether a person may listen (TR1, TR3)."""
    count = situation.kept.recording_count
    listen = Text.PEOPLE_MAY_LISTEN if situation.kept.people_may_listen else Text.NOBODY_LISTENS
    kept = Text.KEPT_NOTHING if count == 0 else Text.KEPT
    return _say(situation, kept, listen, Text.SEE_PAGE, count=str(count))


def _time(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return _say(situation, Text.TIME, time=f"{situation.now:%H:%M}")


def _date(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    month = MONTHS[text_language(situation.language)][situation.now.month - 1]
    point = "." if situation.language == "de" else ""
    return _say(situation, Text.DATE, date=f"{situation.now.day}{point} {month} {situation.now.year}")


def _lights(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    home.lights_on = interpretation.intent == Request.LIGHTS_ON.value
    return _say(situation, Text.LIGHTS_ON if home.lights_on else Text.LIGHTS_OFF)


def _timers(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    if interpretation.intent == Request.CANCEL_TIMERS.value:
        home.timers = []
        return _say(situation, Text.TIMERS_CANCELLED)
    if interpretation.intent == Request.COUNT_TIMERS.value:
        count = len(home.running(situation.now))
        said = (Text.TIMERS_NONE, Text.TIMERS_ONE)[count] if count < 2 else Text.TIMERS_MANY  # noqa: PLR2004 - none, one, many
        return _say(situation, said, count=str(count))
    minutes = next((slot.value for slot in interpretation.slots if slot.name == DURATION), "")
    if not minutes.isdecimal() or int(minutes) == 0:
        return _say(situation, Text.TIMER_WITHOUT_DURATION, failed=True)
    home.start_timer(int(minutes), situation.now)
    return _say(situation, Text.TIMER_SET, minutes=minutes)


_SKILLS: Final[dict[str, Callable[[Interpretation, Situation, Home], Answer]]] = {
    Request.STOP_LISTENING.value: _stop_listening,
    Request.WHAT_IS_KEPT.value: _what_is_kept,
    Request.TIME.value: _time,
    Request.DATE.value: _date,
    Request.SET_TIMER.value: _timers,
    Request.COUNT_TIMERS.value: _timers,
    Request.CANCEL_TIMERS.value: _timers,
    Request.LIGHTS_ON.value: _lights,
    Request.LIGHTS_OFF.value: _lights,
}

_FIRST: Final = ("number", "count", "size")
_THING: Final = ("drink", "item", "product", "thing", "object", "device")


def read_back(intent: str, slots: Sequence[Slot], language: str) -> str:
    """Return an intent that was learned in words a person can check, such as “One large latte, medium roast”.

    An order begins with its size and its thing; every other value follows as it was said. A request of another sort
    begins with the intent's own name.
    """
    if "order" not in intent.lower():
        name = _words_of_name(intent)
        values = ", ".join(slot.value for slot in slots)
        return f"{name}: {values}" if values else name
    things = [slot for slot in slots if _names(slot, _THING)]
    thing = things[:1]
    sizes = [slot for slot in slots if slot.name.lower() in _FIRST and slot not in thing][:1]
    rest = [slot for slot in slots if slot not in thing and slot not in sizes]
    head = " ".join([ONE[text_language(language)], *(slot.value for slot in (*sizes, *thing))])
    return ", ".join([head, *(slot.value for slot in rest)])


def _names(slot: Slot, words: Sequence[str]) -> bool:
    return any(word in slot.name.lower() for word in words)


def _words_of_name(intent: str) -> str:
    """Return `changeLightState` or `change_light_state` as `Change light state`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_\-.]+", " ", intent).strip().lower()
    return spaced[:1].upper() + spaced[1:]
