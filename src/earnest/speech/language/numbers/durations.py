"""Lengths of time as they are said: `an hour and a half`, `anderthalb Stunden`, `een kwartier`, `90 seconds`."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from earnest.speech.language.numbers.reading import read_number, read_whole_number
from earnest.speech.language.numbers.vocabulary import NumberLanguage, NumberPart, number_language

_HOUR: Final = 3600
_MINUTE: Final = 60
_SMALLER: Final = {_HOUR: _MINUTE, _MINUTE: 1}
"""What a bare number after a unit counts: `one hour twenty`."""


def read_duration(words: Sequence[str], language: str) -> Fraction | None:
    """Return the length of time that words say.

    All words together must be one length of time; `five ten minutes` and `half past two` are none.

    Args:
        words: normalised words, length ≥ 0.
        language: ISO 639-1; one that is not known reads as English.

    Returns:
        Seconds, ≥ 0; None where the words are no length of time.
    """
    speech = number_language(language)
    total, largest, rest = Fraction(0), 2 * _HOUR, tuple(words)
    found = False
    while rest:
        end = next((place for place, word in enumerate(rest) if _unit(word, speech)), None)
        if end is None:
            last = _trailing(rest, largest, speech, language) if found else None
            return None if last is None else total + last
        unit = _unit(rest[end], speech)
        if unit >= largest and rest[end] not in speech.spans:
            return None
        part = _counted(_unlinked(rest[:end], speech) if found else rest[:end], rest[end], speech, language)
        if part is None:
            return None
        total, largest, rest, found = total + part, unit, rest[end + 1 :], True
    return total if found else None


def _unit(word: str, speech: NumberLanguage) -> int:
    """Return the seconds of a unit or of a word for a whole length of time; 0 for other words."""
    for words, seconds in ((speech.hours, _HOUR), (speech.minutes, _MINUTE), (speech.seconds, 1)):
        if word in words:
            return seconds
    return speech.spans.get(word, 0) or _compound(word, speech)[1]


def _compound(word: str, speech: NumberLanguage) -> tuple[str, int]:
    """Return the number and the unit of a word that is both: `10min`; the unit is 0 for other words."""
    number = word.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = word[len(number) :]
    if not number or not unit or not number[-1].isdecimal():
        return "", 0
    for words, seconds in ((speech.hours, _HOUR), (speech.minutes, _MINUTE), (speech.seconds, 1)):
        if unit in words:
            return number, seconds
    return "", 0


def _counted(before: tuple[str, ...], word: str, speech: NumberLanguage, language: str) -> Fraction | None:
    """Return the seconds of a number and its unit."""
    number, _ = _compound(word, speech)
    counting = (*before, number) if number else before
    while counting and counting[-1] in (speech.articles | speech.of) and len(counting) > 1:
        counting = counting[:-1]  # half an hour, three quarters of an hour
    if not counting:
        return Fraction(speech.spans[word]) if word in speech.spans else None
    value = read_number(counting, language)
    return None if value is None else value * _unit(word, speech)


def _trailing(rest: tuple[str, ...], unit: int, speech: NumberLanguage, language: str) -> Fraction | None:
    """Return the seconds of what follows the last unit: `and a half` of it, or a number of the next smaller one."""
    linked = _unlinked(rest, speech)
    value = read_number(linked, language)
    if value is None:
        return None
    if linked != rest:
        return value * unit if 0 < value < 1 else None
    smaller = _SMALLER.get(unit)
    whole = read_whole_number(linked, language)
    return None if smaller is None or whole is None or not 0 < whole < unit // smaller else Fraction(whole * smaller)


def _unlinked(words: tuple[str, ...], speech: NumberLanguage) -> tuple[str, ...]:
    linked = bool(words) and words[0] in speech.pieces and speech.pieces[words[0]].part is NumberPart.AND
    return words[1:] if linked else words
