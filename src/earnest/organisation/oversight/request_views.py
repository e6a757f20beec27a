"""Views of requests of data subjects: what is asked, until when, and how it was answered (RI8)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import RequestId, StaffId
from earnest.handover.requests import (
    SOON,
    ExtensionReason,
    RequestKind,
    RequestOutcome,
    SubjectRequest,
    end_request,
    list_requests,
    open_request,
    prolong_request,
)
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor


class RequestForm(Form):
    """A request that came in by letter or call; who asks stays with the person who took it."""

    kind: RequestKind = Field(strict=False)
    opened_at: datetime = Field(strict=False)
    """When it came in; aware."""


class OutcomeForm(Form):
    """How a request was answered."""

    outcome: RequestOutcome = Field(strict=False)


class ProlongForm(Form):
    """Why two more months are needed, of which the person has been told."""

    reason: ExtensionReason = Field(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPayload:
    """One request; neither who asks nor what it is about."""

    request_id: UUID
    kind: RequestKind
    has_account: bool
    """Whether the person has an account; else it came in by letter or call, or is a claim."""
    opened_at: datetime
    due_at: datetime
    soon: bool
    """Open, and due within a week."""
    late: bool
    """Open after its day, or answered after it."""
    extension_reason: ExtensionReason | None
    outcome: RequestOutcome | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPayload:
    """The identifier of what was entered."""

    request_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRoutes:
    """The routes of the register of requests."""

    database: Database
    """Connections of the administration's role."""
    clock: Clock
    require_registrar: Callable[[Request], StaffId]
    """Returns who asks; raises where they may not keep the registers."""

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(
            prefix="/api/requests",
            dependencies=[Depends(OnlyFor(self.require_registrar, who="a signed-in privacy officer"))],
        )
        done = HTTPStatus.NO_CONTENT
        router.add_api_route("", self.get_requests, methods=["GET"], response_model=tuple[RequestPayload, ...])
        router.add_api_route("", self.post_request, methods=["POST"], response_model=OpenedPayload)
        router.add_api_route("/{request_id}/answer", self.post_answer, methods=["POST"], status_code=done)
        router.add_api_route("/{request_id}/more-time", self.post_more_time, methods=["POST"], status_code=done)
        return router

    def get_requests(self) -> tuple[RequestPayload, ...]:
        """Show all requests, open ones first, the one that is due first before the others; 1000 at most."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            return tuple(_shown(one, now) for one in list_requests(connection))

    def post_request(self, payload: RequestForm) -> OpenedPayload:
        """Enter a request that came in by letter or call.

        Raises:
            RequestTimeUnfit: it came in later than now or more than three months ago, or its time has no zone.
        """
        with self.database.transaction() as connection:
            request_id = open_request(
                connection, payload.kind, pseudonym=None, opened_at=payload.opened_at, now=self.clock.now()
            )
        return OpenedPayload(request_id=request_id)

    def post_answer(self, request_id: UUID, payload: OutcomeForm) -> None:
        """Note that a request was answered, and how.

        Raises:
            RequestMissing: there is none of this identifier.
            RequestEnded: it was answered already.
        """
        with self.database.transaction() as connection:
            end_request(connection, RequestId(request_id), payload.outcome, now=self.clock.now())

    def post_more_time(self, request_id: UUID, payload: ProlongForm) -> None:
        """Give a request two more months; the person has been told, and why.

        Raises:
            RequestMissing: there is none of this identifier.
            RequestEnded: it was answered or prolonged already, or its day has passed.
        """
        with self.database.transaction() as connection:
            prolong_request(connection, RequestId(request_id), payload.reason, now=self.clock.now())


def _shown(one: SubjectRequest, now: datetime) -> RequestPayload:
    is_open = one.ended_at is None
    return RequestPayload(
        request_id=one.request_id,
        kind=one.kind,
        has_account=one.pseudonym is not None,
        opened_at=one.opened_at,
        due_at=one.due_at,
        soon=is_open and now < one.due_at <= now + SOON,
        late=(one.ended_at or now) >= one.due_at,
        extension_reason=one.extension_reason,
        outcome=one.outcome,
        ended_at=one.ended_at,
    )
