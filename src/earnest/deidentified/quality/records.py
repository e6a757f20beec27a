"""Records of quality: patterns of use that are noticed, reports of abuse, and what is decided about them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from earnest.foundation.identifiers import LeaseId, StaffId


class AlertPattern(StrEnum):
    """A way of using the workbench that a lead looks at; none of them is proof of anything."""

    OPENINGS_WITHOUT_LABELS = "openings_without_labels"
    """Many clips were heard and not labelled; ejected ones never count (DC1)."""
    REPLAYS = "replays"
    """Clips were heard far oftener than a label needs."""
    ODD_HOURS = "odd_hours"
    """Clips were heard outside the hours of work."""
    LONG_DWELL = "long_dwell"
    """Heard clips were held to the end of their time and left without a verdict."""
    HONEY_CLIP = "honey_clip"
    """A clip was taken that the queue never gives (AU10)."""


class AlertDecision(StrEnum):
    """What a person decided about an alert or a report."""

    EXPLAINED = "explained"
    """There is a reason for it."""
    TALKED = "talked"
    """It was talked about."""
    PASSED_ON = "passed_on"
    """Given to the safety officer."""
    MISTAKEN = "mistaken"
    """The pattern says nothing here."""


class ReopeningReason(StrEnum):
    """Why what was decided about an alert or a report is taken back."""

    MISTAKE = "mistake"
    """Something else was meant."""
    NEW_FACTS = "new_facts"
    """More is known now."""


class AbuseCategory(StrEnum):
    """What staff can report."""

    SHARED_CLIPS = "shared_clips"
    RECORDED_CLIPS = "recorded_clips"
    MOCKED_SPEAKERS = "mocked_speakers"
    LOOKED_FOR_PERSON = "looked_for_person"
    PRESSURE = "pressure"
    """Pressure to work faster or without breaks."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseUse:
    """How one lease was used."""

    lease_id: LeaseId
    staff_id: StaffId
    leased_at: datetime
    ended_at: datetime | None
    outcome: str | None
    sound_left_at: datetime | None
    sound_requests: int
    played_milliseconds: int
    duration_milliseconds: int
    """Length of the clip; 0 where it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticedPattern:
    """A pattern in the use of one member of staff."""

    pattern: AlertPattern
    staff_id: StaffId
    occasions: int
    """Leases that make it."""
    began_at: datetime
    ended_at: datetime
    """The moment from which on it could be noticed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAlert:
    """An alert as a lead sees it."""

    alert_id: UUID
    pattern: AlertPattern
    staff_id: UUID
    occasions: int
    began_at: datetime
    ended_at: datetime
    noticed_at: datetime
    decision: AlertDecision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """A report as a lead sees it; never who wrote it."""

    report_id: UUID
    category: AbuseCategory
    reported_at: datetime
    decision: AlertDecision | None
