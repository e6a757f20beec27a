"""Signed in: which customer sends a request; every route of the portal but that of signing in depends on it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from starlette.requests import Request

from earnest.personal.customers.accounts import Accounts
from earnest.personal.customers.errors import CustomerSessionEnded
from earnest.personal.customers.records import Customer
from earnest.services.sign_in.tokens import SESSION_LENGTH
from earnest.services.web import BrowserSessions, SessionCookie, account_of

_KEPT_AFTER: Final = timedelta(days=7)
"""How long a browser keeps the token of a session that has ended, so that the page can say that it has."""

COOKIE: Final = SessionCookie(
    name="earnest_customer", lifetime_seconds=int((SESSION_LENGTH + _KEPT_AFTER).total_seconds())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSessions(BrowserSessions[Customer]):
    """Who is signed in at the portal."""

    def require_customer(self, request: Request) -> None:
        """Go on only for a signed-in customer.

        Raises:
            NotSignedIn: this browser has no session.
            CustomerSessionEnded: a session that this browser had has ended.
        """
        self.require_account(request)


def sessions_of(accounts: Accounts) -> CustomerSessions:
    """Return the sessions of customers over HTTP."""

    def find_account(token: str, *, idle: timedelta | None) -> Customer | None:
        del idle  # A customer's session does not end by idleness.
        return accounts.find_signed_in(token)

    return CustomerSessions(
        cookie=COOKIE, find_account=find_account, end_session=accounts.sign_out, ended=CustomerSessionEnded
    )


def customer_of(request: Request) -> Customer:
    """Return who sends a request to a route that depends on `require_customer`.

    Raises:
        NotSignedIn: the route does not depend on it, which is a mistake of ours; nothing is told.
    """
    return account_of(request, Customer)
