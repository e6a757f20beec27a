"""Views of the panel programme: inviting, rewards, its contract and its own figures; never who is in it (CN8)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated, Final, Self

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints, model_validator
from starlette.requests import Request

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import StaffId
from earnest.handover.figures import PanelFigures, SamplingFigures, count_panel, list_sampling_figures
from earnest.handover.panel import PanelAct, PanelRequest, ask_panel, list_panel_requests
from earnest.handover.two_person import list_shares
from earnest.organisation.accountability.consent_texts import PanelContractText, panel_contract
from earnest.organisation.accountability.records import Language
from earnest.services.audit import PanelAsked, Pseudonyms, append
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor

_PANEL: Final = "panel"
_MOST_MONTHS: Final = 12
"""Months that are shown. Chosen, not measured."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class PanelRequestForm(Form):
    """What is asked of the personal side."""

    act: PanelAct = Field(strict=False)
    login: Words
    """Sign-in name of the person."""
    reward: Words | None = None
    """What is offered or was given, in words that the person reads; none where an invitation is taken back."""

    @model_validator(mode="after")
    def _words_where_they_are_read(self) -> Self:
        if (self.reward is None) != (self.act is PanelAct.TAKE_BACK):
            message = "an invitation and a reward have words, taking back has none"
            raise ValueError(message)
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMonth:
    """Utterances of the panel in one month, of all countries."""

    month: date
    """Its first day, UTC."""
    utterances: int
    """Answered, consented or not."""
    chosen: int
    """Clips that the gate chose."""
    handed_out: int
    """Clips that a reviewer was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelProgrammePayload:
    """The panel as officers see it."""

    people: PanelFigures
    share: float
    """Largest share of the panel's utterances that may be chosen, in force, 0 to 1."""
    months: tuple[PanelMonth, ...]
    """The newest first, twelve at most."""
    contract: PanelContractText
    requests: tuple[PanelRequest, ...]
    """What was asked in the last 30 days, the newest first; without names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelProgrammeRoutes:
    """The routes of the panel programme."""

    database: Database
    """Connections of the administration's role."""
    pseudonyms: Pseudonyms
    clock: Clock
    require_officer: Callable[[Request], StaffId]
    """Returns who asks; raises where they do not keep the panel."""
    token_of: Callable[[Request], str]
    """The token of their session; the database looks it up itself."""

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(
            prefix="/api/panel",
            dependencies=[Depends(OnlyFor(self.require_officer, who="a signed-in privacy officer"))],
        )
        router.add_api_route("", self.get_panel, methods=["GET"], response_model=PanelProgrammePayload)
        router.add_api_route("/requests", self.post_request, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def get_panel(self, language: Language = "en") -> PanelProgrammePayload:
        """Show how many people the panel has, what was heard of them, its contract, and what was asked."""
        with self.database.transaction() as connection:
            return PanelProgrammePayload(
                people=count_panel(connection),
                share=list_shares(connection)[_PANEL],
                months=_months(list_sampling_figures(connection)),
                contract=panel_contract(language),
                requests=list_panel_requests(connection),
            )

    def post_request(self, payload: PanelRequestForm, request: Request) -> None:
        """Ask the personal side to invite a person, to take that back, or to note what a person of the panel was given.

        Taking back is done for every name: afterwards no invitation is open under it. Of the others only whether it
        was done is told, not whether there is such a person, nor how they stand with the panel.

        Raises:
            ActNotYours: it is no session of an active privacy officer.
        """
        now = self.clock.now()
        with self.database.transaction() as connection:
            officer = ask_panel(
                connection,
                payload.act,
                login=payload.login,
                reward=payload.reward,
                token=self.token_of(request),
                now=now,
            )
            _ = append(connection, PanelAsked(at=now, act=payload.act.value, member=self.pseudonyms.of(officer)))


def _months(figures: Iterable[SamplingFigures]) -> tuple[PanelMonth, ...]:
    by_month: dict[date, list[SamplingFigures]] = defaultdict(list)
    for one in figures:
        if one.programme == _PANEL:
            by_month[one.period].append(one)
    return tuple(
        PanelMonth(
            month=month,
            utterances=sum(one.utterances for one in found),
            chosen=sum(one.chosen for one in found),
            handed_out=sum(one.handed_out for one in found),
        )
        for month, found in sorted(by_month.items(), reverse=True)[:_MOST_MONTHS]
    )
