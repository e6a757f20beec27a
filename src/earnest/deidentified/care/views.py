"""Views of care: a reviewer's own shift and escalations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.deidentified.care.escalating import ReviewerAccount, escalate, tell
from earnest.deidentified.care.escalation_clock import EscalationClock
from earnest.deidentified.care.forgetting import KEPT_FOR
from earnest.deidentified.care.recorded import RecordedPart, RecordLanguage, recorded_parts
from earnest.deidentified.care.records import ExposureLimits, HeardDay, RestReason
from earnest.deidentified.care.rules import distressing_in_shift, present_shift, rest_due, until_break
from earnest.deidentified.care.store import (
    ExposureRecords,
    count_all_distressing,
    find_exposure,
    find_listening,
    list_all_days,
)
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import LeaseId
from earnest.handover.escalations import DangerCategory, Escalation, EscalationDecision, list_raised
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor, account_of


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


class EscalationForm(Form):
    """What a reviewer heard; nothing else is asked."""

    category: DangerCategory = Field(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEscalation:
    """A reviewer's own escalation and what became of it."""

    escalation_id: UUID
    category: DangerCategory
    raised_at: datetime
    due_at: datetime
    """Until when a safety officer takes it."""
    taken_at: datetime | None
    decision: EscalationDecision | None
    """What became of it; None: it is open."""
    decided_at: datetime | None
    contacted_at: datetime | None
    """When a well-being officer contacted the reviewer."""
    paid_minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPayload:
    """What is recorded about a reviewer; the same as page and as export (WK3)."""

    made_at: datetime
    parts: tuple[RecordedPart, ...]
    exposure: tuple[HeardDay, ...]
    """Listening on each day, oldest first."""
    distressing_clips: int
    escalations: tuple[OwnEscalation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WellBeingCard:
    """How reviewers are protected here, for programs; generated from the settings."""

    version: int
    limits: LimitsPayload
    eject_needs_reason: bool
    eject_counts_against_reviewer: bool
    distressing_clips_are_opt_in: bool
    escalation_minutes_in_office_hours: int
    escalation_minutes_otherwise: int
    escalation_ends_in_a_decision: bool
    reviewer_told_within_hours: int
    personal_contact_within_hours: int
    exposure_kept_days: int
    listening_figures_shown_to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRoutes:
    """The routes of care."""

    database: Database
    """Connections of the workbench's role."""
    exposure: ExposureRecords
    clock: Clock
    escalation_clock: EscalationClock
    require_reviewer: Callable[[Request], ReviewerAccount]
    """Returns who asks; raises where they may not hear clips."""

    def router(self) -> APIRouter:
        """Return the routes for reviewers; each shows only what is theirs."""
        router = APIRouter(
            prefix="/api", dependencies=[Depends(OnlyFor(self.require_reviewer, who="a signed-in reviewer"))]
        )
        router.add_api_route("/me/shift", self.get_shift, methods=["GET"], response_model=ShiftPayload)
        router.add_api_route(
            "/me/escalations", self.get_escalations, methods=["GET"], response_model=tuple[OwnEscalation, ...]
        )
        router.add_api_route("/me/records", self.get_records, methods=["GET"], response_model=RecordsPayload)
        router.add_api_route(
            "/leases/{lease_id}/escalate", self.post_escalation, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
        return router

    def public_router(self) -> APIRouter:
        """Return the well-being card, which needs no session."""
        router = APIRouter(prefix="/api")
        router.add_api_route("/well-being", self.get_well_being, methods=["GET"], response_model=WellBeingCard)
        return router

    def get_well_being(self) -> WellBeingCard:
        """Tell how reviewers are protected here: limits of exposure, breaks, and what becomes of an escalation."""
        clock = self.escalation_clock
        return WellBeingCard(
            version=1,
            limits=shown_limits(self.exposure.limits),
            eject_needs_reason=False,
            eject_counts_against_reviewer=False,
            distressing_clips_are_opt_in=True,
            escalation_minutes_in_office_hours=_minutes(clock.in_office),
            escalation_minutes_otherwise=_minutes(clock.otherwise),
            escalation_ends_in_a_decision=True,
            reviewer_told_within_hours=24,
            personal_contact_within_hours=24,
            exposure_kept_days=KEPT_FOR.days,
            listening_figures_shown_to=("reviewer",),
        )

    def get_records(self, request: Request, language: RecordLanguage = RecordLanguage.ENGLISH) -> RecordsPayload:
        """Show everything that is recorded about the reviewer, who sees it and until when, with what it holds now."""
        staff_id, now = account_of(request, ReviewerAccount).staff_id, self.clock.now()
        with self.database.transaction() as connection:
            days = list_all_days(connection, staff_id)
            distressing = count_all_distressing(connection, staff_id)
            escalations = list_raised(connection, staff_id)
        return RecordsPayload(
            made_at=now,
            parts=recorded_parts(language),
            exposure=days,
            distressing_clips=distressing,
            escalations=tuple(_shown(one) for one in escalations),
        )

    def post_escalation(self, lease_id: UUID, payload: EscalationForm, request: Request) -> None:
        """Report a danger that was heard; the lease ends and the clip goes to no other reviewer.

        Raises:
            NotYourClip: no such lease of this reviewer within the last day.
            ClipGone: the clip was removed meanwhile.
        """
        with self.database.transaction() as connection:
            _ = escalate(
                connection,
                LeaseId(lease_id),
                account_of(request, ReviewerAccount),
                payload.category,
                clock=self.escalation_clock,
                exposure=self.exposure,
                now=self.clock.now(),
            )

    def get_escalations(self, request: Request) -> tuple[OwnEscalation, ...]:
        """Show the reviewer's escalations and what became of them, newest first."""
        with self.database.transaction() as connection:
            found = tell(connection, account_of(request, ReviewerAccount), now=self.clock.now())
        return tuple(_shown(escalation) for escalation in found)

    def get_shift(self, request: Request) -> ShiftPayload:
        """Show how long was listened, when a rest is due, and the limits."""
        staff_id = account_of(request, ReviewerAccount).staff_id
        now, limits = self.clock.now(), self.exposure.limits
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


def _shown(escalation: Escalation) -> OwnEscalation:
    return OwnEscalation(
        escalation_id=escalation.escalation_id,
        category=escalation.category,
        raised_at=escalation.raised_at,
        due_at=escalation.due_at,
        taken_at=escalation.taken_at,
        decision=escalation.decision,
        decided_at=escalation.decided_at,
        contacted_at=escalation.contacted_at,
        paid_minutes=escalation.paid_minutes,
    )


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
