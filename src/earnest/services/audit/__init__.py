"""Audit: an append-only Merkle log of identifiers and pseudonyms, with signed checkpoints that anyone can verify."""

from earnest.services.audit.checkpoints import Checkpoint, create_signer_key, load_signer_key
from earnest.services.audit.errors import LogDamaged
from earnest.services.audit.events import (
    AuditEvent,
    ClipErased,
    ClipLabelled,
    ClipLeased,
    ClipPlaced,
    ClipPlayed,
    ClipRejected,
    ClipWithdrawn,
    ConsentRecorded,
    LabelTakenBack,
    ModelReleased,
    ModelRolledBack,
    ModelTrained,
    RecordingErased,
    RecordingOpened,
    RecordingStored,
    SnapshotExported,
    SnapshotMade,
    StaffAdded,
    StaffDisabled,
    StaffReset,
    StaffSignedIn,
)
from earnest.services.audit.log import Signer, append, find_last_checkpoint
from earnest.services.audit.notes import SignerKey, VerifierKey
from earnest.services.audit.pseudonyms import Pseudonyms
from earnest.services.audit.verification import VerificationReport, verify

__all__ = [
    "AuditEvent",
    "Checkpoint",
    "ClipErased",
    "ClipLabelled",
    "ClipLeased",
    "ClipPlaced",
    "ClipPlayed",
    "ClipRejected",
    "ClipWithdrawn",
    "ConsentRecorded",
    "LabelTakenBack",
    "LogDamaged",
    "ModelReleased",
    "ModelRolledBack",
    "ModelTrained",
    "Pseudonyms",
    "RecordingErased",
    "RecordingOpened",
    "RecordingStored",
    "Signer",
    "SignerKey",
    "SnapshotExported",
    "SnapshotMade",
    "StaffAdded",
    "StaffDisabled",
    "StaffReset",
    "StaffSignedIn",
    "VerificationReport",
    "VerifierKey",
    "append",
    "create_signer_key",
    "find_last_checkpoint",
    "load_signer_key",
    "verify",
]
