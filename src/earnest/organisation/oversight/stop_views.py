"""Views of stops: what is stopped, since when, by whom, what it hits; stop, ask that it goes on, agree (RG1, RG3)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.identifiers import StaffId, StopId
from earnest.handover.stops import (
    ResumptionReason,
    Stop,
    StopReason,
    StopScope,
    count_hit,
    list_live,
    list_stops,
)
from earnest.organisation.oversight.stopping import Stopping
from earnest.services.web import Form, OnlyFor, account_of


class StopForm(Form):
    """What is stopped."""

    scope: StopScope = Field(strict=False)
    value: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    """Country, language, identifier of a vendor, purpose or programme; absent for everything."""
    reason: StopReason = Field(strict=False)


class ResumptionForm(Form):
    """Why it may go on."""

    reason: ResumptionReason = Field(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPayload:
    """One stop."""

    stop_id: UUID
    scope: StopScope
    value: str | None
    value_name: str | None
    """Name of a vendor; None for all else."""
    reason: StopReason
    stopped_at: datetime
    stopped_by: str | None
    """Sign-in name; None where a start stopped it, because the data were an older copy."""
    waiting: int | None
    """Clips that it keeps waiting; None where it has ended."""
    in_hand: int | None
    """Clips that reviewers hold and may not play; None where it has ended."""
    asked_by: str | None
    asked_at: datetime | None
    asked_by_me: bool
    resumption_reason: ResumptionReason | None
    resumed_at: datetime | None
    agreed_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorChoice:
    """A vendor whose people can be stopped."""

    vendor_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopsPayload:
    """What is stopped and was."""

    unknown: bool
    """The database cannot tell what is stopped, so everything is."""
    stops: tuple[StopPayload, ...]
    """Those that last first, then the newest."""
    regions: tuple[str, ...]
    """Countries that can be offered."""
    vendors: tuple[VendorChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRoutes:
    """The routes of officers."""

    stopping: Stopping
    require_officer: Callable[[Request], StaffId]
    """Returns who asks; raises where they may not stop."""
    token_of: Callable[[Request], str]
    """The token of their session; the database looks it up itself."""
    names_of: Callable[[Connection[TupleRow], Collection[StaffId]], Mapping[StaffId, str]]
    """Gives the names of members of staff, who are not known here."""
    list_vendors: Callable[[Connection[TupleRow]], Mapping[UUID, str]]
    """Names of vendors by their identifier."""
    list_regions: Callable[[Connection[TupleRow]], Collection[str]]

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(
            prefix="/api/stops",
            dependencies=[Depends(OnlyFor(self.require_officer, who="privacy and safety officers, who stop"))],
        )
        done = HTTPStatus.NO_CONTENT
        router.add_api_route("", self.get_stops, methods=["GET"], response_model=StopsPayload)
        router.add_api_route("", self.post_stop, methods=["POST"], status_code=done)
        router.add_api_route("/{stop_id}/resumption", self.post_resumption, methods=["POST"], status_code=done)
        router.add_api_route("/{stop_id}/resumption/approval", self.post_approval, methods=["POST"], status_code=done)
        return router

    def get_stops(self, request: Request) -> StopsPayload:
        """Show what is stopped, since when, by whom and what it hits, and what was stopped before."""
        me = account_of(request, UUID)
        with self.stopping.database.transaction() as connection:
            stops = list_stops(connection)
            people = {
                one for stop in stops for one in (stop.stopped_by, stop.asked_by, stop.agreed_by) if one is not None
            }
            names = self.names_of(connection, people)
            vendors = self.list_vendors(connection)
            return StopsPayload(
                unknown=any(stop.stop_id is None for stop in list_live(connection)),
                stops=tuple(_shown(connection, stop, names, vendors, me) for stop in stops),
                regions=tuple(sorted(self.list_regions(connection))),
                vendors=tuple(VendorChoice(vendor_id=one, name=name) for one, name in vendors.items()),
            )

    def post_stop(self, payload: StopForm, request: Request) -> None:
        """Stop something at once; one officer suffices.

        Raises:
            StopUnfit: that is no country, language, vendor, purpose or programme.
            StopNotYours: it is no session of an active officer.
        """
        _ = self.stopping.stop(payload.scope, payload.value, payload.reason, token=self.token_of(request))

    def post_resumption(self, stop_id: UUID, payload: ResumptionForm, request: Request) -> None:
        """Ask that a stop ends; it lasts until another person agrees.

        Raises:
            StopEndedAlready: there is no such stop, it has ended, or it was asked before.
        """
        self.stopping.ask_to_resume(StopId(stop_id), payload.reason, token=self.token_of(request))

    def post_approval(self, stop_id: UUID, request: Request) -> None:
        """Let a stop end as the second person.

        Raises:
            StopEndedAlready: there is no such stop, or it has ended.
            ResumptionNotYours: nothing was asked, or it was asked by this person, or neither is a privacy officer.
        """
        self.stopping.agree_to_resume(StopId(stop_id), token=self.token_of(request))


def _shown(
    connection: Connection[TupleRow],
    stop: Stop,
    names: Mapping[StaffId, str],
    vendors: Mapping[UUID, str],
    me: UUID,
) -> StopPayload:
    def name_of(member: StaffId | None) -> str | None:
        return None if member is None else names.get(member, "")

    waiting, in_hand = (None, None) if stop.resumed_at else count_hit(connection, stop.scope, stop.value)
    is_vendor = stop.scope is StopScope.VENDOR and stop.value is not None
    return StopPayload(
        stop_id=stop.stop_id,
        scope=stop.scope,
        value=stop.value,
        value_name=vendors.get(UUID(stop.value)) if is_vendor and stop.value else None,
        reason=stop.reason,
        stopped_at=stop.stopped_at,
        stopped_by=name_of(stop.stopped_by),
        waiting=waiting,
        in_hand=in_hand,
        asked_by=name_of(stop.asked_by),
        asked_at=stop.asked_at,
        asked_by_me=stop.asked_by == me,
        resumption_reason=stop.resumption_reason,
        resumed_at=stop.resumed_at,
        agreed_by=name_of(stop.agreed_by),
    )
