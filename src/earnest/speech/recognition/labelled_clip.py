"""Labelled clip: one de-identified clip with what a person heard in it; all that learning ever sees of an utterance."""

from dataclasses import dataclass

from earnest.foundation.units import Samples
from earnest.speech.understanding.interpretation import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledClip:
    """One clip with its label."""

    clip_id: str
    """Name of the clip, unique in the snapshot; only for telling clips apart."""
    hypothesis_words: tuple[str, ...]
    """De-identified words of the open-vocabulary pass; may be empty."""
    samples: Samples
    """The disguised sound, shape (n,), n ≥ 0."""
    transcript: str | None
    """What was literally said, where the person typed it."""
    intent: str | None
    """What was asked for, where the person chose it."""
    slots: tuple[Slot, ...] = ()
    """Details that were asked for; a value need not be a span of the transcript."""
