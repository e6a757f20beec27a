"""Utterances after their answer: what waits to be kept or forgotten, and what became of it."""

import time
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime

from earnest.foundation.identifiers import RecordingId
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import Samples
from earnest.personal.consent.rules import ConsentGrant
from earnest.personal.customers.records import Speaker
from earnest.personal.sampling.rules import GateReason, ReviewNeed, SoundFacts
from earnest.personal.vault.content import RecordingContent


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceContent:
    """What an utterance said, of a person with a yes under which some of it may be kept."""

    recording_id: RecordingId
    """Under which it is kept, if it is; the device knows it already."""
    samples: Sensitive[Samples]
    content: Sensitive[RecordingContent]
    grant: ConsentGrant
    """The decisions that stood when it was said."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """An answered utterance about to be forgotten, unless something keeps it."""

    _: KW_ONLY
    speaker: Speaker
    captured_at: datetime
    sound: SoundFacts
    need: ReviewNeed
    said: UtteranceContent | None
    """None: no yes lets any of it be kept, so it is only counted."""
    answered: float = field(default_factory=time.monotonic)
    """On the clock of `time.monotonic`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingLater:
    """What is left to do when a round of the randomness beacon may be there."""

    seconds: float
    """From now, ≥ 0."""
    act: "Callable[[], KeepingResult]"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingResult:
    """What became of it."""

    recording_id: RecordingId | None
    """None: nothing was kept."""
    reason: GateReason
    """What the gate said."""
    later: KeepingLater | None = None
    """None: that is all. Else it waits, with its sound in this process alone, and this says how it goes on."""
