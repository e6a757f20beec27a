"""Views of the guideline: all read it, who labels confirms a new version, a lead writes it (RV6)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.deidentified.guideline.records import ChangedLine, Guideline, GuidelineLanguage
from earnest.deidentified.guideline.rules import LONGEST_TEXT, find_changes, parse_sections, write_sections
from earnest.deidentified.guideline.store import (
    PACKAGED,
    NewVersion,
    confirm,
    find_latest,
    find_new,
    list_confirmations,
    list_versions,
    load_guideline,
    load_sections,
    publish,
    version_name,
)
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import StaffId
from earnest.services.database import Database
from earnest.services.web import Form, account_of

Markdown = Annotated[str, Field(max_length=LONGEST_TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineReader:
    """Who reads or writes the guideline."""

    staff_id: StaffId
    pseudonym: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineTexts:
    """The text in each language, as Markdown."""

    en: str
    de: str
    nl: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPayload:
    """A version that was published."""

    number: int
    version: str
    written_by: str | None
    """Name of the lead; None where the account is gone."""
    written_at: datetime
    confirmed: int
    """How many members confirmed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationPayload:
    """A member has confirmed the version that counts now."""

    name: str
    confirmed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenGuideline:
    """What a lead works on."""

    number: int
    """Of the version that counts now; 0 for that which Earnest brings."""
    version: str
    texts: GuidelineTexts
    versions: tuple[VersionPayload, ...]
    """The newest first; without that which Earnest brings."""
    confirmations: tuple[ConfirmationPayload, ...]
    """Of the version that counts now."""


class GuidelineDraftPayload(Form):
    """A text in one language that a lead may publish."""

    language: Annotated[GuidelineLanguage, Field(strict=False)]
    text: Markdown


class GuidelinePayload(Form):
    """A version that a lead publishes; a language that is missing keeps its text."""

    base: Annotated[int, Field(ge=0)]
    """Number of the version that was changed."""
    en: Markdown | None = None
    de: Markdown | None = None
    nl: Markdown | None = None

    def texts(self) -> dict[GuidelineLanguage, str]:
        """Return the texts that were written."""
        written = {"en": self.en, "de": self.de, "nl": self.nl}
        return {GuidelineLanguage(code): text for code, text in written.items() if text is not None}


