"""Views of the household: the list of names, read and edited."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from pydantic import Field
from starlette.requests import Request

from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.personal.household.names import NameList, NameLists
from earnest.services.web import Form

_MOST_LINES: Final = 1000
"""Of one request; how many names a list may have say the rules of the household."""

Lines = Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=_MOST_LINES)]


class NamesForm(Form):
    """What changes in the list of names; what is not named here stays as it is."""

    added: Lines = Field(default=[])
    removed: Lines = Field(default=[])


class HouseholdRoutes:
    """Routes of the list of names."""

    def __init__(self, names: NameLists, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._names = names
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/household-names", self.get_names, methods=["GET"], response_model=NameList)
        add("/household-names", self.post_names, methods=["POST"], response_model=NameList)
        return router

    def get_names(self, request: Request) -> NameList:
        """Return the names that are covered."""
        return self._names.show(customer_of(request))

    def post_names(self, form: NamesForm, request: Request) -> NameList:
        """Add names to the list and take some away; only what is named here changes.

        Raises:
            NamesInvalid: too many names, or one that cannot be a name; nothing is changed.
        """
        return self._names.edit(customer_of(request), added=form.added, removed=form.removed)
