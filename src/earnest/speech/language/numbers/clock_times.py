"""Times of day as they are said: `half past six`, `halb sieben`, `kwart over zes`, `6:30`, `seven in the evening`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from earnest.speech.language.numbers.reading import read_whole_number

# By definition of the clock; only the greatest length is chosen, not measured.
_NOON: Final = 12
_HOURS: Final = 24
_MINUTES: Final = 60
_QUARTER: Final = 15
_HALF: Final = 30
"""Minutes of a quarter and of half an hour."""
_LONGEST: Final = 10
"""Words; what is longer is no time of day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClockLanguage:
    """How one language tells the time."""

    hour_words: frozenset[str]
    """What may stand behind the hour: `o'clock`, `Uhr`."""
    after: frozenset[str]
    """Minutes after an hour: `past`, `nach`, `over`."""
    before: frozenset[str]
    """Minutes before an hour: `to`, `vor`, `voor`."""
    quarter: frozenset[str]
    half: frozenset[str]
    half_is_before: bool
    """`halb sieben` is half an hour before seven; `half past six` half an hour after six."""
    early: tuple[tuple[str, ...], ...]
    """Words behind it that say that it is before noon."""
    late: tuple[tuple[str, ...], ...]
    """Words behind it that say that it is after noon."""
    whole: Mapping[str, time] = field(default_factory=dict[str, time])
    """Words that are a time by themselves."""
    linking: frozenset[str] = frozenset()


_ENGLISH: Final = _ClockLanguage(
    hour_words=frozenset({"o'clock", "oclock"}),
    after=frozenset({"past", "after"}),
    before=frozenset({"to", "before"}),
    quarter=frozenset({"quarter"}),
    half=frozenset({"half"}),
    half_is_before=False,
    early=(("am",), ("a", "m"), ("in", "the", "morning")),
    late=(("pm",), ("p", "m"), ("in", "the", "afternoon"), ("in", "the", "evening"), ("at", "night"), ("tonight",)),
    whole={"noon": time(12), "midday": time(12), "midnight": time(0)},
    linking=frozenset({"a"}),
)
_GERMAN: Final = _ClockLanguage(
    hour_words=frozenset({"uhr"}),
    after=frozenset({"nach"}),
    before=frozenset({"vor"}),
    quarter=frozenset({"viertel"}),
    half=frozenset({"halb"}),
    half_is_before=True,
    early=(("morgens",), ("früh",), ("in", "der", "früh"), ("am", "morgen"), ("vormittags",)),
    late=(("nachmittags",), ("abends",), ("am", "abend"), ("am", "nachmittag")),
    whole={"mittag": time(12), "mittags": time(12), "mitternacht": time(0)},
)
_DUTCH: Final = _ClockLanguage(
    hour_words=frozenset({"uur"}),
    after=frozenset({"over"}),
    before=frozenset({"voor"}),
    quarter=frozenset({"kwart"}),
    half=frozenset({"half"}),
    half_is_before=True,
    early=(("s", "ochtends"), ("s", "morgens"), ("ochtends",), ("in", "de", "ochtend")),
    late=(("s", "middags"), ("s", "avonds"), ("avonds",), ("middags",), ("in", "de", "avond")),
    whole={"middernacht": time(0)},
)
_LANGUAGES: Final = {"en": _ENGLISH, "de": _GERMAN, "nl": _DUTCH}


def read_clock_time(words: Sequence[str], language: str) -> time | None:
    """Return the time of day that words say; what is none is never guessed.

    An hour without a word for the half of the day is read from 0 to 23: `seven` is 07:00.

    Args:
        words: normalised words, length ≥ 0; `6:30` is two of them.
        language: ISO 639-1; one that is not known reads as English.
    """
    speech = _LANGUAGES.get(language, _ENGLISH)
    said = tuple(words)
    if not 0 < len(said) <= _LONGEST:
        return None
    if len(said) == 1 and said[0] in speech.whole:
        return speech.whole[said[0]]
    said, late = _without_half_of_day(_split_marks(said), speech)
    minutes = _minutes(said, speech, language)
    if minutes is None:
        return None
    hour, minute = divmod(minutes % (_HOURS * _MINUTES), _MINUTES)
    if late is not None and (hour > _NOON or (hour == 0 and minutes >= _MINUTES)):
        return time(hour, minute) if late else None
    if late is True and hour < _NOON:
        hour += _NOON
    elif late is False and hour == _NOON:
        hour = 0
    return time(hour, minute)


