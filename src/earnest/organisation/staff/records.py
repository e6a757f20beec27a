"""Records of staff: who may sign in, as what."""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from earnest.foundation.identifiers import SessionId, SiteId, StaffId, VendorId


class StaffRole(StrEnum):
    """What a staff member does; what that allows is in `rules`."""

    REVIEWER = "reviewer"
    """Hears clips and labels them."""
    ADJUDICATOR = "adjudicator"
    """Reviews, and decides where reviewers disagree."""
    LEAD = "lead"
    """Keeps guideline, catalogue and quality of a language."""
    WELL_BEING_OFFICER = "well_being_officer"
    """Cares for the people who listen."""
    SAFETY_OFFICER = "safety_officer"
    """Decides escalations."""
    PRIVACY_OFFICER = "privacy_officer"
    """Data protection officer: reads the log and approves what needs two people."""
    AUDITOR = "auditor"
    """Checks the audit log and changes nothing."""
    ENGINEER = "engineer"
    """Watches models and their figures."""
    VENDOR_ADMINISTRATOR = "vendor_administrator"
    """Manages the people and sites of one vendor."""
    ADMINISTRATOR = "administrator"
    """Manages members, vendors, sites and browsers."""


class MemberKind(StrEnum):
    """Who signs in."""

    PERSON = "person"
    SIMULATED = "simulated"
    """A program that types known answers, for the tour; shown as such wherever it appears."""


class PasskeyDemand(StrEnum):
    """What a session of a role that needs a passkey may still do (AC2)."""

    NONE = "none"
    """Everything that the role may."""
    ENROL = "enrol"
    """Add the first passkey, and nothing else."""
    USE = "use"
    """Nothing: the member has a passkey and did not use it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person, or a simulated reviewer, who may sign in."""

    staff_id: StaffId
    name: str
    """Sign-in name."""
    role: StaffRole
    kind: MemberKind
    passkey_demand: PasskeyDemand = PasskeyDemand.NONE
    """What has to come before anything else in the session that asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """An employer of reviewers, a tenant."""

    vendor_id: VendorId
    name: str
    people: int
    """Active accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where reviewers of a vendor work."""

    site_id: SiteId
    vendor: str
    """Name of the vendor."""
    name: str
    country: str
    """ISO 3166-1 alpha-2."""
    area: str | None
    """Coarse area, such as the first two digits of the postal code."""
    networks: tuple[str, ...]
    """CIDR; where its browsers come from."""
    opens: time
    closes: time
    """Local times between which clips are given; the same: all day."""
    time_zone: str
    """IANA name."""
    is_home: bool
    """It stands for the homes of its members."""
    attested: bool
    """Surroundings are declared here before the first clip, also where that is not asked of all."""
    demands_browser: bool
    """Clips are given in enrolled browsers only."""
    demands_posture: bool
    """Clips are given where device management stated within eight hours that the machine is in order."""
    demands_headphones: bool
    """No shift begins where the browser tells that sound goes to loudspeakers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantMember:
    """A member as administrators see it, with vendor and site."""

    name: str
    role: StaffRole
    active: bool
    created_at: datetime
    vendor: str | None
    site: str | None
    languages: tuple[str, ...]
    """Of the clips that they are given; none named: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A key that a member signs in with, as the member sees it."""

    identifier: str
    """Base64url, as the authenticator chose it."""
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedIdentity:
    """An identity of another provider that signs a member in, as the member sees it."""

    issuer: str
    """Address of the provider."""
    linked_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledBrowser:
    """A browser that is enrolled, or asks to be."""

    thumbprint: str
    """SHA-256 of its public key (RFC 7638), Base64url."""
    name: str
    vendor: str
    site: str
    requested_by: str
    """Sign-in name."""
    requested_at: datetime
    approved_at: datetime | None
    posture_at: datetime | None
    """When device management last stated that the machine is in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """A signed-in browser of a member, as the member sees it."""

    session_id: SessionId
    created_at: datetime
    last_used_at: datetime
    present: bool
    """It is the one that asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """A member with the secrets that are shown once and kept nowhere in the clear."""

    member: Member
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)
    """Base 32."""
    enrolment_address: str = field(repr=False)
    """`otpauth://`; `codes.enrolment_characters` and `codes.enrolment_picture` make a QR code of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMember:
    """A member as administrators see it."""

    member: Member
    active: bool
    created_at: datetime
