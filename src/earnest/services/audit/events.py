"""Events of the audit log: identifiers, keyed pseudonyms, codes, numbers and times, and nothing that was said."""

import json
import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from earnest.foundation.identifiers import (
    ActRequestId,
    AlertId,
    BreachId,
    CampaignId,
    ClipId,
    ConsentEventId,
    CorpusId,
    DeviceId,
    EscalationId,
    LabelId,
    LeaseId,
    ModelId,
    NameId,
    ProcessorId,
    QualificationAttemptId,
    QualificationTestId,
    RecordingId,
    ReleaseId,
    RequestId,
    SiteId,
    SnapshotId,
    StopId,
    VendorId,
)
from earnest.services.audit.errors import EventUnfit
from earnest.services.audit.pseudonyms import PSEUDONYM_SHAPE

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PEOPLE = frozenset({"customer", "reviewer", "member"})
"""Fields that name a person; they hold pseudonyms."""
_HASH_BYTES = 32
_GATEWAY = "earnest_device_gateway"
_PORTAL = "earnest_customer_portal"
_PERSONAL_WORKER = "earnest_personal_worker"
_WORKBENCH = "earnest_workbench"
_CORPUS_WORKER = "earnest_corpus_worker"
_ADMINISTRATION = "earnest_administration"
_CUSTOMER_ACCOUNTS = "earnest_customer_accounts"
_LARGEST = 2**53 - 1
"""Whole numbers beyond this are not the same in every reader of JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """What happened. A changed meaning or field is a new version of the kind; old entries stay as they are."""

    kind: ClassVar[str]
    """Stable name of the kind of event."""
    version: ClassVar[int] = 1
    """Version of the kind's fields."""
    writers: ClassVar[frozenset[str]] = frozenset()
    """Login roles whose processes write it; the database takes it from no other."""

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
    writers: ClassVar[frozenset[str]] = frozenset({_GATEWAY, _PORTAL})
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
    """A recording was sealed into the vault. Whose it is is not told, as version 1 did: the log never forgets (PS5)."""

    kind: ClassVar[str] = "recording_stored"
    version: ClassVar[int] = 2
    writers: ClassVar[frozenset[str]] = frozenset({_GATEWAY})
    recording_id: RecordingId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingOpened(AuditEvent):
    """A recording was unsealed."""

    kind: ClassVar[str] = "recording_opened"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL, _PERSONAL_WORKER})
    recording_id: RecordingId
    reason: str
    """Code of the reason (RevealReason)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingErased(AuditEvent):
    """A recording's key was destroyed."""

    kind: ClassVar[str] = "recording_erased"
    writers: ClassVar[frozenset[str]] = frozenset({_PERSONAL_WORKER})
    recording_id: RecordingId
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPlaced(AuditEvent):
    """A de-identified clip crossed the handover. Which recording it comes from is not told."""

    kind: ClassVar[str] = "clip_placed"
    writers: ClassVar[frozenset[str]] = frozenset({_PERSONAL_WORKER})
    clip_id: ClipId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLeased(AuditEvent):
    """A clip was handed to a reviewer."""

    kind: ClassVar[str] = "clip_leased"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    clip_id: ClipId
    lease_id: LeaseId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPlayed(AuditEvent):
    """A clip's sound is about to leave; committed before the first byte of it."""

    kind: ClassVar[str] = "clip_played"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    clip_id: ClipId
    lease_id: LeaseId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLabelled(AuditEvent):
    """A reviewer wrote what a clip says."""

    kind: ClassVar[str] = "clip_labelled"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    clip_id: ClipId
    label_id: LabelId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipRejected(AuditEvent):
    """A reviewer refused a clip."""

    kind: ClassVar[str] = "clip_rejected"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    clip_id: ClipId
    label_id: LabelId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelTakenBack(AuditEvent):
    """A reviewer took back what they had just sent about a clip; the label is gone."""

    kind: ClassVar[str] = "label_taken_back"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    clip_id: ClipId
    label_id: LabelId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipWithdrawn(AuditEvent):
    """A clip may not be heard or learned from any more."""

    kind: ClassVar[str] = "clip_withdrawn"
    writers: ClassVar[frozenset[str]] = frozenset({_GATEWAY, _PORTAL, _PERSONAL_WORKER, _WORKBENCH, _CORPUS_WORKER})
    clip_id: ClipId
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipErased(AuditEvent):
    """A withdrawn clip is gone from every store."""

    kind: ClassVar[str] = "clip_erased"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    clip_id: ClipId


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotMade(AuditEvent):
    """Labels were frozen for training."""

    kind: ClassVar[str] = "snapshot_made"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    snapshot_id: SnapshotId
    content_hash: bytes
    """SHA-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotExported(AuditEvent):
    """Sound and labels of a snapshot were about to be copied out of every store, to where no erasure reaches."""

    kind: ClassVar[str] = "snapshot_exported"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    snapshot_id: SnapshotId
    clip_count: int
    """Clips of the snapshot that were not withdrawn at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTrained(AuditEvent):
    """A model was made from a snapshot."""

    kind: ClassVar[str] = "model_trained"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    model_id: ModelId
    snapshot_id: SnapshotId
    sha256: bytes
    """Of the bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReleased(AuditEvent):
    """A model went live."""

    kind: ClassVar[str] = "model_released"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    release_id: ReleaseId
    model_id: ModelId
    sha256: bytes
    """Of the bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRolledBack(AuditEvent):
    """An earlier model went live again."""

    kind: ClassVar[str] = "model_rolled_back"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    release_id: ReleaseId
    model_id: ModelId | None
    """None: the stock model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAdded(AuditEvent):
    """A member of staff may sign in from now on."""

    kind: ClassVar[str] = "staff_added"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    member: str
    """Pseudonym."""
    role: str
    """Code of the role."""
    member_kind: str
    """`person`, or `simulated` where a program types known answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDisabled(AuditEvent):
    """A member of staff may not sign in any more, and every session of theirs ended."""

    kind: ClassVar[str] = "staff_disabled"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEnabled(AuditEvent):
    """A disabled member of staff may sign in again, with a new password and second factor."""

    kind: ClassVar[str] = "staff_enabled"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChanged(AuditEvent):
    """A member of staff has another role, site or languages, and every session of theirs ended."""

    kind: ClassVar[str] = "staff_changed"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    member: str
    """Pseudonym."""
    role: str
    """Code of the role from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorAdded(AuditEvent):
    """A vendor was added."""

    kind: ClassVar[str] = "vendor_added"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    vendor_id: VendorId


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAdded(AuditEvent):
    """A site of a vendor was added."""

    kind: ClassVar[str] = "site_added"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    vendor_id: VendorId
    site_id: SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChanged(AuditEvent):
    """Country, networks, hours or demands of a site are others from now on."""

    kind: ClassVar[str] = "site_changed"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    site_id: SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReset(AuditEvent):
    """A member of staff got a new password and second factor, and every session of theirs ended."""

    kind: ClassVar[str] = "staff_reset"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPersonStated(AuditEvent):
    """It was stated which person an account belongs to; by that two accounts count as one person (RV2)."""

    kind: ClassVar[str] = "staff_person_stated"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSignedIn(AuditEvent):
    """A member of staff signed in with both factors, or with a passkey."""

    kind: ClassVar[str] = "staff_signed_in"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSignedOut(AuditEvent):
    """A member of staff signed out."""

    kind: ClassVar[str] = "staff_signed_out"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRecoveryCodesMade(AuditEvent):
    """A member of staff made new recovery codes; the earlier ones ended."""

    kind: ClassVar[str] = "staff_recovery_codes_made"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRecoveryCodeUsed(AuditEvent):
    """A recovery code stood for the code of an app at a sign-in, and is spent."""

    kind: ClassVar[str] = "staff_recovery_code_used"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPasskeyAdded(AuditEvent):
    """A member of staff added a passkey."""

    kind: ClassVar[str] = "staff_passkey_added"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPasskeyRemoved(AuditEvent):
    """A member of staff removed a passkey."""

    kind: ClassVar[str] = "staff_passkey_removed"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffIdentityLinked(AuditEvent):
    """A member of staff linked an identity of a provider of single sign-on, which signs them in from then on."""

    kind: ClassVar[str] = "staff_identity_linked"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffIdentityUnlinked(AuditEvent):
    """A member of staff took back the link to a provider."""

    kind: ClassVar[str] = "staff_identity_unlinked"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffBrowserRequested(AuditEvent):
    """A member of staff asked for the enrolment of a browser."""

    kind: ClassVar[str] = "staff_browser_requested"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    member: str
    """Pseudonym of who asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffBrowserApproved(AuditEvent):
    """A browser that a member asked for was approved for their site."""

    kind: ClassVar[str] = "staff_browser_approved"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    member: str
    """Pseudonym of who asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffBrowserRemoved(AuditEvent):
    """A browser that a member had asked for was removed."""

    kind: ClassVar[str] = "staff_browser_removed"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    member: str
    """Pseudonym of who asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPasswordChanged(AuditEvent):
    """A member of staff changed their password; their other sessions ended."""

    kind: ClassVar[str] = "staff_password_changed"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftAttested(AuditEvent):
    """A reviewer declared their surroundings; the shift begins only where all of it is yes (WP3)."""

    kind: ClassVar[str] = "shift_attested"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    member: str
    """Pseudonym."""
    headphones: bool
    """Headphones are worn."""
    closed_room: bool
    """The room is closed."""
    no_public_place: bool
    """It is no public place."""
    alone: bool
    """No other person is present."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSessionsEnded(AuditEvent):
    """A member of staff signed out everywhere but in one browser."""

    kind: ClassVar[str] = "staff_sessions_ended"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH, _ADMINISTRATION})
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAdded(AuditEvent):
    """A person got an account; every purpose is off."""

    kind: ClassVar[str] = "customer_added"
    writers: ClassVar[frozenset[str]] = frozenset({_CUSTOMER_ACCOUNTS})
    customer: str
    """Pseudonym."""
    programme: str
    """Code of the programme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelInvited(AuditEvent):
    """A person was invited to the panel; nothing changes before they agree."""

    kind: ClassVar[str] = "panel_invited"
    writers: ClassVar[frozenset[str]] = frozenset({_CUSTOMER_ACCOUNTS, _PERSONAL_WORKER})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAsked(AuditEvent):
    """A privacy officer asked to invite a person to the panel, take that back or note a reward; of whom is not told."""

    kind: ClassVar[str] = "panel_asked"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    act: str
    """`invite`, `take_back` or `reward`."""
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelInvitationTakenBack(AuditEvent):
    """An invitation to the panel was taken back before the person answered."""

    kind: ClassVar[str] = "panel_invitation_taken_back"
    writers: ClassVar[frozenset[str]] = frozenset({_CUSTOMER_ACCOUNTS, _PERSONAL_WORKER})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelContractAgreed(AuditEvent):
    """A person agreed to the contract of the panel."""

    kind: ClassVar[str] = "panel_contract_agreed"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""
    wording_hash: bytes
    """SHA-256 of the text that was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelLeft(AuditEvent):
    """A person declined the invitation to the panel, or left it."""

    kind: ClassVar[str] = "panel_left"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRewarded(AuditEvent):
    """A reward of a person of the panel was noted."""

    kind: ClassVar[str] = "panel_rewarded"
    writers: ClassVar[frozenset[str]] = frozenset({_CUSTOMER_ACCOUNTS, _PERSONAL_WORKER})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPasswordReset(AuditEvent):
    """A person got a new password, and every session ended."""

    kind: ClassVar[str] = "customer_password_reset"
    writers: ClassVar[frozenset[str]] = frozenset({_CUSTOMER_ACCOUNTS})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSignedIn(AuditEvent):
    """A person signed in to the portal."""

    kind: ClassVar[str] = "customer_signed_in"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSignedOut(AuditEvent):
    """A person ended a session."""

    kind: ClassVar[str] = "customer_signed_out"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerErased(AuditEvent):
    """Everything that a person ever said was erased, and the person's key destroyed."""

    kind: ClassVar[str] = "customer_erased"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAdded(AuditEvent):
    """A device may send sound from now on."""

    kind: ClassVar[str] = "device_added"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL, _CUSTOMER_ACCOUNTS})
    device_id: DeviceId
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRemoved(AuditEvent):
    """A device's token is refused from now on."""

    kind: ClassVar[str] = "device_removed"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    device_id: DeviceId
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseChanged(AuditEvent):
    """A customer chose a retention, or let everything be kept and not used, or lifted that."""

    kind: ClassVar[str] = "use_changed"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""
    change: str
    """`retention`, `restricted` or `lifted`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionReceipted(AuditEvent):
    """Every store had said that nothing is left of a deletion; the receipt with this hash says so."""

    kind: ClassVar[str] = "deletion_receipted"
    writers: ClassVar[frozenset[str]] = frozenset({_PERSONAL_WORKER})
    document_hash: bytes
    """SHA-256 of the receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(AuditEvent):
    """A customer closed their account; everything that was kept was erased with it."""

    kind: ClassVar[str] = "account_closed"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMade(AuditEvent):
    """Everything of a customer was put into an archive for them, or the archive was handed to them."""

    kind: ClassVar[str] = "export_made"
    writers: ClassVar[frozenset[str]] = frozenset({_PERSONAL_WORKER, _PORTAL})
    customer: str
    """Pseudonym."""
    change: str
    """`made` or `fetched`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateHourChanged(AuditEvent):
    """A customer's private hour began or ended, or the weekly plan of them changed."""

    kind: ClassVar[str] = "private_hour_changed"
    writers: ClassVar[frozenset[str]] = frozenset({_GATEWAY, _PORTAL})
    customer: str
    """Pseudonym."""
    change: str
    """`begun`, `begun_by_voice`, `ended`, `scheduled` or `unscheduled`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesChanged(AuditEvent):
    """A customer's list of household names changed; never which names."""

    kind: ClassVar[str] = "names_changed"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSwitched(AuditEvent):
    """A household set a skill that may ask other hosts; never what it was told."""

    kind: ClassVar[str] = "skill_switched"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    customer: str
    """Pseudonym."""
    skill: str
    """Name of the skill."""
    switched_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionKept(AuditEvent):
    """A person corrected what was understood of a recording."""

    kind: ClassVar[str] = "correction_kept"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL, _PERSONAL_WORKER})
    recording_id: RecordingId
    learn: bool
    """The person's own assistant learns from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionUndone(AuditEvent):
    """A person took back the correction of a recording; what was learned from it is forgotten."""

    kind: ClassVar[str] = "correction_undone"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL})
    recording_id: RecordingId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipReturned(AuditEvent):
    """A reviewer gave a clip back without a label."""

    kind: ClassVar[str] = "clip_returned"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    clip_id: ClipId
    lease_id: LeaseId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationImported(AuditEvent):
    """Licensed reference recordings were added to an evaluation set."""

    kind: ClassVar[str] = "evaluation_imported"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    added: int
    """How many were new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusImported(AuditEvent):
    """Labelled data that a voice team brought was added to a corpus."""

    kind: ClassVar[str] = "corpus_imported"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    corpus_id: CorpusId
    added: int
    """How many items were new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusRemoved(AuditEvent):
    """A corpus was removed and its keys destroyed."""

    kind: ClassVar[str] = "corpus_removed"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    corpus_id: CorpusId
    removed: int
    """How many items it had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationRaised(AuditEvent):
    """A reviewer heard a danger in a clip."""

    kind: ClassVar[str] = "escalation_raised"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    escalation_id: EscalationId
    clip_id: ClipId
    reviewer: str
    """Pseudonym."""
    category: str
    """Code of the category."""
    due_at: datetime
    """Until when a safety officer takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationTold(AuditEvent):
    """A reviewer was shown what became of an escalation."""

    kind: ClassVar[str] = "escalation_told"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    escalation_id: EscalationId
    reviewer: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationLate(AuditEvent):
    """No safety officer took an escalation in time."""

    kind: ClassVar[str] = "escalation_late"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    escalation_id: EscalationId


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationTaken(AuditEvent):
    """A safety officer took an escalation."""

    kind: ClassVar[str] = "escalation_taken"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    escalation_id: EscalationId
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationDecided(AuditEvent):
    """A safety officer closed an escalation with a coded decision."""

    kind: ClassVar[str] = "escalation_decided"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    escalation_id: EscalationId
    member: str
    """Pseudonym."""
    decision: str
    """Code of the decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationApproved(AuditEvent):
    """An officer approved an act that needs two people."""

    kind: ClassVar[str] = "escalation_approved"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    escalation_id: EscalationId
    member: str
    """Pseudonym."""
    act: str
    """Code of the act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSealed(AuditEvent):
    """A copy of an escalated clip was sealed under the evidence key."""

    kind: ClassVar[str] = "evidence_sealed"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    escalation_id: EscalationId


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOpened(AuditEvent):
    """Evidence was about to be written out, after two officers approved."""

    kind: ClassVar[str] = "evidence_opened"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    escalation_id: EscalationId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRotated(AuditEvent):
    """A master key got a new key that seals from then on."""

    kind: ClassVar[str] = "key_rotated"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    name: str
    """Code of the master key."""
    keys: int
    """How many keys it holds now; the older ones open only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEnded(AuditEvent):
    """Evidence was removed because its hold ended."""

    kind: ClassVar[str] = "evidence_ended"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    escalation_id: EscalationId


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldExtended(AuditEvent):
    """Evidence is kept longer, after two officers approved."""

    kind: ClassVar[str] = "hold_extended"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    escalation_id: EscalationId
    member: str
    """Pseudonym."""
    reason: str
    """Code of the reason."""
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentificationAsked(AuditEvent):
    """The personal side was asked who spoke; it acts once both officers approved."""

    kind: ClassVar[str] = "identification_asked"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    escalation_id: EscalationId
    member: str
    """Pseudonym."""
    tell_customer: bool
    """False where telling the customer is forbidden by law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentificationEnded(AuditEvent):
    """The personal side looked for who spoke, after two officers approved."""

    kind: ClassVar[str] = "identification_ended"
    writers: ClassVar[frozenset[str]] = frozenset({_PERSONAL_WORKER})
    escalation_id: EscalationId
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerContacted(AuditEvent):
    """A person contacted the reviewer of an escalation."""

    kind: ClassVar[str] = "reviewer_contacted"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    escalation_id: EscalationId
    member: str
    """Pseudonym."""
    paid_minutes: int
    """Paid time that the reviewer got."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChanged(AuditEvent):
    """The duty roster of a country changed."""

    kind: ClassVar[str] = "duty_changed"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    country: str
    """Lower case."""
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryWritten(AuditEvent):
    """An entry of the matrix of countries was written, or a country declared active."""

    kind: ClassVar[str] = "country_written"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    country: str
    """Lower case."""
    member: str
    """Pseudonym."""
    part: str
    """Code of the entry; `active` where the country was declared active."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRaised(AuditEvent):
    """A pattern of use was noticed and a lead was told."""

    kind: ClassVar[str] = "alert_raised"
    writers: ClassVar[frozenset[str]] = frozenset({_CORPUS_WORKER})
    alert_id: AlertId
    pattern: str
    """Code of the pattern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertDecided(AuditEvent):
    """A person decided about an alert or a report of abuse."""

    kind: ClassVar[str] = "alert_decided"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    alert_id: AlertId
    decision: str
    """Code of the decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertReopened(AuditEvent):
    """What a person decided about an alert or a report of abuse was taken back; it waits for a decision again."""

    kind: ClassVar[str] = "alert_reopened"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    alert_id: AlertId
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineApproved(AuditEvent):
    """A version of the guideline counts from now on; the writer approves it where no other person leads review."""

    kind: ClassVar[str] = "guideline_approved"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    number: int
    member: str
    """Pseudonym of who approved it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineWithdrawn(AuditEvent):
    """The text of a version of the guideline was destroyed."""

    kind: ClassVar[str] = "guideline_withdrawn"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    number: int
    member: str
    """Pseudonym of who withdrew it."""
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDecided(AuditEvent):
    """A lead accepted, renamed or refused the name of an intent or slot."""

    kind: ClassVar[str] = "name_decided"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    name_id: NameId
    decision: str
    """Code of the decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseReported(AuditEvent):
    """A member of staff reported abuse; who is not told."""

    kind: ClassVar[str] = "abuse_reported"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    alert_id: AlertId
    """Of the report."""
    category: str
    """Code of the category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRequested(AuditEvent):
    """A lead asked the gate for utterances that name a public thing."""

    kind: ClassVar[str] = "campaign_requested"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    campaign_id: CampaignId
    member: str
    """Pseudonym."""
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignApproved(AuditEvent):
    """A person approved a campaign; two have to."""

    kind: ClassVar[str] = "campaign_approved"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    campaign_id: CampaignId
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignStopped(AuditEvent):
    """A person stopped a campaign before its end."""

    kind: ClassVar[str] = "campaign_stopped"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    campaign_id: CampaignId
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresCounted(AuditEvent):
    """What was counted on a day that is over; `at` is the end of that day."""

    kind: ClassVar[str] = "figures_counted"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    answered: int
    chosen: int
    placed: int
    heard: int
    withheld: int
    accidental: int
    erased: int
    content_hash: bytes
    """SHA-256 of the day's counts by region, language, programme and vendor (`organisation.figures.counts`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawKeyMade(AuditEvent):
    """The key was made with which a month's candidates are drawn; the log has it before the first of them."""

    kind: ClassVar[str] = "draw_key_made"
    writers: ClassVar[frozenset[str]] = frozenset({_GATEWAY})
    draw_key: bytes
    """Public key, 32 bytes (`services.cryptography.verifiable_randomness`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateCommitted(AuditEvent):
    """A list of candidates grew by one, and its root is what the number is drawn from (`handover.drawing`)."""

    kind: ClassVar[str] = "candidate_committed"
    writers: ClassVar[frozenset[str]] = frozenset({_GATEWAY})
    candidates_root: bytes
    """RFC 6962 root over the candidates of a region, programme and month so far, this one included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSettled(AuditEvent):
    """What became of a candidate that waited for a round of a randomness beacon (`handover.drawing`)."""

    kind: ClassVar[str] = "candidate_settled"
    writers: ClassVar[frozenset[str]] = frozenset({_GATEWAY})
    candidates_root: bytes
    """As the log has it from when the candidate came into the list."""
    outcome: str
    """Code: chosen, passed over, or lapsed because the round did not come in time."""
    utterance: int
    """Utterances of the region, programme and month that were counted until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRequested(AuditEvent):
    """An officer asked for an act that two people approve."""

    kind: ClassVar[str] = "act_requested"
    version: ClassVar[int] = 2
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    request_id: ActRequestId
    act: str
    """Code of the act."""
    programme: str | None
    share_millionths: int | None
    """Share that is asked for; None for an export."""
    member: str
    """Pseudonym."""
    country: str | None
    """Whose share it is, in lower case; None: the whole programme's, or an export. Version 1 knew none of countries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActApproved(AuditEvent):
    """Another officer approved it."""

    kind: ClassVar[str] = "act_approved"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    request_id: ActRequestId
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionShareLowered(AuditEvent):
    """An officer lowered the share of a region; it is in force from now on."""

    kind: ClassVar[str] = "region_share_lowered"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    programme: str
    country: str
    """ISO 3166-1 alpha-2, in lower case."""
    share_millionths: int
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopBegun(AuditEvent):
    """An officer stopped what people hear or what is learned."""

    kind: ClassVar[str] = "stop_begun"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    stop_id: StopId
    scope: str
    """Code of the scope."""
    target: str | VendorId | None
    """Which one, lower case; None for everything."""
    reason: str
    """Code of the reason."""
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopUnknown(AuditEvent):
    """A start stopped everything: the data were an older copy that does not hold this stop."""

    kind: ClassVar[str] = "stop_unknown"
    stop_id: StopId


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumptionRequested(AuditEvent):
    """An officer asked that a stop ends; a second person has to agree."""

    kind: ClassVar[str] = "resumption_requested"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    stop_id: StopId
    member: str
    """Pseudonym."""
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEnded(AuditEvent):
    """A second officer agreed, and a stop ended."""

    kind: ClassVar[str] = "stop_ended"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    stop_id: StopId
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelinePublished(AuditEvent):
    """A lead published a version of the guideline."""

    kind: ClassVar[str] = "guideline_published"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    number: int
    """Of the version."""
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineConfirmed(AuditEvent):
    """A member has read a version of the guideline."""

    kind: ClassVar[str] = "guideline_confirmed"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    number: int
    """Of the version."""
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationTestComposed(AuditEvent):
    """A lead composed a test for a language."""

    kind: ClassVar[str] = "qualification_test_composed"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    test_id: QualificationTestId
    member: str
    """Pseudonym of the lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationDecided(AuditEvent):
    """A lead decided whether a reviewer is qualified where the measure did not say so."""

    kind: ClassVar[str] = "qualification_decided"
    writers: ClassVar[frozenset[str]] = frozenset({_WORKBENCH})
    attempt_id: QualificationAttemptId
    decision: str
    """Code of the decision."""
    member: str
    """Pseudonym of the lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsInForce(AuditEvent):
    """Everything started with these settings; shares in millionths, because the log holds whole numbers only."""

    kind: ClassVar[str] = "settings_in_force"
    version: ClassVar[int] = 3
    """1 had no `reviews_per_clip`, 2 no `double_review_share_millionths`."""
    started_by: str
    """Command that started it: `run`, `tour`, or `supervisor` where it was started by itself."""
    changed: bool
    """Something is not as at the start before, or there was none."""
    cap_share_millionths: int
    """Share of utterances that may be heard, general programme."""
    panel_cap_share_millionths: int
    """The same of the invited panel."""
    person_cap: int
    """Clips per person and 30 days."""
    panel_person_cap: int
    """The same of the invited panel."""
    retention_days: int
    engine: str
    """Code of the recogniser."""
    disguise: str
    """Code of the profile that disguises voices."""
    verifier: str | None
    """Code of the recogniser that listens to concealed sound; None: chosen by the engine."""
    lease_seconds: int
    reviews_per_clip: int
    """How many reviewers write about a clip."""
    double_review_share_millionths: int
    """Share of clips about which at least two write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOpened(AuditEvent):
    """A data subject asked for something; the legal clock runs (RI8). Who it is the log is not told."""

    kind: ClassVar[str] = "request_opened"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL, _PERSONAL_WORKER, _ADMINISTRATION})
    request_id: RequestId
    request: str
    """Code of what is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestProlonged(AuditEvent):
    """A request gets two more months, of which the person was told."""

    kind: ClassVar[str] = "request_prolonged"
    writers: ClassVar[frozenset[str]] = frozenset({_PERSONAL_WORKER, _ADMINISTRATION})
    request_id: RequestId
    reason: str
    """Code of the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswered(AuditEvent):
    """A request was answered."""

    kind: ClassVar[str] = "request_answered"
    writers: ClassVar[frozenset[str]] = frozenset({_PORTAL, _PERSONAL_WORKER, _ADMINISTRATION})
    request_id: RequestId
    outcome: str
    """Code of the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDue(AuditEvent):
    """A request is due within a week, or its day passed; told once for each."""

    kind: ClassVar[str] = "request_due"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    request_id: RequestId
    late: bool
    """Its day passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessorChanged(AuditEvent):
    """A processor began or ended; who it is stands in the list that customers see (TR7)."""

    kind: ClassVar[str] = "processor_changed"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    processor_id: ProcessorId
    country: str
    """Code of the country, lower case."""
    begins: bool
    """It began; else it ended."""
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePackBuilt(AuditEvent):
    """An evidence pack was built; it holds figures and documents, neither content nor identity (RG4)."""

    kind: ClassVar[str] = "evidence_pack_built"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    tree_size: int
    """Leaves of the log of which it tells."""
    manifest_hash: bytes
    """SHA-256 of the signed list of its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachEntered(AuditEvent):
    """An entry was added to the breach register (RG6)."""

    kind: ClassVar[str] = "breach_entered"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    breach_id: BreachId
    said: str
    """Code of what the entry says."""
    entry_hash: bytes
    """SHA-256 of the entry."""
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachDue(AuditEvent):
    """The 72 hours of a breach end within a day, or ended; told once for each."""

    kind: ClassVar[str] = "breach_due"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    breach_id: BreachId
    late: bool
    """They ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedAsked(AuditEvent):
    """An officer asked who is affected by a breach."""

    kind: ClassVar[str] = "affected_asked"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    breach_id: BreachId
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedAgreed(AuditEvent):
    """Another officer agreed, as the second person, that the list of those affected is made."""

    kind: ClassVar[str] = "affected_agreed"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    breach_id: BreachId
    member: str
    """Pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedListed(AuditEvent):
    """The personal side made the list of those affected and sealed it to the officer."""

    kind: ClassVar[str] = "affected_listed"
    writers: ClassVar[frozenset[str]] = frozenset({_PERSONAL_WORKER})
    breach_id: BreachId
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWritten(AuditEvent):
    """The organisation stated something of an obligation, or who answers for the processing."""

    kind: ClassVar[str] = "statement_written"
    writers: ClassVar[frozenset[str]] = frozenset({_ADMINISTRATION})
    subject: str
    """Code of the obligation."""
    state: str
    """Code of the state."""
    member: str
    """Pseudonym."""


def writers_of_kinds() -> tuple[tuple[str, int, tuple[str, ...], tuple[str, ...]], ...]:
    """Return each kind with its version, its fields and the roles that may write it; the database checks against it."""
    # A dataclass with slots is made twice, so the first of both is left out.
    kinds = [one for one in AuditEvent.__subclasses__() if globals().get(one.__name__) is one]
    return tuple(
        (
            one.kind,
            one.version,
            ("kind", "version", *sorted(field.name for field in fields(one))),
            tuple(sorted(one.writers)),
        )
        for one in sorted(kinds, key=lambda one: one.kind)
    )


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
