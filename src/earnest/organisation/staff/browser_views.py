"""Views of enrolled browsers: administrators approve and remove them, within their scope (WP1)."""

from http import HTTPStatus

from fastapi import APIRouter, Depends
from starlette.requests import Request

from earnest.organisation.staff.browsers import approve_browser, list_browsers, remove_browser
from earnest.organisation.staff.records import EnrolledBrowser, Member
from earnest.organisation.staff.tenant_views import TenantRoutes
from earnest.organisation.staff.tenants import scope_of
from earnest.organisation.staff.views import StaffSessions
from earnest.services.web import account_of


class BrowserRoutes:
    """The routes of enrolled browsers."""

    def __init__(self, sessions: StaffSessions, tenants: TenantRoutes) -> None:
        """Take the sessions of the process, and who may manage people."""
        self._sessions = sessions
        self._tenants = tenants

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api/browsers", dependencies=[Depends(self._tenants.require_manager)])
        no_content = HTTPStatus.NO_CONTENT
        router.add_api_route("", self.get_browsers, methods=["GET"], response_model=tuple[EnrolledBrowser, ...])
        router.add_api_route("/{thumbprint}/approval", self.post_approval, methods=["POST"], status_code=no_content)
        router.add_api_route("/{thumbprint}", self.delete_browser, methods=["DELETE"], status_code=no_content)
        return router

    def get_browsers(self, request: Request) -> tuple[EnrolledBrowser, ...]:
        """Show enrolled browsers, and those that wait for approval first."""
        with self._sessions.database.transaction() as connection:
            return list_browsers(connection, scope_of(connection, account_of(request, Member)))

    def post_approval(self, thumbprint: str, request: Request) -> None:
        """Approve a browser that asks to be enrolled.

        Raises:
            BrowserUnknown: none waits under this thumbprint, or it is another tenant's.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            approve_browser(
                connection,
                thumbprint,
                scope_of(connection, account_of(request, Member)),
                now=sessions.clock.now(),
                pseudonyms=sessions.pseudonyms,
            )

    def delete_browser(self, thumbprint: str, request: Request) -> None:
        """Remove a browser; from then on no clip is given in it.

        Raises:
            BrowserUnknown: there is none of this thumbprint, or it is another tenant's.
        """
        sessions = self._sessions
        with sessions.database.transaction() as connection:
            remove_browser(
                connection,
                thumbprint,
                scope_of(connection, account_of(request, Member)),
                now=sessions.clock.now(),
                pseudonyms=sessions.pseudonyms,
            )
