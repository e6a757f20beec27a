"""Timers: how long one runs by what was understood, and how that is said back."""

import re
from datetime import timedelta
from fractions import Fraction
from typing import Final

from earnest.personal.assistant.texts import HOURS, MINUTES, SECONDS
from earnest.speech.language.numbers.durations import read_duration
from earnest.speech.language.numbers.reading import read_number
from earnest.speech.language.wording import normalised_words

LONGEST: Final = timedelta(days=7)
"""A longer timer is a number that was misheard."""
_COARSE: Final = timedelta(minutes=5)
"""From so much time left on it is said in whole minutes. Chosen: who hears it has no use for the seconds."""
_WRITTEN: Final = re.compile(r"[0-9]{1,6}(?:[.][0-9]{1,3})?")
"""Minutes as the assistant's own grammar writes them, in every language."""


def timer_length(minutes: str, language: str) -> timedelta | None:
    """Return how long a timer runs; None where that cannot be relied on: the assistant asks then.

    Args:
        minutes: value of the slot: minutes as figures or words, or a length of time (`half an hour`).
        language: ISO 639-1.
    """
    seconds = _seconds(minutes, language)
    if seconds is None or not 0 < seconds <= LONGEST.total_seconds():
        return None
    return timedelta(seconds=round(seconds))


def _seconds(minutes: str, language: str) -> Fraction | None:
    if _WRITTEN.fullmatch(minutes):
        return 60 * Fraction(minutes)
    words = normalised_words(minutes)
    number = read_number(words, language)
    return read_duration(words, language) if number is None else 60 * number


def spoken_length(length: timedelta, language: str) -> str:
    """Return a length of time in hours, minutes and seconds: `1 hour 30 minutes`, `45 seconds`.

    Args:
        length: > 0, whole seconds.
        language: one that there are texts for.
    """
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    counted = ((hours, HOURS[language]), (minutes, MINUTES[language]), (seconds, SECONDS[language]))
    return " ".join(f"{count} {one if count == 1 else many}" for count, (one, many) in counted if count)


def spoken_left(left: timedelta, language: str) -> str:
    """Return how long a timer still runs, as a person would say it: seconds only where few minutes are left.

    Args:
        left: > 0; rounded up, so that a timer that runs has never no time left.
        language: one that there are texts for.
    """
    unit = timedelta(minutes=1) if left >= _COARSE else timedelta(seconds=1)
    return spoken_length(-(-left // unit) * unit, language)
