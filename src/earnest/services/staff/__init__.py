"""Staff: people who work on clips, signing in with two factors; deny by default."""

from earnest.services.staff.codes import enrolment_characters, enrolment_picture
from earnest.services.staff.errors import NotSignedIn, PermissionMissing, SignInRefused, TooManyAttempts
from earnest.services.staff.members import (
    ListedMember,
    NewMember,
    add_member,
    disable_member,
    list_members,
    load_member,
    reset_member,
)
from earnest.services.staff.passwords import prepare_passwords
from earnest.services.staff.permissions import Permission, is_granted, require
from earnest.services.staff.records import Member, MemberKind, StaffRole
from earnest.services.staff.sessions import find_session, forget_ended, load_session, sign_in, sign_out

__all__ = [
    "ListedMember",
    "Member",
    "MemberKind",
    "NewMember",
    "NotSignedIn",
    "Permission",
    "PermissionMissing",
    "SignInRefused",
    "StaffRole",
    "TooManyAttempts",
    "add_member",
    "disable_member",
    "enrolment_characters",
    "enrolment_picture",
    "find_session",
    "forget_ended",
    "is_granted",
    "list_members",
    "load_member",
    "load_session",
    "prepare_passwords",
    "require",
    "reset_member",
    "sign_in",
    "sign_out",
]
