"""Views of care: what a reviewer is told of their own shift."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter, Depends
from starlette.requests import Request

from earnest.deidentified.care.records import ExposureLimits, RestReason
from earnest.deidentified.care.rules import distressing_in_shift, present_shift, rest_due, until_break
from earnest.deidentified.care.store import ExposureLedger, find_exposure, find_listening
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import StaffId
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RestPayload:
    """No clip comes until a moment."""

    reason: RestReason
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsPayload:
    """The limits of exposure, the same for all reviewers."""

    break_after_minutes: int
    """Listening after which a break is due; 0: no break is enforced."""
    break_minutes: int
    shift_listening_minutes: int
    week_listening_minutes: int
    shift_distressing_clips: int
    week_distressing_clips: int
    event_pause_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPayload:
    """A reviewer's own shift; shown to that reviewer only."""

    began_at: datetime | None
    """First listening of the shift; None: nothing was heard yet."""
    listened_seconds: int
    """In this shift, by the server's clock."""
    until_break_seconds: int | None
    """Listening that is left until a break is due; None: no break is enforced."""
    distressing_clips: int
    """Clips of this shift that were hard to bear."""
    week_listened_seconds: int
    """On the last seven days."""
    week_distressing_clips: int
    rest: RestPayload | None
    """Why no clip comes now, and until when; None: the next clip can be taken."""
    limits: LimitsPayload


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRoutes:
    """The routes of care."""

    database: Database
    """Connections of the workbench's role."""
    ledger: ExposureLedger
    clock: Clock
    require_reviewer: Callable[[Request], StaffId]
    """Returns who asks; raises where they may not hear clips."""

    def router(self) -> APIRouter:
        """Return the routes for reviewers; each shows only what is theirs."""
        router = APIRouter(prefix="/api/me", dependencies=[Depends(self._remember_reviewer)])
        router.add_api_route("/shift", self.get_shift, methods=["GET"], response_model=ShiftPayload)
        return router

    def get_shift(self, request: Request) -> ShiftPayload:
        """Show how long was listened, when a rest is due, and the limits."""
        staff_id = self.require_reviewer(request)
        now, limits = self.clock.now(), self.ledger.limits
        with self.database.transaction() as connection:
            listening = find_listening(connection, staff_id)
            exposure = find_exposure(connection, staff_id, now=now)
        rest = rest_due(listening, exposure, now=now, limits=limits)
        left, listening = until_break(listening, now=now, limits=limits), present_shift(listening, now=now)
        return ShiftPayload(
            began_at=None if listening is None else listening.shift_began_at,
            listened_seconds=0 if listening is None else listening.shift_milliseconds // 1000,
            until_break_seconds=None if left is None else left // timedelta(seconds=1),
            distressing_clips=distressing_in_shift(listening, exposure),
            week_listened_seconds=sum(day.heard_milliseconds for day in exposure.days) // 1000,
            week_distressing_clips=len(exposure.distressing),
            rest=None if rest is None else RestPayload(reason=rest.reason, until=rest.until),
            limits=shown_limits(limits),
        )

    def _remember_reviewer(self, request: Request) -> None:
        """Go on only for a signed-in reviewer.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role never hears clips.
        """
        _ = self.require_reviewer(request)


def shown_limits(limits: ExposureLimits) -> LimitsPayload:
    """Return the limits as reviewers and the well-being card see them."""
    return LimitsPayload(
        break_after_minutes=_minutes(limits.break_after),
        break_minutes=_minutes(limits.break_length),
        shift_listening_minutes=_minutes(limits.shift_listening),
        week_listening_minutes=_minutes(limits.week_listening),
        shift_distressing_clips=limits.shift_distressing,
        week_distressing_clips=limits.week_distressing,
        event_pause_minutes=_minutes(limits.event_pause),
    )


def _minutes(duration: timedelta) -> int:
    return duration // timedelta(minutes=1)
