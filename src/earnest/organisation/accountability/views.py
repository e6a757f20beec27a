"""Views of accountability: law, answers to an authority, evidence packs, breaches, processors; lists and figures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import BreachId, ProcessorId, StaffId
from earnest.foundation.settings import Settings
from earnest.handover.affected import AffectedList, ask_for_affected, find_sealed_list, list_affected
from earnest.handover.processors import (
    Employer,
    NewProcessor,
    Processor,
    ProcessorService,
    TransferBasis,
    add_processor,
    end_processor,
    list_all_processors,
    list_employers,
)
from earnest.organisation.accountability.authority import AuthorityReport, report_to_authority
from earnest.organisation.accountability.breach_rules import (
    BreachEntry,
    EntryKind,
    Missing,
    Nature,
    Risk,
    state_of,
)
from earnest.organisation.accountability.breaches import (
    NewEntry,
    add_entry,
    list_breaches,
    load_breach,
    open_breach,
)
from earnest.organisation.accountability.errors import ListMissing, OfficerKeyUnfit, PeriodUnfit
from earnest.organisation.accountability.obligations import (
    ANSWERABLE,
    StatedState,
    known_on,
    list_statements,
    load_obligations,
    write_statement,
)
from earnest.organisation.accountability.packing import AskedPack, ask_for_pack, list_packs, load_pack
from earnest.organisation.accountability.records import Language, Period
from earnest.services.audit import AffectedAsked, Pseudonyms, append
from earnest.services.cryptography import KeyUnreadable
from earnest.services.cryptography.sealed_letters import LetterAddress
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor, account_of

Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]


class StatementForm(Form):
    """What the organisation states."""

    state: StatedState = Field(strict=False)
    content: str = Field(max_length=2000)


class PackForm(Form):
    """Days of which a pack tells."""

    first: date | None = Field(default=None, strict=False)
    last: date | None = Field(default=None, strict=False)


class BreachForm(Form):
    """One entry of the breach register."""

    kind: EntryKind = Field(strict=False)
    happened_at: datetime = Field(strict=False)
    risk: Risk | None = Field(default=None, strict=False)
    nature: Nature | None = Field(default=None, strict=False)
    people: int | None = Field(default=None, ge=0, le=10_000_000_000)
    remark: str = Field(default="", max_length=4000)


class AffectedForm(Form):
    """Of whom a list is asked, and to which key it is sealed."""

    region: Country | None = None
    since: datetime = Field(strict=False)
    until: datetime = Field(strict=False)
    key: str = Field(max_length=200)
    """Line that `earnest breach key` printed."""


class ProcessorForm(Form):
    """A processor that begins."""

    name: str = Field(min_length=1, max_length=200)
    country: Country
    service: ProcessorService = Field(strict=False)
    does: str = Field(min_length=1, max_length=500)
    transfer: TransferBasis = Field(strict=False)
    reference: str | None = Field(default=None, min_length=1, max_length=200)
    since: date = Field(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPayload:
    """What the organisation states."""

    state: StatedState
    content: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterDayPayload:
    """A day from which an obligation applies to some who were left out until then."""

    day: date
    whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationPayload:
    """One thing that the law asks, in the language that was asked for."""

    name: str
    article: str
    asks: str
    applies_from: date | None
    """None: not known to be in force."""
    later: tuple[LaterDayPayload, ...]
    """Further days; none: one day for all."""
    note: str
    source: str
    shown_by: tuple[str, ...]
    organisation: str
    """What is left to the organisation; empty: nothing."""
    statement: StatementPayload | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPayload:
    """Law with dates."""

    known_on: date
    today: date
    obligations: tuple[ObligationPayload, ...]
    answerable: dict[str, StatementPayload | None]
    """Controller, representative, data protection officer → what is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPayload:
    """One entry of the register."""

    place: int
    kind: EntryKind
    happened_at: datetime
    risk: Risk | None
    nature: Nature | None
    people: int | None
    remark: str
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachPayload:
    """One breach as it stands."""

    breach_id: UUID
    aware_at: datetime
    due_at: datetime
    told_at: datetime | None
    need_denied: bool
    risk: Risk | None
    people: int | None
    closed: bool
    late: bool
    soon: bool
    missing: tuple[Missing, ...]
    entries: tuple[EntryPayload, ...]
    lists: tuple[AffectedList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessorsPayload:
    """Processors, and employers of reviewers."""

    processors: tuple[Processor, ...]
    employers: tuple[Employer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredPayload:
    """The identifier of what was entered."""

    identifier: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountabilityRoutes:
    """The routes of accountability; each permission has a router of its own."""

    database: Database
    """Connections of the administration's role."""
    settings: Settings
    pseudonyms: Pseudonyms
    clock: Clock
    require_reader: Callable[[Request], StaffId]
    """Returns who asks; raises where they may not read and verify the audit log."""
    require_registrar: Callable[[Request], StaffId]
    """The same of keeping the registers."""
    token_of: Callable[[Request], str]
    """The token of their session; the database looks it up itself."""
    require_administrator: Callable[[Request], StaffId]
    """The same of keeping vendors and processors."""
    require_processor_reader: Callable[[Request], StaffId]
    """The same of either."""

    def routers(self) -> tuple[APIRouter, ...]:
        """Return the routes."""
        return (self._reading(), self._registers(), self._processors_shown(), self._processors_kept())

    def _reading(self) -> APIRouter:
        router = APIRouter(
            prefix="/api",
            dependencies=[Depends(OnlyFor(self.require_reader, who="a signed-in privacy officer or auditor"))],
        )
        router.add_api_route("/obligations", self.get_obligations, methods=["GET"], response_model=LawPayload)
        router.add_api_route(
            "/authority-report", self.get_authority_report, methods=["GET"], response_model=AuthorityReport
        )
        packs = "/evidence-packs"
        router.add_api_route(packs, self.get_packs, methods=["GET"], response_model=tuple[AskedPack, ...])
        router.add_api_route(packs, self.post_pack, methods=["POST"], response_model=EnteredPayload)
        router.add_api_route(f"{packs}/{{pack_id}}", self.get_pack, methods=["GET"], response_class=Response)
        return router

    def _registers(self) -> APIRouter:
        router = APIRouter(
            prefix="/api", dependencies=[Depends(OnlyFor(self.require_registrar, who="a signed-in privacy officer"))]
        )
        done, one = HTTPStatus.NO_CONTENT, "/breaches/{breach_id}"
        router.add_api_route("/obligations/{name}", self.put_statement, methods=["PUT"], status_code=done)
        router.add_api_route("/breaches", self.get_breaches, methods=["GET"], response_model=tuple[BreachPayload, ...])
        router.add_api_route("/breaches", self.post_breach, methods=["POST"], response_model=EnteredPayload)
        router.add_api_route(f"{one}/entries", self.post_entry, methods=["POST"], status_code=done)
        router.add_api_route(f"{one}/affected", self.post_affected, methods=["POST"], response_model=EnteredPayload)
        router.add_api_route(f"{one}/affected/{{list_id}}", self.get_affected, methods=["GET"], response_class=Response)
        return router

    def _processors_shown(self) -> APIRouter:
        router = APIRouter(
            prefix="/api/processors",
            dependencies=[
                Depends(
                    OnlyFor(self.require_processor_reader, who="a signed-in privacy officer, auditor or administrator")
                )
            ],
        )
        router.add_api_route("", self.get_processors, methods=["GET"], response_model=ProcessorsPayload)
        return router

    def _processors_kept(self) -> APIRouter:
        router = APIRouter(
            prefix="/api/processors",
            dependencies=[Depends(OnlyFor(self.require_administrator, who="a signed-in administrator"))],
        )
        router.add_api_route("", self.post_processor, methods=["POST"], response_model=EnteredPayload)
        router.add_api_route(
            "/{processor_id}", self.delete_processor, methods=["DELETE"], status_code=HTTPStatus.NO_CONTENT
        )
        return router

    def get_obligations(self, language: Language = "en") -> LawPayload:
        """Show what the law asks in one language and from when, what shows it, and what the organisation states."""
        with self.database.transaction() as connection:
            stated = {
                name: StatementPayload(state=one.state, content=one.content, written_at=one.written_at)
                for name, one in list_statements(connection).items()
            }
        return LawPayload(
            known_on=known_on(),
            today=self.clock.now().date(),
            obligations=tuple(
                ObligationPayload(
                    name=one.name,
                    article=one.article,
                    asks=one.asks,
                    applies_from=one.applies_from,
                    later=tuple(LaterDayPayload(day=more.day, whom=more.whom) for more in one.later),
                    note=one.note,
                    source=one.source,
                    shown_by=one.shown_by,
                    organisation=one.organisation,
                    statement=stated.get(one.name),
                )
                for one in load_obligations(language)
            ),
            answerable={name: stated.get(name) for name in ANSWERABLE},
        )

    def put_statement(self, name: str, payload: StatementForm, request: Request) -> None:
        """Write what the organisation states of an obligation, or who answers; what was stated before is kept.

        Raises:
            ObligationUnknown: there is no such obligation.
        """
        member = _member(request)
        with self.database.transaction() as connection:
            write_statement(
                connection,
                name,
                payload.state,
                payload.content,
                member=member,
                pseudonym=self.pseudonyms.of(member),
                now=self.clock.now(),
            )

    def get_authority_report(
        self, since: Annotated[date | None, Query()] = None, until: Annotated[date | None, Query()] = None
    ) -> AuthorityReport:
        """Answer an authority: how many recordings of how many people, stored where, heard by whom.

        Raises:
            PeriodUnfit: the period ends before it begins.
        """
        period = Period(first=since, last=until)
        with self.database.transaction() as connection:
            return report_to_authority(connection, self.settings, period, now=self.clock.now())

    def get_packs(self) -> tuple[AskedPack, ...]:
        """Show the evidence packs that wait, are made or can be downloaded, newest first."""
        with self.database.transaction() as connection:
            return list_packs(connection)

    def post_pack(self, payload: PackForm, request: Request) -> EnteredPayload:
        """Ask for an evidence pack; it is made in the background.

        Raises:
            PeriodUnfit: the period ends before it begins.
            TooManyPacks: three wait or are being made.
        """
        period = Period(first=payload.first, last=payload.last)
        with self.database.transaction() as connection:
            pack_id = ask_for_pack(connection, period, member=_member(request), now=self.clock.now())
        return EnteredPayload(identifier=pack_id)

    def get_pack(self, pack_id: UUID) -> Response:
        """Download an evidence pack as ZIP, until an hour after it was made.

        Raises:
            PackMissing: it is not made, or has expired.
        """
        with self.database.transaction() as connection:
            content = load_pack(connection, pack_id, now=self.clock.now())
        return _download(content, "evidence-pack.zip", "application/zip")

    def get_breaches(self) -> tuple[BreachPayload, ...]:
        """Show every breach with its entries, the newest first."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            return tuple(
                _breach(entries, list_affected(connection, BreachId(entries[0].breach_id)), now)
                for entries in list_breaches(connection)
            )

    def post_breach(self, payload: BreachForm, request: Request) -> EnteredPayload:
        """Enter that the organisation became aware of a breach; 72 hours run from then.

        Raises:
            EntryUnfit: it is no first entry, or lies in the future.
        """
        member = _member(request)
        with self.database.transaction() as connection:
            breach_id = open_breach(
                connection,
                _entry(payload),
                member=member,
                pseudonym=self.pseudonyms.of(member),
                now=self.clock.now(),
            )
        return EnteredPayload(identifier=breach_id)

    def post_entry(self, breach_id: UUID, payload: BreachForm, request: Request) -> None:
        """Add an entry to a breach; nothing that was entered is changed.

        Raises:
            BreachMissing: there is none of this identifier.
            EntryUnfit: the entry does not fit.
            BreachUnfinished: something is missing before it can be closed.
        """
        member = _member(request)
        with self.database.transaction() as connection:
            add_entry(
                connection,
                BreachId(breach_id),
                _entry(payload),
                member=member,
                pseudonym=self.pseudonyms.of(member),
                now=self.clock.now(),
            )

    def post_affected(self, breach_id: UUID, payload: AffectedForm, request: Request) -> EnteredPayload:
        """Ask the personal side who is affected; the list is sealed to the officers' keys and seen by no process here.

        Where more than a household uses it, it is made only when another officer agreed (`/api/acts`).

        Raises:
            BreachMissing: there is none of this identifier.
            OfficerKeyUnfit: the key is no line of `earnest breach key`.
            ActNotYours: it is no session of an active officer.
            PeriodUnfit: the time ends before it begins, or has no zone.
        """
        if payload.since.tzinfo is None or payload.until.tzinfo is None or payload.until <= payload.since:
            raise PeriodUnfit
        try:
            address = LetterAddress.parse(payload.key)
        except KeyUnreadable:
            raise OfficerKeyUnfit from None
        member, now = _member(request), self.clock.now()
        with self.database.transaction() as connection:
            _ = load_breach(connection, BreachId(breach_id))
            list_id = ask_for_affected(
                connection,
                BreachId(breach_id),
                region=payload.region,
                since=payload.since,
                until=payload.until,
                public_key=address.key,
                token=self.token_of(request),
                now=now,
            )
            event = AffectedAsked(at=now, breach_id=BreachId(breach_id), member=self.pseudonyms.of(member))
            _ = append(connection, event)
        return EnteredPayload(identifier=list_id)

    def get_affected(self, breach_id: UUID, list_id: UUID) -> Response:
        """Download a sealed list, until 30 days after it was made; only the officer's private key opens it.

        Raises:
            ListMissing: it is not made, or was removed.
        """
        with self.database.transaction() as connection:
            sealed = find_sealed_list(connection, BreachId(breach_id), list_id)
        if sealed is None:
            raise ListMissing
        return _download(sealed, f"affected-{list_id}.sealed", "application/octet-stream")

    def get_processors(self) -> ProcessorsPayload:
        """Show processors, those that ended too, and employers of reviewers."""
        with self.database.transaction() as connection:
            return ProcessorsPayload(processors=list_all_processors(connection), employers=list_employers(connection))

    def post_processor(self, payload: ProcessorForm, request: Request) -> EnteredPayload:
        """Enter a processor; customers see it from now on.

        Raises:
            ReferenceMissing: a transfer by clauses, rules or derogation names no reference.
        """
        given = NewProcessor(
            name=payload.name,
            country=payload.country,
            service=payload.service,
            does=payload.does,
            transfer=payload.transfer,
            reference=payload.reference,
            since=payload.since,
        )
        member = self.pseudonyms.of(_member(request))
        with self.database.transaction() as connection:
            return EnteredPayload(identifier=add_processor(connection, given, member=member, now=self.clock.now()))

    def delete_processor(self, processor_id: UUID, request: Request) -> None:
        """End a processor; customers see it no more, and the list of officers keeps it with its end.

        Raises:
            ProcessorMissing: there is none of this identifier, or it ended already.
        """
        member = self.pseudonyms.of(_member(request))
        with self.database.transaction() as connection:
            end_processor(connection, ProcessorId(processor_id), member=member, now=self.clock.now())


def _member(request: Request) -> StaffId:
    return StaffId(account_of(request, UUID))


def _download(content: bytes, name: str, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})


def _entry(form: BreachForm) -> NewEntry:
    return NewEntry(
        kind=form.kind,
        happened_at=form.happened_at,
        risk=form.risk,
        nature=form.nature,
        people=form.people,
        remark=form.remark,
    )


def _breach(entries: tuple[BreachEntry, ...], lists: tuple[AffectedList, ...], now: datetime) -> BreachPayload:
    state = state_of(entries, now)
    return BreachPayload(
        breach_id=entries[0].breach_id,
        aware_at=state.aware_at,
        due_at=state.due_at,
        told_at=state.told_at,
        need_denied=state.need_denied,
        risk=state.risk,
        people=state.people,
        closed=state.closed,
        late=state.late,
        soon=state.soon,
        missing=state.missing,
        entries=tuple(
            EntryPayload(
                place=one.place,
                kind=one.kind,
                happened_at=one.happened_at,
                risk=one.risk,
                nature=one.nature,
                people=one.people,
                remark=one.remark,
                entered_at=one.entered_at,
            )
            for one in entries
        ),
        lists=lists,
    )
