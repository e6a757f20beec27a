"""Views of a member's own account: passkeys, recovery codes, password, sessions; whatever the role."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.organisation.staff.errors import SignInTooOld
from earnest.organisation.staff.own_account import (
    CONFIRMED_FOR,
    change_password,
    end_other_sessions,
    list_own_sessions,
)
from earnest.organisation.staff.passkeys import add_passkey, list_passkeys, offer_registration, remove_passkey
from earnest.organisation.staff.records import Member
from earnest.organisation.staff.recovery import count_recovery_codes, make_recovery_codes
from earnest.organisation.staff.sessions import began_since
from earnest.organisation.staff.views import STAFF_COOKIE, PasskeyOptions, StaffSessions, Typed, passkey_site
from earnest.services.web import Form, account_of

_LONGEST_ANSWER = 20_000
Answer = Annotated[str, Field(max_length=_LONGEST_ANSWER, repr=False)]
"""What the authenticator answered, JSON as `PublicKeyCredential.toJSON` gives it."""


class PasskeyPayload(Form):
    """A passkey that the browser made."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    answer: Answer


class PasswordPayload(Form):
    """A change of password."""

    present: Typed = Field(repr=False)
    chosen: Typed = Field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPasskey:
    """A passkey."""

    identifier: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSession:
    """A signed-in browser."""

    created_at: datetime
    last_used_at: datetime
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccountPayload:
    """How a member can sign in, and where they are signed in."""

    passkeys: tuple[ShownPasskey, ...]
    sessions: tuple[ShownSession, ...]
    recovery_codes_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesPayload:
    """New recovery codes; shown this once."""

    codes: tuple[str, ...]


class OwnAccountRoutes:
    """The routes of the own account; each asks who is there first."""

    def __init__(self, sessions: StaffSessions) -> None:
        """Take the sessions of the process."""
        self._sessions = sessions

    def routers(self) -> tuple[APIRouter, ...]:
        """Return the routes: of every session, and of one that waits for its member's first passkey."""
        return (self._router(), self._enrolling_router())

    def _enrolling_router(self) -> APIRouter:
        remember = Depends(self._sessions.remember_enrolling_member)
        router = APIRouter(prefix="/api/own-account/passkeys", dependencies=[remember])
        router.add_api_route("/options", self.post_passkey_options, methods=["POST"], response_model=PasskeyOptions)
        router.add_api_route("", self.post_passkey, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def _router(self) -> APIRouter:
        router = APIRouter(prefix="/api/own-account", dependencies=[Depends(self._sessions.remember_member)])
        no_content = HTTPStatus.NO_CONTENT
        router.add_api_route("", self.get_own_account, methods=["GET"], response_model=OwnAccountPayload)
        router.add_api_route("/password", self.put_password, methods=["PUT"], status_code=no_content)
        router.add_api_route(
            "/recovery-codes", self.post_recovery_codes, methods=["POST"], response_model=RecoveryCodesPayload
        )
        router.add_api_route("/passkeys/{identifier}", self.delete_passkey, methods=["DELETE"], status_code=no_content)
        router.add_api_route("/other-sessions", self.delete_other_sessions, methods=["DELETE"], status_code=no_content)
        return router

    def get_own_account(self, request: Request) -> OwnAccountPayload:
        """Show how the member can sign in, and where they are signed in."""
        member, now = account_of(request, Member), self._sessions.clock.now()
        with self._sessions.database.transaction() as connection:
            passkeys = list_passkeys(connection, member.staff_id)
            sessions = list_own_sessions(connection, member, STAFF_COOKIE.read(request), now=now)
            left = count_recovery_codes(connection, member.staff_id)
        return OwnAccountPayload(
            passkeys=tuple(
                ShownPasskey(
                    identifier=one.identifier,
                    name=one.name,
                    created_at=one.created_at,
                    last_used_at=one.last_used_at,
                )
                for one in passkeys
            ),
            sessions=tuple(
                ShownSession(created_at=one.created_at, last_used_at=one.last_used_at, present=one.present)
                for one in sessions
            ),
            recovery_codes_left=left,
        )

    def put_password(self, payload: PasswordPayload, request: Request) -> None:
        """Change the password; the member's other browsers are signed out.

        Raises:
            StaffPasswordTooShort, PasswordCommon: the chosen one is too easily tried.
            StaffSignInRefused: the present one is wrong.
            TooManyAttempts: it was tried too often.
        """
        member, sessions = account_of(request, Member), self._sessions
        with sessions.database.transaction() as connection:
            change_password(
                connection,
                member,
                payload.present,
                payload.chosen,
                STAFF_COOKIE.read(request),
                now=sessions.clock.now(),
                pseudonyms=sessions.pseudonyms,
            )

    def post_recovery_codes(self, request: Request) -> RecoveryCodesPayload:
        """Make ten new recovery codes and show them this once; the earlier ones end.

        Raises:
            SignInTooOld: the member signed in more than ten minutes ago.
        """
        member, sessions = self._confirmed(request), self._sessions
        with sessions.database.transaction() as connection:
            codes = make_recovery_codes(
                connection, member.staff_id, now=sessions.clock.now(), pseudonyms=sessions.pseudonyms
            )
        return RecoveryCodesPayload(codes=codes)

    def post_passkey_options(self, request: Request) -> PasskeyOptions:
        """Give what the browser needs to make a passkey.

        Raises:
            SignInTooOld: the member signed in more than ten minutes ago.
        """
        member, sessions = self._confirmed(request), self._sessions
        with sessions.database.transaction() as connection:
            return PasskeyOptions(
                options=offer_registration(connection, member, passkey_site(request), sessions.clock.now())
            )

    def post_passkey(self, payload: PasskeyPayload, request: Request) -> None:
        """Keep a passkey that the browser made.

        Raises:
            SignInTooOld: the member signed in more than ten minutes ago.
            PasskeyRefused: the answer does not verify.
        """
        member, sessions = self._confirmed(request), self._sessions
        with sessions.database.transaction() as connection:
            add_passkey(
                connection,
                member,
                payload.answer,
                name=payload.name,
                site=passkey_site(request),
                now=sessions.clock.now(),
                pseudonyms=sessions.pseudonyms,
            )

    def delete_passkey(self, identifier: str, request: Request) -> None:
        """Forget a passkey.

        Raises:
            SignInTooOld: the member signed in more than ten minutes ago.
            PasskeyUnknown: this member has none of this identifier.
        """
        member, sessions = self._confirmed(request), self._sessions
        with sessions.database.transaction() as connection:
            remove_passkey(
                connection, member.staff_id, identifier, now=sessions.clock.now(), pseudonyms=sessions.pseudonyms
            )

    def delete_other_sessions(self, request: Request) -> None:
        """Sign the member out everywhere but here."""
        member, sessions = account_of(request, Member), self._sessions
        with sessions.database.transaction() as connection:
            end_other_sessions(
                connection,
                member.staff_id,
                STAFF_COOKIE.read(request),
                now=sessions.clock.now(),
                pseudonyms=sessions.pseudonyms,
            )

    def _confirmed(self, request: Request) -> Member:
        since = self._sessions.clock.now() - CONFIRMED_FOR
        with self._sessions.database.transaction() as connection:
            if not began_since(connection, STAFF_COOKIE.read(request), since):
                raise SignInTooOld
        return account_of(request, Member)
