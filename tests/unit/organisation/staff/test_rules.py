"""Permissions, denied by default (AC7), names and passwords."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from earnest.foundation.identifiers import StaffId
from earnest.organisation.staff.errors import MemberNameUnfit, PermissionMissing
from earnest.organisation.staff.passwords import new_password
from earnest.organisation.staff.records import Member, MemberKind, NewMember, StaffRole
from earnest.organisation.staff.rules import (
    GRANTED,
    IDENTIFYING,
    LISTENING,
    Permission,
    fitting_name,
    is_granted,
    permissions_of,
    require,
)


def member(role: StaffRole, kind: MemberKind = MemberKind.PERSON) -> Member:
    return Member(staff_id=StaffId(UUID(int=1)), name="anna", role=role, kind=kind)


EXPECTED = {
    (StaffRole.REVIEWER, Permission.REVIEW_CLIPS),
    (StaffRole.REVIEWER, Permission.READ_GUIDELINE),
    (StaffRole.ADJUDICATOR, Permission.REVIEW_CLIPS),
    (StaffRole.ADJUDICATOR, Permission.ADJUDICATE_CLIPS),
    (StaffRole.ADJUDICATOR, Permission.READ_GUIDELINE),
    (StaffRole.LEAD, Permission.LEAD_REVIEW),
    (StaffRole.LEAD, Permission.ADJUDICATE_CLIPS),
    (StaffRole.LEAD, Permission.READ_GUIDELINE),
    (StaffRole.WELL_BEING_OFFICER, Permission.CARE_FOR_REVIEWERS),
    (StaffRole.WELL_BEING_OFFICER, Permission.READ_GUIDELINE),
    (StaffRole.SAFETY_OFFICER, Permission.DECIDE_ESCALATIONS),
    (StaffRole.SAFETY_OFFICER, Permission.APPROVE),
    (StaffRole.SAFETY_OFFICER, Permission.STOP),
    (StaffRole.SAFETY_OFFICER, Permission.READ_GUIDELINE),
    (StaffRole.PRIVACY_OFFICER, Permission.APPROVE),
    (StaffRole.PRIVACY_OFFICER, Permission.STOP),
    (StaffRole.PRIVACY_OFFICER, Permission.KEEP_COUNTRIES),
    (StaffRole.PRIVACY_OFFICER, Permission.KEEP_REGISTERS),
    (StaffRole.PRIVACY_OFFICER, Permission.KEEP_PANEL),
    (StaffRole.PRIVACY_OFFICER, Permission.READ_AUDIT_LOG),
    (StaffRole.PRIVACY_OFFICER, Permission.READ_FIGURES),
    (StaffRole.PRIVACY_OFFICER, Permission.READ_GUIDELINE),
    (StaffRole.AUDITOR, Permission.READ_AUDIT_LOG),
    (StaffRole.AUDITOR, Permission.READ_GUIDELINE),
    (StaffRole.ENGINEER, Permission.READ_FIGURES),
    (StaffRole.ENGINEER, Permission.READ_GUIDELINE),
    (StaffRole.VENDOR_ADMINISTRATOR, Permission.MANAGE_VENDOR),
    (StaffRole.ADMINISTRATOR, Permission.MANAGE_STAFF),
    (StaffRole.ADMINISTRATOR, Permission.MANAGE_VENDORS),
    (StaffRole.ADMINISTRATOR, Permission.READ_GUIDELINE),
}


@pytest.mark.parametrize("role", list(StaffRole))
@pytest.mark.parametrize("permission", list(Permission))
def test_every_pair_of_role_and_permission(role: StaffRole, permission: Permission) -> None:
    expected = (role, permission) in EXPECTED
    assert is_granted(role, permission) == expected
    if expected:
        require(member(role), permission)
    else:
        with pytest.raises(PermissionMissing):
            require(member(role), permission)


def test_every_role_is_in_the_table_and_none_may_everything() -> None:
    assert set(GRANTED) == set(StaffRole)
    assert all(granted < set(Permission) for granted in GRANTED.values())


def test_ac7_no_role_has_both_identity_and_sound() -> None:
    for role, granted in GRANTED.items():
        assert not (granted & LISTENING and granted & IDENTIFYING), role
        assert not (granted & LISTENING and granted & {Permission.MANAGE_STAFF, Permission.READ_AUDIT_LOG}), role
    assert any(granted & LISTENING for granted in GRANTED.values())
    assert any(granted & IDENTIFYING for granted in GRANTED.values())


@pytest.mark.parametrize("role", list(StaffRole))
def test_a_page_is_told_exactly_what_a_role_may(role: StaffRole) -> None:
    assert {(role, permission) for permission in permissions_of(role)} == {one for one in EXPECTED if one[0] is role}


@pytest.mark.parametrize("name", ["anna", "Anna Groß", "a", "x" * 100, "李", "o'brien", 'x"; drop table'])
def test_names_that_fit(name: str) -> None:
    assert fitting_name(name) == name


def test_one_name_has_one_form() -> None:
    assert fitting_name("Groß e\u0301") == "Groß é"


@pytest.mark.parametrize(
    "name",
    ["", " ", " anna", "anna ", "a\x00b", "a\nb", "a\u200bb", "a\u202eb", "x" * 101, "\ud800", "\u2028", "\ue000"],
)
def test_names_that_do_not(name: str) -> None:
    with pytest.raises(MemberNameUnfit):
        _ = fitting_name(name)


@given(name=some.text(max_size=120))
def test_any_text_either_fits_or_is_refused(name: str) -> None:
    try:
        assert fitting_name(fitting_name(name)) == fitting_name(name)
    except MemberNameUnfit:
        return


def test_passwords() -> None:
    password = new_password()
    assert len(password) == 23
    assert len({new_password() for _ in range(200)}) == 200


def test_the_secrets_of_a_new_member_are_not_in_its_representation() -> None:
    new = NewMember(
        member=member(StaffRole.REVIEWER),
        password="planted-1",
        totp_secret="PLANTED2",
        enrolment_address="otpauth://planted3",
    )
    assert "lanted" not in f"{new!r} {new}".lower().replace("newmember", "")
    assert datetime.now(UTC).tzinfo is not None
