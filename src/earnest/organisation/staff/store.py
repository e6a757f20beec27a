"""Store of staff: members with two secrets that are shown once, reset, and disabled at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import SiteId, StaffId, VendorId, random_identifier
from earnest.organisation.staff.codes import enrolment_address, new_secret
from earnest.organisation.staff.errors import LastAdministrator, MemberExists, MemberUnknown, SimulatedOnlyReviews
from earnest.organisation.staff.passwords import HASHING, new_password
from earnest.organisation.staff.records import ListedMember, Member, MemberKind, NewMember, StaffRole
from earnest.organisation.staff.rules import fitting_name, fitting_new_name
from earnest.services.audit import (
    Pseudonyms,
    StaffAdded,
    StaffChanged,
    StaffDisabled,
    StaffEnabled,
    StaffPersonStated,
    StaffReset,
    append,
)
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.database import load_queries

_QUERIES = load_queries("earnest.organisation.staff")
_TOTP_VERSION = 1


def add_member(
    connection: Connection[TupleRow],
    *,
    name: str,
    role: StaffRole,
    kind: MemberKind,
    key: MasterKey,
    pseudonyms: Pseudonyms,
    clock: Clock,
    vendor_id: VendorId | None = None,
    site_id: SiteId | None = None,
    languages: Collection[str] = (),
) -> NewMember:
    """Add a staff account.

    Args:
        connection: of the administration role.
        name: sign-in name.
        role: what they may do.
        kind: a person, or a simulated reviewer.
        key: the staff key, which seals the second factor.
        pseudonyms: how the member appears in the audit log.
        clock: the time of adding.
        vendor_id: who employs them; None: we do.
        site_id: where they work; one of the vendor's sites.
        languages: of the clips that they are given, ISO 639; none: all.

    Raises:
        MemberNameUnfit: the name is empty, too long, or cannot be read.
        MemberExists: the name is taken, even by a disabled account: a name never passes to another person.
        SimulatedOnlyReviews: a simulated member in another role.
    """
    if kind is MemberKind.SIMULATED and role is not StaffRole.REVIEWER:
        raise SimulatedOnlyReviews
    member = Member(staff_id=StaffId(random_identifier()), name=fitting_new_name(name), role=role, kind=kind)
    new = _new_secrets(member)
    row = connection.execute(
        _QUERIES["add_member"],
        {
            "staff_id": member.staff_id,
            "name": member.name,
            "role": role.value,
            "kind": kind.value,
            "now": clock.now(),
            "vendor_id": vendor_id,
            "site_id": site_id,
            "languages": sorted(languages),
            **_kept_secrets(new, key),
        },
    ).fetchone()
    if row is None:
        raise MemberExists
    event = StaffAdded(at=clock.now(), member=pseudonyms.of(member.staff_id), role=role.value, member_kind=kind.value)
    _ = append(connection, event)
    return new


def reset_member(
    connection: Connection[TupleRow], *, name: str, key: MasterKey, pseudonyms: Pseudonyms, clock: Clock
) -> NewMember:
    """Give an active member a new password and second factor.

    Sessions, recovery codes, passkeys and linked identities end.

    Raises:
        MemberUnknown: there is no active member of this name.
    """
    new = _new_secrets(load_member(connection, name))
    staff_id = new.member.staff_id
    _ = connection.execute(_QUERIES["reset_member"], {"staff_id": staff_id, **_kept_secrets(new, key)})
    _ = connection.execute(_QUERIES["end_all_sessions"], {"staff_id": staff_id})
    _ = connection.execute(_QUERIES["forget_recovery_codes"], {"staff_id": staff_id})
    _ = connection.execute(_QUERIES["remove_passkeys"], {"staff_id": staff_id})
    _ = connection.execute(_QUERIES["unlink_identities"], {"staff_id": staff_id})
    _ = append(connection, StaffReset(at=clock.now(), member=pseudonyms.of(staff_id)))
    return new


def disable_member(connection: Connection[TupleRow], *, name: str, pseudonyms: Pseudonyms, clock: Clock) -> None:
    """End an account's access: from the commit on, no session and no sign-in of theirs works.

    Raises:
        MemberUnknown: there is no active member of this name.
        LastAdministrator: no administrator would be left.
    """
    _check_administrators(connection, name)
    row = connection.execute(_QUERIES["disable_member"], {"name": fitting_name(name)}).fetchone()
    if row is None or not isinstance(row[0], UUID):
        raise MemberUnknown
    _ = connection.execute(_QUERIES["end_all_sessions"], {"staff_id": row[0]})
    _ = append(connection, StaffDisabled(at=clock.now(), member=pseudonyms.of(row[0])))


def enable_member(
    connection: Connection[TupleRow], *, name: str, key: MasterKey, pseudonyms: Pseudonyms, clock: Clock
) -> NewMember:
    """Give a disabled account access again, with a new password and second factor: the earlier ones stay worthless.

    Raises:
        MemberUnknown: there is no disabled member of this name.
    """
    row = connection.execute(_QUERIES["enable_member"], {"name": fitting_name(name)}).fetchone()
    if row is None or not isinstance(row[0], UUID):
        raise MemberUnknown
    _ = append(connection, StaffEnabled(at=clock.now(), member=pseudonyms.of(row[0])))
    return reset_member(connection, name=name, key=key, pseudonyms=pseudonyms, clock=clock)


def change_member(
    connection: Connection[TupleRow],
    *,
    name: str,
    role: StaffRole,
    site_id: SiteId | None,
    languages: Collection[str],
    pseudonyms: Pseudonyms,
    clock: Clock,
) -> None:
    """Give an active member another role, site or languages; their sessions end, so that no page shows what was.

    Args:
        connection: of the administration's role.
        name: of the member.
        role: from now on.
        site_id: from now on; one of their vendor's sites; None: none.
        languages: of the clips that they are given, ISO 639; none: all.
        pseudonyms: how the member appears in the audit log.
        clock: the time.

    Raises:
        MemberUnknown: there is no active member of this name.
        SimulatedOnlyReviews: a simulated member in another role.
        LastAdministrator: no administrator would be left.
    """
    if role is not StaffRole.ADMINISTRATOR:
        _check_administrators(connection, name)
    if load_member(connection, name).kind is MemberKind.SIMULATED and role is not StaffRole.REVIEWER:
        raise SimulatedOnlyReviews
    names = {"name": fitting_name(name), "role": role.value, "site_id": site_id, "languages": sorted(languages)}
    row = connection.execute(_QUERIES["change_member"], names).fetchone()
    if row is None or not isinstance(row[0], UUID):
        raise MemberUnknown
    _ = connection.execute(_QUERIES["end_all_sessions"], {"staff_id": row[0]})
    _ = append(connection, StaffChanged(at=clock.now(), member=pseudonyms.of(row[0]), role=role.value))


def _check_administrators(connection: Connection[TupleRow], name: str) -> None:
    """Go on only where an administrator is left without this member; two who disable each other wait here in turn.

    Raises:
        LastAdministrator: there is no other.
    """
    names = {str(row[0]) for row in connection.execute(_QUERIES["hold_administrators"]).fetchall()}
    if names == {fitting_name(name)}:
        raise LastAdministrator


def languages_of(connection: Connection[TupleRow], staff_id: StaffId) -> tuple[str, ...] | None:
    """Return in which languages a member reviews; None: in all."""
    row = connection.execute(_QUERIES["list_languages"], {"staff_id": staff_id}).fetchone()
    return None if row is None or not row[0] else tuple(str(language) for language in row[0])


def load_member(connection: Connection[TupleRow], name: str) -> Member:
    """Return an active member.

    Raises:
        MemberUnknown: there is none of this name.
    """
    with connection.cursor(row_factory=class_row(MemberRow)) as cursor:
        row = cursor.execute(_QUERIES["find_member"], {"name": fitting_name(name)}).fetchone()
    if row is None:
        raise MemberUnknown
    return row.parse()


def set_person(
    connection: Connection[TupleRow], *, name: str, person_reference: str, pseudonyms: Pseudonyms, clock: Clock
) -> None:
    """Say which person an account belongs to, so that no clip is reviewed twice by one person under two accounts (RV2).

    Args:
        connection: of the administration's role.
        name: of the account.
        person_reference: what the employer calls the person, such as a number of personnel; capitals and spaces make
            no difference.
        pseudonyms: how the log names the member.
        clock: the time.

    Raises:
        MemberNameUnfit: the reference is empty, too long, or cannot be read.
        MemberUnknown: there is no active member of this name.
    """
    reference = fitting_name(" ".join(person_reference.split())).casefold()
    values = {"name": fitting_name(name), "person_reference": reference}
    row = connection.execute(_QUERIES["set_person"], values).fetchone()
    if row is None or not isinstance(row[0], UUID):
        raise MemberUnknown
    _ = append(connection, StaffPersonStated(at=clock.now(), member=pseudonyms.of(row[0])))


def names_of(connection: Connection[TupleRow], staff_ids: Collection[StaffId]) -> dict[StaffId, str]:
    """Return the names of some members."""
    rows = connection.execute(_QUERIES["list_names"], {"staff_ids": list(staff_ids)}).fetchall()
    return {StaffId(row[0]): str(row[1]) for row in rows}


def is_only_person(connection: Connection[TupleRow], staff_id: StaffId, roles: Collection[StaffRole]) -> bool:
    """Return whether no other person with an active account has one of some roles."""
    names = {"staff_id": staff_id, "roles": [role.value for role in roles]}
    row = connection.execute(_QUERIES["has_other_person"], names).fetchone()
    return row is None or row[0] is False


def list_other_accounts(connection: Connection[TupleRow], staff_id: StaffId) -> tuple[StaffId, ...]:
    """Return the other accounts of the same person, disabled ones too; none where the person is not known."""
    rows = connection.execute(_QUERIES["list_other_accounts"], {"staff_id": staff_id}).fetchall()
    return tuple(StaffId(row[0]) for row in rows)


def list_members(connection: Connection[TupleRow]) -> list[ListedMember]:
    """Return all members, by name."""
    with connection.cursor(row_factory=class_row(_ListedRow)) as cursor:
        return [
            ListedMember(member=row.parse(), active=row.active, created_at=row.created_at)
            for row in cursor.execute(_QUERIES["list_members"])
        ]


def totp_binding(staff_id: StaffId) -> Binding:
    """Return what a sealed TOTP secret belongs to: one member, so that it opens for no other."""
    return Binding(kind="staff_totp", identifier=staff_id, version=_TOTP_VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A row of staff.members without secrets."""

    staff_id: UUID
    name: str
    role: str
    kind: str

    def parse(self) -> Member:
        """Return the member."""
        return Member(
            staff_id=StaffId(self.staff_id), name=self.name, role=StaffRole(self.role), kind=MemberKind(self.kind)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ListedRow(MemberRow):
    active: bool
    created_at: datetime


def _new_secrets(member: Member) -> NewMember:
    secret = new_secret()
    return NewMember(
        member=member,
        password=new_password(),
        totp_secret=secret,
        enrolment_address=enrolment_address(secret, member.name),
    )


def _kept_secrets(new: NewMember, key: MasterKey) -> dict[str, str | bytes]:
    return {
        "password_hash": HASHING.hash(new.password),
        "sealed_totp": key.seal(new.totp_secret.encode("ascii"), totp_binding(new.member.staff_id)),
    }
