"""Window: the part of a long clip that a person needs to hear (SP6)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from earnest.foundation.units import SampleCount, samples_in_milliseconds, samples_in_seconds
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.sound.span import Span

LONGEST_WINDOW: Final = samples_in_seconds(10)
"""Longest clip for a person, by requirement SP6; samples."""
WINDOW_PADDING: Final = samples_in_milliseconds(200)
"""Samples kept before the first word; not measured: chosen because the beginnings of recognised words are estimates."""


def clip_window(words: Sequence[RecognisedWord], length: int) -> Span:
    """Return the part to hand out: the whole clip where it is short, else the part with the most doubt in it.

    The window starts shortly before a word. Among equal ones the first is taken; without words it is the beginning.

    Args:
        words: what was recognised, in order.
        length: samples of the clip, ≥ 0.
    """
    if length <= LONGEST_WINDOW:
        return Span(start=SampleCount(0), end=SampleCount(length))
    starts = sorted({min(max(0, word.start - WINDOW_PADDING), length - LONGEST_WINDOW) for word in words} | {0})
    best = max(starts, key=lambda start: (_doubt(words, start, start + LONGEST_WINDOW), -start))
    return Span(start=SampleCount(best), end=SampleCount(best + LONGEST_WINDOW))


def _doubt(words: Sequence[RecognisedWord], start: int, end: int) -> float:
    """Return how many words within a window are expected to be wrong."""
    return sum(1.0 - word.posterior for word in words if start <= word.start and word.end <= end)


def words_within(words: Sequence[RecognisedWord], window: Span) -> tuple[RecognisedWord, ...]:
    """Return the words that lie wholly within a window, counted from its start."""
    return tuple(
        replace(word, start=SampleCount(word.start - window.start), end=SampleCount(word.end - window.start))
        for word in words
        if window.start <= word.start and word.end <= window.end
    )
