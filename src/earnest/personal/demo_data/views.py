"""Views of demo data: what there is of it, and its removal."""

from dataclasses import replace
from http import HTTPStatus

from fastapi import APIRouter, Depends
from starlette.requests import Request

from earnest.personal.customers.records import Programme
from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.services.demo_data.errors import DemoMissing
from earnest.services.demo_data.exchange import DemoExchange
from earnest.services.demo_data.records import NO_DEMO, DemoData, DemoStage

_REMOVABLE = (DemoStage.THERE, DemoStage.RUNNING, DemoStage.FAILED)


class DemoDataRoutes:
    """Routes of demo data. Only the owner of the machine is told of a demo."""

    def __init__(self, exchange: DemoExchange, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._exchange = exchange
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/demo", self.get_demo, methods=["GET"], response_model=DemoData)
        add("/demo", self.delete_demo, methods=["DELETE"], status_code=HTTPStatus.ACCEPTED, response_model=DemoData)
        return router

    def get_demo(self, request: Request) -> DemoData:
        """Tell whether there is a demo beside the own data, and how far its removal is."""
        owns = customer_of(request).programme is Programme.HOUSEHOLD
        return self._exchange.told() if owns else NO_DEMO

    def delete_demo(self, request: Request) -> DemoData:
        """Remove the demo; it goes on after the answer, and asking again while it does changes nothing.

        Raises:
            DemoMissing: there is none, or the customer does not own the machine.
        """
        demo = self.get_demo(request)
        if demo.stage in _REMOVABLE:
            demo = replace(demo, stage=DemoStage.REMOVING, removed_files=0)
            self._exchange.tell(demo)
            self._exchange.ask()
        elif demo.stage is not DemoStage.REMOVING:
            raise DemoMissing
        return demo
