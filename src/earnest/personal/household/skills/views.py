"""Views of a household's skills: which there are, and switching them."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from starlette.requests import Request

from earnest.personal.customers.signed_in import CustomerSessions, customer_of
from earnest.personal.household.skills.records import ShownSkill
from earnest.personal.household.skills.switching import SkillSwitches
from earnest.services.web import Form

_MOST_SETTINGS: Final = 20

Value = Annotated[str, Field(max_length=2000)]
Language = Annotated[str, Query(description="Of the page, e.g. `de`.", pattern="^[a-z]{2}$")]


class SkillForm(Form):
    """How a skill is to be from now on."""

    switched_on: bool
    settings: Annotated[dict[str, Value], Field(max_length=_MOST_SETTINGS)] = Field(default={})


class SkillRoutes:
    """Routes of the skills."""

    def __init__(self, skills: SkillSwitches, sessions: CustomerSessions) -> None:
        """Take what the routes work with."""
        self._skills = skills
        self._sessions = sessions

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self._sessions.require_customer)])
        add = router.add_api_route
        add("/skills", self.get_skills, methods=["GET"], response_model=list[ShownSkill])
        add("/skills/{skill}", self.put_skill, methods=["PUT"], response_model=ShownSkill)
        return router

    def get_skills(self, request: Request, language: Language = "en") -> list[ShownSkill]:
        """Return the skills that may ask other hosts; secrets are never among the settings."""
        return self._skills.show(customer_of(request), language)

    def put_skill(self, skill: str, form: SkillForm, request: Request, language: Language = "en") -> ShownSkill:
        """Set a skill: what it asks, and whether it may.

        Raises:
            SkillsForHouseholds: the customer does not own the machine.
            SkillMissing: it is not installed.
            SkillSettingsInvalid: a setting is missing or cannot be used; nothing is changed.
        """
        return self._skills.switch(
            customer_of(request), skill, switched_on=form.switched_on, written=form.settings, language=language
        )