def _split_marks(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with `7am`, `6.30` and `6h30` parted."""
    parted: list[str] = []
    for word in words:
        figures = word.rstrip("apm")
        if figures.isdecimal() and word[len(figures) :] in {"am", "pm"}:
            parted += [figures, word[len(figures) :]]
        elif "." in word and word.replace(".", "", 1).isdecimal():
            parted += word.split(".")
        else:
            parted.append(word)
    return tuple(parted)


def _without_half_of_day(words: tuple[str, ...], speech: _ClockLanguage) -> tuple[tuple[str, ...], bool | None]:
    """Return the words without those that say before or after noon, and which; None where neither is said."""
    for late, phrases in ((False, speech.early), (True, speech.late)):
        for phrase in phrases:
            if len(words) > len(phrase) and words[-len(phrase) :] == phrase:
                return words[: -len(phrase)], late
    return words, None


def _minutes(words: tuple[str, ...], speech: _ClockLanguage, language: str) -> int | None:
    """Return minutes since midnight; None where the words are no time."""
    said = words[1:] if len(words) > 1 and words[0] in speech.linking else words
    if len(said) > 1 and said[0] in speech.half and speech.half_is_before:
        return _shifted(said[1:], -_HALF, speech, language)
    if len(said) > 2 and said[0] in speech.half and said[1] in speech.after:  # noqa: PLR2004 - half, past, hour
        return _shifted(said[2:], _HALF, speech, language)
    for place, word in enumerate(said):
        if 0 < place < len(said) - 1 and word in speech.after | speech.before:
            counted = [one for one in said[:place] if one not in {"minutes", "minute", "minuten", "minuut"}]
            many = _QUARTER if counted[0] in speech.quarter else read_whole_number(counted, language)
            if many is None or not 0 < many < _MINUTES:
                return None
            return _shifted(said[place + 1 :], many if word in speech.after else -many, speech, language)
    return _plain(said, speech, language)


def _shifted(hour_words: tuple[str, ...], shift: int, speech: _ClockLanguage, language: str) -> int | None:
    hour = _hour([word for word in hour_words if word not in speech.hour_words], language)
    return None if hour is None else (hour * _MINUTES + shift) % (_HOURS * _MINUTES)


def _plain(said: tuple[str, ...], speech: _ClockLanguage, language: str) -> int | None:
    """Read `seven`, `seven o'clock`, `six thirty`, `sieben uhr dreißig`, `6 30`."""
    parted = next((place for place, word in enumerate(said) if word in speech.hour_words), None)
    if parted == len(said) - 1:
        return _plain(said[:-1], speech, language) if len(said) > 1 else None
    if parted is not None:
        hour = _hour(said[:parted], language)
        rest = said[parted + 1 :]
        minute = read_whole_number(rest, language) if rest else 0
        return _joined(hour, minute)
    alone = _hour(said, language)
    if alone is not None:
        return alone * _MINUTES
    for place in range(1, len(said)):
        found = _joined(_hour(said[:place], language), _minute(said[place:], language))
        if found is not None:
            return found
    return None


def _minute(words: Sequence[str], language: str) -> int | None:
    """Return two figures or a number from 10 on, or `oh five`; `six five` is no time."""
    said = [word for word in words if word not in {"oh", "o", "null", "nul"}]
    value = read_whole_number(said, language)
    if value is None:
        return None
    plain = value < 10 and len(said) == len(words) and not (len(words) == 1 and len(words[0]) == 2)  # noqa: PLR2004
    return None if plain else value


def _joined(hour: int | None, minute: int | None) -> int | None:
    if hour is None or minute is None or not 0 <= minute < _MINUTES:
        return None
    return hour * _MINUTES + minute


def _hour(words: Sequence[str], language: str) -> int | None:
    value = read_whole_number(words, language)
    return value if value is not None and 0 <= value < _HOURS else None
