"""Records of transparency: what a customer is shown of each utterance."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earnest.personal.recognition.shown import ShownRecognition
from earnest.services.audit import LeafProof


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeHeard:
    """One time that a person listened."""

    at: datetime
    role: str
    played_milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLabel:
    """What one reviewer wrote."""

    transcript: str | None
    intent: str | None
    slots: dict[str, str]
    reject_reason: str | None
    labelled_at: datetime
    reviewer_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCorrection:
    """What the person who spoke wrote."""

    text: str
    intent: str | None
    slots: dict[str, str]
    learned: bool
    lesson: str
    """What the lesson does the next time: `acts`, `answer_only`, `words_only` or `none`; see `corrections.Effect`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDraft:
    """What the person has written of a correction and not sent."""

    text: str
    intent: str | None
    slots: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownUtterance:
    """One kept utterance and everything that happened to it."""

    recording_id: UUID
    captured_at: datetime
    text: str
    language: str
    """ISO 639-1, in which it was heard; empty where that cannot be read."""
    intent: str | None
    slots: dict[str, str]
    answer: str
    understood: bool
    confidence: float
    duration_milliseconds: int
    clip_duration_milliseconds: int | None
    """Length of what the reviewer hears; None where there is no clip."""
    has_sound: bool
    purposes: tuple[str, ...]
    selection_reason: str
    review_state: str
    withheld_reason: str | None
    heard: tuple[TimeHeard, ...]
    labels: tuple[ShownLabel, ...]
    """What reviewers wrote, each review and an adjudication; the last one counts."""
    correction: ShownCorrection | None
    draft: ShownDraft | None
    delete_after: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTrace:
    """How one kept utterance was heard, understood and answered, stage by stage."""

    recording_id: UUID
    captured_at: datetime
    language: str
    """ISO 639-1."""
    wake_word: str | None
    """What the device said it heard; None for push-to-talk."""
    wake_evidence: dict[str, float] | None
    """Measurement → number, by which it was judged to be meant for the assistant; None where no wake word was claimed
    that can be checked."""
    recognition: ShownRecognition
    intent: str | None
    slots: dict[str, str]
    intent_confidence: float
    """0 to 1."""
    understood: bool
    taught: bool
    """A lesson of the person decided what was understood."""
    skill: str | None
    """Name of the skill that answered; None: none did, or it was kept before that was recorded."""
    answer: str
    seconds: dict[str, float]
    """Stage → how long it took: `sound`, `recognising`, `understanding`, `answering`; empty where it was kept before
    that was recorded."""
    raw: str
    """What is kept of it besides the sound, as it is kept: JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """A page of utterances, newest first."""

    utterances: tuple[ShownUtterance, ...]
    next: str | None
    """Value of `after` for the next page; None on the last."""
    searched_until: datetime | None
    """Back to which moment this page looked; None: to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenPlays:
    """Who listened to a recording's clip, as the audit log has it; the reader checks the proofs."""

    clip_id: UUID | None
    """None: no clip was made, or the link to it was cut."""
    plays: tuple[LeafProof, ...]
    not_signed_yet: int
    """Plays that no signed head has in yet; a minute later it has."""
    public_key: str | None
    """The log's, as the server says; to be compared with one that was kept elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIntent:
    """An intent that the assistant knows."""

    name: str
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIntents:
    """All intents that the assistant knows or that labels name."""

    intents: tuple[KnownIntent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What happens with what is said, in plain words."""

    paragraphs: tuple[str, ...]
