"""Records of spoken orders."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from earnest.foundation.identifiers import CustomerId, DeviceId, RecordingId


class OrderKind(StrEnum):
    """What is asked for."""

    DELETE = "delete"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOrder:
    """An order that is not carried out yet."""

    order_id: UUID
    customer_id: CustomerId
    kind: OrderKind
    device_id: DeviceId | None
    """Delete: only what this device heard; None: all devices of the customer."""
    since: datetime | None
    """Delete: included."""
    until: datetime | None
    """Delete: included."""
    recording_id: RecordingId | None
    """Correct: which."""
    sealed_content: bytes | None
    """Correct: what was said instead."""
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenedSummary:
    """How much reviewers heard of a person."""

    clips: int
    """Clips of recordings that are kept, ≥ 0."""
    last_at: datetime | None
    """None: none was heard."""
