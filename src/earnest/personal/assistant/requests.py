"""Requests that the assistant understands before anything was learned: a small fixed grammar for each language.

Patterns are matched against normalised words (lower case, no punctuation). What a person says about being listened to
by people is read by `spoken_no`: a clear no is carried out, a doubtful one is asked about (CN5).
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from earnest.personal.assistant.spoken_no import Meaning, meaning_of
from earnest.speech.language.numbers.durations import read_duration
from earnest.speech.language.numbers.written import written_number
from earnest.speech.meaning.interpretation import NOTHING_UNDERSTOOD, Interpretation, Slot


class Request(StrEnum):
    """Intents of the fixed grammar; the values are the names that the history shows."""

    STOP_LISTENING = "stop_human_review"
    MAYBE_STOP_LISTENING = "ask_stop_human_review"
    """It may be a no to people who listen: the person is asked whether it is."""
    KEEP_LISTENING = "keep_human_review"
    """It was asked, and it was none."""
    WHAT_IS_KEPT = "what_is_kept"
    TIME = "tell_time"
    DATE = "tell_date"
    SET_TIMER = "set_timer"
    COUNT_TIMERS = "count_timers"
    CANCEL_TIMERS = "cancel_timers"
    LIGHTS_ON = "lights_on"
    LIGHTS_OFF = "lights_off"


DURATION: Final = "minutes"
"""Name of the slot of a timer: minutes in figures, with a point before decimals (`1.5`)."""

SLOTS: Final[dict[Request, tuple[str, ...]]] = dict.fromkeys(Request, ()) | {Request.SET_TIMER: (DURATION,)}
"""Slots of each request, for the page on which a person corrects what was understood."""

ONLY_ASKED: Final = frozenset({Request.MAYBE_STOP_LISTENING, Request.KEEP_LISTENING})
"""Requests that belong to a question of the assistant's own; nobody teaches them."""

