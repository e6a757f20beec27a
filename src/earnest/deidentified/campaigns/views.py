"""Views of campaigns: a lead asks, two people approve, the gate chooses (RV11, AC10); nothing here searches words."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.deidentified.campaigns.errors import ApprovalRefused, CampaignOver, EntryNotPublic
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CampaignId, random_identifier
from earnest.handover.campaigns import (
    APPROVALS_NEEDED,
    Campaign,
    CampaignReason,
    EntryType,
    PublicEntry,
    approve_campaign,
    hold_campaign,
    list_campaigns,
    list_entries,
    request_campaign,
    stop_campaign,
)
from earnest.services.audit import CampaignApproved, CampaignRequested, CampaignStopped, append
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor

MOST_DAYS: Final = 30
"""How long a campaign asks at most."""


class CampaignState(StrEnum):
    """Where a campaign is."""

    WAITING = "waiting"
    """Fewer than two people have approved it; the gate does not know it."""
    RUNNING = "running"
    FULL = "full"
    """As many clips as were asked for have been chosen."""
    OVER = "over"
    STOPPED = "stopped"


class CampaignForm(Form):
    """What is asked for: an entry of the catalogue by its link; there is no field for words."""

    link: Annotated[str, Field(pattern=r"^Q[1-9][0-9]{0,11}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    reason: Annotated[CampaignReason, Field(strict=False)]
    most: Annotated[int, Field(ge=1, le=500)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = MOST_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignPayload:
    """A campaign."""

    campaign_id: UUID
    name: str
    language: str
    reason: CampaignReason
    most: int
    taken: int
    approvals: int
    """0 to 2; without the second nothing is chosen."""
    type: EntryType
    ends_at: datetime
    state: CampaignState
    may_approve: bool
    """Whether the approval of who asks is still wanted; a person counts once, under whichever account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRoutes:
    """The routes of campaigns."""

    database: Database
    """Connections of the workbench's role."""
    clock: Clock
    require_lead: Callable[[Request], str]
    """Returns the pseudonym of who asks; raises where they do not lead review."""
    require_approver: Callable[[Request], str]
    """The same where they may not approve."""
    other_pseudonyms: Callable[[Connection[TupleRow], Request], Collection[str]]
    """Pseudonyms of the other accounts of the person who asks."""

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/campaigns")
        lead, approver = (
            [Depends(OnlyFor(self.require_lead, who="a signed-in lead"))],
            [Depends(OnlyFor(self.require_approver, who="a signed-in lead, privacy officer or safety officer"))],
        )
        router.add_api_route(
            "", self.get_campaigns, methods=["GET"], dependencies=approver, response_model=tuple[CampaignPayload, ...]
        )
        router.add_api_route(
            "/entries", self.get_entries, methods=["GET"], dependencies=lead, response_model=tuple[PublicEntry, ...]
        )
        router.add_api_route(
            "", self.post_campaign, methods=["POST"], dependencies=lead, status_code=HTTPStatus.NO_CONTENT
        )
        router.add_api_route(
            "/{campaign_id}/approval",
            self.post_approval,
            methods=["POST"],
            dependencies=approver,
            status_code=HTTPStatus.NO_CONTENT,
        )
        router.add_api_route(
            "/{campaign_id}/stop",
            self.post_stop,
            methods=["POST"],
            dependencies=approver,
            status_code=HTTPStatus.NO_CONTENT,
        )
        return router

    def get_campaigns(self, request: Request) -> tuple[CampaignPayload, ...]:
        """Show campaigns, the newest first."""
        now, asks = self.clock.now(), self.require_approver(request)
        with self.database.transaction() as connection:
            campaigns = list_campaigns(connection)
            own = {asks, *self.other_pseudonyms(connection, request)}
        return tuple(
            CampaignPayload(
                campaign_id=one.campaign_id,
                name=one.name,
                language=one.language,
                reason=one.reason,
                most=one.most,
                taken=one.taken,
                approvals=min(len(one.approvers), APPROVALS_NEEDED),
                type=one.type,
                ends_at=one.ends_at,
                state=_state(one, now),
                may_approve=_state(one, now) is CampaignState.WAITING and not own & set(one.approvers),
            )
            for one in campaigns
        )

    def get_entries(self) -> tuple[PublicEntry, ...]:
        """Show the public things that a campaign can ask for."""
        with self.database.transaction() as connection:
            return list_entries(connection)

    def post_campaign(self, payload: CampaignForm, request: Request) -> None:
        """Ask for utterances that name a public thing, of people who consent, within the caps of the sample.

        Raises:
            EntryNotPublic: no entry of the catalogue has this link.
        """
        asks, now, campaign_id = self.require_lead(request), self.clock.now(), random_identifier()
        with self.database.transaction() as connection:
            added = request_campaign(
                connection,
                campaign_id,
                link=payload.link,
                language=payload.language,
                reason=payload.reason,
                most=payload.most,
                requested_by=asks,
                now=now,
                ends_at=now + timedelta(days=payload.days),
            )
            if not added:
                raise EntryNotPublic
            event = CampaignRequested(
                at=now, campaign_id=CampaignId(campaign_id), member=asks, reason=payload.reason.value
            )
            _ = append(connection, event)

    def post_approval(self, campaign_id: UUID, request: Request) -> None:
        """Approve a campaign; it is followed when two different people have.

        Raises:
            ApprovalRefused: this person approved before, under this or another account, or it is over.
        """
        approver, now = self.require_approver(request), self.clock.now()
        with self.database.transaction() as connection:
            before = hold_campaign(connection, campaign_id)
            if before & set(self.other_pseudonyms(connection, request)):
                raise ApprovalRefused
            if not approve_campaign(connection, campaign_id, approver=approver, now=now):
                raise ApprovalRefused
            _ = append(connection, CampaignApproved(at=now, campaign_id=CampaignId(campaign_id), member=approver))

    def post_stop(self, campaign_id: UUID, request: Request) -> None:
        """Stop a campaign before its end; one person is enough, since nothing more is chosen then.

        Raises:
            CampaignOver: there is no such campaign, or it is over already.
        """
        member, now = self.require_approver(request), self.clock.now()
        with self.database.transaction() as connection:
            if not stop_campaign(connection, campaign_id, now=now):
                raise CampaignOver
            _ = append(connection, CampaignStopped(at=now, campaign_id=CampaignId(campaign_id), member=member))


def _state(campaign: Campaign, now: datetime) -> CampaignState:
    if campaign.stopped_at is not None:
        return CampaignState.STOPPED
    if campaign.taken >= campaign.most:
        return CampaignState.FULL
    if campaign.ends_at <= now:
        return CampaignState.OVER
    return CampaignState.RUNNING if len(campaign.approvers) >= APPROVALS_NEEDED else CampaignState.WAITING
