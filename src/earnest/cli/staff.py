"""Staff from the command line; neither side, the administration's role."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.cli.instance import Instance
from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import KeyName
from earnest.organisation.staff.browsers import approve_browser, list_browsers, remove_browser
from earnest.organisation.staff.codes import enrolment_characters
from earnest.organisation.staff.records import EnrolledBrowser, ListedMember, MemberKind, NewMember, Site, StaffRole
from earnest.organisation.staff.store import add_member, disable_member, list_members, reset_member, set_person
from earnest.organisation.staff.tenants import (
    ALL_TENANTS,
    NewSite,
    add_site,
    add_vendor,
    list_sites,
    load_site,
    load_vendor,
)
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _StaffConnection:
    connection: Connection[TupleRow]
    key: MasterKey
    pseudonyms: Pseudonyms


@contextmanager
def _transaction() -> Generator[_StaffConnection]:
    instance = Instance(Role.ADMINISTRATION, frozenset({KeyName.STAFF}))
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            yield _StaffConnection(
                connection=connection,
                key=instance.load_key(KeyName.STAFF),
                pseudonyms=Pseudonyms.load(instance.settings.pseudonym_key_file),
            )
    finally:
        database.close()


def add(*, name: str, role: str, simulated: bool, vendor: str | None = None, site: str | None = None) -> NewMember:
    """Add a member; the secrets are shown once."""
    with _transaction() as access:
        vendor_id = None if vendor is None else load_vendor(access.connection, vendor, ALL_TENANTS)
        site_id = None if site is None or vendor_id is None else load_site(access.connection, vendor_id, site)
        return add_member(
            access.connection,
            name=name,
            role=StaffRole(role),
            kind=MemberKind.SIMULATED if simulated else MemberKind.PERSON,
            key=access.key,
            pseudonyms=access.pseudonyms,
            clock=SystemClock(),
            vendor_id=vendor_id,
            site_id=site_id,
        )


def new_vendor(name: str) -> None:
    """Add a vendor."""
    with _transaction() as access:
        _ = add_vendor(access.connection, name, SystemClock())


def new_site(site: NewSite) -> None:
    """Add a site of a vendor."""
    with _transaction() as access:
        _ = add_site(access.connection, site, ALL_TENANTS, SystemClock())


def all_sites() -> tuple[Site, ...]:
    """Return all sites, by vendor and name."""
    with _transaction() as access:
        return list_sites(access.connection, ALL_TENANTS)


def reset(name: str) -> NewMember:
    """Give a member new secrets and end every session."""
    with _transaction() as access:
        return reset_member(
            access.connection, name=name, key=access.key, pseudonyms=access.pseudonyms, clock=SystemClock()
        )


def disable(name: str) -> None:
    """End a member's access at once."""
    with _transaction() as access:
        disable_member(access.connection, name=name, pseudonyms=access.pseudonyms, clock=SystemClock())


def assign_person(name: str, person: str) -> None:
    """Say which person an account belongs to."""
    with _transaction() as access:
        set_person(
            access.connection, name=name, person_reference=person, pseudonyms=access.pseudonyms, clock=SystemClock()
        )


def all_browsers() -> tuple[EnrolledBrowser, ...]:
    """Return the browsers of all sites, those that wait for approval first."""
    with _transaction() as access:
        return list_browsers(access.connection, ALL_TENANTS)


def approve(thumbprint: str) -> None:
    """Approve a browser that asks to be enrolled."""
    with _transaction() as access:
        approve_browser(
            access.connection, thumbprint, ALL_TENANTS, now=SystemClock().now(), pseudonyms=access.pseudonyms
        )


def remove(thumbprint: str) -> None:
    """Remove a browser."""
    with _transaction() as access:
        remove_browser(
            access.connection, thumbprint, ALL_TENANTS, now=SystemClock().now(), pseudonyms=access.pseudonyms
        )


def all_members() -> list[ListedMember]:
    """Return all members, by name."""
    with _transaction() as access:
        return list_members(access.connection)


def to_json(new: NewMember) -> str:
    """Return a member's secrets as one line of JSON."""
    return json.dumps(
        {
            "name": new.member.name,
            "role": new.member.role.value,
            "kind": new.member.kind.value,
            "password": new.password,
            "totp_secret": new.totp_secret,
            "enrolment_address": new.enrolment_address,
        }
    )


def to_text(new: NewMember) -> str:
    """Return a member's secrets for a person: with a QR code for an authenticator app."""
    return (
        f"{enrolment_characters(new.enrolment_address)}\n"
        f"name         {new.member.name} ({new.member.kind.value} {new.member.role.value})\n"
        f"password     {new.password}\n"
        f"TOTP secret  {new.totp_secret}\n"
        f"{new.enrolment_address}\n"
        "Shown this once; `earnest staff reset NAME` makes new ones."
    )
