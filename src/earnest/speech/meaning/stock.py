"""Stock requests: what a fresh assistant understands in English and German before anything was learned.

Whole sentences only, so that noise and talk are never taken for a request.
"""

import re
from collections.abc import Sequence
from typing import Final

from earnest.speech.language.numbers.reading import read_number
from earnest.speech.language.numbers.written import written_number
from earnest.speech.meaning.interpretation import NOTHING_UNDERSTOOD, Interpretation, Slot

_CONFIDENCE = 0.9

_POLITE: Final = re.compile(
    r"^(?:(?:please|hey|ok|okay|bitte|can you|could you|would you|will you|kannst du|könntest du|ich möchte)\s+)+"
    r"|(?:\s+(?:please|now|bitte|jetzt|mal))+$"
)
_THE: Final = r"(?:(?:the|all|my|all the|das|die|den|alle|mein|meine) )*"
_ROOM: Final = r"(?P<room>(?!(?:light|lights|licht|lichter|lampe|lampen)\b)\w+(?: room)?)"
_LIGHT: Final = r"(?:lights?|lamps?|licht(?:er)?|lampen?)"
_AMOUNT: Final = r"(?P<{}>[\w ,.]+?)"

_REQUESTS: Final[tuple[tuple[str, str], ...]] = (
    ("tell_time", r"(?:what time is it|what(?:'s| is) the time|tell me the time|wie spät ist es|wie viel uhr ist es)"),
    (
        "tell_date",
        (
            r"(?:what day is it(?: today)?|what(?:'s| is) (?:the date(?: today)?|today's date)"
            r"|welcher tag ist heute|welches datum (?:ist|haben wir) heute|der wievielte ist heute)"
        ),
    ),
    (
        "weather",
        (
            r"(?:what(?:'s| is) the weather(?: like)?|how(?:'s| is) the weather|what will the weather be(?: like)?"
            r"|wie (?:ist|wird) das wetter)"
            r"(?: (?:in|for) (?P<place>\w+(?: (?!today|tomorrow|heute|morgen)\w+)?))?"
            r"(?: (?P<day>today|tomorrow|heute|morgen))?"
        ),
    ),
    ("weather", r"(?:will it rain|wird es regnen|regnet es)(?: (?P<day>today|tomorrow|heute|morgen))?"),
    (
        "news",
        r"(?:(?:tell me|read|what(?:'s| is| are)|play) the (?:latest )?news|was gibt es neues|spiel die nachrichten)",
    ),
    ("lights_on", rf"(?:turn|switch) on {_THE}(?:{_ROOM} )?{_LIGHT}"),
    ("lights_on", rf"(?:turn|switch) {_THE}(?:{_ROOM} )?{_LIGHT} on"),
    ("lights_on", rf"(?:mache?|schalte?) {_THE}{_LIGHT}(?: (?:im|in der) {_ROOM})? (?:an|ein)"),
    ("lights_off", rf"(?:turn|switch) off {_THE}(?:{_ROOM} )?{_LIGHT}"),
    ("lights_off", rf"(?:turn|switch) {_THE}(?:{_ROOM} )?{_LIGHT} off"),
    ("lights_off", rf"(?:mache?|schalte?) {_THE}{_LIGHT}(?: (?:im|in der) {_ROOM})? aus"),
    ("set_timer", rf"(?:set|start) (?:a |the )?timer for {_AMOUNT.format('minutes')} minutes?"),
    ("set_timer", rf"(?:set|start) (?:a |an )?{_AMOUNT.format('minutes')} minutes? timer"),
    ("set_timer", rf"(?:stelle?|starte) (?:einen |den )?timer (?:auf|für) {_AMOUNT.format('minutes')} minuten?"),
    ("cancel_timers", r"(?:cancel|stop|delete) (?:(?:the|my|all) )*timers?|(?:lösche|stoppe) (?:(?:den|alle) )*timer"),
    ("play_music", r"(?:play|put on|spiele?) (?:some |a bit of |ein bisschen |etwas )?(?:music|musik)"),
    ("stop_music", r"(?:stop|pause) the music|(?:stoppe?|pausiere) die musik|musik aus"),
    ("volume_up", r"(?:turn (?:it|the (?:volume|music)) up|turn up the (?:volume|music)|louder|(?:mach )?lauter)"),
    (
        "volume_down",
        r"(?:turn (?:it|the (?:volume|music)) down|turn down the (?:volume|music)|quieter|(?:mach )?leiser)",
    ),
    (
        "set_temperature",
        rf"(?:set|turn) the (?:temperature|heating|thermostat) to {_AMOUNT.format('degrees')} degrees?",
    ),
    ("set_temperature", rf"stelle? die (?:temperatur|heizung) auf {_AMOUNT.format('degrees')} grad"),
)

_COMPILED: Final = tuple((intent, re.compile(pattern)) for intent, pattern in _REQUESTS)
STOCK_INTENTS: Final = frozenset(intent for intent, _ in _REQUESTS)
"""Names of all built-in requests; understanding one does not mean that anything can carry it out."""
_LANGUAGES: Final = ("en", "de")
"""Of the patterns above; no words are a number in one of them and another number in the other."""
_NUMBERS: Final = frozenset({"minutes", "degrees"})
"""Slots whose value must be a number; a sentence in which it is none is not understood."""


def find_stock_request(words: Sequence[str]) -> Interpretation:
    """Return the built-in request that the whole sentence is; else nothing understood.

    Args:
        words: normalised words, length ≥ 0.
    """
    sentence = _POLITE.sub("", " ".join(words))
    for intent, pattern in _COMPILED:
        match = pattern.fullmatch(sentence)
        if match is not None:
            found = {name: value for name, value in match.groupdict().items() if value}
            slots = {name: _value(name, text) for name, text in found.items()}
            if None not in slots.values():
                return Interpretation(
                    intent=intent,
                    slots=tuple(Slot(name=name, value=slots[name] or "") for name in sorted(slots)),
                    confidence=_CONFIDENCE,
                )
    return NOTHING_UNDERSTOOD


def _value(name: str, text: str) -> str | None:
    if name not in _NUMBERS:
        return text
    words = text.split()
    numbers = (read_number(words, language) for language in _LANGUAGES)
    return next((written_number(number) for number in numbers if number is not None), None)
