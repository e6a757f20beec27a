"""Views of acts that two people approve: a higher share of clips, and exports (AC10)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ActRequestId, BreachId, StaffId, random_identifier
from earnest.handover.affected import agree_to_affected, list_affected_to_agree
from earnest.handover.two_person import (
    OrganisationAct,
    approve_act,
    list_acts,
    list_counted_regions,
    list_region_shares,
    list_shares,
    lower_region_share,
    needs_two_people,
    request_act,
)
from earnest.handover.two_person_errors import ActNotYours
from earnest.organisation.oversight.country_matrix import list_active_countries
from earnest.organisation.oversight.errors import ActUnfit, SecondKeyUnfit
from earnest.services.audit import ActApproved, ActRequested, AffectedAgreed, Pseudonyms, RegionShareLowered, append
from earnest.services.cryptography import KeyUnreadable
from earnest.services.cryptography.sealed_letters import LetterAddress
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor, account_of

_MILLION = 1_000_000


class ActForm(Form):
    """What is asked for; programme and share for a higher share alone."""

    act: OrganisationAct = Field(strict=False)
    programme: Literal["general", "panel"] | None = None
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """Country whose share is to be higher; None for the whole programme's."""
    share: Annotated[float, Field(gt=0, le=1)] | None = None


class RegionShareForm(Form):
    """A lower share of a region."""

    programme: Literal["general", "panel"]
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    share: Annotated[float, Field(ge=0, le=1)]


