"""Window: the part of a recording that a person may hear, at most ten seconds around what is uncertain (SP6). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earnest.foundation.units import SampleCount, samples_in_seconds
from earnest.speech.recognition.hypothesis import RecognisedWord

LONGEST_CLIP: Final = samples_in_seconds(10.0)
"""Nobody is given more sound than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of a recording."""

    start: SampleCount
    """First sample."""
    end: SampleCount
    """Sample after the last; end - start ≤ `LONGEST_CLIP`."""


def choose_window(words: Sequence[RecognisedWord], sample_count: int) -> Window:
    """Return the part to be heard: all of a short recording, else ten seconds around the least certain word.

    Args:
        words: hypothesis with positions in the recording; may be empty.
        sample_count: length of the recording in samples, ≥ 0.
    """
    if sample_count <= LONGEST_CLIP:
        return Window(start=SampleCount(0), end=SampleCount(sample_count))
    uncertain = min(words, key=lambda word: word.posterior, default=None)
    middle = sample_count // 2 if uncertain is None else (uncertain.start + uncertain.end) // 2
    start = min(max(0, middle - LONGEST_CLIP // 2), sample_count - LONGEST_CLIP)
    return Window(start=SampleCount(start), end=SampleCount(start + LONGEST_CLIP))


def words_inside(words: Sequence[RecognisedWord], window: Window) -> tuple[RecognisedWord, ...]:
    """Return the words that lie in the window with positions counted from its start, cut at its edges."""
    return tuple(
        RecognisedWord(
            text=word.text,
            start=SampleCount(max(word.start, window.start) - window.start),
            end=SampleCount(min(word.end, window.end) - window.start),
            posterior=word.posterior,
            slot=word.slot,
            value=word.value,
        )
        for word in words
        if word.end > window.start and word.start < window.end
    )
