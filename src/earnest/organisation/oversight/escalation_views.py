"""Views of escalations: decide, approve in pairs, roster, countries, follow-up (DC4-DC8)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from psycopg.rows import TupleRow
from pydantic import Field
from starlette.requests import Request

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import EscalationId, StaffId
from earnest.handover.allowances import is_active_country
from earnest.handover.escalations import (
    DangerCategory,
    Escalation,
    EscalationDecision,
    HoldReason,
    TwoPersonAct,
    approve,
    ask_for_person,
    decide_escalation,
    extend_hold,
    list_escalations,
    load_escalation,
    note_contacted,
    take_escalation,
)
from earnest.organisation.oversight.country_matrix import (
    CountryMatrix,
    MatrixLanguage,
    activate,
    list_countries,
    write_entry,
)
from earnest.organisation.oversight.duty_roster import Duty, add_duty, list_duty, remove_duty
from earnest.organisation.oversight.errors import EscalationTakenByOther, HoldUnfit, NotApproved, PersonAskedFor
from earnest.services.audit import (
    CountryWritten,
    DutyChanged,
    EscalationApproved,
    EscalationDecided,
    EscalationTaken,
    HoldExtended,
    IdentificationAsked,
    Pseudonyms,
    ReviewerContacted,
    append,
)
from earnest.services.database import Database
from earnest.services.web import Form, OnlyFor, account_of

TELL_WITHIN: Final = timedelta(hours=24)
"""Until when the reviewer is told what became of it, and contacted by a person (DC8)."""
_LONGEST_HOLD: Final = timedelta(days=365)

Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]


class ClosingForm(Form):
    """How an escalation ends."""

    decision: EscalationDecision = Field(strict=False)


class ApprovalForm(Form):
    """What is approved."""

    act: TwoPersonAct = Field(strict=False)


class HoldForm(Form):
    """Until when and why evidence is kept."""

    reason: HoldReason = Field(strict=False)
    until: datetime = Field(strict=False)


class PersonForm(Form):
    """Whether the customer is told."""

    tell_customer: bool


class ContactForm(Form):
    """How much paid time the reviewer got."""

    paid_minutes: int = Field(ge=0, le=480)


class DutyForm(Form):
    """One line of the roster."""

    country: Country
    name: str = Field(max_length=100)
    begins_at: datetime = Field(strict=False)
    ends_at: datetime = Field(strict=False)


class EntryForm(Form):
    """An entry of the matrix in the organisation's own words."""

    content: str = Field(min_length=1, max_length=2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPayload:
    """Who approved what."""

    act: TwoPersonAct
    by: str
    """Name of the officer."""
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPayload:
    """One escalation; neither sound nor words, and not who spoke."""

    escalation_id: UUID
    region: str
    category: DangerCategory
    raised_at: datetime
    due_at: datetime
    late: bool
    """It was not taken in time."""
    taken_at: datetime | None
    taken_by: str | None
    """Name of the safety officer who has it."""
    taken_by_me: bool
    decision: EscalationDecision | None
    decided_at: datetime | None
    tell_by: datetime
    """Until when the reviewer is told and contacted."""
    told_at: datetime | None
    contacted_at: datetime | None
    paid_minutes: int | None
    hold_until: datetime | None
    """Until when evidence is kept; None: there is none."""
    identification: str | None
    """`waiting`, `done` or `gone`; None: not asked for."""
    approvals: tuple[ApprovalPayload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPayload:
    """One country of the matrix."""

    country: str
    active: bool
    """A privacy officer declared it active."""
    clips_chosen: bool
    """Clips of it are chosen: it is active, or the owner of the machine declared it by a setting."""
    missing: tuple[str, ...]
    """Entries that are to be filled by the organisation; while there are any, the country cannot be active."""
    entries: dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationRoutes:
    """The routes of officers; each permission has a router of its own."""

    database: Database
    """Connections of the administration's role."""
    pseudonyms: Pseudonyms
    clock: Clock
    require_safety_officer: Callable[[Request], StaffId]
    """Returns who asks; raises where they may not decide escalations."""
    require_officer: Callable[[Request], StaffId]
    """The same of approving, as the first or the second person."""
    require_privacy_officer: Callable[[Request], StaffId]
    """The same of writing the matrix of countries."""
    require_well_being_officer: Callable[[Request], StaffId]
    """The same of caring for reviewers."""
    names_of: Callable[[Connection[TupleRow], Collection[StaffId]], Mapping[StaffId, str]]
    """Gives the names of members of staff, who are not known here."""
    safety_officers: Callable[[Connection[TupleRow]], Sequence[str]]
    """Gives the sign-in names of active safety officers, by name."""

    def routers(self) -> tuple[APIRouter, ...]:
        """Return the routes."""
        return (self._deciding(), self._approving(), self._keeping_countries(), self._caring())

    def _deciding(self) -> APIRouter:
        router = APIRouter(
            prefix="/api",
            dependencies=[Depends(OnlyFor(self.require_safety_officer, who="a signed-in safety officer"))],
        )
        one, done = "/escalations/{escalation_id}", HTTPStatus.NO_CONTENT
        router.add_api_route(f"{one}/take", self.post_take, methods=["POST"], status_code=done)
        router.add_api_route(f"{one}/decision", self.post_decision, methods=["POST"], status_code=done)
        router.add_api_route(f"{one}/hold", self.post_hold, methods=["POST"], status_code=done)
        router.add_api_route(f"{one}/person", self.post_person, methods=["POST"], status_code=done)
        router.add_api_route("/duty", self.post_duty, methods=["POST"], status_code=done)
        router.add_api_route("/duty/officers", self.get_officers, methods=["GET"], response_model=tuple[str, ...])
        router.add_api_route("/duty/{duty_id}", self.delete_duty, methods=["DELETE"], status_code=done)
        return router

    def _approving(self) -> APIRouter:
        router = APIRouter(
            prefix="/api",
            dependencies=[Depends(OnlyFor(self.require_officer, who="a signed-in safety or privacy officer"))],
        )
        done = HTTPStatus.NO_CONTENT
        router.add_api_route(
            "/escalations", self.get_escalations, methods=["GET"], response_model=tuple[EscalationPayload, ...]
        )
        router.add_api_route(
            "/escalations/{escalation_id}/approvals", self.post_approval, methods=["POST"], status_code=done
        )
        router.add_api_route("/duty", self.get_duty, methods=["GET"], response_model=tuple[Duty, ...])
        router.add_api_route(
            "/countries", self.get_countries, methods=["GET"], response_model=tuple[CountryPayload, ...]
        )
        return router

    def _keeping_countries(self) -> APIRouter:
        router = APIRouter(
            prefix="/api/countries/{country}",
            dependencies=[Depends(OnlyFor(self.require_privacy_officer, who="a signed-in privacy officer"))],
        )
        done = HTTPStatus.NO_CONTENT
        router.add_api_route("/{entry}", self.put_entry, methods=["PUT"], status_code=done)
        router.add_api_route("", self.post_country, methods=["POST"], status_code=done)
        return router

    def _caring(self) -> APIRouter:
        router = APIRouter(
            prefix="/api/follow-ups",
            dependencies=[Depends(OnlyFor(self.require_well_being_officer, who="a signed-in well-being officer"))],
        )
        router.add_api_route("", self.get_follow_ups, methods=["GET"], response_model=tuple[FollowUpPayload, ...])
        router.add_api_route("/{escalation_id}", self.post_contact, methods=["POST"], status_code=HTTPStatus.NO_CONTENT)
        return router

    def get_escalations(self, request: Request) -> tuple[EscalationPayload, ...]:
        """Show all escalations, open ones first, the one that is due first before the others."""
        member, now = _member(request), self.clock.now()
        with self.database.transaction() as connection:
            found = list_escalations(connection)
            officers = {one.taken_by for one in found if one.taken_by is not None}
            names = self.names_of(connection, officers | {who for one in found for _, who in one.approvals})
        return tuple(_shown(one, member, now, names) for one in found)

    def post_take(self, escalation_id: UUID, request: Request) -> None:
        """Take an escalation; the clock stops.

        Raises:
            EscalationMissing: there is none of this identifier.
            EscalationTakenByOther: another safety officer has it.
        """
        member, now, identifier = _member(request), self.clock.now(), EscalationId(escalation_id)
        with self.database.transaction() as connection:
            if take_escalation(connection, identifier, member=member, now=now):
                event = EscalationTaken(at=now, escalation_id=identifier, member=self._name(member))
                _ = append(connection, event)
            elif load_escalation(connection, identifier).taken_by != member:
                raise EscalationTakenByOther

    def post_decision(self, escalation_id: UUID, payload: ClosingForm, request: Request) -> None:
        """Close an escalation with a coded decision; nothing else closes one.

        Raises:
            EscalationMissing: there is none of this identifier.
            EscalationNotTaken: no safety officer has taken it.
            EscalationClosed: it was decided already.
        """
        member, now, identifier = _member(request), self.clock.now(), EscalationId(escalation_id)
        with self.database.transaction() as connection:
            decide_escalation(connection, identifier, payload.decision, member=member, now=now)
            event = EscalationDecided(
                at=now, escalation_id=identifier, member=self._name(member), decision=payload.decision.value
            )
            _ = append(connection, event)

    def post_approval(self, escalation_id: UUID, payload: ApprovalForm, request: Request) -> None:
        """Approve an act that needs two different officers; a second click of the same one counts nothing.

        Raises:
            EscalationMissing: there is none of this identifier.
        """
        member, now, identifier = _member(request), self.clock.now(), EscalationId(escalation_id)
        with self.database.transaction() as connection:
            _ = load_escalation(connection, identifier)
            if approve(connection, identifier, payload.act, member=member, now=now):
                event = EscalationApproved(
                    at=now, escalation_id=identifier, member=self._name(member), act=payload.act.value
                )
                _ = append(connection, event)

    def post_hold(self, escalation_id: UUID, payload: HoldForm, request: Request) -> None:
        """Keep evidence longer, for a reason and until a day, once two officers approved; this spends the approvals.

        Raises:
            EscalationMissing: there is none of this identifier.
            HoldUnfit: the day has passed or lies more than a year away.
            NotApproved: two different officers have not approved it.
        """
        member, now, identifier = _member(request), self.clock.now(), EscalationId(escalation_id)
        if payload.until.tzinfo is None or not now < payload.until <= now + _LONGEST_HOLD:
            raise HoldUnfit
        with self.database.transaction() as connection:
            _ = load_escalation(connection, identifier)
            if not extend_hold(connection, identifier, reason=payload.reason, until=payload.until, now=now):
                raise NotApproved
            event = HoldExtended(
                at=now,
                escalation_id=identifier,
                member=self._name(member),
                reason=payload.reason.value,
                until=payload.until,
            )
            _ = append(connection, event)

    def post_person(self, escalation_id: UUID, payload: PersonForm, request: Request) -> None:
        """Ask the personal side to find who spoke; only a status comes back, and only after both officers approved.

        Raises:
            EscalationMissing: there is none of this identifier.
            PersonAskedFor: it was asked before; whether the customer is told stays as it was said then.
        """
        member, now, identifier = _member(request), self.clock.now(), EscalationId(escalation_id)
        with self.database.transaction() as connection:
            _ = load_escalation(connection, identifier)
            if not ask_for_person(connection, identifier, tell_customer=payload.tell_customer, now=now):
                raise PersonAskedFor
            event = IdentificationAsked(
                at=now,
                escalation_id=identifier,
                member=self._name(member),
                tell_customer=payload.tell_customer,
            )
            _ = append(connection, event)

    def get_duty(self) -> tuple[Duty, ...]:
        """Show the duty roster from now on."""
        with self.database.transaction() as connection:
            return list_duty(connection, now=self.clock.now())

    def get_officers(self) -> tuple[str, ...]:
        """Show who can be put on duty: sign-in names of active safety officers, by name."""
        with self.database.transaction() as connection:
            return tuple(self.safety_officers(connection))

    def post_duty(self, payload: DutyForm) -> None:
        """Put a safety officer on duty.

        Raises:
            DutyUnfit: no active safety officer of this name, an unknown country, or an end that does not fit.
        """
        now = self.clock.now()
        with self.database.transaction() as connection:
            member = add_duty(connection, payload.country, payload.name, payload.begins_at, payload.ends_at)
            event = DutyChanged(at=now, country=payload.country.lower(), member=self._name(member))
            _ = append(connection, event)

    def delete_duty(self, duty_id: UUID) -> None:
        """Take a line off the roster; no error where it is gone."""
        with self.database.transaction() as connection:
            removed = remove_duty(connection, duty_id)
            if removed is not None:
                member, country = removed
                event = DutyChanged(at=self.clock.now(), country=country.lower(), member=self._name(member))
                _ = append(connection, event)

    def get_countries(self, language: MatrixLanguage = "en") -> tuple[CountryPayload, ...]:
        """Show the matrix of countries in one language, and what is still to be filled by the organisation."""
        with self.database.transaction() as connection:
            return tuple(
                _country(one, clips_chosen=is_active_country(connection, one.country))
                for one in list_countries(connection, language)
            )

    def put_entry(self, country: Country, entry: str, payload: EntryForm, request: Request) -> None:
        """Write an entry of the matrix in the organisation's own words.

        Raises:
            CountryUnknown: there is no such country or entry.
        """
        member, now = _member(request), self.clock.now()
        with self.database.transaction() as connection:
            write_entry(connection, country, entry, payload.content, member=member, now=now)
            event = CountryWritten(at=now, country=country.lower(), member=self._name(member), part=entry)
            _ = append(connection, event)

    def post_country(self, country: Country, request: Request) -> None:
        """Declare a country active.

        Raises:
            CountryUnknown: there is no such country.
            CountryIncomplete: an entry is still to be filled by the organisation.
        """
        member, now = _member(request), self.clock.now()
        with self.database.transaction() as connection:
            activate(connection, country, member=member, now=now)
            event = CountryWritten(at=now, country=country.lower(), member=self._name(member), part="active")
            _ = append(connection, event)

    def get_follow_ups(self) -> tuple["FollowUpPayload", ...]:
        """Show which reviewers escalated something, until when a person contacts each, and whether that happened."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            found = list_escalations(connection)
            names = self.names_of(connection, {one.raised_by for one in found})
        return tuple(_follow_up(one, now, names) for one in found)

    def post_contact(self, escalation_id: UUID, payload: ContactForm, request: Request) -> None:
        """Note that a person contacted the reviewer, and how much paid time they got; nothing counts against them.

        Raises:
            EscalationMissing: there is none of this identifier.
        """
        member, now, identifier = _member(request), self.clock.now(), EscalationId(escalation_id)
        with self.database.transaction() as connection:
            _ = load_escalation(connection, identifier)
            noted = note_contacted(connection, identifier, member=member, paid_minutes=payload.paid_minutes, now=now)
            if noted:
                event = ReviewerContacted(
                    at=now,
                    escalation_id=identifier,
                    member=self._name(member),
                    paid_minutes=payload.paid_minutes,
                )
                _ = append(connection, event)

    def _name(self, member: StaffId) -> str:
        return self.pseudonyms.of(member)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPayload:
    """One reviewer who escalated something; which clip and what it said is not told."""

    escalation_id: UUID
    reviewer: str
    """Name of the reviewer, whom a person contacts."""
    raised_at: datetime
    contact_by: datetime
    late: bool
    contacted_at: datetime | None
    paid_minutes: int | None


def _member(request: Request) -> StaffId:
    return StaffId(account_of(request, UUID))


def _shown(one: Escalation, member: StaffId, now: datetime, names: Mapping[StaffId, str]) -> EscalationPayload:
    return EscalationPayload(
        escalation_id=one.escalation_id,
        region=one.region,
        category=one.category,
        raised_at=one.raised_at,
        due_at=one.due_at,
        late=now >= one.due_at if one.taken_at is None else one.taken_at > one.due_at,
        taken_at=one.taken_at,
        taken_by=None if one.taken_by is None else names.get(one.taken_by, ""),
        taken_by_me=one.taken_by == member,
        decision=one.decision,
        decided_at=one.decided_at,
        tell_by=one.raised_at + TELL_WITHIN,
        told_at=one.told_at,
        contacted_at=one.contacted_at,
        paid_minutes=one.paid_minutes,
        hold_until=one.hold_until,
        identification=one.identification,
        approvals=tuple(
            ApprovalPayload(act=act, by=names.get(who, ""), mine=who == member) for act, who in one.approvals
        ),
    )


def _follow_up(one: Escalation, now: datetime, names: Mapping[StaffId, str]) -> FollowUpPayload:
    contact_by = one.raised_at + TELL_WITHIN
    return FollowUpPayload(
        escalation_id=one.escalation_id,
        reviewer=names.get(one.raised_by, ""),
        raised_at=one.raised_at,
        contact_by=contact_by,
        late=(one.contacted_at or now) >= contact_by,
        contacted_at=one.contacted_at,
        paid_minutes=one.paid_minutes,
    )


def _country(one: CountryMatrix, *, clips_chosen: bool) -> CountryPayload:
    return CountryPayload(
        country=one.country,
        active=one.active,
        clips_chosen=clips_chosen,
        missing=one.missing,
        entries={entry.name: entry.content for entry in one.entries},
    )