class SecondPersonForm(Form):
    """A second person agrees that a list of those affected is made."""

    key: Annotated[str, Field(max_length=200)]
    """Line that `earnest breach key` printed for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedToAgreePayload:
    """A list of people whom a breach affects, which waits for a second person."""

    list_id: UUID
    region: str | None
    since: datetime
    until: datetime
    asked_by: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPayload:
    """One request."""

    request_id: UUID
    """For `earnest export --request`."""
    act: OrganisationAct
    programme: str | None
    region: str | None
    share: float | None
    requested_by: str
    requested_at: datetime
    mine: bool
    ends_at: datetime
    open: bool
    """It waits for another person."""
    approved_by: str | None
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSharePayload:
    """What is in force of a programme in a region."""

    programme: str
    region: str
    share: float
    """The smaller one of its own and the programme's, 0 to 1."""
    own: bool
    """It has a share of its own; else it follows its programme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsPayload:
    """What was asked for, and what is in force."""

    needed: bool
    """More than a household uses it, so two people are needed."""
    shares: dict[str, float]
    """Share in force of each programme."""
    regions: tuple[RegionSharePayload, ...]
    """Of each region that was counted, was declared active or has a share of its own."""
    requests: tuple[ActPayload, ...]
    """The newest first."""
    affected: tuple[AffectedToAgreePayload, ...]
    """Lists that wait for a second person, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRoutes:
    """The routes of officers."""

    database: Database
    """Connections of the administration's role."""
    pseudonyms: Pseudonyms
    clock: Clock
    require_officer: Callable[[Request], StaffId]
    """Returns who asks; raises where they approve nothing."""
    token_of: Callable[[Request], str]
    """The token of their session; the database looks it up itself."""
    names_of: Callable[[Connection[TupleRow], Collection[StaffId]], Mapping[StaffId, str]]
    """Gives the names of members of staff, who are not known here."""

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(
            prefix="/api/acts",
            dependencies=[Depends(OnlyFor(self.require_officer, who="a signed-in safety or privacy officer"))],
        )
        done = HTTPStatus.NO_CONTENT
        router.add_api_route("", self.get_acts, methods=["GET"], response_model=ActsPayload)
        router.add_api_route("", self.post_act, methods=["POST"], status_code=done)
        router.add_api_route(
            "/affected-lists/{list_id}/agreement", self.post_agreement, methods=["POST"], status_code=done
        )
        router.add_api_route("/region-shares", self.put_region_share, methods=["PUT"], status_code=done)
        router.add_api_route("/{request_id}/approval", self.post_approval, methods=["POST"], status_code=done)
        return router

    def get_acts(self, request: Request) -> ActsPayload:
        """Show what was asked for, and which shares are in force."""
        me, now = account_of(request, UUID), self.clock.now()
        with self.database.transaction() as connection:
            found = list_acts(connection)
            waiting = list_affected_to_agree(connection)
            people = {one for act in found for one in (act.requested_by, act.approved_by) if one is not None}
            people |= {StaffId(one.asked_by) for one in waiting if one.asked_by is not None}
            names = self.names_of(connection, people)
            shares = list_shares(connection)
            return ActsPayload(
                needed=needs_two_people(connection),
                shares=shares,
                regions=_region_shares(connection, shares, list_active_countries(connection)),
                requests=tuple(
                    ActPayload(
                        request_id=act.request_id,
                        act=act.act,
                        programme=act.programme,
                        region=act.region,
                        share=act.share,
                        requested_by=names.get(act.requested_by, ""),
                        requested_at=act.requested_at,
                        mine=act.requested_by == me,
                        ends_at=act.ends_at,
                        open=act.approved_at is None and act.ends_at > now,
                        approved_by=None if act.approved_by is None else names.get(act.approved_by, ""),
                        used_at=act.used_at,
                    )
                    for act in found
                ),
                affected=tuple(
                    AffectedToAgreePayload(
                        list_id=one.list_id,
                        region=one.region,
                        since=one.since,
                        until=one.until,
                        asked_by="" if one.asked_by is None else names.get(StaffId(one.asked_by), ""),
                        mine=one.asked_by == me,
                    )
                    for one in waiting
                ),
            )

    def post_act(self, payload: ActForm, request: Request) -> None:
        """Ask for an act; another officer approves it within seven days.

        Raises:
            ActUnfit: a share without programme, or an export with one or with a region.
            ActNotYours: it is no session of an active officer.
        """
        raising = payload.act is OrganisationAct.RAISE_SHARE
        of_share = (payload.programme, payload.share)
        if any(raising is (one is None) for one in of_share) or not (raising or payload.region is None):
            raise ActUnfit
        request_id, now = ActRequestId(random_identifier()), self.clock.now()
        with self.database.transaction() as connection:
            officer = request_act(
                connection,
                request_id,
                payload.act,
                programme=payload.programme,
                region=payload.region,
                share=payload.share,
                token=self.token_of(request),
                now=now,
            )
            event = ActRequested(
                at=now,
                request_id=request_id,
                act=payload.act.value,
                programme=payload.programme,
                share_millionths=None if payload.share is None else round(payload.share * _MILLION),
                member=self.pseudonyms.of(officer),
                country=None if payload.region is None else payload.region.lower(),
            )
            _ = append(connection, event)

    def post_agreement(self, list_id: UUID, payload: SecondPersonForm, request: Request) -> None:
        """Agree, as the second person, that a list of those affected is made; it is sealed to this key, too.

        Raises:
            SecondKeyUnfit: the key is no line of `earnest breach key`.
            ActNotYours: it was asked for by this person, is made already, or neither of both is a privacy officer.
        """
        try:
            key = LetterAddress.parse(payload.key).key
        except KeyUnreadable:
            raise SecondKeyUnfit from None
        now = self.clock.now()
        with self.database.transaction() as connection:
            waiting = next((one for one in list_affected_to_agree(connection) if one.list_id == list_id), None)
            if waiting is None:
                raise ActNotYours
            officer = agree_to_affected(connection, list_id, public_key=key, token=self.token_of(request), now=now)
            breach_id = BreachId(waiting.breach_id)
            _ = append(connection, AffectedAgreed(at=now, breach_id=breach_id, member=self.pseudonyms.of(officer)))

    def put_region_share(self, payload: RegionShareForm, request: Request) -> None:
        """Lower the share of a region; it is in force at once.

        Raises:
            ShareTakesTwo: it is higher than what is in force.
        """
        now = self.clock.now()
        with self.database.transaction() as connection:
            lower_region_share(
                connection,
                programme=payload.programme,
                region=payload.region,
                share=payload.share,
                token=self.token_of(request),
                now=now,
            )
            event = RegionShareLowered(
                at=now,
                programme=payload.programme,
                country=payload.region.lower(),
                share_millionths=round(payload.share * _MILLION),
                member=self.pseudonyms.of(account_of(request, UUID)),
            )
            _ = append(connection, event)

    def post_approval(self, request_id: UUID, request: Request) -> None:
        """Approve an act as the second person.

        Raises:
            ActNotYours: it was asked for by this person, is over, or neither of both is a privacy officer.
        """
        now = self.clock.now()
        with self.database.transaction() as connection:
            officer = approve_act(connection, ActRequestId(request_id), token=self.token_of(request), now=now)
            event = ActApproved(at=now, request_id=ActRequestId(request_id), member=self.pseudonyms.of(officer))
            _ = append(connection, event)


def _region_shares(
    connection: Connection[TupleRow], shares: Mapping[str, float], active: Collection[str]
) -> tuple[RegionSharePayload, ...]:
    own = list_region_shares(connection)
    regions = sorted({*active, *list_counted_regions(connection)})
    return tuple(
        RegionSharePayload(
            programme=programme,
            region=region,
            share=min(shares[programme], own.get((programme, region), 1.0)),
            own=(programme, region) in own,
        )
        for programme in ("general", "panel")
        for region in regions
    )
