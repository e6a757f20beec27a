"""Views of claims: two routes without a session for who has no account, and the owner's."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.identifiers import RecordingId
from earnest.personal.claims.claims import Claims
from earnest.personal.claims.errors import ClaimInvalid
from earnest.personal.claims.records import Claimed, ClaimReceipt, ClaimState, ShownClaim
from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.services.web import Form


class ClaimForm(Form):
    """What a person without an account claims."""

    code: Annotated[str, Field(max_length=64)] = ""
    """Of the card; empty where there is none."""
    wish: Literal["see", "delete"]
    since: Annotated[str, Field(max_length=40)]
    """ISO 8601 with a zone."""
    until: Annotated[str, Field(max_length=40)]
    said: Annotated[str, Field(min_length=1, max_length=500)]
    place: Annotated[str, Field(max_length=200)] = ""


class StatusForm(Form):
    """What the person asks after the answer with; in the body, so that no log has it."""

    status_code: Annotated[str, Field(min_length=1, max_length=64)]


class ClaimDecisionForm(Form):
    """What the owner decides."""

    recording_ids: Annotated[list[str], Field(max_length=100)] = Field(default=[])
    refused: bool = False


class GuestCode(Form):
    """The code on the card."""

    code: str


class ClaimRoutes:
    """Routes of claims."""

    def __init__(self, claims: Claims, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._claims = claims
        self._sessions = sessions

    def open_router(self) -> APIRouter:
        """Return the routes that need no session."""
        router = APIRouter(prefix="/api/claims")
        created = HTTPStatus.CREATED
        router.add_api_route("", self.post_claim, methods=["POST"], status_code=created, response_model=ClaimReceipt)
        router.add_api_route("/status", self.post_status, methods=["POST"], response_model=ClaimState)
        return router

    def router(self) -> APIRouter:
        """Return the owner's routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/guest-code", self.get_guest_code, methods=["GET"], response_model=GuestCode)
        add("/claims", self.get_claims, methods=["GET"], response_model=tuple[ShownClaim, ...])
        add("/claims/{claim_id}/decision", self.post_decision, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def post_claim(self, form: ClaimForm, request: Request) -> ClaimReceipt:
        """Take a claim of a person without an account; the answer tells no account.

        Raises:
            ClaimInvalid: not a period of at most seven days in the last six months, or nothing was written.
            TooManyAttempts: five from this address, or with this code, within a minute.
        """
        return self._claims.make(
            code=form.code,
            wish=form.wish,
            since=_moment(form.since),
            until=_moment(form.until),
            claimed=Claimed(said=form.said, place=form.place),
            address=_address(request),
        )

    def post_status(self, form: StatusForm, request: Request) -> ClaimState:
        """Tell who made a claim how it stands.

        Raises:
            ClaimMissing: no claim has this code.
            TooManyAttempts: five from this address within a minute.
        """
        return self._claims.state(form.status_code, _address(request))

    def get_guest_code(self, request: Request) -> GuestCode:
        """Return the code on the customer's card."""
        return GuestCode(code=self._claims.guest_code(customer_of(request)))

    def get_claims(self, request: Request) -> tuple[ShownClaim, ...]:
        """Return the claims at the customer's devices."""
        return self._claims.list_claims(customer_of(request))

    def post_decision(self, claim_id: UUID, form: ClaimDecisionForm, request: Request) -> None:
        """Answer a claim.

        Raises:
            ClaimMissing: there is no such claim at the customer's devices.
            ClaimDecided: it was answered already.
            ClaimInvalid: one is no identifier; nothing was decided.
        """
        try:
            chosen = [RecordingId(UUID(text)) for text in form.recording_ids]
        except ValueError:
            raise ClaimInvalid from None
        self._claims.decide(customer_of(request), claim_id, recording_ids=chosen, refused=form.refused)


def _address(request: Request) -> str:
    return "" if request.client is None else request.client.host


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ClaimInvalid from None
    if moment.tzinfo is None:
        raise ClaimInvalid
    return moment
