"""Signed in: which customer sends a request; every route of the portal but that of signing in depends on it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from starlette.requests import Request

from earnest.personal.customers.accounts import Accounts
from earnest.personal.customers.errors import CustomerSessionEnded
from earnest.personal.customers.records import Customer
from earnest.services.sign_in.tokens import SESSION_LENGTH
from earnest.services.web import NotSignedIn, SessionCookie

_KEPT_AFTER: Final = timedelta(days=7)
"""How long a browser keeps the token of a session that has ended, so that the page can say that it has."""
COOKIE: Final = SessionCookie(
    name="earnest_customer", lifetime_seconds=int((SESSION_LENGTH + _KEPT_AFTER).total_seconds())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """What routes for signed-in customers depend on."""

    accounts: Accounts

    def require_customer(self, request: Request) -> None:
        """Go on only for a signed-in customer.

        Raises:
            NotSignedIn: this browser has no session.
            CustomerSessionEnded: a session that this browser had has ended.
        """
        token = COOKIE.read(request)
        try:
            request.state.customer = self.accounts.load_signed_in(token)
        except NotSignedIn:
            raise CustomerSessionEnded from None


def customer_of(request: Request) -> Customer:
    """Return who sends a request, as `SignedIn.require_customer` found out.

    Raises:
        NotSignedIn: the route does not depend on it, which is a mistake of ours; nothing is told.
    """
    customer: object = getattr(request.state, "customer", None)
    if not isinstance(customer, Customer):
        raise NotSignedIn
    return customer
