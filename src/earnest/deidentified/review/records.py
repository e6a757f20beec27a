"""Records of review: what a reviewer holds, sees and writes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from earnest.foundation.identifiers import ClipId, LabelId, LeaseId, StaffId
from earnest.handover.labels import GradedAnswer, LabelledEntity, LabelledSlot, ReviewerKind, WakeWordVerdict
from earnest.handover.reviews import LeasePurpose
from earnest.services.cryptography import Binding


class LeaseOutcome(StrEnum):
    """How a lease ended."""

    LABELLED = "labelled"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    """Given back without a verdict; this reviewer is not given the clip again."""
    EJECTED = "ejected"
    """Hard to bear (DC1); only reviewers who chose such clips are given it, and this one never again."""
    TAKEN_BACK = "taken_back"
    """Labelled or rejected, and taken back within ten minutes."""
    ESCALATED = "escalated"
    """A danger was heard in it; it goes to no other reviewer."""
    SKIPPED = "skipped"
    """Left for later with what was written; this reviewer is not given it for half an hour, others are."""
    SET_ASIDE = "set_aside"
    """Left for a verdict that was taken back; this reviewer is given the clip again next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who listens, as far as review has to know; never a name."""

    staff_id: StaffId
    """For the lease."""
    kind: ReviewerKind
    """For receipt and label."""
    pseudonym: str
    """For the audit log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLease:
    """A clip in the hands of one reviewer."""

    lease_id: LeaseId
    clip_id: ClipId
    leased_at: datetime
    expires_at: datetime
    outcome: LeaseOutcome | None
    """How it ended; None while it is open."""
    played_milliseconds: int
    """Sum of reported play, ≥ 0."""
    sound_left_at: datetime | None
    """When the sound first left under this lease; the proof of listening counts from there. None: it never left."""
    label_id: LabelId | None
    """What was written in it; None while it is open, where nothing was written, and where it was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedClip:
    """A clip that a reviewer may be given next, whose sealed sound their page has."""

    lease_id: LeaseId
    """Of the lease that begins where it is given."""
    clip_id: ClipId
    purpose: LeasePurpose
    """Review, or planted."""
    sealed_key: bytes = b""
    """Key of the sound, sealed with the clip's key."""

    @property
    def binding(self) -> Binding:
        """What the key of the sound is bound to."""
        return Binding(kind="sound-ahead", identifier=self.lease_id, version=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWord:
    """One word of the recogniser's text as the reviewer sees it."""

    text: str
    start_milliseconds: int
    end_milliseconds: int
    posterior: float
    concealed: str | None
    """Kind of personal data that is beeped here."""
    alternatives: tuple[str, ...] = ()
    """What else the recogniser thought of; without what could be personal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDisguise:
    """How the voice was disguised."""

    profile: str
    """How it works."""
    strength: str
    """`cosmetic`, `intermediate` or `strong`, as measured; `cosmetic` where nothing was measured (AU2)."""
    wrong_in_hundred: int | None
    """In how many of 100 decisions an attacker who trains on disguised voices is wrong (50 is guessing); None where
    it was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClip:
    """Everything that a reviewer is told about a clip; an allow-list (PS1), so a new field is a privacy decision."""

    language: str
    region: str
    day_part: str
    wake_word: str | None
    words: tuple[ShownWord, ...]
    prefill: bool
    """Whether the words may stand in the box; else they are not sent at all (RV8)."""
    verify: bool
    """Whether the page first asks if they are right: few errors are expected (decisions 0036, 0105)."""
    disguise: ShownDisguise
    duration_milliseconds: int
    warnings: tuple[str, ...]
    """What may be hard to hear (DC2); then the words are shown before the sound, also doubtful ones."""
    answer: tuple[str | None, ...] | None
    """What the assistant answered, de-identified: pieces of text, None where something is not shown. None as a whole
    where nothing is known of an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLabel:
    """What a reviewer sends as a label."""

    wake_word_verdict: WakeWordVerdict
    transcript: str | None
    unclear_words: tuple[int, ...]
    intent: str | None
    slots: tuple[LabelledSlot, ...]
    entities: tuple[LabelledEntity, ...]
    guideline_version: str
    answer: GradedAnswer | None = None
    """How the assistant's answer is graded; None where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRejection:
    """What a reviewer sends as a rejection."""

    reason: str
    wake_word_verdict: WakeWordVerdict
    guideline_version: str
