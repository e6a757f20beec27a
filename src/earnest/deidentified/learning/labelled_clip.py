"""Labelled clip: one de-identified clip with what a person heard in it; all that learning ever sees of an utterance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.meaning.interpretation import Slot


class Labelled(Protocol):
    """What a person heard in a clip, without its sound."""

    @property
    def clip_id(self) -> str:
        """Name of the clip."""
        ...

    @property
    def hypothesis_words(self) -> tuple[str, ...]:
        """De-identified words of the open-vocabulary pass."""
        ...

    @property
    def transcript(self) -> str | None:
        """What was literally said."""
        ...

    @property
    def intent(self) -> str | None:
        """What was asked for."""
        ...

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Details that were asked for."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledClip:
    """One clip with its label."""

    clip_id: str
    """Name of the clip, unique in the snapshot; only for telling clips apart."""
    hypothesis_words: tuple[str, ...]
    """De-identified words of the open-vocabulary pass; may be empty."""
    samples: Samples
    """The sound, shape (n,), n ≥ 0: of a clip the disguised one; empty where there are words alone."""
    transcript: str | None
    """What was literally said, where the person typed it."""
    intent: str | None
    """What was asked for, where the person chose it."""
    slots: tuple[Slot, ...] = ()
    """Details that were asked for; a value need not be a span of the transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtClip:
    """A labelled clip while it is learned from: its sound is opened when it is listened to, and forgotten then."""

    clip_id: str
    hypothesis_words: tuple[str, ...]
    transcript: str | None
    intent: str | None
    slots: tuple[Slot, ...]
    sample_count: SampleCount
    """Length of the sound."""
    open_samples: Callable[[], Samples]
    """Returns the sound, the same each time."""

    @classmethod
    def of(cls, clips: Sequence[LabelledClip], number: int) -> Self:
        """Return the clip of a sequence that may read each clip anew whenever it is asked for it."""
        clip = clips[number]
        return cls(
            clip_id=clip.clip_id,
            hypothesis_words=clip.hypothesis_words,
            transcript=clip.transcript,
            intent=clip.intent,
            slots=clip.slots,
            sample_count=SampleCount(len(clip.samples)),
            open_samples=lambda: clips[number].samples,
        )
