"""Rules of staff: which role may do what (what is not in the table is refused), and what can be a name."""

import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import Final

from earnest.organisation.staff.errors import (
    MemberNameUnfit,
    PasskeyDemanded,
    PasswordCommon,
    PermissionMissing,
    StaffPasswordTooShort,
)
from earnest.organisation.staff.records import Member, PasskeyDemand, StaffRole

_LONGEST_NAME = 100
SHORTEST_PASSWORD: Final = 8
"""Characters (AC5); 15 are recommended on the page."""
IDLE_LENGTH: Final = timedelta(minutes=30)
"""A session whose member did nothing for so long has ended (AC3)."""
STRICT_IDLE_LENGTH: Final = timedelta(minutes=15)
"""The same for those who manage, decide or audit (AC3)."""


class Permission(StrEnum):
    """One thing that staff may do."""

    REVIEW_CLIPS = "review_clips"
    """Lease a clip, hear it, label or reject it."""
    ADJUDICATE_CLIPS = "adjudicate_clips"
    """Hear a clip on which reviewers disagree, see their labels, decide."""
    LEAD_REVIEW = "lead_review"
    """See agreement and quality, keep catalogue, guideline, qualifications and campaigns."""
    CARE_FOR_REVIEWERS = "care_for_reviewers"
    """See who asked for help, set breaks and limits of exposure."""
    DECIDE_ESCALATIONS = "decide_escalations"
    """Take an escalation and close it with a coded decision."""
    APPROVE = "approve"
    """Approve, as the second person, what needs two people."""
    STOP = "stop"
    """Stop what people hear and what is learned, at once; ask that it goes on, or agree as the second person."""
    KEEP_COUNTRIES = "keep_countries"
    """Write the matrix of countries, the legal text before all, and declare a country active."""
    KEEP_REGISTERS = "keep_registers"
    """Keep the registers of requests and breaches, and state what the law asks and what shows it."""
    KEEP_PANEL = "keep_panel"
    """Ask that customers are invited to the panel and that rewards are noted; never see who is in it."""
    READ_FIGURES = "read_figures"
    """Read counts and figures of models; never a person's."""
    READ_GUIDELINE = "read_guideline"
    """Read guideline and catalogue."""
    READ_AUDIT_LOG = "read_audit_log"
    """Verify and export the audit log."""
    MANAGE_STAFF = "manage_staff"
    """Add, reset and disable members of every vendor."""
    MANAGE_VENDORS = "manage_vendors"
    """Add and change vendors, sites and enrolled browsers."""
    MANAGE_VENDOR = "manage_vendor"
    """See and manage the people, sites and browsers of the own vendor only."""


LISTENING: frozenset[Permission] = frozenset({Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS})
"""What allows hearing a clip or reading its words."""
IDENTIFYING: frozenset[Permission] = frozenset({Permission.DECIDE_ESCALATIONS, Permission.APPROVE})
"""What can lead to the person who spoke, with a second person's approval; no role has this and `LISTENING` (AC7)."""

GRANTED: Mapping[StaffRole, frozenset[Permission]] = {
    StaffRole.REVIEWER: frozenset({Permission.REVIEW_CLIPS, Permission.READ_GUIDELINE}),
    StaffRole.ADJUDICATOR: frozenset({Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS, Permission.READ_GUIDELINE}),
    StaffRole.LEAD: frozenset({Permission.LEAD_REVIEW, Permission.ADJUDICATE_CLIPS, Permission.READ_GUIDELINE}),
    StaffRole.WELL_BEING_OFFICER: frozenset({Permission.CARE_FOR_REVIEWERS, Permission.READ_GUIDELINE}),
    StaffRole.SAFETY_OFFICER: frozenset(
        {Permission.DECIDE_ESCALATIONS, Permission.APPROVE, Permission.STOP, Permission.READ_GUIDELINE}
    ),
    StaffRole.PRIVACY_OFFICER: frozenset(
        {
            Permission.APPROVE,
            Permission.STOP,
            Permission.KEEP_COUNTRIES,
            Permission.KEEP_REGISTERS,
            Permission.KEEP_PANEL,
            Permission.READ_AUDIT_LOG,
            Permission.READ_FIGURES,
            Permission.READ_GUIDELINE,
        }
    ),
    StaffRole.AUDITOR: frozenset({Permission.READ_AUDIT_LOG, Permission.READ_GUIDELINE}),
    StaffRole.ENGINEER: frozenset({Permission.READ_FIGURES, Permission.READ_GUIDELINE}),
    StaffRole.VENDOR_ADMINISTRATOR: frozenset({Permission.MANAGE_VENDOR}),
    StaffRole.ADMINISTRATOR: frozenset({Permission.MANAGE_STAFF, Permission.MANAGE_VENDORS, Permission.READ_GUIDELINE}),
}
"""Managing accounts, caring, deciding and auditing never come with hearing; what is not here is refused."""


