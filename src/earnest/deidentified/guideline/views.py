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

from earnest.deidentified.guideline.records import (
    ChangedLine,
    Guideline,
    GuidelineLanguage,
    PublishedVersion,
    WithdrawnBecause,
)
from earnest.deidentified.guideline.rules import LONGEST_TEXT, find_changes, parse_sections, write_sections
from earnest.deidentified.guideline.store import (
    PACKAGED,
    NewVersion,
    approve,
    confirm,
    find_latest,
    find_new,
    list_confirmations,
    list_versions,
    load_guideline,
    load_sections,
    publish,
    version_name,
    withdraw_text,
)
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import StaffId
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor, account_of

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
    approved_by: str | None
    """Name of the second lead; None: there is none, or the account is gone."""
    waiting: bool
    """Whether it waits for a second lead."""
    may_approve: bool
    """Whether who asks can approve it: it waits, and another person wrote it."""
    withdrawn: WithdrawnBecause | None
    """Why its text was destroyed; None where it is there."""
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
    alone: bool
    """Whether there is no other lead, so that a version of who asks counts without a second one."""


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


class WithdrawalPayload(Form):
    """Why the text of a version is destroyed."""

    reason: Annotated[WithdrawnBecause, Field(strict=False)]


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
    other_accounts: Callable[[Connection[TupleRow], StaffId], Collection[StaffId]]
    """The other accounts of the same person."""
    leads_alone: Callable[[Connection[TupleRow], StaffId], bool]
    """Whether no other person leads review."""

    def reading_router(self) -> APIRouter:
        """Return the route for all who may read the guideline."""
        router = APIRouter(prefix="/api/guideline", dependencies=[Depends(self.require_reader)])
        router.add_api_route("", self.get_guideline, methods=["GET"], response_model=Guideline)
        return router

    def listening_router(self) -> APIRouter:
        """Return the routes for who hears clips."""
        router = APIRouter(
            prefix="/api/guideline",
            dependencies=[Depends(OnlyFor(self.require_listener, who="signed-in staff who hear clips"))],
        )
        router.add_api_route("/new", self.get_new, methods=["GET"], response_model=NewVersion)
        router.add_api_route(
            "/confirmation", self.post_confirmation, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
        return router

    def leading_router(self) -> APIRouter:
        """Return the routes for leads."""
        router = APIRouter(
            prefix="/api/lead/guideline", dependencies=[Depends(OnlyFor(self.require_lead, who="a signed-in lead"))]
        )
        router.add_api_route("", self.get_written, methods=["GET"], response_model=WrittenGuideline)
        router.add_api_route("", self.post_version, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        router.add_api_route(
            "/{number}/approval", self.post_approval, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
        router.add_api_route(
            "/{number}/withdrawal", self.post_withdrawal, methods=["POST"], status_code=HTTPStatus.NO_CONTENT
        )
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

    def get_written(self, request: Request) -> WrittenGuideline:
        """Show a lead the guideline in every language, its versions, and who confirmed the newest."""
        lead = account_of(request, GuidelineReader).staff_id
        with self.database.transaction() as connection:
            own = {lead, *self.other_accounts(connection, lead)}
            alone = self.leads_alone(connection, lead)
            number = find_latest(connection)
            versions = list_versions(connection)
            confirmations = () if number == PACKAGED else list_confirmations(connection, number)
            members = {StaffId(who) for who, _ in confirmations}
            members |= {StaffId(one.written_by) for one in versions if one.written_by is not None}
            members |= {StaffId(one.approved_by) for one in versions if one.approved_by is not None}
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
                    approved_by=None if one.approved_by is None else names.get(StaffId(one.approved_by)),
                    waiting=_waits(one),
                    may_approve=_waits(one) and one.written_by not in own,
                    withdrawn=one.withdrawn_reason,
                    confirmed=one.confirmed,
                )
                for one in versions
            ),
            confirmations=tuple(
                ConfirmationPayload(name=names.get(StaffId(who), ""), confirmed_at=at) for who, at in confirmations
            ),
            alone=alone,
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
            GuidelineVersionUnknown: there is none of this number, or its text was withdrawn.
        """
        with self.database.transaction() as connection:
            earlier = find_latest(connection, most=number - 1)
            before, after = (load_sections(connection, one, language) for one in (earlier, number))
        return find_changes(before, after)

    def post_version(self, payload: GuidelinePayload, request: Request) -> None:
        """Publish a version; once a second lead has approved it, who labels confirms it before the next clip.

        Raises:
            GuidelineTextUnfit: a text is no guideline, or nothing was changed.
            GuidelineWrittenMeanwhile: another version was published since, or one waits for an approval.
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
                alone=self.leads_alone(connection, lead.staff_id),
            )

    def post_approval(self, number: Annotated[int, Field(ge=1)], request: Request) -> None:
        """Approve a version that another lead wrote, so that it counts (AC10).

        Raises:
            GuidelineApprovalRefused: the person who asks wrote it, or it does not wait.
        """
        lead = account_of(request, GuidelineReader)
        with self.database.transaction() as connection:
            approve(
                connection,
                number,
                lead.staff_id,
                others=self.other_accounts(connection, lead.staff_id),
                pseudonym=lead.pseudonym,
                now=self.clock.now(),
            )

    def post_withdrawal(
        self, number: Annotated[int, Field(ge=1)], payload: WithdrawalPayload, request: Request
    ) -> None:
        """Destroy the text of a version, also of one that waits; its number, hash and the reason stay.

        Raises:
            GuidelineVersionUnknown: there is none of this number, or its text was withdrawn before.
        """
        lead = account_of(request, GuidelineReader)
        with self.database.transaction() as connection:
            withdraw_text(connection, number, payload.reason, pseudonym=lead.pseudonym, now=self.clock.now())


def _waits(version: PublishedVersion) -> bool:
    return version.approved_at is None and version.withdrawn_at is None
