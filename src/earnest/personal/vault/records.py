"""Vault records."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from earnest.foundation.identifiers import CustomerId, DeviceId, RecordingId
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount, Samples
from earnest.personal.sampling.rules import GateReason
from earnest.personal.vault.content import RecordingContent


class ReviewState(StrEnum):
    """Where a recording is on the way to a reviewer."""

    NOT_SELECTED = "not_selected"
    WAITING = "waiting"
    """Chosen, not yet de-identified."""
    PLACED = "placed"
    WITHHELD = "withheld"
    """De-identification could not make it safe, so no reviewer hears it."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPosition:
    """A place in a customer's history, which goes from the newest recording to the oldest: just after this one."""

    captured_at: datetime
    recording_id: RecordingId


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryChoice:
    """Which recordings of a customer's history; each field narrows it further."""

    since: datetime | None = None
    """Only those captured then or later."""
    before: datetime | None = None
    """Only those captured before."""
    device_id: DeviceId | None = None
    """Only those of one device."""
    only_not_understood: bool = False
    """Only where the assistant found no intent."""
    only_learned: bool = False
    """Only those whose correction teaches the customer's assistant something."""
    only_heard: bool = False
    """Only those whose clip a person listened to; a program that stands in for a reviewer is none."""
    only_withheld: bool = False
    """Only those that de-identification withheld from reviewers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecording:
    """An utterance about to be stored."""

    recording_id: RecordingId
    customer_id: CustomerId
    device_id: DeviceId
    captured_at: datetime
    samples: Sensitive[Samples]
    """Trimmed sound as the recogniser got it; word positions point into it."""
    content: Sensitive[RecordingContent]
    understood: bool
    region: str
    programme: str
    selected: bool
    selection_reason: GateReason
    selection_probability: float
    delete_after: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecording:
    """A stored recording without its content."""

    recording_id: RecordingId
    customer_id: CustomerId
    captured_at: datetime
    sample_count: SampleCount
    object_key: str
    wrapped_key: bytes
    """Recording key wrapped by the customer key and sealed."""
    sealed_content: bytes
    customer_wrapped_key: bytes
    """Customer key wrapped by the master key."""
    customer_key_version: int
    understood: bool
    purposes: frozenset[str]
    region: str
    programme: str
    selected: bool
    selection_reason: str
    selection_probability: float
    review_state: ReviewState
    withheld_reason: str | None
    delete_after: datetime
