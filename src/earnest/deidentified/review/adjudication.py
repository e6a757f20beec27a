"""Adjudication: where reviews of a clip differ, one person hears it, sees what was written, and decides (RV4).

The clip is leased, heard and labelled as any other; the label counts instead of the reviews. What the reviewers wrote
is shown in an order that tells nothing, and never who wrote it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Depends, Response
from psycopg import Connection
from psycopg.rows import TupleRow
from starlette.requests import Request

from earnest.deidentified.guideline.store import confirmed_guideline
from earnest.deidentified.review.errors import NoClipFree
from earnest.deidentified.review.giving import MOST_UNOPENED, Workbench, describe_lease, set_aside
from earnest.deidentified.review.leases import count_waiting, find_open_lease, take_lease
from earnest.deidentified.review.payloads import EntityPayload, GradePayload, LeasePayload, SlotPayload, grade_of
from earnest.deidentified.review.records import HeldLease, Reviewer
from earnest.handover.labels import Label, WakeWordVerdict, list_labels_of
from earnest.handover.reviews import LeasePurpose
from earnest.handover.stops import require_reviewing
from earnest.services.cryptography import SealBroken
from earnest.services.objects import ObjectMissing
from earnest.services.web import OnlyFor, account_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPayload:
    """What one reviewer answered; neither who nor when."""

    outcome: str
    """`labelled` or `rejected`."""
    reject_reason: str | None
    wake_word_verdict: WakeWordVerdict
    transcript: str | None
    unclear_words: tuple[int, ...]
    intent: str | None
    slots: list[SlotPayload]
    entities: list[EntityPayload]
    answer: GradePayload | None
    """How the assistant's answer is graded; None where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjudicationPayload:
    """A clip on which reviewers differ."""

    lease: LeasePayload
    answers: tuple[AnswerPayload, ...]
    """Two or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjudicationsWaiting:
    """How much there is to decide."""

    waiting: int
    """Clips that this person could be given now; those that they reviewed are not among them."""


class AdjudicationRoutes:
    """The routes of adjudication; hearing and sending go over those of any lease."""

    def __init__(
        self,
        workbench: Workbench,
        *,
        require_adjudicator: Callable[[Request], Reviewer],
        require_shift: Callable[[Request], None],
    ) -> None:
        """Take what the routes work with.

        Args:
            workbench: what the routes call.
            require_adjudicator: returns who asks; raises where they may not adjudicate.
            require_shift: raises where who asks may not be given a clip here and now.
        """
        self._workbench = workbench
        self._require_adjudicator = require_adjudicator
        self._require_shift = require_shift

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(
            prefix="/api/adjudications",
            dependencies=[Depends(OnlyFor(self._require_adjudicator, who="a signed-in adjudicator or lead"))],
        )
        router.add_api_route(
            "",
            self.post_adjudication,
            methods=["POST"],
            response_model=AdjudicationPayload,
            dependencies=[Depends(self._require_shift)],
            responses={HTTPStatus.NO_CONTENT.value: {"description": "Nothing waits."}},
        )
        router.add_api_route("", self.get_adjudications, methods=["GET"], response_model=AdjudicationsWaiting)
        return router

    def post_adjudication(self, request: Request) -> Response | AdjudicationPayload:
        """Give a clip on which reviewers differ, with what they wrote; 204 where none waits.

        Raises:
            GuidelineUnconfirmed: there is a newer guideline than this person has confirmed (RV6).
            ReviewStopped: an officer has stopped what this person could be given, or a part and nothing else waits.
            NoClipFree: several adjudicators asked at once and each attempt lost, or several clips cannot be opened.
        """
        workbench, reviewer = self._workbench, account_of(request, Reviewer)
        with workbench.database.transaction() as connection:
            now = workbench.clock.now()
            _ = confirmed_guideline(connection, reviewer.staff_id)
            route = workbench.routing.route_of(connection, reviewer.staff_id)
            require_reviewing(connection, route)
            if find_open_lease(connection, reviewer.staff_id) is None:
                workbench.limits.require_rested(connection, reviewer.staff_id, now=now)
            for _attempt in range(MOST_UNOPENED):
                lease = take_lease(
                    connection,
                    reviewer,
                    now=now,
                    duration=workbench.lease_duration,
                    purpose=LeasePurpose.ADJUDICATION,
                    routing=workbench.routing,
                )
                if lease is None:
                    require_reviewing(connection, route, nothing_waits=True)
                    return Response(status_code=HTTPStatus.NO_CONTENT)
                try:
                    return _adjudication(connection, workbench, lease, reviewer)
                except (SealBroken, ObjectMissing) as error:
                    set_aside(connection, lease, reviewer, error, now=now)
        raise NoClipFree

    def get_adjudications(self, request: Request) -> AdjudicationsWaiting:
        """Tell how many clips wait for a decision."""
        workbench, reviewer = self._workbench, account_of(request, Reviewer)
        with workbench.database.transaction() as connection:
            waiting = count_waiting(
                connection,
                reviewer.staff_id,
                now=workbench.clock.now(),
                purpose=LeasePurpose.ADJUDICATION,
                routing=workbench.routing,
            )
        return AdjudicationsWaiting(waiting=waiting)


def _adjudication(
    connection: Connection[TupleRow], workbench: Workbench, lease: HeldLease, reviewer: Reviewer
) -> AdjudicationPayload:
    drafts = workbench.drafts
    labels = list_labels_of(connection, lease.clip_id, handover_key=drafts.handover_key, objects=drafts.objects)
    return AdjudicationPayload(
        lease=describe_lease(connection, workbench, lease, reviewer),
        # By their random identifiers: the order of writing would tell who is the slower one.
        answers=tuple(_answer(label) for label in sorted(labels, key=lambda label: label.label_id.int)),
    )


def _answer(label: Label) -> AnswerPayload:
    return AnswerPayload(
        outcome=label.outcome.value,
        reject_reason=label.reject_reason,
        wake_word_verdict=label.wake_word_verdict,
        transcript=label.transcript,
        unclear_words=label.unclear_words,
        intent=label.intent,
        slots=[SlotPayload(name=slot.name, value=slot.value) for slot in label.slots],
        entities=[
            EntityPayload(first_word=one.first_word, last_word=one.last_word, type=one.type, link=one.link)
            for one in label.entities
        ],
        answer=grade_of(label),
    )
