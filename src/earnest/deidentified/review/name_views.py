"""Views of names: a lead accepts, renames or refuses what labels call intents and slots."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.deidentified.review.names import CatalogueName, Names, NameState
from earnest.deidentified.review.rules import LONGEST_NAME
from earnest.foundation.clock import Clock
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor


class NameDecisionPayload(Form):
    """What a lead decided about a name."""

    state: Annotated[NameState, Field(strict=False)]
    renamed_to: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)] | None = None
    """What new labels say instead; only with `renamed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRoutes:
    """The routes of names."""

    database: Database
    """Connections of the workbench's role."""
    names: Names
    clock: Clock
    require_lead: Callable[[Request], object]
    """Raises where who asks does not lead review."""

    def router(self) -> APIRouter:
        """Return the routes for leads."""
        router = APIRouter(
            prefix="/api/lead/names", dependencies=[Depends(OnlyFor(self.require_lead, who="a signed-in lead"))]
        )
        router.add_api_route("", self.get_names, methods=["GET"], response_model=tuple[CatalogueName, ...])
        router.add_api_route("/{name_id}", self.put_name, methods=["PUT"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def get_names(self) -> tuple[CatalogueName, ...]:
        """Show the names that labels used, those without a decision first."""
        with self.database.transaction() as connection:
            return self.names.list_all(connection)

    def put_name(self, name_id: UUID, payload: NameDecisionPayload) -> None:
        """Keep a decision; older labels stay as they are.

        Raises:
            NameNotFound: there is no such name.
            NameUnfit: what it is to be called is no name.
        """
        with self.database.transaction() as connection:
            self.names.decide(connection, name_id, payload.state, payload.renamed_to, now=self.clock.now())
