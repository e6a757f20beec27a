"""Views of private hours: whether one runs, its button, and the weekly plan."""

from datetime import time, timedelta
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.personal.private_hours.hours import PrivateHours
from earnest.personal.private_hours.records import PrivateState
from earnest.personal.private_hours.rules import LONGEST
from earnest.services.web import Form

_LONGEST_MINUTES: Final = LONGEST // timedelta(minutes=1)


LocalTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class PrivateHourForm(Form):
    """How long."""

    minutes: Annotated[int, Field(ge=1, le=_LONGEST_MINUTES)]


class ScheduleForm(Form):
    """A private hour that comes again each week."""

    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(min_length=1, max_length=7)]
    starts: LocalTime
    """Local time, hours and minutes."""
    ends: LocalTime
    time_zone: Annotated[str, Field(min_length=1, max_length=64)]


class PrivateHourRoutes:
    """Routes of private hours."""

    def __init__(self, hours: PrivateHours, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._hours = hours
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/private-hour", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("", self.get_state, methods=["GET"], response_model=PrivateState)
        add("", self.post_hour, methods=["POST"], response_model=PrivateState)
        add("", self.delete_hour, methods=["DELETE"], response_model=PrivateState)
        add("/schedules", self.post_schedule, methods=["POST"], response_model=PrivateState)
        add("/schedules/{schedule_id}", self.delete_schedule, methods=["DELETE"], response_model=PrivateState)
        return router

    def get_state(self, request: Request) -> PrivateState:
        """Tell whether a private hour runs, and which come again."""
        return self._hours.show(customer_of(request))

    def post_hour(self, form: PrivateHourForm, request: Request) -> PrivateState:
        """Begin a private hour now: until its end nothing that is said is kept, whatever was agreed to."""
        return self._hours.begin(customer_of(request), timedelta(minutes=form.minutes))

    def delete_hour(self, request: Request) -> PrivateState:
        """End the private hour that runs; one of the weekly plan goes on."""
        return self._hours.end(customer_of(request))

    def post_schedule(self, form: ScheduleForm, request: Request) -> PrivateState:
        """Add a private hour that comes again each week.

        Raises:
            ScheduleInvalid: no length, an unknown time zone, or too many.
        """
        return self._hours.add_schedule(
            customer_of(request),
            weekdays=tuple(form.weekdays),
            starts=time.fromisoformat(form.starts),
            ends=time.fromisoformat(form.ends),
            time_zone=form.time_zone,
        )

    def delete_schedule(self, schedule_id: UUID, request: Request) -> PrivateState:
        """Remove a weekly private hour.

        Raises:
            ScheduleMissing: this customer has no such one.
        """
        return self._hours.remove_schedule(customer_of(request), schedule_id)
