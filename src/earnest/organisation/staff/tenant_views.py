"""Views of vendors, sites and their people: an administrator sees all, a vendor's administrator their own vendor's."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.identifiers import SiteId, VendorId
from earnest.handover.figures import CountedEvent, list_counts
from earnest.organisation.staff.codes import enrolment_picture
from earnest.organisation.staff.errors import OwnAccount, PermissionMissing, SiteUnfit, VendorUnknown
from earnest.organisation.staff.records import Member, MemberKind, NewMember, StaffRole
from earnest.organisation.staff.rules import Permission, require
from earnest.organisation.staff.store import add_member, change_member, disable_member, enable_member, reset_member
from earnest.organisation.staff.tenants import (
    ALL_TENANTS,
    FoundMember,
    NewSite,
    TenantScope,
    add_site,
    add_vendor,
    change_site,
    list_people,
    list_sites,
    list_vendors,
    load_in_scope,
    load_site,
    load_vendor,
    scope_of,
)
from earnest.organisation.staff.views import StaffSessions
from earnest.services.web import Form, account_of

_COUNTED_FOR: Final = timedelta(days=29)
_LEAST_PEOPLE: Final = 6
"""Of a vendor with fewer accounts no count is shown: it would be that of a person or two (WK1). Chosen."""
_VENDOR_ROLES = frozenset({StaffRole.REVIEWER, StaffRole.ADJUDICATOR})
"""What a vendor's administrator may make of their people."""
Name = Annotated[str, Field(min_length=1, max_length=100)]
Network = Annotated[str, Field(max_length=50)]
Languages = Annotated[list[Annotated[str, Field(pattern="^[a-z]{2,3}$")]], Field(max_length=20, default_factory=list)]
Clock24 = Annotated[str, Field(pattern="^[0-9]{2}:[0-9]{2}$")]


class NewMemberPayload(Form):
    """A member to be added."""

    name: Name
    role: Name
    vendor: Name | None = None
    site: Name | None = None
    languages: Languages


class ChangedMemberPayload(Form):
    """What a member is from now on."""

    role: Name
    site: Name | None = None
    languages: Languages


class NewVendorPayload(Form):
    """A vendor to be added."""

    name: Name


class SitePayload(Form):
    """What a site is."""

    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    area: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    networks: Annotated[list[Network], Field(max_length=50)]
    opens: Clock24
    closes: Clock24
    time_zone: Name
    is_home: bool = False
    attested: bool = False
    demands_browser: bool = False
    """Clips are given in enrolled browsers only (WP1)."""
    demands_posture: bool = False
    """And where device management stated within eight hours that the machine is in order."""
    demands_headphones: bool = False
    """No shift begins where the browser tells of loudspeakers (WP4)."""


class NewSitePayload(SitePayload):
    """A site to be added."""

    vendor: Name
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSecrets:
    """What a member signs in with the first time; shown this once."""

    name: str
    password: str
    enrolment_address: str
    """`otpauth://`, for an authenticator app."""
    enrolment_picture: str
    """The same as a QR code, SVG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMember:
    """A member."""

    name: str
    role: str
    active: bool
    created_at: datetime
    vendor: str | None
    site: str | None
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVendor:
    """A vendor."""

    name: str
    people: int
    """Active accounts."""
    heard: int | None
    """Clips that its people heard in the last 30 days, today included; None: too few people, of whom it would tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSite:
    """A site."""

    vendor: str
    name: str
    country: str
    area: str | None
    networks: tuple[str, ...]
    opens: str
    closes: str
    time_zone: str
    is_home: bool
    attested: bool
    demands_browser: bool
    demands_posture: bool
    demands_headphones: bool


