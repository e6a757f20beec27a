"""Evidence: a short row of numbers about whether an utterance was meant for the assistant.

The row is all that outlives an accidental recording (RT5), so it is narrow on purpose: eleven numbers, each cut to a
small range and rounded to one hundredth. They hold no word, no spectrum, no pitch and no embedding: how sure two
detectors of a public word were, how long people spoke before and after, how loud, and how the recogniser did. Neither
words nor a voice can be made of them again.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy

from earnest.foundation.units import SampleCount, Samples, seconds
from earnest.speech.hearing.wake_word.verification import WakeWordOpinion
from earnest.speech.sound.level import active_level_decibels
from earnest.speech.sound.span import Span

Row = tuple[float, ...]
"""Measurements in the order of `NAMES`, each from −2 to 2, rounded to one hundredth."""

NAMES: Final = (
    "first_model",
    "second_model",
    "held",
    "speech_before",
    "speech_after",
    "level",
    "ratio",
    "confidence",
    "understood",
    "words",
    "rate",
)
"""What stands at each place. The last four are 0 until the recogniser was asked."""
LARGEST: Final = 2.0
"""Greatest size of a number in a row, mostly logarithmic odds divided by 3. Chosen so that a row holds little (RT5)."""

_STEADY: Final = 0.0025
"""Probabilities this near to 0 or 1 are all the same: their logarithmic odds reach `LARGEST`. Chosen with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How recogniser and understanding did on the utterance."""

    confidence: float
    """Utterance posterior, 0 to 1."""
    understood: bool
    """There was an intent."""
    word_count: int
    """Words recognised, ≥ 0."""


def row_of(verdict: WakeWordOpinion, samples: Samples, speech: Sequence[Span], answered: Answered | None = None) -> Row:
    """Return the evidence about one utterance.

    Args:
        verdict: what the wake-word models say of the whole utterance.
        samples: the whole utterance, shape (n,), n ≥ 0.
        speech: where people speak in it.
        answered: None before the recogniser was asked.
    """
    first = _logit(verdict.probability)
    second = first if verdict.second_probability is None else _logit(verdict.second_probability)
    before = sum(max(0, min(span.end, verdict.peak) - span.start) for span in speech)
    after = sum(max(0, span.end - max(span.start, verdict.peak)) for span in speech)
    values = [
        first / 3.0,
        second / 3.0,
        seconds(verdict.held) / 0.5,
        seconds(before) / 2.0,
        seconds(after) / 3.0,
        (max(-80.0, active_level_decibels(samples)) + 30.0) / 20.0,
        _ratio_decibels(samples, speech) / 20.0,
        *_of_answer(answered, SampleCount(before + after)),
    ]
    return tuple(rounded(value) for value in values)


def with_answer(row: Row, answered: Answered, speech_samples: SampleCount) -> Row:
    """Return a row with its last four numbers filled in.

    Args:
        row: from before the recogniser was asked.
        answered: how it did.
        speech_samples: how much of the utterance is speech.
    """
    return (*row[:7], *(rounded(value) for value in _of_answer(answered, speech_samples)))


def rounded(value: float) -> float:
    """Return a number as it may be kept: from −2 to 2, in hundredths; 0 for what is no number."""
    return round(min(LARGEST, max(-LARGEST, value)), 2) if math.isfinite(value) else 0.0


def is_row(values: Sequence[float]) -> bool:
    """Return whether numbers are a row in the one form in which it may cross: as many, as small and as coarse."""
    return len(values) == len(NAMES) and all(value == rounded(value) for value in values)


def _of_answer(answered: Answered | None, speech_samples: SampleCount) -> list[float]:
    if answered is None:
        return [0.0] * 4
    spoken = max(0.2, seconds(speech_samples))
    return [
        2.0 * answered.confidence - 1.0,
        1.0 if answered.understood else -1.0,
        (math.log1p(answered.word_count) - 1.6) / 1.6,
        (answered.word_count / spoken - 2.5) / 2.5,
    ]


def _logit(probability: float) -> float:
    held = min(1.0 - _STEADY, max(_STEADY, probability))
    return math.log(held / (1.0 - held))


def _ratio_decibels(samples: Samples, speech: Sequence[Span]) -> float:
    """Return the level of the speech over that of the rest; dB, 30 where there is no rest, 0 without speech."""
    if not speech:
        return 0.0
    spoken = numpy.concatenate([span.of(samples) for span in speech])
    silent = numpy.ones(samples.size, dtype=bool)
    for span in speech:
        silent[span.start : span.end] = False
    rest = samples[silent]
    if rest.size < 800 or not rest.any():  # noqa: PLR2004 - 50 ms
        return 30.0
    return max(-20.0, min(40.0, active_level_decibels(spoken) - active_level_decibels(rest)))