_PATTERNS: Final[dict[str, tuple[tuple[Request, str], ...]]] = {
    "en": (
        (
            Request.WHAT_IS_KEPT,
            (
                r".*\bwhat\b.*\b(?:keep|kept|store|stored|save|saved|know|remember)\b.*\b(?:me|mine)\b.*"
                r"|.*\b(?:who|does anyone|do people)\b.*\b(?:listen|listens|heard|hears)\b.*\bme\b.*"
            ),
        ),
        (Request.TIME, r"(?:what time is it(?: now)?|what's the time|what is the time|tell me the time|the time)"),
        (
            Request.DATE,
            (
                r"(?:what day is it(?: today)?|what's the date(?: today)?|what is the date(?: today)?"
                r"|what is today's date"
                r"|what's today's date)"
            ),
        ),
        (Request.SET_TIMER, r"(?:set|start|make) (?:a |the |an? )?timer(?: for (?P<duration>.+))?"),
        (Request.SET_TIMER, r"(?:set|start|make) (?:a |an |the )?(?P<duration>.+ (?:second|minute|hour)s?) timer"),
        (Request.COUNT_TIMERS, r"(?:how many timers.*|what timers.*|are there (?:any )?timers.*)"),
        (Request.CANCEL_TIMERS, r"(?:cancel|stop|delete) (?:the |my |all )*timers?"),
        (
            Request.LIGHTS_ON,
            r"(?:turn|switch) on (?:the |all |my )*lights?|(?:turn|switch) (?:the |all |my )*lights? on|lights? on",
        ),
        (
            Request.LIGHTS_OFF,
            r"(?:turn|switch) off (?:the |all |my )*lights?|(?:turn|switch) (?:the |all |my )*lights? off|lights? off",
        ),
    ),
    "de": (
        (
            Request.WHAT_IS_KEPT,
            (
                r".*\bwas\b.*\b(?:speicherst|gespeichert|behältst|weißt|aufbewahrst|hebst)\b.*\b(?:mir|mich)\b.*"
                r"|.*\bwer\b.*\b(?:hört|gehört|angehört)\b.*"
            ),
        ),
        (Request.TIME, r"(?:wie spät ist es(?: jetzt)?|wie viel uhr ist es|wieviel uhr ist es|sag mir die uhrzeit)"),
        (
            Request.DATE,
            r"(?:welcher tag ist heute|welches datum ist heute|was ist das heutige datum|der wievielte ist.*)",
        ),
        (
            Request.SET_TIMER,
            (
                r"(?:stell(?:e)?|starte|setze?) (?:bitte )?(?:einen |den )?(?:timer|wecker)"
                r"(?: (?:auf|für) (?P<duration>.+))?"
            ),
        ),
        (
            Request.SET_TIMER,
            r"(?:stell(?:e)?|starte|setze?) (?:einen |den )?(?P<duration>.+ (?:sekunden?|minuten?|stunden?)) timer",
        ),
        (Request.COUNT_TIMERS, r"(?:wie viele timer.*|wieviele timer.*|welche timer.*)"),
        (Request.CANCEL_TIMERS, r"(?:lösche|stoppe|beende) (?:den |die |alle )*timer"),
        (
            Request.LIGHTS_ON,
            r"(?:mach|mache|schalt|schalte) (?:das |alle |die )*(?:licht|lichter|lampen) (?:an|ein)|licht an",
        ),
        (
            Request.LIGHTS_OFF,
            r"(?:mach|mache|schalt|schalte) (?:das |alle |die )*(?:licht|lichter|lampen) aus|licht aus",
        ),
    ),
    "nl": (
        (
            Request.WHAT_IS_KEPT,
            r".*\bwat\b.*\b(?:bewaar|bewaart|weet|onthoud|onthoudt)\b.*\b(?:mij|me)\b.*|.*\bwie\b.*\bluistert?\b.*",
        ),
        (Request.TIME, r"(?:hoe laat is het(?: nu)?|wat is de tijd)"),
        (
            Request.DATE,
            r"(?:welke dag is het(?: vandaag)?|wat is de datum(?: vandaag)?|welke datum is het(?: vandaag)?)",
        ),
        (
            Request.SET_TIMER,
            r"(?:zet|start|stel) (?:een |de )?(?:timer|wekker)(?: (?:op|voor|van) (?P<duration>.+))?",
        ),
        (Request.COUNT_TIMERS, r"(?:hoeveel timers.*|welke timers.*)"),
        (Request.CANCEL_TIMERS, r"(?:stop|verwijder|annuleer) (?:de |alle )*timers?"),
        (Request.LIGHTS_ON, r"(?:doe|zet) (?:het |alle |de )*(?:licht|lichten|lampen) aan|licht aan"),
        (Request.LIGHTS_OFF, r"(?:doe|zet) (?:het |alle |de )*(?:licht|lichten|lampen) uit|licht uit"),
    ),
}

_COMPILED: Final = {
    language: tuple((request, re.compile(pattern)) for request, pattern in patterns)
    for language, patterns in _PATTERNS.items()
}
_POLITENESS: Final = re.compile(r"^(?:please|bitte|alsjeblieft|can you|could you) | (?:please|bitte|alsjeblieft)$")


def understand(words: Sequence[str], language: str) -> Interpretation:
    """Return what the fixed grammar understands.

    Args:
        words: normalised words, length ≥ 0.
        language: ISO 639-1; a language without a grammar uses the English one.

    Returns:
        The request with its slots, or `NOTHING_UNDERSTOOD`.
    """
    spoken = language if language in _COMPILED else "en"
    meaning = meaning_of(words, spoken)
    if meaning is Meaning.NO:
        return asks_for(Request.STOP_LISTENING)
    text = _POLITENESS.sub("", " ".join(words))
    for request, pattern in _COMPILED[spoken]:
        match = pattern.fullmatch(text)
        if match is not None:
            return Interpretation(intent=request.value, slots=_slots(match.groupdict(), spoken), confidence=1.0)
    return asks_for(Request.MAYBE_STOP_LISTENING) if meaning is Meaning.DOUBTFUL else NOTHING_UNDERSTOOD


def asks_for(request: Request) -> Interpretation:
    """Return the interpretation that is a request without slots."""
    return Interpretation(intent=request.value, slots=(), confidence=1.0)


def _slots(groups: dict[str, str | None], language: str) -> tuple[Slot, ...]:
    """Return the minutes of a length of time where it was said and is one; what is none is never guessed at."""
    duration = read_duration((groups.get("duration") or "").split(), language)
    if duration is None or duration == 0:
        return ()
    return (Slot(name=DURATION, value=written_number(duration / 60)),)
