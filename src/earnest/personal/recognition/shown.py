"""Shown recognition: what was heard, with how sure the recogniser was of each word, as who spoke is shown it."""

from collections.abc import Sequence
from dataclasses import dataclass

from earnest.foundation.units import SampleCount, milliseconds
from earnest.speech.language.hypothesis import Alternative, Hypothesis


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecognisedWord:
    """A recognised word and where it lies in the sound that was sent."""

    text: str
    start_milliseconds: int
    end_milliseconds: int
    posterior: float
    """Probability that the word is right as the recogniser estimates it; 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlternative:
    """One entry of the n-best list."""

    text: str
    score: float
    """Log-likelihood relative to the best entry; ≤ 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecognition:
    """What a recogniser heard of one utterance."""

    text: str
    engine: str
    """Name of the recogniser, e.g. `whisper`; `none` where there was nothing to hear."""
    model: str
    """Identifier of the released model, or `stock`."""
    domain: str
    """`general` for the open vocabulary, else the name of the learned domain that was accepted."""
    confidence: float
    """Of the whole utterance, 0 to 1."""
    words: tuple[ShownRecognisedWord, ...]
    alternatives: tuple[ShownAlternative, ...]
    """n-best list, best first; may be empty."""
    general_text: str
    """What the open vocabulary heard where a learned domain was accepted instead of it; else empty."""
    general_alternatives: tuple[ShownAlternative, ...]
    """n-best list of the open vocabulary, where `general_text` is its best; else empty."""
    preferred_to: str
    """What would have been heard without listed and taught phrases; empty where they changed nothing."""
    agreed: bool
    """A learned domain heard the same words as the open vocabulary."""


def show_recognition(hypothesis: Hypothesis, start: SampleCount) -> ShownRecognition:
    """Return what was recognised as it is shown.

    Args:
        hypothesis: what was recognised.
        start: where the sound that was recognised begins in the sound that was sent.
    """
    return ShownRecognition(
        text=hypothesis.text,
        engine=hypothesis.engine,
        model=hypothesis.model,
        domain=hypothesis.domain,
        confidence=hypothesis.confidence,
        words=show_words(hypothesis, start),
        alternatives=_alternatives(hypothesis.alternatives),
        general_text=" ".join(word.text for word in hypothesis.general_words),
        general_alternatives=_alternatives(hypothesis.general_alternatives),
        preferred_to=" ".join(hypothesis.preferred_to),
        agreed=hypothesis.agreed,
    )


def show_words(hypothesis: Hypothesis, start: SampleCount) -> tuple[ShownRecognisedWord, ...]:
    """Return the words of a hypothesis with their places counted from the beginning of the sound that was sent."""
    return tuple(
        ShownRecognisedWord(
            text=word.text,
            start_milliseconds=milliseconds(SampleCount(start + word.start)),
            end_milliseconds=milliseconds(SampleCount(start + word.end)),
            posterior=word.posterior,
        )
        for word in hypothesis.words
    )


def _alternatives(entries: Sequence[Alternative]) -> tuple[ShownAlternative, ...]:
    return tuple(ShownAlternative(text=" ".join(entry.words), score=entry.score) for entry in entries)
