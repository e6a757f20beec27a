"""Views of a shift: what a reviewer declares of their surroundings, and what stops the next clip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.errors import NotAllowed
from earnest.organisation.staff.browsers import offer_challenge, request_enrolment, take_posture, use_browser
from earnest.organisation.staff.errors import (
    AttestationMissing,
    BrowserMissing,
    PlaceChanged,
    PostureMissing,
    PostureRefused,
)
from earnest.organisation.staff.records import Member
from earnest.organisation.staff.rules import LISTENING
from earnest.organisation.staff.shifts import (
    Attestation,
    ShiftRules,
    SoundOutput,
    Whereabouts,
    attest,
    require_place,
    require_shift,
)
from earnest.organisation.staff.tenants import find_own_site
from earnest.organisation.staff.views import STAFF_COOKIE, StaffSessions
from earnest.services.web import Form, account_of
from earnest.services.web.addresses import client_address, client_country

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

Short = Annotated[str, Field(max_length=500)]


class _Check(Protocol):
    def __call__(
        self,
        connection: Connection[TupleRow],
        member: Member,
        token: str,
        asked: Whereabouts,
        *,
        rules: ShiftRules,
        now: datetime,
    ) -> object: ...


class AttestationPayload(Form):
    """What a reviewer declares."""

    headphones: bool
    closed_room: bool
    no_public_place: bool
    alone: bool
    output: Literal["headphones", "speakers", "unknown"] = "unknown"
    """Where sound goes, as far as the browser tells."""


class EnrolmentPayload(Form):
    """A browser that asks to be enrolled."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    public_key: Short
    """P-256, as a JSON Web Key."""
    challenge: Short
    signature: Short


class BrowserPayload(Form):
    """The signature of an enrolled browser."""

    thumbprint: Short
    challenge: Short
    signature: Short