class TenantRoutes:
    """The routes of members, vendors and sites."""

    def __init__(self, sessions: StaffSessions) -> None:
        """Take the sessions of the process."""
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self.require_manager)])
        created, no_content = HTTPStatus.CREATED, HTTPStatus.NO_CONTENT
        router.add_api_route("/members", self.get_members, methods=["GET"], response_model=tuple[ShownMember, ...])
        router.add_api_route(
            "/members", self.post_member, methods=["POST"], response_model=MemberSecrets, status_code=created
        )
        router.add_api_route(
            "/members/{name:path}/reset", self.post_reset, methods=["POST"], response_model=MemberSecrets
        )
        router.add_api_route(
            "/members/{name:path}/disable", self.post_disable, methods=["POST"], status_code=no_content
        )
        router.add_api_route(
            "/members/{name:path}/enable", self.post_enable, methods=["POST"], response_model=MemberSecrets
        )
        router.add_api_route("/members/{name:path}", self.put_member, methods=["PUT"], status_code=no_content)
        router.add_api_route("/vendors", self.get_vendors, methods=["GET"], response_model=tuple[ShownVendor, ...])
        router.add_api_route("/vendors", self.post_vendor, methods=["POST"], status_code=no_content)
        router.add_api_route("/sites", self.get_sites, methods=["GET"], response_model=tuple[ShownSite, ...])
        router.add_api_route("/sites", self.post_site, methods=["POST"], status_code=no_content)
        router.add_api_route("/sites/{vendor}/{name}", self.put_site, methods=["PUT"], status_code=no_content)
        return router

    def require_manager(self, request: Request) -> None:
        """Go on only for an administrator, or a vendor's.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role manages no members.
        """
        asking = (Permission.MANAGE_STAFF, Permission.MANAGE_VENDOR)
        request.state.account = self._sessions.require_member(request, *asking)

    def get_members(self, request: Request) -> tuple[ShownMember, ...]:
        """Show members, without secrets."""
        with self._sessions.database.transaction() as connection:
            people = list_people(connection, self._scope(connection, request))
        return tuple(
            ShownMember(
                name=one.name,
                role=one.role.value,
                active=one.active,
                created_at=one.created_at,
                vendor=one.vendor,
                site=one.site,
                languages=one.languages,
            )
            for one in people
        )

    def post_member(self, payload: NewMemberPayload, request: Request) -> MemberSecrets:
        """Add a member and show the secrets this once; a vendor's administrator adds reviewers and adjudicators.

        Raises:
            MemberNameUnfit: the name cannot be read.
            MemberExists: the name is taken.
            VendorUnknown, SiteUnknown: there is none, or it is another tenant's.
            PermissionMissing: not into this role.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            scope = self._scope(connection, request)
            role = _role(payload.role, scope)
            if payload.vendor is None and scope != ALL_TENANTS:
                raise VendorUnknown
            vendor_id = None if payload.vendor is None else load_vendor(connection, payload.vendor, scope)
            site_id = _site(connection, vendor_id, payload.site)
            new = add_member(
                connection,
                name=payload.name,
                role=role,
                kind=MemberKind.PERSON,
                key=sessions.staff_key,
                pseudonyms=sessions.pseudonyms,
                clock=sessions.clock,
                vendor_id=vendor_id,
                site_id=site_id,
                languages=set(payload.languages),
            )
        return _secrets(new)

    def post_reset(self, name: str, request: Request) -> MemberSecrets:
        """Give a member new secrets, shown this once; sessions, passkeys and recovery codes end.

        Raises:
            MemberUnknown: there is none, or it is another tenant's.
            PermissionMissing: a vendor's administrator manages reviewers and adjudicators only.
            OwnAccount: it is the asker's own.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            _ = self._managed(connection, name, request)
            new = reset_member(
                connection, name=name, key=sessions.staff_key, pseudonyms=sessions.pseudonyms, clock=sessions.clock
            )
        return _secrets(new)

    def post_disable(self, name: str, request: Request) -> None:
        """End a member's access at once.

        Raises:
            MemberUnknown: there is none, or it is another tenant's.
            PermissionMissing: a vendor's administrator manages reviewers and adjudicators only.
            OwnAccount: it is the asker's own.
            LastAdministrator: no administrator would be left.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            _ = self._managed(connection, name, request)
            disable_member(connection, name=name, pseudonyms=sessions.pseudonyms, clock=sessions.clock)

    def post_enable(self, name: str, request: Request) -> MemberSecrets:
        """Give a disabled member access again, with new secrets that are shown this once.

        Raises:
            MemberUnknown: there is none, or it is another tenant's.
            PermissionMissing: a vendor's administrator manages reviewers and adjudicators only.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            _ = self._managed(connection, name, request, active=False)
            new = enable_member(
                connection, name=name, key=sessions.staff_key, pseudonyms=sessions.pseudonyms, clock=sessions.clock
            )
        return _secrets(new)

    def put_member(self, name: str, payload: ChangedMemberPayload, request: Request) -> None:
        """Give a member another role, site or languages; their sessions end.

        Raises:
            MemberUnknown: there is none, or it is another tenant's.
            SiteUnknown, VendorUnknown: their vendor has no such site, or they have no vendor.
            SimulatedOnlyReviews: it is a simulated member, and the role is another than reviewer.
            PermissionMissing: a vendor's administrator manages reviewers and adjudicators only.
            OwnAccount: it is the asker's own.
            LastAdministrator: no administrator would be left.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            found = self._managed(connection, name, request)
            change_member(
                connection,
                name=name,
                role=_role(payload.role, self._scope(connection, request)),
                site_id=_site(connection, found.vendor_id, payload.site),
                languages=set(payload.languages),
                pseudonyms=sessions.pseudonyms,
                clock=sessions.clock,
            )

    def get_vendors(self, request: Request) -> tuple[ShownVendor, ...]:
        """Show vendors with the number of their people, and how many clips these heard."""
        today = self._sessions.clock.now().astimezone(UTC).date()
        with self._sessions.database.transaction() as connection:
            vendors = list_vendors(connection, self._scope(connection, request))
            counts = list_counts(connection, since=today - _COUNTED_FOR, until=today + timedelta(days=1))
        heard = Counter[str]()
        for one in counts:
            heard[one.vendor] += one.number if one.event is CountedEvent.HEARD else 0
        return tuple(
            ShownVendor(
                name=one.name,
                people=one.people,
                heard=heard[str(one.vendor_id)] if one.people >= _LEAST_PEOPLE else None,
            )
            for one in vendors
        )

    def post_vendor(self, payload: NewVendorPayload, request: Request) -> None:
        """Add a vendor; only for administrators.

        Raises:
            PermissionMissing: who asks manages one vendor only.
            MemberNameUnfit: the name cannot be read.
            TenantNameTaken: there is one of this name.
        """
        require(account_of(request, Member), Permission.MANAGE_VENDORS)
        with self._sessions.database.transaction() as connection:
            _ = add_vendor(connection, payload.name, self._sessions.clock)

    def get_sites(self, request: Request) -> tuple[ShownSite, ...]:
        """Show sites."""
        with self._sessions.database.transaction() as connection:
            sites = list_sites(connection, self._scope(connection, request))
        return tuple(
            ShownSite(
                vendor=one.vendor,
                name=one.name,
                country=one.country,
                area=one.area,
                networks=one.networks,
                opens=f"{one.opens:%H:%M}",
                closes=f"{one.closes:%H:%M}",
                time_zone=one.time_zone,
                is_home=one.is_home,
                attested=one.attested,
                demands_browser=one.demands_browser,
                demands_posture=one.demands_posture,
                demands_headphones=one.demands_headphones,
            )
            for one in sites
        )

    def post_site(self, payload: NewSitePayload, request: Request) -> None:
        """Add a site; only for administrators, since networks and hours are what vendors are held to.

        Raises:
            PermissionMissing: who asks manages one vendor only.
            VendorUnknown: there is none of this name.
            SiteUnfit: country, network, hours or time zone is none.
            MemberNameUnfit: the name cannot be read.
            TenantNameTaken: the vendor has a site of this name.
        """
        require(account_of(request, Member), Permission.MANAGE_VENDORS)
        with self._sessions.database.transaction() as connection:
            site = _new_site(payload.vendor, payload.name, payload)
            _ = add_site(connection, site, ALL_TENANTS, self._sessions.clock)

    def put_site(self, vendor: str, name: str, payload: SitePayload, request: Request) -> None:
        """Change what a site is; only for administrators. The next clip is given by that.

        Raises:
            PermissionMissing: who asks manages one vendor only.
            VendorUnknown, SiteUnknown: there is none of this name.
            SiteUnfit: country, network, hours or time zone is none.
        """
        require(account_of(request, Member), Permission.MANAGE_VENDORS)
        with self._sessions.database.transaction() as connection:
            change_site(connection, _new_site(vendor, name, payload), ALL_TENANTS, self._sessions.clock)

    def _managed(
        self, connection: Connection[TupleRow], name: str, request: Request, *, active: bool = True
    ) -> FoundMember:
        """Return a member whom the asker may change: of their scope, and not themselves."""
        scope = self._scope(connection, request)
        found = load_in_scope(connection, name, scope, active=active)
        if found.staff_id == account_of(request, Member).staff_id:
            raise OwnAccount
        if scope != ALL_TENANTS and found.role not in _VENDOR_ROLES:
            raise PermissionMissing
        return found

    def _scope(self, connection: Connection[TupleRow], request: Request) -> TenantScope:
        return scope_of(connection, account_of(request, Member))


def _role(text: str, scope: TenantScope) -> StaffRole:
    role = next((role for role in StaffRole if role.value == text), None)
    if role is None or (scope != ALL_TENANTS and role not in _VENDOR_ROLES):
        raise PermissionMissing
    return role


def _site(connection: Connection[TupleRow], vendor_id: VendorId | None, name: str | None) -> SiteId | None:
    """Return a site of a vendor by name; None where none is named."""
    if name is None:
        return None
    if vendor_id is None:
        raise VendorUnknown
    return load_site(connection, vendor_id, name)


def _new_site(vendor: str, name: str, payload: SitePayload) -> NewSite:
    return NewSite(
        vendor=vendor,
        name=name,
        country=payload.country,
        area=payload.area,
        networks=tuple(payload.networks),
        opens=_time(payload.opens),
        closes=_time(payload.closes),
        time_zone=payload.time_zone,
        is_home=payload.is_home,
        attested=payload.attested,
        demands_browser=payload.demands_browser,
        demands_posture=payload.demands_posture,
        demands_headphones=payload.demands_headphones,
    )


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise SiteUnfit from None


def _secrets(new: NewMember) -> MemberSecrets:
    return MemberSecrets(
        name=new.member.name,
        password=new.password,
        enrolment_address=new.enrolment_address,
        enrolment_picture=enrolment_picture(new.enrolment_address),
    )
