"""Views of quality: what a lead sees of labels, and of how the workbench is used; abuse is reported by any staff."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.deidentified.quality.agreement import (
    ItemAgreement,
    ReviewedItem,
    ReviewerAgreement,
    WeekAgreement,
    agreement_by_week,
    item_agreement,
    measure_agreement,
)
from earnest.deidentified.quality.alerts import QUERIES, decide, list_alerts, list_reports, reopen, report_abuse
from earnest.deidentified.quality.measuring import ReviewReader
from earnest.deidentified.quality.planted import PlantedAccuracy, PlantedAnswer, load_answers, measure_planted
from earnest.deidentified.quality.records import (
    AbuseCategory,
    AlertDecision,
    AlertPattern,
    ListedReport,
    ReopeningReason,
)
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import StaffId
from earnest.handover.labels import GradeCount, count_grades_by_language
from earnest.handover.reviews import WaitingLanguage, count_queue
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor

# Chosen, not measured.
GRADES_OF = timedelta(days=30)
"""How far back grades of answers are counted."""
LEAST_ITEMS = 10
"""Clips in common below which a person or a week has no figure: its interval would span nearly all that is possible."""
TREND_WEEKS = 12
"""Weeks of the trend: a quarter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAgreement:
    """How far one reviewer agrees with those who reviewed the same clips."""

    name: str
    items: int
    agreement: ReviewerAgreement | None
    """None with fewer than ten clips in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPayload:
    """How far reviews agree, over all, by clip, by reviewer and by week."""

    overall: ReviewerAgreement
    clips: tuple[ItemAgreement, ...]
    """Those that differ most first; no name of a clip."""
    reviewers: tuple[PersonAgreement, ...]
    """By name, which is no order of merit."""
    weeks: tuple[WeekAgreement, ...]
    """Over all reviewers; the first week first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPayload:
    """An alert."""

    alert_id: UUID
    pattern: AlertPattern
    name: str
    occasions: int
    began_at: datetime
    noticed_at: datetime
    delay_seconds: int
    """From the moment when the pattern was whole until it was noticed."""
    decision: AlertDecision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsPayload:
    """What a lead looks at."""

    alerts: tuple[AlertPayload, ...]
    reports: tuple[ListedReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAccuracy:
    """How far one reviewer writes what is known of planted clips."""

    name: str
    reviews: int
    accuracy: PlantedAccuracy | None
    """None with fewer than ten reviews of planted clips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedPayload:
    """How right labels are, and how often a wrong word is left as it stands."""

    overall: PlantedAccuracy
    reviewers: tuple[PersonAccuracy, ...]
    """By name, which is no order of merit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadOverviewPayload:
    """What waits; nothing of a person, and nothing ranked (WK1)."""

    languages: tuple[WaitingLanguage, ...]
    alerts: int
    """Without a decision, as are the next."""
    reports: int
    notes: int
    answers: tuple[GradeCount, ...]
    """How the assistant's answers were graded in the last thirty days."""
    attempts: int
    """Tests that a reviewer did not pass."""


class DecisionPayload(Form):
    """What a lead decided."""

    decision: Annotated[AlertDecision, Field(strict=False)]


class ReopeningPayload(Form):
    """Why a decision is taken back."""

    reason: Annotated[ReopeningReason, Field(strict=False)]


class ReportPayload(Form):
    """A report of abuse."""

    category: Annotated[AbuseCategory, Field(strict=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRoutes:
    """The routes of quality."""

    database: Database
    """Connections of the workbench's role."""
    reader: ReviewReader
    clock: Clock
    require_lead: Callable[[Request], StaffId]
    """Returns who asks; raises where they do not lead review."""
    require_staff: Callable[[Request], StaffId]
    """Returns who asks; raises where they are not signed in as staff of the workbench."""
    names_of: Callable[[Connection[TupleRow], Collection[StaffId]], Mapping[StaffId, str]]
    """The names of some members; others are not known."""

    def lead_router(self) -> APIRouter:
        """Return the routes for leads."""
        router = APIRouter(
            prefix="/api/lead", dependencies=[Depends(OnlyFor(self.require_lead, who="a signed-in lead"))]
        )
        router.add_api_route("/overview", self.get_overview, methods=["GET"], response_model=LeadOverviewPayload)
        router.add_api_route("/agreement", self.get_agreement, methods=["GET"], response_model=AgreementPayload)
        router.add_api_route("/planted", self.get_planted, methods=["GET"], response_model=PlantedPayload)
        router.add_api_route("/alerts", self.get_alerts, methods=["GET"], response_model=AlertsPayload)
        router.add_api_route(
            "/alerts/{alert_id}/decision", self.put_decision, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT
        )
        router.add_api_route(
            "/alerts/{alert_id}/reopening", self.post_reopening, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
        return router

    def staff_router(self) -> APIRouter:
        """Return the route for all staff."""
        router = APIRouter(
            prefix="/api/abuse-reports", dependencies=[Depends(OnlyFor(self.require_staff, who="signed-in staff"))]
        )
        router.add_api_route("", self.post_report, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def get_overview(self) -> LeadOverviewPayload:
        """Show what waits: clips by language and age, second reviews, decisions, alerts, reports, notes, tests."""
        with self.database.transaction() as connection:
            languages = count_queue(connection, now=self.clock.now())
            graded = count_grades_by_language(connection, since=self.clock.now() - GRADES_OF)
            row = connection.execute(QUERIES["count_open"]).fetchone() or (0, 0, 0, 0)
        alerts, reports, notes, attempts = (int(count) for count in row)
        return LeadOverviewPayload(
            languages=languages, alerts=alerts, reports=reports, notes=notes, answers=graded, attempts=attempts
        )

    def get_agreement(self) -> AgreementPayload:
        """Show how far reviewers who did not see each other's labels wrote the same, with intervals (RV3)."""
        with self.database.transaction() as connection:
            items = self.reader.load_items(connection)
            members = {review.reviewer for item in items for review in item.reviews if review.reviewer is not None}
            names = self.names_of(connection, members)
        clips = sorted((item_agreement(item) for item in items), key=_difference, reverse=True)
        return AgreementPayload(
            overall=measure_agreement(items),
            clips=tuple(clips),
            reviewers=tuple(
                _person(items, member, name) for member, name in sorted(names.items(), key=lambda entry: entry[1])
            ),
            weeks=agreement_by_week(items, least=LEAST_ITEMS, most_weeks=TREND_WEEKS),
        )

    def get_planted(self) -> PlantedPayload:
        """Show accuracy and automation bias on planted clips, with intervals (RV7)."""
        with self.database.transaction() as connection:
            key, objects = self.reader.handover_key, self.reader.objects
            answers = load_answers(connection, handover_key=key, objects=objects)
            names = self.names_of(connection, {answer.reviewer for answer in answers})
        return PlantedPayload(
            overall=measure_planted(answers),
            reviewers=tuple(
                _person_accuracy([answer for answer in answers if answer.reviewer == member], name)
                for member, name in sorted(names.items(), key=lambda entry: entry[1])
            ),
        )

    def get_alerts(self) -> AlertsPayload:
        """Show patterns of use that were noticed, and reports of abuse without who wrote them."""
        with self.database.transaction() as connection:
            alerts = list_alerts(connection)
            names = self.names_of(connection, {StaffId(alert.staff_id) for alert in alerts})
            reports = list_reports(connection)
        shown = tuple(
            AlertPayload(
                alert_id=alert.alert_id,
                pattern=alert.pattern,
                name=names.get(StaffId(alert.staff_id), ""),
                occasions=alert.occasions,
                began_at=alert.began_at,
                noticed_at=alert.noticed_at,
                delay_seconds=max(0, round((alert.noticed_at - alert.ended_at).total_seconds())),
                decision=alert.decision,
            )
            for alert in alerts
        )
        return AlertsPayload(alerts=shown, reports=reports)

    def put_decision(self, alert_id: UUID, payload: DecisionPayload) -> None:
        """Keep what was decided about an alert or a report; nothing else follows from it.

        Raises:
            NothingToDecide: there is none that waits for a decision.
        """
        with self.database.transaction() as connection:
            decide(connection, alert_id, payload.decision, now=self.clock.now())

    def post_reopening(self, alert_id: UUID, payload: ReopeningPayload) -> None:
        """Take back what was decided about an alert or a report, so that it waits for a decision again.

        Raises:
            NothingToReopen: there is none that was decided.
        """
        with self.database.transaction() as connection:
            reopen(connection, alert_id, payload.reason, now=self.clock.now())

    def post_report(self, payload: ReportPayload, request: Request) -> None:
        """Take a report of abuse, by category; the lead and the safety officer see it without who wrote it (CH4)."""
        staff_id = self.require_staff(request)
        with self.database.transaction() as connection:
            report_abuse(connection, staff_id, payload.category, now=self.clock.now())


def _person(items: Collection[ReviewedItem], member: StaffId, name: str) -> PersonAgreement:
    agreement = measure_agreement(tuple(items), reviewer=member)
    enough = agreement.items >= LEAST_ITEMS
    return PersonAgreement(name=name, items=agreement.items, agreement=agreement if enough else None)


def _person_accuracy(answers: Collection[PlantedAnswer], name: str) -> PersonAccuracy:
    enough = len(answers) >= LEAST_ITEMS
    return PersonAccuracy(name=name, reviews=len(answers), accuracy=measure_planted(answers) if enough else None)


def _difference(item: ItemAgreement) -> tuple[bool, float, float]:
    return (not item.same_category, item.word_error_rate or 0.0, 1 - (1.0 if item.span_f1 is None else item.span_f1))
