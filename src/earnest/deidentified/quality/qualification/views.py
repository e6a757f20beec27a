"""Views of qualification: a reviewer takes the test of a language; a lead composes it and decides about refusals."""

from collections.abc import Callable, Collection, Mapping, Sequence
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

from earnest.deidentified.guideline.store import find_latest
from earnest.deidentified.quality.qualification.errors import QualificationMissing
from earnest.deidentified.quality.qualification.records import (
    Attempt,
    AttemptOutcome,
    PlantedChoice,
    QualificationState,
    QualificationTest,
)
from earnest.deidentified.quality.qualification.rules import may_start, state_of, valid_until
from earnest.deidentified.quality.qualification.store import (
    MOST_SHOWN,
    Qualifications,
    decide_attempt,
    find_newest,
    list_attempts,
    list_tests,
    set_demanded,
)
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import QualificationAttemptId, QualificationTestId, StaffId, random_identifier
from earnest.foundation.statistics.estimates import Estimate
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor, account_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Examinee:
    """Who takes a test or composes one."""

    staff_id: StaffId
    pseudonym: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQualification:
    """Where who asks is with a language that has a test."""

    test_id: QualificationTestId
    language: str
    demanded: bool
    """Whether clips of this language are given to the qualified only."""
    state: QualificationState
    may_start: bool
    clips: int
    """How many the test has."""
    left: int
    """How many of them wait for an answer, while it goes on."""
    error_rate: Estimate | None
    """Word errors per word in the newest finished attempt; None where there is none to tell."""
    most_errors: float
    """Up to which the test is passed."""
    until: datetime | None
    """When the qualification ends by itself; None: not, or there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptPayload:
    """An attempt as a lead sees it."""

    attempt_id: QualificationAttemptId
    name: str
    language: str
    started_at: datetime
    finished_at: datetime | None
    outcome: AttemptOutcome | None
    clips: int | None
    error_rate: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationsPayload:
    """What a lead works on."""

    tests: tuple[QualificationTest, ...]
    planted: tuple[PlantedChoice, ...]
    """Clips that a test can be composed of."""
    attempts: tuple[AttemptPayload, ...]
    """Those that wait for a decision first, then the newest."""


class QualificationForm(Form):
    """A test that a lead composes."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    clip_ids: Annotated[list[Annotated[UUID, Field(strict=False)]], Field(max_length=MOST_SHOWN)]
    most_errors: Annotated[float, Field(ge=0, le=1)]
    demanded: bool = False
    valid_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    ends_with_guideline: bool = False


class DemandForm(Form):
    """Whether only the qualified are given clips of a language."""

    demanded: bool


