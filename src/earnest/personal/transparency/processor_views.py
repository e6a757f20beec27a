"""Views of processors: customers read who else handles data, where, and who employs reviewers (TR7)."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Depends

from earnest.handover.processors import list_employers, list_processors
from earnest.personal.customers.signed_in import CustomerSessions
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProcessor:
    """One processor as customers are shown it."""

    name: str
    country: str
    """Where data are handled, ISO 3166-1 alpha-2."""
    service: str
    """`hosting`, `storage`, `keys`, `review`, `support` or `other`."""
    does: str
    transfer: str
    """What makes a transfer lawful; `none`: nothing leaves the European Economic Area."""
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEmployer:
    """One employer of reviewers."""

    name: str
    countries: tuple[str, ...]
    """Of its sites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProcessors:
    """Who else handles data."""

    processors: tuple[ShownProcessor, ...]
    employers: tuple[ShownEmployer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessorRoutes:
    """The route of processors."""

    database: Database
    """Connections of the portal's role."""
    sessions: CustomerSessions

    def router(self) -> APIRouter:
        """Return the route."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self.sessions.require_customer)])
        router.add_api_route("/processors", self.get_processors, methods=["GET"], response_model=ShownProcessors)
        return router

    def get_processors(self) -> ShownProcessors:
        """Show processors with their countries, and employers of reviewers with the countries of their sites."""
        with self.database.transaction() as connection:
            processors, employers = list_processors(connection), list_employers(connection)
        return ShownProcessors(
            processors=tuple(
                ShownProcessor(
                    name=one.name,
                    country=one.country,
                    service=one.service.value,
                    does=one.does,
                    transfer=one.transfer.value,
                    since=one.since,
                )
                for one in processors
            ),
            employers=tuple(ShownEmployer(name=one.name, countries=one.countries) for one in employers),
        )
