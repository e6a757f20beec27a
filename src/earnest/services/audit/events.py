"""Events of the audit log: identifiers, keyed pseudonyms, codes, numbers and times, and nothing that anybody said."""

import json
import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from earnest.foundation.identifiers import (
    ClipId,
    ConsentEventId,
    LabelId,
    LeaseId,
    ModelId,
    RecordingId,
    ReleaseId,
    SnapshotId,
)
from earnest.services.audit.errors import EventUnfit
from earnest.services.audit.pseudonyms import PSEUDONYM_SHAPE

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PEOPLE = frozenset({"customer", "reviewer", "member"})
"""Fields that name a person; they hold pseudonyms."""
_HASH_BYTES = 32
_LARGEST = 2**53 - 1
"""Whole numbers beyond this are not the same in every reader of JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """What happened. A changed meaning or field is a new version of the kind; old entries stay as they are."""

    kind: ClassVar[str]
    """Stable name of the kind of event."""
    version: ClassVar[int] = 1
    """Version of the kind's fields."""

    at: datetime
    """When; aware."""

    def entry(self) -> bytes:
        """Return the leaf: canonical JSON (RFC 8785 for what occurs here: ASCII, sorted names, whole numbers).

        Raises:
            EventUnfit: a field holds something else than an identifier, pseudonym, code, number, hash or time.
        """
        holds: dict[str, str | int | bool | None] = {"kind": self.kind, "version": self.version}
        for field in fields(self):
            value: object = getattr(self, field.name)
            holds[field.name] = _person(value) if field.name in _PEOPLE else _plain(value)
        return canonical(holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecorded(AuditEvent):
    """A person said yes or no to a purpose."""

    kind: ClassVar[str] = "consent_recorded"
    customer: str
    """Pseudonym."""
    consent_event_id: ConsentEventId
    purpose: str
    """Code of the purpose."""
    given: bool
    """Yes or no."""
    wording_hash: bytes
    """SHA-256 of the wording that was shown or spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStored(AuditEvent):
    """A recording was sealed into the vault."""

    kind: ClassVar[str] = "recording_stored"
    recording_id: RecordingId
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingOpened(AuditEvent):
    """A recording was unsealed."""

    kind: ClassVar[str] = "recording_opened"
    recording_id: RecordingId
    reason: str
    """Code of the reason (RevealReason)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingErased(AuditEvent):
    """A recording's key was destroyed."""

    kind: ClassVar[str] = "recording_erased"
    recording_id: RecordingId
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPlaced(AuditEvent):
    """A de-identified clip crossed the handover. Which recording it comes from is not told."""

    kind: ClassVar[str] = "clip_placed"
    clip_id: ClipId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLeased(AuditEvent):
    """A clip was handed to a reviewer."""

    kind: ClassVar[str] = "clip_leased"
    clip_id: ClipId
    lease_id: LeaseId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPlayed(AuditEvent):
    """A clip's sound is about to leave; committed before the first byte of it."""

    kind: ClassVar[str] = "clip_played"
    clip_id: ClipId
    lease_id: LeaseId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLabelled(AuditEvent):
    """A reviewer wrote what a clip says."""

    kind: ClassVar[str] = "clip_labelled"
    clip_id: ClipId
    label_id: LabelId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipRejected(AuditEvent):
    """A reviewer refused a clip."""

    kind: ClassVar[str] = "clip_rejected"
    clip_id: ClipId
    label_id: LabelId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelTakenBack(AuditEvent):
    """A reviewer took back what they had just sent about a clip; the label is gone."""

    kind: ClassVar[str] = "label_taken_back"
    clip_id: ClipId
    label_id: LabelId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipWithdrawn(AuditEvent):
    """Nobody may hear or learn from a clip any more."""

    kind: ClassVar[str] = "clip_withdrawn"
    clip_id: ClipId
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipErased(AuditEvent):
    """A withdrawn clip is gone from every store."""

    kind: ClassVar[str] = "clip_erased"
    clip_id: ClipId


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotMade(AuditEvent):
    """Labels were frozen for training."""

    kind: ClassVar[str] = "snapshot_made"
    snapshot_id: SnapshotId
    content_hash: bytes
    """SHA-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotExported(AuditEvent):
    """Sound and labels of a snapshot were about to be copied out of every store, to where no erasure reaches."""

    kind: ClassVar[str] = "snapshot_exported"
    snapshot_id: SnapshotId
    clip_count: int
    """Clips of the snapshot that were not withdrawn at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTrained(AuditEvent):
    """A model was made from a snapshot."""

    kind: ClassVar[str] = "model_trained"
    model_id: ModelId
    snapshot_id: SnapshotId
    sha256: bytes
    """Of the bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReleased(AuditEvent):
    """A model went live."""

    kind: ClassVar[str] = "model_released"
    release_id: ReleaseId
    model_id: ModelId
    sha256: bytes
    """Of the bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRolledBack(AuditEvent):
    """An earlier model went live again."""

    kind: ClassVar[str] = "model_rolled_back"
    release_id: ReleaseId
    model_id: ModelId | None
    """None: the stock model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAdded(AuditEvent):
    """Somebody may sign in from now on."""

    kind: ClassVar[str] = "staff_added"
    member: str
    """Pseudonym."""
    role: str
    """Code of the role."""
    member_kind: str
    """`person`, or `simulated` where a program types known answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDisabled(AuditEvent):
    """Somebody may not sign in any more, and every session of theirs ended."""

    kind: ClassVar[str] = "staff_disabled"
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReset(AuditEvent):
    """Somebody got a new password and second factor, and every session of theirs ended."""

    kind: ClassVar[str] = "staff_reset"
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSignedIn(AuditEvent):
    """Somebody signed in with both factors."""

    kind: ClassVar[str] = "staff_signed_in"
    member: str
    """Pseudonym."""


def canonical(holds: dict[str, str | int | bool | None]) -> bytes:
    """Return canonical JSON of a flat object of texts, whole numbers, truth values and nothing."""
    return json.dumps(holds, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def _person(value: object) -> str:
    if isinstance(value, str) and PSEUDONYM_SHAPE.fullmatch(value):
        return value
    raise EventUnfit


def _plain(value: object) -> str | int | bool | None:
    match value:
        case None | bool():
            return value
        case int() if abs(value) <= _LARGEST:
            return value
        case UUID():
            return str(value)
        case datetime() if value.tzinfo is not None:
            return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        case bytes() if len(value) == _HASH_BYTES:
            return value.hex()
        case str() if _CODE.fullmatch(value):
            return value
        case _:
            raise EventUnfit
