"""Views of accidents: how often the devices of a household woke up without being asked."""

from fastapi import APIRouter, Depends
from starlette.requests import Request

from earnest.foundation.clock import Clock
from earnest.personal.accidents.counts import AccidentWeek, list_weeks
from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.services.database import Database


class AccidentRoutes:
    """Route of the counts."""

    def __init__(self, database: Database, clock: Clock, sessions: CustomerSessions) -> None:
        """Take what the route works with."""
        self._database = database
        self._clock = clock
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the route."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        router.add_api_route("/wake", self.get_weeks, methods=["GET"], response_model=tuple[AccidentWeek, ...])
        return router

    def get_weeks(self, request: Request) -> tuple[AccidentWeek, ...]:
        """Return how often the devices were activated by accident, by week, newest first, eight weeks."""
        with self._database.transaction() as connection:
            return list_weeks(connection, customer_of(request).customer_id, today=self._clock.now().date())