class AttemptDecisionForm(Form):
    """What a lead decides about an attempt."""

    decision: Annotated[AttemptOutcome, Field(strict=False, description="granted, refused or repeat")]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationRoutes:
    """The routes of qualification."""

    database: Database
    """Connections of the workbench's role."""
    qualifications: Qualifications
    clock: Clock
    require_reviewer: Callable[[Request], Examinee]
    """Returns who asks; raises where they review no clips."""
    require_lead: Callable[[Request], Examinee]
    """Returns who asks; raises where they do not lead review."""
    other_accounts: Callable[[Connection[TupleRow], StaffId], Collection[StaffId]]
    """Other accounts of the same person."""
    names_of: Callable[[Connection[TupleRow], Collection[StaffId]], Mapping[StaffId, str]]

    def router(self) -> APIRouter:
        """Return the routes for reviewers."""
        router = APIRouter(
            prefix="/api/me/qualifications",
            dependencies=[Depends(OnlyFor(self.require_reviewer, who="a signed-in reviewer"))],
        )
        router.add_api_route("", self.get_own, methods=["GET"], response_model=tuple[OwnQualification, ...])
        router.add_api_route(
            "/{test_id}/attempt", self.post_attempt, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
        return router

    def lead_router(self) -> APIRouter:
        """Return the routes for leads."""
        router = APIRouter(
            prefix="/api/lead/qualifications",
            dependencies=[Depends(OnlyFor(self.require_lead, who="a signed-in lead"))],
        )
        router.add_api_route("", self.get_all, methods=["GET"], response_model=QualificationsPayload)
        router.add_api_route("", self.post_test, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route(
            "/{test_id}/demanded", self.put_demanded, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT
        )
        router.add_api_route(
            "/attempts/{attempt_id}/decision", self.put_decision, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT
        )
        return router

    def get_own(self, request: Request) -> tuple[OwnQualification, ...]:
        """Show who asks which languages have a test, and where they are with each."""
        staff_id, now = account_of(request, Examinee).staff_id, self.clock.now()
        with self.database.transaction() as connection:
            left = self.qualifications.left(connection, staff_id, self._accounts(connection, staff_id), now=now)
            newest, guideline = find_newest(connection, staff_id), find_latest(connection)
            tests = list_tests(connection)
        return tuple(_own(test, newest.get(test.language), len(left), now=now, guideline=guideline) for test in tests)

    def post_attempt(self, test_id: QualificationTestId, request: Request) -> None:
        """Begin a test: its clips are the next that are given, and nothing tells how each was answered.

        Raises:
            QualificationMissing: no such test counts.
            QualificationTooSmall: who asks has met too many of its clips before.
            AttemptRefused: an attempt goes on, who asks is qualified, or a lead has to decide first.
        """
        staff_id, now = account_of(request, Examinee).staff_id, self.clock.now()
        with self.database.transaction() as connection:
            self.qualifications.start(connection, staff_id, self._accounts(connection, staff_id), test_id, now=now)

    def get_all(self) -> QualificationsPayload:
        """Show a lead the tests, what they can be composed of, and who took them."""
        with self.database.transaction() as connection:
            attempts = list_attempts(connection)
            names = self.names_of(connection, {StaffId(one.staff_id) for one in attempts})
            planted = self.qualifications.list_planted(connection)
            tests = list_tests(connection)
        shown = tuple(
            AttemptPayload(
                attempt_id=one.attempt_id,
                name=names.get(StaffId(one.staff_id), ""),
                language=one.language,
                started_at=one.started_at,
                finished_at=one.finished_at,
                outcome=one.outcome,
                clips=one.clips,
                error_rate=one.error_rate,
            )
            for one in attempts
        )
        return QualificationsPayload(tests=tests, planted=planted, attempts=shown)

    def post_test(self, payload: QualificationForm, request: Request) -> None:
        """Let a test count for a language, in the place of one that did.

        Raises:
            QualificationTooSmall: fewer than five of the clips are planted ones of this language.
        """
        lead = account_of(request, Examinee)
        test = QualificationTest(
            test_id=QualificationTestId(random_identifier()),
            language=payload.language,
            most_errors=payload.most_errors,
            demanded=payload.demanded,
            valid_days=payload.valid_days,
            ends_with_guideline=payload.ends_with_guideline,
            clips=len(payload.clip_ids),
        )
        with self.database.transaction() as connection:
            self.qualifications.compose(
                connection,
                test,
                payload.clip_ids,
                staff_id=lead.staff_id,
                pseudonym=lead.pseudonym,
                now=self.clock.now(),
            )

    def put_demanded(self, test_id: QualificationTestId, payload: DemandForm) -> None:
        """Say whether only the qualified are given clips of a test's language.

        Raises:
            QualificationMissing: no such test counts.
        """
        with self.database.transaction() as connection:
            set_demanded(connection, test_id, demanded=payload.demanded)

    def put_decision(self, attempt_id: QualificationAttemptId, payload: AttemptDecisionForm, request: Request) -> None:
        """Decide about an attempt that was not passed by the measure.

        Raises:
            QualificationMissing: there is none that waits, it is the lead's own, or this is no decision of a lead.
        """
        lead = account_of(request, Examinee)
        if payload.decision not in {AttemptOutcome.GRANTED, AttemptOutcome.REFUSED, AttemptOutcome.REPEAT}:
            raise QualificationMissing
        with self.database.transaction() as connection:
            decide_attempt(
                connection,
                attempt_id,
                payload.decision,
                accounts=self._accounts(connection, lead.staff_id),
                pseudonym=lead.pseudonym,
                now=self.clock.now(),
            )

    def _accounts(self, connection: Connection[TupleRow], staff_id: StaffId) -> Sequence[StaffId]:
        return [staff_id, *self.other_accounts(connection, staff_id)]


def _own(
    test: QualificationTest, attempt: Attempt | None, left: int, *, now: datetime, guideline: int
) -> OwnQualification:
    state = state_of(attempt, test, now=now, guideline=guideline)
    running = state is QualificationState.RUNNING
    return OwnQualification(
        test_id=test.test_id,
        language=test.language,
        demanded=test.demanded,
        state=state,
        may_start=may_start(state),
        clips=test.clips,
        left=left if running else 0,
        error_rate=None if attempt is None else attempt.error_rate,
        most_errors=test.most_errors,
        until=valid_until(attempt, test)
        if attempt is not None and state in {QualificationState.QUALIFIED, QualificationState.EXPIRED}
        else None,
    )
