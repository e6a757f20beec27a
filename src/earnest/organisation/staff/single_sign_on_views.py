"""Views of single sign-on: begin at a provider, take its answer, give our own code where it states no second factor."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Response
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.errors import NotSignedIn
from earnest.organisation.staff.errors import ProviderUnknown, SignInCancelled, SignInTooOld
from earnest.organisation.staff.own_account import CONFIRMED_FOR
from earnest.organisation.staff.records import Member
from earnest.organisation.staff.sessions import began_since
from earnest.organisation.staff.single_sign_on import (
    ANSWERED_WITHIN,
    Asked,
    Providers,
    begin,
    end_ended,
    enter,
    enter_with_code,
    find_provider_of_session,
    link,
    list_identities,
    take,
    unlink,
)
from earnest.organisation.staff.views import STAFF_COOKIE, SessionPayload, StaffSessions, Typed, passkey_site
from earnest.services.sign_in.openid import stated_issuer
from earnest.services.sign_in.provider_errors import LogoutTokenRefused, ProviderAnswerRefused, ProviderUnreachable
from earnest.services.web import Form, SessionCookie, account_of

_COOKIE: Final = SessionCookie(name="earnest_single_sign_on", lifetime_seconds=int(ANSWERED_WITHIN.total_seconds()))
"""Ties an answer of a provider to the browser that asked."""
PROVIDER_SIGN_OUT: Final = "/api/session/single-sign-on/provider-sign-out"
"""Where a provider says that a session has ended (OpenID Connect Back-Channel Logout)."""
_LONGEST_ANSWER: Final = 4_000
Answer = Annotated[str, Field(min_length=1, max_length=_LONGEST_ANSWER)]


class ProviderPayload(Form):
    """Which provider is asked."""

    provider: Typed


class ProviderAnswerPayload(Form):
    """What the provider put into the address of our page."""

    state: Answer = Field(repr=False)
    code: Answer | None = Field(default=None, repr=False)
    error: Answer | None = None
    iss: Answer | None = None
    """Who answers (RFC 9207)."""


class ProviderCodePayload(Form):
    """Six digits of an authenticator app."""

    code: Typed = Field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvidersPayload:
    """What stands on the buttons."""

    providers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPayload:
    """Where the browser goes; none: it stays."""

    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOnPayload:
    """What came of the provider's answer."""

    session: SessionPayload | None
    """Who is signed in; none: our own code is still to come."""
    linked: bool
    """An identity was linked to the member who is signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIdentity:
    """An identity that signs the member in."""

    provider: str
    linked_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitiesPayload:
    """Identities that sign the member in, and providers that can be linked."""

    identities: tuple[ShownIdentity, ...]
    providers: tuple[str, ...]


async def _logout_token(request: Request) -> str:
    """Return the logout token of a form.

    Raises:
        LogoutTokenRefused: there is none, or more than one.
    """
    found = parse_qs((await request.body()).decode("ascii", "replace")).get("logout_token", [])
    if len(found) != 1:
        raise LogoutTokenRefused
    return found[0]


class SingleSignOnRoutes:
    """The routes of single sign-on; without a provider none of them opens anything."""

    def __init__(self, sessions: StaffSessions, providers: Providers) -> None:
        """Take the sessions of the process and the providers of the organisation."""
        self._sessions = sessions
        self._providers = providers

    def routers(self) -> tuple[APIRouter, ...]:
        """Return the routes: of who is not signed in yet, and of the own account."""
        entering = APIRouter(prefix="/api/session/single-sign-on")
        entering.add_api_route("", self.get_providers, methods=["GET"], response_model=ProvidersPayload)
        entering.add_api_route("", self.post_answer, methods=["POST"], response_model=SingleSignOnPayload)
        entering.add_api_route("/address", self.post_begin, methods=["POST"], response_model=AddressPayload)
        entering.add_api_route(
            PROVIDER_SIGN_OUT.removeprefix(entering.prefix), self.post_provider_sign_out, methods=["POST"]
        )
        entering.add_api_route("/code", self.post_code, methods=["POST"], response_model=SessionPayload)
        own = APIRouter(prefix="/api/own-account/identities", dependencies=[Depends(self._sessions.remember_member)])
        own.add_api_route("", self.get_identities, methods=["GET"], response_model=IdentitiesPayload)
        own.add_api_route("", self.post_identity, methods=["POST"], response_model=AddressPayload)
        own.add_api_route(
            "/{provider:path}", self.delete_identity, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT
        )
        own.add_api_route("/sign-out", self.post_sign_out, methods=["POST"], response_model=AddressPayload)
        return (entering, own)

    def get_providers(self) -> ProvidersPayload:
        """Name the providers."""
        return ProvidersPayload(providers=self._providers.names)

    def post_begin(self, payload: ProviderPayload, request: Request, response: Response) -> AddressPayload:
        """Begin a sign-in at a provider, and tell where the browser goes.

        Raises:
            ProviderUnknown: there is no such provider.
            ProviderUnreachable: it does not answer.
        """
        return self._begin(payload.provider, request, response, member=None)

    def post_answer(self, payload: ProviderAnswerPayload, request: Request, response: Response) -> SingleSignOnPayload:
        """Take the provider's answer: sign in, ask for our own code, or link the identity of who is signed in.

        Raises:
            ProviderAnswerRefused: nothing of the kind was begun in this browser, or it was answered already.
            SignInCancelled: the person did not sign in at the provider.
            ProviderUnreachable: the provider does not answer.
            IdentityTokenRefused: what it says does not verify.
            IdentityUnknown: it is linked to no active member whom this provider may sign in.
            IdentityElsewhere: it cannot be linked to the member who is signed in.
        """
        sessions, now, browser = self._sessions, self._sessions.clock.now(), self._browser(request)
        with sessions.database.transaction() as connection:
            asked = take(connection, state=payload.state, browser=browser, now=now)
        provider, client = self._providers.load_by_issuer(asked.issuer)
        client.check_sender(payload.iss, now)
        if payload.code is None or payload.error is not None:
            raise SignInCancelled
        # No connection is held while the provider is asked.
        identity = client.identify(
            payload.code,
            code_verifier=asked.code_verifier,
            redirect_address=asked.redirect_address,
            nonce=asked.nonce,
            now=now,
        )
        if asked.linking is not None:
            member = self._member_who_links(request, asked)
            with sessions.database.transaction() as connection:
                link(connection, member, identity, provider, now=now, pseudonyms=sessions.pseudonyms)
            _COOKIE.clear(response)
            return SingleSignOnPayload(session=sessions.get_session(request), linked=True)
        with sessions.database.transaction() as connection:
            token = enter(
                connection, asked, identity, provider, browser=browser, now=now, pseudonyms=sessions.pseudonyms
            )
        if token is None:
            return SingleSignOnPayload(session=None, linked=False)
        _COOKIE.clear(response)
        return SingleSignOnPayload(session=sessions.begin(request, response, token), linked=False)

    def post_provider_sign_out(self, token: Annotated[str, Depends(_logout_token)]) -> None:
        """Take a provider's word that a person's session there has ended: those that began with it here end too.

        It is sent by the provider itself, as a form with its signed `logout_token`; no page of ours asks this.

        Raises:
            LogoutTokenRefused: it is not signed by a provider of this organisation, not for us, or too old.
            ProviderUnreachable: the provider's keys cannot be read.
        """
        issuer, sessions = stated_issuer(token), self._sessions
        try:
            _, client = self._providers.load_by_issuer(issuer or "")
        except ProviderUnknown:
            raise LogoutTokenRefused from None
        now = sessions.clock.now()
        ended = client.verify_logout(token, now)
        with sessions.database.transaction() as connection:
            end_ended(connection, ended, now=now, pseudonyms=sessions.pseudonyms)

    def post_code(self, payload: ProviderCodePayload, request: Request, response: Response) -> SessionPayload:
        """Sign in whom the provider named without a second factor, with a code of ours.

        Raises:
            ProviderAnswerRefused: no provider named a member in this browser within ten minutes.
            StaffSignInRefused: the code is wrong, or was used before.
            TooManyAttempts: it was tried too often.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            token = enter_with_code(
                connection,
                payload.code,
                browser=self._browser(request),
                now=sessions.clock.now(),
                key=sessions.staff_key,
                pseudonyms=sessions.pseudonyms,
            )
        _COOKIE.clear(response)
        return sessions.begin(request, response, token)

    def get_identities(self, request: Request) -> IdentitiesPayload:
        """Show the identities that sign the member in."""
        member = account_of(request, Member)
        with self._sessions.database.transaction() as connection:
            found = list_identities(connection, member.staff_id)
        names = {self._providers.load(name)[0].access.issuer: name for name in self._providers.names}
        return IdentitiesPayload(
            identities=tuple(
                ShownIdentity(
                    provider=names.get(one.issuer, one.issuer), linked_at=one.linked_at, last_used_at=one.last_used_at
                )
                for one in found
            ),
            providers=tuple(names[issuer] for issuer in names if issuer not in {one.issuer for one in found}),
        )

    def post_identity(self, payload: ProviderPayload, request: Request, response: Response) -> AddressPayload:
        """Begin the linking of an identity to the member who is signed in.

        Raises:
            SignInTooOld: the member signed in more than ten minutes ago.
            ProviderUnknown: there is no such provider.
            ProviderUnreachable: it does not answer.
        """
        return self._begin(payload.provider, request, response, member=self._confirmed(request))

    def delete_identity(self, provider: str, request: Request) -> None:
        """Take back the link to a provider; sessions that began with it end.

        Raises:
            SignInTooOld: the member signed in more than ten minutes ago.
            IdentityUnknown: the member has none of this provider.
        """
        member, sessions = self._confirmed(request), self._sessions
        known = provider in self._providers.names
        # A provider that the file does not name any more is shown by its address, and can be unlinked by it.
        issuer = self._providers.load(provider)[0].access.issuer if known else provider
        with sessions.database.transaction() as connection:
            unlink(connection, member.staff_id, issuer, now=sessions.clock.now(), pseudonyms=sessions.pseudonyms)

    def post_sign_out(self, request: Request, response: Response) -> AddressPayload:
        """Sign out here, and tell where to sign out at the provider by which the session began; none: nowhere else."""
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            issuer = find_provider_of_session(connection, STAFF_COOKIE.read(request))
        sessions.delete_session(request, response)
        try:
            client = None if issuer is None else self._providers.load_by_issuer(issuer)[1]
            now, page = sessions.clock.now(), _page(request)
            return AddressPayload(
                address=None if client is None else client.sign_out_address(redirect_address=page, now=now)
            )
        except (ProviderUnreachable, ProviderAnswerRefused):
            return AddressPayload(address=None)

    def _begin(self, name: str, request: Request, response: Response, *, member: Member | None) -> AddressPayload:
        sessions = self._sessions
        _, client = self._providers.load(name)
        begun = begin(
            sessions.database,
            client,
            redirect_address=_page(request),
            linking=None if member is None else member.staff_id,
            now=sessions.clock.now(),
        )
        _COOKIE.write(response, begun.browser, request=request)
        return AddressPayload(address=begun.address)

    def _browser(self, request: Request) -> str:
        browser = _COOKIE.find(request)
        if browser is None:
            raise ProviderAnswerRefused
        return browser

    def _member_who_links(self, request: Request, asked: Asked) -> Member:
        """Return who is signed in; only who began the linking may end it."""
        try:
            member = self._sessions.browsers.load_account(request)
        except NotSignedIn:
            raise ProviderAnswerRefused from None
        if member.staff_id != asked.linking:
            raise ProviderAnswerRefused
        return member

    def _confirmed(self, request: Request) -> Member:
        since = self._sessions.clock.now() - CONFIRMED_FOR
        with self._sessions.database.transaction() as connection:
            if not began_since(connection, STAFF_COOKIE.read(request), since):
                raise SignInTooOld
        return account_of(request, Member)


def _page(request: Request) -> str:
    """Return the address of our page, the only one to which a provider sends a browser back."""
    return f"{passkey_site(request).origin}/"
