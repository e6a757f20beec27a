"""Views of consent: the switches of the purposes, read and turned."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.personal.consent.switches import PurposeSwitch, PurposeSwitches
from earnest.personal.customers.reading import PageLanguage
from earnest.personal.customers.signed_in import COOKIE, CustomerSessions, customer_of
from earnest.services.web import Form


class DecisionForm(Form):
    """A yes or no to the text that was shown."""

    given: bool
    wording_hash: Annotated[str, Field(max_length=64)]


class ConsentRoutes:
    """Routes of the switches."""

    def __init__(self, switches: PurposeSwitches, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._switches = switches
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/purposes", self.get_purposes, methods=["GET"], response_model=tuple[PurposeSwitch, ...])
        add("/purposes/{purpose}", self.put_purpose, methods=["PUT"], response_model=PurposeSwitch)
        return router

    def get_purposes(self, request: Request, language: PageLanguage | None = None) -> tuple[PurposeSwitch, ...]:
        """Return the switches, in the language in which the page is read."""
        return self._switches.list_switches(customer_of(request), language)

    def put_purpose(self, purpose: str, form: DecisionForm, request: Request) -> PurposeSwitch:
        """Turn a switch.

        Raises:
            PurposeUnknown: there is no such switch.
            WordingChanged: a yes to another text than the present one.
        """
        return self._switches.turn(
            customer_of(request),
            purpose,
            given=form.given,
            wording_hash=form.wording_hash,
            session_token=COOKIE.read(request),
        )
