"""Views of figures: public counts; no session is needed, and nothing changes anything."""

from dataclasses import dataclass

from fastapi import APIRouter

from earnest.handover.figures import FalseWakes, SamplingFigures, list_false_wakes, list_sampling_figures
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRoutes:
    """The routes of public counts."""

    database: Database
    """Connections of the administration's role."""

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api")
        router.add_api_route(
            "/sampling", self.get_sampling, methods=["GET"], response_model=tuple[SamplingFigures, ...]
        )
        router.add_api_route("/wake", self.get_false_wakes, methods=["GET"], response_model=tuple[FalseWakes, ...])
        return router

    def get_sampling(self) -> tuple[SamplingFigures, ...]:
        """Show how few utterances people may hear, newest month first."""
        with self.database.transaction() as connection:
            return list_sampling_figures(connection)

    def get_false_wakes(self) -> tuple[FalseWakes, ...]:
        """Show how often devices woke although they were not addressed, newest month first."""
        with self.database.transaction() as connection:
            return list_false_wakes(connection)
