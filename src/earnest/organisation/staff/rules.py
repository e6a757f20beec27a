"""Rules of staff: which role may do what (what is not in the table is refused), and what can be a name."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from earnest.organisation.staff.errors import MemberNameUnfit, PermissionMissing
from earnest.organisation.staff.records import Member, StaffRole

_LONGEST_NAME = 100


class Permission(StrEnum):
    """One thing that staff may do."""

    REVIEW_CLIPS = "review_clips"
    """Lease a clip, hear it, label or reject it."""
    READ_GUIDELINE = "read_guideline"
    """Read guideline and catalogue."""
    MANAGE_STAFF = "manage_staff"
    """Add, reset and disable members."""
    READ_AUDIT_LOG = "read_audit_log"
    """Verify and export the audit log."""


GRANTED: Mapping[StaffRole, frozenset[Permission]] = {
    StaffRole.REVIEWER: frozenset({Permission.REVIEW_CLIPS, Permission.READ_GUIDELINE}),
    StaffRole.ADMINISTRATOR: frozenset({Permission.MANAGE_STAFF, Permission.READ_GUIDELINE}),
    StaffRole.AUDITOR: frozenset({Permission.READ_AUDIT_LOG, Permission.READ_GUIDELINE}),
}
"""Whoever manages accounts hears nothing, and whoever audits changes nothing."""


def is_granted(role: StaffRole, permission: Permission) -> bool:
    """Tell whether a role has a permission."""
    return permission in GRANTED.get(role, frozenset())


def require(member: Member, permission: Permission) -> None:
    """Go on only where the member's role has the permission.

    Raises:
        PermissionMissing: it does not.
    """
    if not is_granted(member.role, permission):
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
