"""Views of staff: sign in with two factors, sign out, and who asks."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Response
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.clock import Clock
from earnest.foundation.settings import PasskeyRule
from earnest.organisation.staff.errors import StaffSessionEnded
from earnest.organisation.staff.passkeys import PasskeySite, offer_sign_in, sign_in_with_passkey
from earnest.organisation.staff.records import Member, MemberKind, PasskeyDemand
from earnest.organisation.staff.rules import Permission, permissions_of, require, require_passkey_used
from earnest.organisation.staff.sessions import find_session, sign_in, sign_out
from earnest.services.audit import Pseudonyms, StaffSignedOut, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.sign_in.tokens import SESSION_LENGTH
from earnest.services.web import BrowserSessions, Form, SessionCookie
from earnest.services.web.middleware import host_name

_SIMULATED: Final = "simulated reviewer"
"""How a program that types known answers is shown, as in the label of a clip."""

STAFF_COOKIE = SessionCookie(name="earnest_staff", lifetime_seconds=int(SESSION_LENGTH.total_seconds()))

_LONGEST = 1_000

Typed = Annotated[str, Field(max_length=_LONGEST)]


class SignInPayload(Form):
    """Both factors; `code` is six digits of an app, or a recovery code."""

    name: Typed
    password: Typed = Field(repr=False)
    code: Typed = Field(repr=False)


class PasskeySignInPayload(Form):
    """What the authenticator answered, JSON as `PublicKeyCredential.toJSON` gives it."""

    answer: Annotated[str, Field(max_length=20_000, repr=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyOptions:
    """What the browser gives to the authenticator."""

    options: str
    """JSON, for `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPayload:
    """Who is signed in."""

    name: str
    role: str
    kind: str
    """`simulated reviewer` where a program types known answers, else the role."""
    permissions: tuple[str, ...]
    """What the role may do (`Permission`); the page offers only that, and each route asks again."""
    passkey_demand: PasskeyDemand
    """Whether a passkey has to be added or used before anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSessions:
    """Sessions of staff over HTTP: who may sign in, and which member sends a request."""

    database: Database
    """Connections of the process's role."""
    staff_key: MasterKey
    pseudonyms: Pseudonyms
    clock: Clock
    passkeys: PasskeyRule
    """Of whom a passkey is demanded."""

    @property
    def browsers(self) -> BrowserSessions[Member]:
        """Which member a browser is signed in with."""
        return BrowserSessions(
            cookie=STAFF_COOKIE, find_account=self._find_member, end_session=self._sign_out, ended=StaffSessionEnded
        )

    def router(self) -> APIRouter:
        """Return the routes of sessions."""
        router = APIRouter(prefix="/api/session")
        router.add_api_route("", self.post_session, methods=["POST"], response_model=SessionPayload)
        router.add_api_route("", self.get_session, methods=["GET"], response_model=SessionPayload)
        router.add_api_route(
            "/passkey/options", self.post_passkey_options, methods=["POST"], response_model=PasskeyOptions
        )
        router.add_api_route("/passkey", self.post_passkey, methods=["POST"], response_model=SessionPayload)
        router.add_api_route("", self.delete_session, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def post_session(self, payload: SignInPayload, request: Request, response: Response) -> SessionPayload:
        """Sign in with both factors; an earlier session of this browser ends.

        Raises:
            SignInRefused: name, password or code is wrong; which one is not told.
            TooManyAttempts: too many failures for this name.
        """
        with self.database.transaction() as connection:
            token = sign_in(
                connection,
                payload.name,
                payload.password,
                payload.code,
                self.clock,
                key=self.staff_key,
                pseudonyms=self.pseudonyms,
            )
        return self.begin(request, response, token)

    def post_passkey_options(self, request: Request) -> PasskeyOptions:
        """Give what the browser needs to sign in with a passkey; it tells nothing of who has one."""
        with self.database.transaction() as connection:
            return PasskeyOptions(options=offer_sign_in(connection, passkey_site(request), self.clock.now()))

    def post_passkey(self, payload: PasskeySignInPayload, request: Request, response: Response) -> SessionPayload:
        """Sign in with a passkey, whose authenticator verified the person; an earlier session of this browser ends.

        Raises:
            PasskeyRefused: it does not verify, or is of no active member.
        """
        with self.database.transaction() as connection:
            token = sign_in_with_passkey(
                connection,
                payload.answer,
                site=passkey_site(request),
                now=self.clock.now(),
                pseudonyms=self.pseudonyms,
            )
        return self.begin(request, response, token)

    def begin(self, request: Request, response: Response, token: str) -> SessionPayload:
        """Give the browser a new session and tell who it is of.

        Raises:
            StaffSessionEnded: it has ended in this moment.
        """
        member = self._find_member(token, idle=timedelta(0))
        if member is None:
            raise StaffSessionEnded
        self.browsers.begin(request, response, token)
        return _shown(member)

    def get_session(self, request: Request) -> SessionPayload:
        """Tell who is signed in.

        Raises:
            NotSignedIn: the browser never signed in, or signed out.
            StaffSessionEnded: it did, and its session is over.
        """
        return _shown(self.browsers.load_account(request))

    def delete_session(self, request: Request, response: Response) -> None:
        """Sign out; no error without a session."""
        self.browsers.sign_out(request, response)

    def remember_member(self, request: Request) -> None:
        """Go on only for signed-in staff, whatever their role, and remember who it is for `account_of`.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PasskeyDemanded: the role needs a passkey, and the session began without one.
        """
        member = self.browsers.load_account(request)
        require_passkey_used(member)
        request.state.account = member

    def remember_enrolling_member(self, request: Request) -> None:
        """Go on as `remember_member`, and also for who adds the first passkey that their role needs.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PasskeyDemanded: the member has a passkey, which their role needs, and did not use it.
        """
        member = self.browsers.load_account(request)
        require_passkey_used(member, may_enrol=True)
        request.state.account = member

    def require_member(self, request: Request, *permissions: Permission) -> Member:
        """Return who asks, where their role has one of the permissions.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role may not.
            PasskeyDemanded: the role needs a passkey, and the session began without one.
        """
        member = self.browsers.load_account(request)
        require(member, *permissions)
        return member

    def end(self, token: str) -> None:
        """End the session of a token; nothing where it has ended already."""
        self._sign_out(token)

    def _find_member(self, token: str, *, idle: timedelta | None) -> Member | None:
        with self.database.transaction() as connection:
            return find_session(connection, token, self.clock, self.passkeys, idle=idle)

    def _sign_out(self, token: str) -> None:
        with self.database.transaction() as connection:
            staff_id = sign_out(connection, token)
            if staff_id is not None:
                _ = append(connection, StaffSignedOut(at=self.clock.now(), member=self.pseudonyms.of(staff_id)))


def passkey_site(request: Request) -> PasskeySite:
    """Return for which pages a passkey is: those of the host that was asked, as the middleware has checked it."""
    host = request.headers.get("host", "")
    scheme = "https" if request.headers.get("origin", "").lower().startswith("https://") else request.url.scheme
    return PasskeySite(host=host_name(host), origin=f"{scheme}://{host}")


def _shown(member: Member) -> SessionPayload:
    simulated = member.kind is MemberKind.SIMULATED
    return SessionPayload(
        name=member.name,
        role=member.role.value,
        kind=_SIMULATED if simulated else member.role.value,
        permissions=tuple(permission.value for permission in permissions_of(member.role)),
        passkey_demand=member.passkey_demand,
    )
