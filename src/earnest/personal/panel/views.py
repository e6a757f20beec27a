"""Views of the panel: the invitation and its contract, agreeing, leaving."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.personal.customers.reading import PageLanguage
from earnest.personal.customers.signed_in import COOKIE, CustomerSessions, customer_of
from earnest.personal.panel.membership import PanelMembership, PanelPayload
from earnest.services.web import Form


class AgreementForm(Form):
    """A yes to the contract that was shown."""

    contract_hash: Annotated[str, Field(max_length=64)]


class PanelRoutes:
    """Routes of the panel."""

    def __init__(self, membership: PanelMembership, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._membership = membership
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/panel", dependencies=[Depends(self._sessions.require_customer)])
        router.add_api_route("", self.get_panel, methods=["GET"], response_model=PanelPayload)
        router.add_api_route("/agreement", self.post_agreement, methods=["POST"], response_model=PanelPayload)
        router.add_api_route("/agreement", self.delete_agreement, methods=["DELETE"], response_model=PanelPayload)
        return router

    def get_panel(self, request: Request, language: PageLanguage | None = None) -> PanelPayload:
        """Show how the customer stands with the panel, in the language in which the page is read."""
        return self._membership.show(customer_of(request), language)

    def post_agreement(self, form: AgreementForm, request: Request) -> PanelPayload:
        """Agree to the contract.

        Raises:
            ContractChanged: another text is the present one.
            InvitationMissing: there is no open invitation.
        """
        return self._membership.agree(customer_of(request), form.contract_hash, session_token=COOKIE.read(request))

    def delete_agreement(self, request: Request) -> PanelPayload:
        """Decline the invitation, or leave the panel.

        Raises:
            InvitationMissing: there is nothing to leave.
        """
        return self._membership.leave(customer_of(request), session_token=COOKIE.read(request))
