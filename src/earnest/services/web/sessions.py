"""Sessions over HTTP: which account a browser is signed in with, the same for staff and for customers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Generic, Protocol, TypeVar, cast

from starlette.requests import Request
from starlette.responses import Response

from earnest.foundation.errors import NotSignedIn
from earnest.services.web.cookies import SessionCookie

Account = TypeVar("Account")
Found_co = TypeVar("Found_co", covariant=True)
_KNOWN: Final = "known_account"
"""Where a request remembers whose session it has; nothing outlives the request."""
_IDLE: Final = "x-earnest-idle"
"""How many seconds ago the person at the page pressed a key or used the pointer, as the page says."""
_LONGEST_IDLE: Final = 6
"""Digits; more than a session lives."""


class FindAccount(Protocol[Found_co]):
    """Finds the account of the live session of a token."""

    def __call__(self, token: str, *, idle: timedelta | None) -> Found_co | None:
        """Return it; None where the session has ended or never was.

        Args:
            token: what the browser sent.
            idle: how long ago the person at the page acted; None where the request does not say, as one that a page
                sends by itself does not count as use.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Who is signed in with a token, as the database said in this request."""

    token: str
    account: object


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSessions(Generic[Account]):
    """Sessions of one kind of account; the routes of each side are thin around it."""

    cookie: SessionCookie
    find_account: FindAccount[Account]
    end_session: Callable[[str], None]
    """Ends the session of a token and tells the log; nothing where it has ended already."""
    ended: type[NotSignedIn]
    """What a browser is told whose session has ended."""

    def load_account(self, request: Request) -> Account:
        """Return who is signed in; the database is asked once in a request, however many of its steps want to know.

        Raises:
            NotSignedIn: this browser has no session; of the class `ended` where it had one.
        """
        token = self.cookie.read(request)
        known: object = getattr(request.state, _KNOWN, None)
        if isinstance(known, _Known) and known.token == token:
            return cast("Account", known.account)
        account = self.find_account(token, idle=idle_of(request))
        if account is None:
            raise self.ended
        setattr(request.state, _KNOWN, _Known(token=token, account=account))
        return account

    def require_account(self, request: Request) -> None:
        """Go on only for who is signed in, and remember who it is for `account_of`.

        Raises:
            NotSignedIn: as for `load_account`.
        """
        request.state.account = self.load_account(request)

    def begin(self, request: Request, response: Response, token: str) -> None:
        """Give the browser the token of a new session; an earlier session of this browser ends."""
        self._end(request)
        self.cookie.write(response, token, request=request)

    def sign_out(self, request: Request, response: Response) -> None:
        """End the browser's session; no error where it has none."""
        self._end(request)
        self.cookie.clear(response)

    def _end(self, request: Request) -> None:
        token = self.cookie.find(request)
        if token is not None:
            self.end_session(token)


def idle_of(request: Request) -> timedelta | None:
    """Return how long ago the person at the page acted, as the page says; None where it does not, or not in figures."""
    stated = request.headers.get(_IDLE, "")
    if not stated.isascii() or not stated.isdigit() or len(stated) > _LONGEST_IDLE:
        return None
    return timedelta(seconds=int(stated))


@dataclass(frozen=True, slots=True, eq=False)
class OnlyFor:
    """A route's dependency: goes on only for who may, and remembers them for `account_of`."""

    require: Callable[[Request], object]
    """Returns who sends a request, and refuses who may not."""
    who: str = field(kw_only=True)
    """Who may, in words, for the list of routes."""

    def __call__(self, request: Request) -> None:
        """Go on only for who may.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role may not.
        """
        request.state.account = self.require(request)


def account_of(request: Request, kind: type[Account]) -> Account:
    """Return who sends a request, as a route's dependency found out.

    Args:
        request: of a route that depends on it.
        kind: what the dependency remembers.

    Raises:
        NotSignedIn: the route does not depend on it, which is a mistake of ours; nothing is told.
    """
    account: object = getattr(request.state, "account", None)
    if not isinstance(account, kind):
        raise NotSignedIn
    return account
