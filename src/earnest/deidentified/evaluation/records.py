"""Records of evaluation: reference recordings, answers to them, and the comparison of two models."""

from dataclasses import dataclass
from enum import StrEnum

from earnest.foundation.identifiers import EvaluationItemId
from earnest.foundation.units import SampleCount, Samples
from earnest.speech.language.hypothesis import GENERAL_DOMAIN
from earnest.speech.meaning.interpretation import Slot


class Metric(StrEnum):
    """What is measured on a task; which one follows from what is known of its items."""

    INTENT_AND_SLOTS_RIGHT = "intent_and_slots_right"
    """Share of utterances of which intent and all slots are right; larger is better."""
    WORDS_RIGHT = "words_right"
    """Share of one-word utterances recognised right; larger is better."""
    WORD_ERROR_RATE = "word_error_rate"
    """Errors over reference words; smaller is better."""
    WAKE_VERDICTS_RIGHT = "wake_verdicts_right"
    """Share of verdicts on the wake word that the wake detector would have given as well; larger is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswer:
    """What is known of a reference recording."""

    set_name: str
    """Evaluation set."""
    task: str
    """Task in the collection, e.g. `coffee orders`."""
    speaker: str
    """Speaker or voice group in the collection; never on both sides of a comparison of training and test."""
    language: str
    """ISO 639-1."""
    reference: str | None
    """What was said; None where only the meaning is known."""
    intent: str | None
    """What was wanted; None where only the words are known."""
    slots: tuple[Slot, ...]
    licence: str
    """Licence of the recording, e.g. `CC-BY-4.0`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRecording:
    """A licensed recording with its answer, on its way in."""

    answer: KnownAnswer
    samples: Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReference:
    """A reference recording as it lies sealed."""

    item_id: EvaluationItemId
    answer: KnownAnswer
    object_key: str
    wrapped_key: bytes
    """Key of the sound, wrapped by the handover key."""
    sample_count: SampleCount


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """What a model makes of one item."""

    words: tuple[str, ...]
    """Normalised words of the hypothesis; empty where nothing was recognised or the engine failed."""
    intent: str | None
    slots: tuple[Slot, ...]
    domain: str = GENERAL_DOMAIN
    """Domain of the recogniser that was taken; `general` is the open vocabulary."""


NO_ANSWER = GivenAnswer(words=(), intent=None, slots=())
"""The engine failed on the item: counted as wrong, never left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One metric on one task before and after, on the same utterances."""

    set_name: str
    task: str
    metric: Metric
    item_count: int
    speaker_count: int
    before: float
    """Metric of the baseline."""
    after: float
    """Metric of the candidate."""
    lower: float
    """Lower end of the 95 % interval of after minus before: drawn by speaker or by utterance, whichever is wider."""
    upper: float
    seed: int

    @property
    def verdict(self) -> "Verdict":
        """What it says about the candidate."""
        return verdict_of(self.metric, before=self.before, after=self.after, lower=self.lower, upper=self.upper)

    @property
    def better(self) -> bool:
        """The whole interval lies on the good side of zero."""
        return self.verdict is Verdict.BETTER


class Verdict(StrEnum):
    """What a comparison says about the candidate, in the words that people read."""

    BETTER = "better"
    """The whole interval lies on the good side of zero."""
    WORSE = "worse"
    """It is worse, and the interval does not reach the good side of zero."""
    NOT_BETTER = "not better"
    """Neither was shown."""


def verdict_of(metric: Metric, *, before: float, after: float, lower: float, upper: float) -> Verdict:
    """Return what a comparison says about the candidate.

    An interval that only touches zero from the bad side is worse: the benefit of the doubt is the live model's.

    Args:
        metric: tells which side is good.
        before: metric of the baseline.
        after: metric of the candidate.
        lower: lower end of the interval of after minus before.
        upper: its upper end.
    """
    sign = -1.0 if metric is Metric.WORD_ERROR_RATE else 1.0
    gain, least, most = sign * (after - before), min(sign * lower, sign * upper), max(sign * lower, sign * upper)
    if least > 0:
        return Verdict.BETTER
    return Verdict.WORSE if most < 0 or (most == 0 and gain < 0) else Verdict.NOT_BETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredPart:
    """What one part of a candidate contributes to one task."""

    part: str
    """Name of a domain, `understanding` or `wake word`."""
    kept: bool
    """Whether the part is in the model."""
    comparison: Comparison
    """Before is the candidate without the part, after the candidate with it."""
