"""Tenants: vendors and their sites, each seen only within the scope of who asks (AC11)."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from ipaddress import ip_network
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import SiteId, StaffId, VendorId, random_identifier
from earnest.organisation.staff.errors import (
    MemberUnknown,
    PermissionMissing,
    SiteUnfit,
    SiteUnknown,
    TenantNameTaken,
    VendorUnknown,
)
from earnest.organisation.staff.records import Member, Site, StaffRole, TenantMember, Vendor
from earnest.organisation.staff.rules import Permission, fitting_name, fitting_new_name, is_granted
from earnest.services.audit import SiteAdded, SiteChanged, VendorAdded, append
from earnest.services.database import load_queries

_QUERIES = load_queries("earnest.organisation.staff")


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantScope:
    """Whose people and sites may be seen and changed."""

    vendor_id: VendorId | None
    """One vendor's only; None: of all vendors and our own people."""


ALL_TENANTS = TenantScope(vendor_id=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """What a site is made of."""

    vendor: str
    name: str
    country: str
    area: str | None
    networks: tuple[str, ...]
    opens: time
    closes: time
    time_zone: str
    is_home: bool
    attested: bool = False
    demands_browser: bool = False
    demands_posture: bool = False
    demands_headphones: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMember:
    """A member within a scope, as far as managing them has to know."""

    staff_id: StaffId
    role: StaffRole
    vendor_id: VendorId | None


def scope_of(connection: Connection[TupleRow], member: Member) -> TenantScope:
    """Return what a member may manage; where that is one vendor, the database shows this transaction no other (AC11).

    Raises:
        PermissionMissing: nothing; so too a vendor administrator without a vendor.
    """
    if is_granted(member.role, Permission.MANAGE_STAFF):
        return ALL_TENANTS
    row = connection.execute(_QUERIES["find_own_vendor"], {"staff_id": member.staff_id}).fetchone()
    if row is None or not isinstance(row[0], UUID) or not is_granted(member.role, Permission.MANAGE_VENDOR):
        raise PermissionMissing
    _ = connection.execute(_QUERIES["enter_scope"], {"scope": row[0]})
    return TenantScope(vendor_id=VendorId(row[0]))


def add_vendor(connection: Connection[TupleRow], name: str, clock: Clock) -> VendorId:
    """Add a vendor.

    Raises:
        MemberNameUnfit: the name cannot be read.
        TenantNameTaken: there is one of this name.
    """
    vendor_id = VendorId(random_identifier())
    now = clock.now()
    names = {"vendor_id": vendor_id, "name": fitting_new_name(name), "now": now}
    if connection.execute(_QUERIES["add_vendor"], names).fetchone() is None:
        raise TenantNameTaken
    _ = append(connection, VendorAdded(at=now, vendor_id=vendor_id))
    return vendor_id


def list_vendors(connection: Connection[TupleRow], scope: TenantScope) -> tuple[Vendor, ...]:
    """Return the vendors within a scope, by name."""
    with connection.cursor(row_factory=class_row(_VendorRow)) as cursor:
        rows = cursor.execute(_QUERIES["list_vendors"], {"scope": scope.vendor_id}).fetchall()
    return tuple(Vendor(vendor_id=VendorId(row.vendor_id), name=row.name, people=row.people) for row in rows)


def load_vendor(connection: Connection[TupleRow], name: str, scope: TenantScope) -> VendorId:
    """Return a vendor by name.

    Raises:
        VendorUnknown: there is none, or it lies outside the scope: both look the same.
    """
    row = connection.execute(_QUERIES["find_vendor"], {"name": name, "scope": scope.vendor_id}).fetchone()
    if row is None:
        raise VendorUnknown
    return VendorId(row[0])


def add_site(connection: Connection[TupleRow], site: NewSite, scope: TenantScope, clock: Clock) -> SiteId:
    """Add a site of a vendor.

    Raises:
        VendorUnknown: there is no such vendor in the scope.
        SiteUnfit: country, network or time zone is none.
        TenantNameTaken: the vendor has a site of this name.
    """
    vendor_id = load_vendor(connection, site.vendor, scope)
    site_id, now = SiteId(random_identifier()), clock.now()
    names = {
        **_site_values(site),
        "name": fitting_new_name(site.name),
        "site_id": site_id,
        "vendor_id": vendor_id,
        "now": now,
    }
    if connection.execute(_QUERIES["add_site"], names).fetchone() is None:
        raise TenantNameTaken
    _ = append(connection, SiteAdded(at=now, vendor_id=vendor_id, site_id=site_id))
    return site_id


def change_site(connection: Connection[TupleRow], site: NewSite, scope: TenantScope, clock: Clock) -> None:
    """Say what the site of a vendor is from now on; the next clip is given by that.

    Raises:
        VendorUnknown, SiteUnknown: there is no such vendor in the scope, or no such site of it.
        SiteUnfit: country, network or time zone is none.
    """
    names = {"vendor_id": load_vendor(connection, site.vendor, scope), **_site_values(site)}
    row = connection.execute(_QUERIES["change_site"], names).fetchone()
    if row is None:
        raise SiteUnknown
    _ = append(connection, SiteChanged(at=clock.now(), site_id=SiteId(row[0])))


def _site_values(site: NewSite) -> dict[str, object]:
    return {
        "name": fitting_name(site.name),
        "country": _country(site.country),
        "area": _area(site.area),
        "networks": _networks(site),
        "opens": site.opens,
        "closes": site.closes,
        "time_zone": _time_zone(site.time_zone),
        "is_home": site.is_home,
        "attested": site.attested,
        "demands_browser": site.demands_browser,
        "demands_posture": site.demands_posture,
        "demands_headphones": site.demands_headphones,
    }


def list_sites(connection: Connection[TupleRow], scope: TenantScope) -> tuple[Site, ...]:
    """Return the sites within a scope, by vendor and name."""
    with connection.cursor(row_factory=class_row(_SiteRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(_QUERIES["list_sites"], {"scope": scope.vendor_id}))


def load_site(connection: Connection[TupleRow], vendor_id: VendorId, name: str) -> SiteId:
    """Return a site of a vendor by name.

    Raises:
        SiteUnknown: this vendor has none of this name.
    """
    row = connection.execute(_QUERIES["find_site_of_vendor"], {"vendor_id": vendor_id, "name": name}).fetchone()
    if row is None:
        raise SiteUnknown
    return SiteId(row[0])


def find_own_vendor(connection: Connection[TupleRow], staff_id: StaffId) -> VendorId | None:
    """Return the vendor that employs a member; None for our own people, and where the account is disabled."""
    row = connection.execute(_QUERIES["find_own_vendor"], {"staff_id": staff_id}).fetchone()
    return VendorId(row[0]) if row is not None and isinstance(row[0], UUID) else None


def find_own_site(connection: Connection[TupleRow], staff_id: StaffId) -> Site | None:
    """Return where a member works; None where they have no site."""
    with connection.cursor(row_factory=class_row(_SiteRow)) as cursor:
        row = cursor.execute(_QUERIES["find_own_site"], {"staff_id": staff_id}).fetchone()
    return None if row is None else row.parse()


def list_people(connection: Connection[TupleRow], scope: TenantScope) -> tuple[TenantMember, ...]:
    """Return the members within a scope, by name."""
    with connection.cursor(row_factory=class_row(_PersonRow)) as cursor:
        rows = cursor.execute(_QUERIES["list_members_in_scope"], {"scope": scope.vendor_id}).fetchall()
    return tuple(row.parse() for row in rows)


def load_in_scope(
    connection: Connection[TupleRow], name: str, scope: TenantScope, *, active: bool = True
) -> FoundMember:
    """Return a member within a scope.

    Raises:
        MemberUnknown: there is none of this name that is active (or disabled, as asked), or it is another tenant's: all
            look the same.
    """
    names = {"name": fitting_name(name), "scope": scope.vendor_id, "active": active}
    row = connection.execute(_QUERIES["find_member_in_scope"], names).fetchone()
    if row is None:
        raise MemberUnknown
    vendor_id = None if row[2] is None else VendorId(row[2])
    return FoundMember(staff_id=StaffId(row[0]), role=StaffRole(row[1]), vendor_id=vendor_id)


def _country(text: str) -> str:
    if len(text) != len("DE") or not text.isascii() or not text.isalpha() or not text.isupper():
        raise SiteUnfit
    return text


def _area(text: str | None) -> str | None:
    """Return a coarse area in the form in which the areas of customers are, so that the two can be compared (PS6)."""
    if text is not None and re.fullmatch(r"[A-Z0-9-]{1,20}", text) is None:
        raise SiteUnfit
    return text


def _networks(site: NewSite) -> list[str]:
    try:
        return [str(ip_network(network)) for network in site.networks]
    except ValueError:
        raise SiteUnfit from None


def _time_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SiteUnfit from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _VendorRow:
    vendor_id: UUID
    name: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _PersonRow:
    name: str
    role: str
    active: bool
    created_at: datetime
    vendor: str | None
    site: str | None
    languages: list[str]

    def parse(self) -> TenantMember:
        return TenantMember(
            name=self.name,
            role=StaffRole(self.role),
            active=self.active,
            created_at=self.created_at,
            vendor=self.vendor,
            site=self.site,
            languages=tuple(self.languages),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _SiteRow:
    site_id: UUID
    vendor: str
    name: str
    country: str
    area: str | None
    networks: list[str]
    opens: time
    closes: time
    time_zone: str
    is_home: bool
    attested: bool
    demands_browser: bool
    demands_posture: bool
    demands_headphones: bool

    def parse(self) -> Site:
        return Site(
            site_id=SiteId(self.site_id),
            vendor=self.vendor,
            name=self.name,
            country=self.country,
            area=self.area,
            networks=tuple(self.networks),
            opens=self.opens,
            closes=self.closes,
            time_zone=self.time_zone,
            is_home=self.is_home,
            attested=self.attested,
            demands_browser=self.demands_browser,
            demands_posture=self.demands_posture,
            demands_headphones=self.demands_headphones,
        )