class ConfirmingPayload(Form):
    """The version that was read."""

    version: Annotated[str, Field(max_length=20)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineRoutes:
    """The routes of the guideline."""

    database: Database
    """Connections of the workbench's role."""
    clock: Clock
    require_reader: Callable[[Request], None]
    """Raises where who asks may not read the guideline."""
    require_listener: Callable[[Request], GuidelineReader]
    """Returns who asks; raises where they hear no clips."""
    require_lead: Callable[[Request], GuidelineReader]
    """Returns who asks; raises where they do not lead review."""
    names_of: Callable[[Connection[TupleRow], Collection[StaffId]], Mapping[StaffId, str]]
    """The names of some members; others are not known."""

    def reading_router(self) -> APIRouter:
        """Return the route for all who may read the guideline."""
        router = APIRouter(prefix="/api/guideline", dependencies=[Depends(self.require_reader)])
        router.add_api_route("", self.get_guideline, methods=["GET"], response_model=Guideline)
        return router

    def listening_router(self) -> APIRouter:
        """Return the routes for who hears clips."""
        router = APIRouter(prefix="/api/guideline", dependencies=[Depends(self._remember_listener)])
        router.add_api_route("/new", self.get_new, methods=["GET"], response_model=NewVersion)
        router.add_api_route(
            "/confirmation", self.post_confirmation, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
        return router

    def leading_router(self) -> APIRouter:
        """Return the routes for leads."""
        router = APIRouter(prefix="/api/lead/guideline", dependencies=[Depends(self._remember_lead)])
        router.add_api_route("", self.get_written, methods=["GET"], response_model=WrittenGuideline)
        router.add_api_route("", self.post_version, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route("/changes", self.post_changes, methods=["POST"], response_model=tuple[ChangedLine, ...])
        router.add_api_route(
            "/{number}/changes", self.get_changes, methods=["GET"], response_model=tuple[ChangedLine, ...]
        )
        return router

    def get_guideline(self, language: GuidelineLanguage = GuidelineLanguage.ENGLISH) -> Guideline:
        """Show the guideline."""
        with self.database.transaction() as connection:
            return load_guideline(connection, language)

    def get_new(self, request: Request, language: GuidelineLanguage = GuidelineLanguage.ENGLISH) -> NewVersion:
        """Show what changed since the version that who asks confirmed last."""
        with self.database.transaction() as connection:
            return find_new(connection, account_of(request, GuidelineReader).staff_id, language)

    def post_confirmation(self, payload: ConfirmingPayload, request: Request) -> None:
        """Keep that the version that counts now was read; without it no clip is given and no label taken.

        Raises:
            GuidelineUnconfirmed: another version counts now than that which was read.
        """
        reader = account_of(request, GuidelineReader)
        with self.database.transaction() as connection:
            now = self.clock.now()
            confirm(connection, reader.staff_id, payload.version, pseudonym=reader.pseudonym, now=now)

    def get_written(self) -> WrittenGuideline:
        """Show a lead the guideline in every language, its versions, and who confirmed the newest."""
        with self.database.transaction() as connection:
            number = find_latest(connection)
            versions = list_versions(connection)
            confirmations = () if number == PACKAGED else list_confirmations(connection, number)
            members = {StaffId(who) for who, _ in confirmations}
            members |= {StaffId(one.written_by) for one in versions if one.written_by is not None}
            names = self.names_of(connection, members)
            texts = {
                language.value: write_sections(load_sections(connection, number, language))
                for language in GuidelineLanguage
            }
        return WrittenGuideline(
            number=number,
            version=version_name(number),
            texts=GuidelineTexts(en=texts["en"], de=texts["de"], nl=texts["nl"]),
            versions=tuple(
                VersionPayload(
                    number=one.number,
                    version=one.name,
                    written_by=None if one.written_by is None else names.get(StaffId(one.written_by)),
                    written_at=one.written_at,
                    confirmed=one.confirmed,
                )
                for one in versions
            ),
            confirmations=tuple(
                ConfirmationPayload(name=names.get(StaffId(who), ""), confirmed_at=at) for who, at in confirmations
            ),
        )

    def post_changes(self, payload: GuidelineDraftPayload) -> tuple[ChangedLine, ...]:
        """Show what a text would change, before it is published.

        Raises:
            GuidelineTextUnfit: the text is no guideline.
        """
        after = parse_sections(payload.text)
        with self.database.transaction() as connection:
            before = load_sections(connection, find_latest(connection), payload.language)
        return find_changes(before, after)

    def get_changes(
        self, number: Annotated[int, Field(ge=1)], language: GuidelineLanguage = GuidelineLanguage.ENGLISH
    ) -> tuple[ChangedLine, ...]:
        """Show what a version changed of the one before it.

        Raises:
            GuidelineVersionUnknown: there is none of this number.
        """
        with self.database.transaction() as connection:
            before, after = (load_sections(connection, one, language) for one in (number - 1, number))
        return find_changes(before, after)

    def post_version(self, payload: GuidelinePayload, request: Request) -> None:
        """Publish a version; from then on who labels confirms it before the next clip.

        Raises:
            GuidelineTextUnfit: a text is no guideline, or nothing was changed.
            GuidelineWrittenMeanwhile: another version was published since.
        """
        lead = account_of(request, GuidelineReader)
        with self.database.transaction() as connection:
            _ = publish(
                connection,
                payload.texts(),
                base=payload.base,
                staff_id=lead.staff_id,
                pseudonym=lead.pseudonym,
                now=self.clock.now(),
            )

    def _remember_listener(self, request: Request) -> None:
        """Go on only for signed-in staff who hear clips.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role never hears clips.
        """
        request.state.account = self.require_listener(request)

    def _remember_lead(self, request: Request) -> None:
        """Go on only for a lead.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role does not lead review.
        """
        request.state.account = self.require_lead(request)