class PosturePayload(Form):
    """What device management states, as a signed JSON Web Token."""

    statement: Annotated[str, Field(max_length=4_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengePayload:
    """What the browser has to sign."""

    challenge: str
    """32 random bytes, Base64url."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurroundingsPayload:
    """What is asked before the next clip."""

    attestation_missing: bool
    browser_missing: bool
    """The site gives clips in enrolled browsers only, and this session is in none."""
    posture_missing: bool
    """Device management has not stated lately that the machine is in order."""


class ShiftRoutes:
    """The routes of shifts, and the check that other routes use."""

    def __init__(
        self,
        sessions: StaffSessions,
        *,
        rules: ShiftRules,
        trusted_proxies: Sequence[IPv4Network | IPv6Network],
        country_header: str | None,
        posture_key: "OKPKey | None",
    ) -> None:
        """Take the sessions, what is asked, which proxies name address and country, and who speaks for machines."""
        self._country_header = country_header
        self._posture_key = posture_key
        self._sessions = sessions
        self._rules = rules
        self._trusted_proxies = trusted_proxies

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/surroundings", dependencies=[Depends(self.require_listening_member)])
        router.add_api_route("", self.get_shift, methods=["GET"], response_model=SurroundingsPayload)
        router.add_api_route("", self.post_shift, methods=["POST"], response_model=SurroundingsPayload)
        no_content = HTTPStatus.NO_CONTENT
        router.add_api_route("/challenge", self.post_challenge, methods=["POST"], response_model=ChallengePayload)
        router.add_api_route("/enrolment", self.post_enrolment, methods=["POST"], status_code=no_content)
        router.add_api_route("/browser", self.post_browser, methods=["POST"], status_code=no_content)
        return router

    def public_router(self) -> APIRouter:
        """Return the route of device management, which signs what it sends."""
        router = APIRouter(prefix="/api/postures")
        router.add_api_route("", self.post_posture, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def require_listening_member(self, request: Request) -> None:
        """Go on only for staff who hear clips.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role hears none.
        """
        request.state.account = self._sessions.require_member(request, *LISTENING)

    def get_shift(self, request: Request) -> SurroundingsPayload:
        """Tell what stands before the next clip.

        Raises:
            PlaceRefused: no clip is given here, or not now.
            PlaceChanged: network or country changed; the session has ended.
        """
        missing: type[NotAllowed] | None = None
        try:
            self.check(request, account_of(request, Member))
        except (AttestationMissing, BrowserMissing, PostureMissing) as error:
            missing = type(error)
        return _surroundings(missing)

    def post_shift(self, payload: AttestationPayload, request: Request) -> SurroundingsPayload:
        """Take what a reviewer declares; it stands in the log, whether a shift begins with it or not.

        Raises:
            PlaceRefused, PlaceChanged: no clip is given here, or not now.
            HeadphonesMissing: the site demands headphones, and the browser tells of loudspeakers.
        """
        member, sessions = account_of(request, Member), self._sessions
        declared = Attestation(
            headphones=payload.headphones,
            closed_room=payload.closed_room,
            no_public_place=payload.no_public_place,
            alone=payload.alone,
            output=next((one for one in SoundOutput if one.value == payload.output), SoundOutput.UNKNOWN),
        )
        with sessions.database.transaction() as connection:
            fits = attest(
                connection,
                member,
                STAFF_COOKIE.read(request),
                self._whereabouts(request),
                declared,
                rules=self._rules,
                now=sessions.clock.now(),
                pseudonyms=sessions.pseudonyms,
            )
            asked = self._rules.asks_attestation(find_own_site(connection, member.staff_id))
        return _surroundings(AttestationMissing if asked and not fits else None)

    def post_challenge(self, request: Request) -> ChallengePayload:
        """Give what the browser has to sign; it counts once and for five minutes."""
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            challenge = offer_challenge(connection, account_of(request, Member), sessions.clock.now())
        return ChallengePayload(challenge=challenge)

    def post_enrolment(self, payload: EnrolmentPayload, request: Request) -> None:
        """Ask for the enrolment of a browser, which an administrator of the site approves.

        Raises:
            BrowserRefused: key or signature do not verify, or the member has no site.
            MemberNameUnfit: the name cannot be read.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            _ = request_enrolment(
                connection,
                account_of(request, Member),
                name=payload.name,
                public_key=payload.public_key,
                challenge=payload.challenge,
                signature=payload.signature,
                now=sessions.clock.now(),
                pseudonyms=sessions.pseudonyms,
            )

    def post_browser(self, payload: BrowserPayload, request: Request) -> None:
        """Show that the session is in an enrolled browser, by its signature.

        Raises:
            PlaceRefused, PlaceChanged: no clip is given here, or not now.
            BrowserMissing: it is not enrolled for the member's site, or not approved yet.
            BrowserRefused: the signature does not verify.
        """
        sessions, member, token = self._sessions, account_of(request, Member), STAFF_COOKIE.read(request)
        asked, now = self._whereabouts(request), sessions.clock.now()
        with sessions.database.transaction() as connection:
            shift = require_place(connection, member, token, asked, rules=self._rules, now=now)
            use_browser(
                connection,
                member,
                token,
                thumbprint=payload.thumbprint,
                challenge=payload.challenge,
                signature=payload.signature,
                place=shift.place,
                country=asked.country or "",
                now=now,
            )

    def post_posture(self, payload: PosturePayload) -> None:
        """Take a statement of device management, whose signature says who sends it.

        Raises:
            PostureRefused: it is not signed by the key of device management, too old, or the machine is not in order.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            in_order = take_posture(connection, payload.statement, self._posture_key, sessions.clock.now())
        # A statement that the machine is not in order is kept, and answered as a refusal.
        if not in_order:
            raise PostureRefused

    def check(self, request: Request, member: Member) -> None:
        """Go on only where this member may be given sound here and now; a change of place ends the session.

        Raises:
            PlaceRefused, PlaceChanged, BrowserMissing, PostureMissing, AttestationMissing: as for `require_shift`.
        """
        self._ending(request, member, require_shift)

    def check_place(self, request: Request, member: Member) -> None:
        """Go on only where sound may go on playing here and now; a change of place ends the session.

        Raises:
            PlaceRefused, PlaceChanged: as for `require_place`.
        """
        self._ending(request, member, require_place)

    def _ending(self, request: Request, member: Member, check: _Check) -> None:
        token, asked = STAFF_COOKIE.read(request), self._whereabouts(request)
        try:
            with self._sessions.database.transaction() as connection:
                _ = check(connection, member, token, asked, rules=self._rules, now=self._sessions.clock.now())
        except PlaceChanged:
            self._sessions.end(token)
            raise

    def _whereabouts(self, request: Request) -> Whereabouts:
        return Whereabouts(
            address=client_address(request, self._trusted_proxies),
            country=client_country(request, self._country_header, self._trusted_proxies),
        )


def _surroundings(missing: type[NotAllowed] | None) -> SurroundingsPayload:
    return SurroundingsPayload(
        attestation_missing=missing is AttestationMissing,
        browser_missing=missing is BrowserMissing,
        posture_missing=missing is PostureMissing,
    )
