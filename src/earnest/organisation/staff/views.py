"""Views of staff: sign in with two factors, sign out, and who asks."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from earnest.foundation.clock import Clock
from earnest.organisation.staff.errors import StaffSessionEnded
from earnest.organisation.staff.records import Member, MemberKind
from earnest.organisation.staff.rules import Permission, require
from earnest.organisation.staff.sessions import load_session, sign_in, sign_out
from earnest.services.audit import Pseudonyms, StaffSignedOut, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.sign_in.tokens import SESSION_LENGTH
from earnest.services.web import NotSignedIn, SessionCookie

_SIMULATED: Final = "simulated reviewer"
"""How a program that types known answers is shown, as in the label of a clip."""

STAFF_COOKIE = SessionCookie(name="earnest_staff", lifetime_seconds=int(SESSION_LENGTH.total_seconds()))

_LONGEST = 1_000

Typed = Annotated[str, Field(max_length=_LONGEST)]


class SignInPayload(BaseModel):
    """Both factors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Typed
    password: Typed = Field(repr=False)
    code: Typed = Field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPayload:
    """Who is signed in."""

    name: str
    role: str
    kind: str
    """`simulated reviewer` where a program types known answers, else the role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSessions:
    """Sessions of staff over HTTP: who may sign in, and which member sends a request."""

    database: Database
    """Connections of the workbench's role."""
    staff_key: MasterKey
    pseudonyms: Pseudonyms
    clock: Clock

    def router(self) -> APIRouter:
        """Return the routes of sessions."""
        router = APIRouter(prefix="/api/session")
        router.add_api_route("", self.post_session, methods=["POST"], response_model=SessionPayload)
        router.add_api_route("", self.get_session, methods=["GET"], response_model=SessionPayload)
        router.add_api_route("", self.delete_session, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def post_session(self, payload: SignInPayload, request: Request, response: Response) -> SessionPayload:
        """Sign in with both factors; an earlier session of this browser ends.

        Raises:
            SignInRefused: name, password or code is wrong; which one is not told.
            TooManyAttempts: too many failures for this name.
        """
        earlier = STAFF_COOKIE.find(request)
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
            if earlier is not None:
                _ = sign_out(connection, earlier)
            member = load_session(connection, token, self.clock)
        STAFF_COOKIE.write(response, token, request=request)
        return _shown(member)

    def get_session(self, request: Request) -> SessionPayload:
        """Tell who is signed in.

        Raises:
            NotSignedIn: the browser never signed in, or signed out.
            StaffSessionEnded: it did, and its session is over.
        """
        return _shown(self._load_member(request))

    def delete_session(self, request: Request, response: Response) -> None:
        """Sign out; no error without a session."""
        token = STAFF_COOKIE.find(request)
        if token is not None:
            with self.database.transaction() as connection:
                staff_id = sign_out(connection, token)
                if staff_id is not None:
                    event = StaffSignedOut(at=self.clock.now(), member=self.pseudonyms.of(staff_id))
                    _ = append(connection, event)
        STAFF_COOKIE.clear(response)

    def require_member(self, request: Request, permission: Permission) -> Member:
        """Return who asks.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role may not.
        """
        member = self._load_member(request)
        require(member, permission)
        return member

    def _load_member(self, request: Request) -> Member:
        """Return who asks.

        Raises:
            NotSignedIn: the browser never signed in, or signed out.
            StaffSessionEnded: it did, and its session is over.
        """
        token = STAFF_COOKIE.find(request)
        try:
            with self.database.transaction() as connection:
                return load_session(connection, token, self.clock)
        except NotSignedIn:
            if token is None:
                raise
            raise StaffSessionEnded from None


def _shown(member: Member) -> SessionPayload:
    simulated = member.kind is MemberKind.SIMULATED
    return SessionPayload(name=member.name, role=member.role.value, kind=_SIMULATED if simulated else member.role.value)
