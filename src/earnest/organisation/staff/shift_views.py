"""Views of a shift: what a reviewer declares of their surroundings, and what stops the next clip."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

from fastapi import APIRouter, Depends
from starlette.requests import Request

from earnest.organisation.staff.errors import AttestationMissing, PlaceChanged
from earnest.organisation.staff.records import Member
from earnest.organisation.staff.rules import LISTENING
from earnest.organisation.staff.shifts import Attestation, ShiftRules, attest, require_shift
from earnest.organisation.staff.tenants import find_own_site
from earnest.organisation.staff.views import STAFF_COOKIE, StaffSessions
from earnest.services.web import Form, account_of
from earnest.services.web.addresses import client_address


class AttestationPayload(Form):
    """What a reviewer declares."""

    headphones: bool
    closed_room: bool
    no_public_place: bool
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SurroundingsPayload:
    """What is asked before the next clip."""

    attestation_missing: bool


class ShiftRoutes:
    """The routes of shifts, and the check that other routes use."""

    def __init__(
        self,
        sessions: StaffSessions,
        *,
        rules: ShiftRules,
        trusted_proxies: Sequence[IPv4Network | IPv6Network],
    ) -> None:
        """Take the sessions of the process, what is asked, and which proxies name the browser's address."""
        self._sessions = sessions
        self._rules = rules
        self._trusted_proxies = trusted_proxies

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/surroundings", dependencies=[Depends(self.require_listening_member)])
        router.add_api_route("", self.get_shift, methods=["GET"], response_model=SurroundingsPayload)
        router.add_api_route("", self.post_shift, methods=["POST"], response_model=SurroundingsPayload)
        return router

    def require_listening_member(self, request: Request) -> None:
        """Go on only for staff who hear clips.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role hears none.
        """
        request.state.account = self._sessions.require_member(request, *LISTENING)

    def get_shift(self, request: Request) -> SurroundingsPayload:
        """Tell whether surroundings have to be declared before the next clip.

        Raises:
            PlaceRefused: no clip is given here, or not now.
            PlaceChanged: the network changed; the session has ended.
        """
        try:
            self.check(request, account_of(request, Member))
        except AttestationMissing:
            return SurroundingsPayload(attestation_missing=True)
        return SurroundingsPayload(attestation_missing=False)

    def post_shift(self, payload: AttestationPayload, request: Request) -> SurroundingsPayload:
        """Take what a reviewer declares; it stands in the log, whether a shift begins with it or not.

        Raises:
            PlaceRefused: no clip is given here, or not now.
        """
        member, sessions = account_of(request, Member), self._sessions
        declared = Attestation(
            headphones=payload.headphones,
            closed_room=payload.closed_room,
            no_public_place=payload.no_public_place,
            alone=payload.alone,
        )
        with sessions.database.transaction() as connection:
            fits = attest(
                connection,
                member,
                STAFF_COOKIE.read(request),
                client_address(request, self._trusted_proxies),
                declared,
                rules=self._rules,
                now=sessions.clock.now(),
                pseudonyms=sessions.pseudonyms,
            )
            asked = self._rules.asks_attestation(find_own_site(connection, member.staff_id))
        return SurroundingsPayload(attestation_missing=asked and not fits)

    def check(self, request: Request, member: Member) -> None:
        """Go on only where this member may be given sound here and now; a change of network ends the session.

        Raises:
            PlaceRefused, PlaceChanged, AttestationMissing: as for `require_shift`.
        """
        token, address = STAFF_COOKIE.read(request), client_address(request, self._trusted_proxies)
        try:
            with self._sessions.database.transaction() as connection:
                require_shift(connection, member, token, address, rules=self._rules, now=self._sessions.clock.now())
        except PlaceChanged:
            self._sessions.end(token)
            raise
