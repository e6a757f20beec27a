"""Built-in requests: what is understood without any learning, by the sentences in `requests/`, in every language.

Whole sentences only, so that noise and talk are never taken for a request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from earnest.foundation.word_files import Phrase, WordFile, read_word_files
from earnest.speech.language.numbers.clock_times import read_clock_time
from earnest.speech.language.numbers.durations import read_duration
from earnest.speech.language.numbers.reading import read_number
from earnest.speech.language.numbers.written import written_number
from earnest.speech.meaning.interpretation import NOTHING_UNDERSTOOD, Interpretation, Slot
from earnest.speech.meaning.sentence_patterns import PatternMalformed, SentencePattern

LANGUAGES: Final = ("en", "de", "nl")
"""ISO 639-1; each has a folder in `requests/`."""
MINUTES: Final = "minutes"
"""Slot of a length of time: minutes in figures, with a point before decimals (`1.5`)."""
FIRST_INTENTS: Final = (
    *("correct_last", "delete_last", "delete_today", "who_listened"),
    *("what_is_kept", "begin_private_hour", "end_private_hour", "ask_private_hour"),
    *("tell_time", "tell_date", "set_alarm", "list_alarms", "cancel_alarms"),
    *("set_timer", "count_timers", "cancel_timers", "pause_timers", "resume_timers"),
    *("lights_on", "lights_off", "list_add", "list_read", "list_remove"),
)
"""Understood before anything that was learned; sections of `first.txt`."""
FALLBACK_INTENTS: Final = (
    *("tell_time", "tell_date", "weather", "news", "lights_on", "lights_off", "set_timer", "cancel_timers"),
    *("play_music", "stop_music", "volume_up", "volume_down", "set_temperature"),
)
"""Understood where nothing that was learned fits; sections of `fallback.txt`. Understanding one does not mean that
anything can carry it out."""

_DURATION: Final = "duration"
"""Detail that is a length of time and becomes `MINUTES`; where it is none the request has no slot."""
_CLOCK: Final = "clock"
"""Detail that must be a time of day and becomes four figures, `06:30`; a sentence in which it is none does not fit."""
_NUMBERS: Final = frozenset({MINUTES, "degrees"})
"""Details that must be numbers; a sentence in which they are none is not understood."""
_FALLBACK_CONFIDENCE: Final = 0.9
"""Below 1, because the whole sentence fits but nothing was learned of whether it is meant. Chosen, not measured."""
_OPENINGS: Final = "polite_openings"
_CLOSINGS: Final = "polite_closings"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestGrammar:
    """The sentences of one language and one of its two files."""

    openings: tuple[Phrase, ...]
    closings: tuple[Phrase, ...]
    patterns: tuple[tuple[str, SentencePattern], ...]
    """Intents and their sentences, in the order in which they are tried."""


def find_first_request(words: Sequence[str], language: str) -> Interpretation:
    """Return the request that comes before everything learned.

    Args:
        words: normalised words, length ≥ 0.
        language: ISO 639-1; a language without a grammar uses the English one.

    Returns:
        The request with its slots and confidence 1, or `NOTHING_UNDERSTOOD`.
    """
    spoken = language if language in LANGUAGES else "en"
    return _find(words, "first", (spoken,), confidence=1.0)


def find_fallback_request(words: Sequence[str]) -> Interpretation:
    """Return the request that the whole sentence is, in whichever language; else nothing understood.

    Args:
        words: normalised words, length ≥ 0.
    """
    return _find(words, "fallback", LANGUAGES, confidence=_FALLBACK_CONFIDENCE)


def _find(words: Sequence[str], file: str, languages: Sequence[str], *, confidence: float) -> Interpretation:
    grammars = _grammars(file)
    sentence = _without_courtesy(tuple(words), tuple(grammars.values()))
    for language in languages:
        for intent, pattern in grammars[language].patterns:
            details = pattern.match(sentence)
            slots = None if details is None else _slots(details, language)
            if slots is not None:
                return Interpretation(intent=intent, slots=slots, confidence=confidence)
    return NOTHING_UNDERSTOOD


def _without_courtesy(words: Phrase, grammars: Sequence[RequestGrammar]) -> Phrase:
    """Return the words without what is said before and after out of courtesy, in whichever language."""
    said = words
    while True:
        opening = next(
            (len(phrase) for grammar in grammars for phrase in grammar.openings if said[: len(phrase)] == phrase), 0
        )
        closing = next(
            (len(phrase) for grammar in grammars for phrase in grammar.closings if said[-len(phrase) :] == phrase), 0
        )
        if opening and len(said) > opening:
            said = said[opening:]
        elif closing and len(said) > closing:
            said = said[:-closing]
        else:
            return said


def _slots(details: Mapping[str, str], language: str) -> tuple[Slot, ...] | None:
    """Return the slots of a request in the order of their names; None where what must be a number is none."""
    slots: list[Slot] = []
    for name, text in sorted(details.items()):
        if name == _DURATION:
            seconds = read_duration(text.split(), language)
            if seconds:
                slots.append(Slot(name=MINUTES, value=written_number(seconds / 60)))
        elif name == _CLOCK:
            clock = read_clock_time(text.split(), language)
            if clock is None:
                return None
            slots.append(Slot(name=name, value=f"{clock:%H:%M}"))
        elif name in _NUMBERS:
            number = _number(text.split(), language)
            if number is None:
                return None
            slots.append(Slot(name=name, value=written_number(number)))
        else:
            slots.append(Slot(name=name, value=text))
    return tuple(slots)


def _number(words: Sequence[str], language: str) -> Fraction | None:
    """Return a number in the language of the sentence, else in another; no words are two numbers in two of them."""
    read = (read_number(words, spoken) for spoken in (language, *LANGUAGES))
    return next((number for number in read if number is not None), None)


@cache
def _grammars(file: str) -> Mapping[str, RequestGrammar]:
    return {language: read_grammar(request_files(language)[file]) for language in LANGUAGES}


@cache
def request_files(language: str) -> Mapping[str, WordFile]:
    """Return the two files of a language, one of `LANGUAGES`, by their names.

    Raises:
        WordFileMalformed: they cannot be read; the message says which file and line.
    """
    sections = {"first": (_OPENINGS, _CLOSINGS, *FIRST_INTENTS), "fallback": (_OPENINGS, _CLOSINGS, *FALLBACK_INTENTS)}
    return read_word_files("earnest.speech.meaning", f"requests/{language}", sections)


def read_grammar(file: WordFile) -> RequestGrammar:
    """Return the sentences of a file.

    Raises:
        WordFileMalformed: one of its lines is no pattern; the message says which.
    """
    patterns: list[tuple[str, SentencePattern]] = []
    for intent, entries in file.sections.items():
        for entry in () if intent in {_OPENINGS, _CLOSINGS} else entries:
            try:
                patterns.append((intent, SentencePattern(entry.text)))
            except PatternMalformed as cause:
                raise file.malformed(entry, f"this line {cause}") from cause
    return RequestGrammar(openings=file.phrases(_OPENINGS), closings=file.phrases(_CLOSINGS), patterns=tuple(patterns))