STRICT_ROLES: frozenset[StaffRole] = frozenset(
    {
        StaffRole.WELL_BEING_OFFICER,
        StaffRole.SAFETY_OFFICER,
        StaffRole.PRIVACY_OFFICER,
        StaffRole.AUDITOR,
        StaffRole.VENDOR_ADMINISTRATOR,
        StaffRole.ADMINISTRATOR,
    }
)
"""Roles whose sessions end after `STRICT_IDLE_LENGTH`."""


PASSKEY_ROLES: frozenset[StaffRole] = frozenset(
    {
        StaffRole.SAFETY_OFFICER,
        StaffRole.PRIVACY_OFFICER,
        StaffRole.VENDOR_ADMINISTRATOR,
        StaffRole.ADMINISTRATOR,
    }
)
"""Roles of which `EARNEST_PASSKEYS` demands a passkey: they manage accounts, or can reach who spoke."""


def idle_length(role: StaffRole) -> timedelta:
    """Return after how long without an act of its member a session of a role has ended."""
    return STRICT_IDLE_LENGTH if role in STRICT_ROLES else IDLE_LENGTH


def check_password(password: str, name: str) -> None:
    """Go on only where a member may choose a password: long enough, and not one that attackers try first (AC5).

    What characters it has does not matter, nor how long it is beyond that.

    Raises:
        StaffPasswordTooShort: fewer than eight characters.
        PasswordCommon: among the 30,000 most common, or the member's own name.
    """
    if len(unicodedata.normalize("NFC", password)) < SHORTEST_PASSWORD:
        raise StaffPasswordTooShort
    folded = password.strip().casefold()
    if folded in _common_passwords() or folded == name.casefold():
        raise PasswordCommon


@cache
def _common_passwords() -> frozenset[str]:
    """Return the most common passwords of known breaches, which come with zxcvbn; lower case."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # 12 MiB that are needed where a password is set

    return frozenset(FREQUENCY_LISTS["passwords"])


def is_granted(role: StaffRole, permission: Permission) -> bool:
    """Tell whether a role has a permission."""
    return permission in GRANTED.get(role, frozenset())


def permissions_of(role: StaffRole) -> tuple[Permission, ...]:
    """Return what a role may do, in the order of `Permission`; pages choose by it what they offer."""
    return tuple(permission for permission in Permission if is_granted(role, permission))


def require_passkey_used(member: Member, *, may_enrol: bool = False) -> None:
    """Go on only where the session is not one that waits for a passkey.

    Args:
        member: who asks.
        may_enrol: whether what is asked serves to add the first one.

    Raises:
        PasskeyDemanded: the role needs a passkey, and the session began without one.
    """
    enrolling = may_enrol and member.passkey_demand is PasskeyDemand.ENROL
    if member.passkey_demand is not PasskeyDemand.NONE and not enrolling:
        raise PasskeyDemanded


def require(member: Member, *permissions: Permission) -> None:
    """Go on only where the member's role has one of the permissions.

    Raises:
        PermissionMissing: it does not.
        PasskeyDemanded: the role needs a passkey, and the session began without one.
    """
    require_passkey_used(member)
    if not any(is_granted(member.role, permission) for permission in permissions):
        raise PermissionMissing


def fitting_name(name: str) -> str:
    """Return a sign-in name in the form in which it is kept and compared (Unicode NFC).

    Raises:
        MemberNameUnfit: empty, longer than 100 characters, with spaces at an end or characters that cannot be seen.
    """
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for character in name):
        raise MemberNameUnfit
    kept = unicodedata.normalize("NFC", name)
    if not 1 <= len(kept) <= _LONGEST_NAME or kept != kept.strip():
        raise MemberNameUnfit
    return kept


def fitting_new_name(name: str) -> str:
    """Return `fitting_name` of what is named now: besides, it can be a part of an address, in which it is managed.

    Raises:
        MemberNameUnfit: as there, or with a slash, or of dots only.
    """
    kept = fitting_name(name)
    if "/" in kept or not kept.strip("."):
        raise MemberNameUnfit
    return kept
