"""Workbench: the process of reviewers. De-identified side and accounts of staff; its own database role and two keys."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from fastapi import FastAPI
from psycopg import Connection
from psycopg.rows import TupleRow
from starlette.requests import Request

from earnest.deidentified.care.escalating import ReviewerAccount
from earnest.deidentified.care.escalation_clock import clock_of
from earnest.deidentified.care.records import limits_of
from earnest.deidentified.care.store import ExposureRecords
from earnest.deidentified.care.views import CareRoutes
from earnest.deidentified.help.asking import Colleague, HardWords
from earnest.deidentified.help.views import HelpRoutes
from earnest.deidentified.quality.qualification.store import Qualifications
from earnest.deidentified.review.adjudication import AdjudicationRoutes
from earnest.deidentified.review.drafts import Drafts
from earnest.deidentified.review.giving import Workbench
from earnest.deidentified.review.names import Names
from earnest.deidentified.review.notes import Notes
from earnest.deidentified.review.playing import ClipPlayer
from earnest.deidentified.review.preferences import accepts_distressing
from earnest.deidentified.review.records import Reviewer
from earnest.deidentified.review.routing import Routing
from earnest.deidentified.review.taking_back import TakingBack
from earnest.deidentified.review.verdicts import Verdicts
from earnest.deidentified.review.views import ReviewRoutes
from earnest.deidentified.talk.messages import Talker
from earnest.deidentified.talk.views import TalkRoutes
from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.identifiers import StaffId
from earnest.foundation.settings import KeyName, ServerName, Settings, load_settings
from earnest.handover.labels import ReviewerKind
from earnest.handover.meanings import Meanings
from earnest.handover.reviews import Route
from earnest.organisation.staff.browsers import load_posture_key
from earnest.organisation.staff.own_account_views import OwnAccountRoutes
from earnest.organisation.staff.passwords import HASHING
from earnest.organisation.staff.places import find_place, regions_heard_in
from earnest.organisation.staff.records import Member, MemberKind
from earnest.organisation.staff.rules import Permission, is_granted
from earnest.organisation.staff.shift_views import ShiftRoutes
from earnest.organisation.staff.shifts import ShiftRules
from earnest.organisation.staff.single_sign_on import Providers
from earnest.organisation.staff.single_sign_on_views import PROVIDER_SIGN_OUT, SingleSignOnRoutes
from earnest.organisation.staff.store import languages_of, list_other_accounts
from earnest.organisation.staff.tenants import find_own_vendor
from earnest.organisation.staff.views import StaffSessions
from earnest.processes.entry import MARK, run_to_exit_status
from earnest.processes.lead_review import lead_routers
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.observability import LogWord, ProcessReady, log
from earnest.services.sign_in.providers import load_providers
from earnest.services.web import Audience, create_application, serve

_MOST_CONNECTIONS = 8
"""Requests that use the database side by side; the next waits up to 5 s. Chosen for a small team, not measured."""


def build_application(settings: Settings, database: Database, clock: Clock) -> FastAPI:
    """Return the workbench.

    Args:
        settings: where keys, sound and page are.
        database: connections of the workbench's role.
        clock: the time.
    """
    objects = ObjectStore.open(settings.objects)
    pseudonyms = Pseudonyms.load(settings.pseudonym_key_file)
    handover_key = MasterKey.load(settings.key_address(KeyName.HANDOVER))
    drafts = Drafts(handover_key=handover_key, objects=objects)
    player = ClipPlayer(
        database=database,
        objects=objects,
        handover_key=handover_key,
        pseudonyms=pseudonyms,
        clock=clock,
        vendor_of=_vendor_of,
    )
    qualifications = Qualifications(handover_key=handover_key, objects=objects)
    exposure = ExposureRecords(limits=limits_of(settings))
    workbench = Workbench(
        database=database,
        limits=exposure,
        player=player,
        verdicts=Verdicts(
            database=database,
            handover_key=handover_key,
            objects=objects,
            names=Names(handover_key=handover_key, objects=objects),
            jobs=Jobs(JobsSchema.DEIDENTIFIED),
            clock=clock,
        ),
        meanings=Meanings(handover_key=handover_key, objects=objects),
        drafts=drafts,
        notes=Notes(handover_key=handover_key, objects=objects),
        taking_back=TakingBack(database=database, drafts=drafts, clock=clock),
        clock=clock,
        lease_duration=timedelta(seconds=settings.lease_seconds),
        routing=Routing(
            other_accounts=list_other_accounts,
            planted_share=settings.planted_share,
            route_of=_route_of(settings),
            one_clip_per_household=settings.one_clip_per_household,
            test_clips=lambda connection, accounts, now: qualifications.left(
                connection, accounts[0], accounts, now=now
            ),
            closed_languages=lambda connection, staff_id, now: qualifications.closed_languages(
                connection, staff_id, now=now
            ),
        ),
    )
    sessions = StaffSessions(
        database=database,
        staff_key=MasterKey.load(settings.key_address(KeyName.STAFF)),
        pseudonyms=pseudonyms,
        clock=clock,
        passkeys=settings.passkeys,
    )
    shifts = ShiftRoutes(
        sessions,
        rules=ShiftRules(workplace=settings.workplace, attestation=settings.attestation),
        trusted_proxies=settings.trusted_proxies,
        country_header=settings.country_header,
        posture_key=load_posture_key(settings.posture_key),
    )
    routes = _review_routes(workbench, sessions, shifts, pseudonyms)
    care = _care_routes(settings, workbench, exposure, sessions)
    HASHING.prepare()
    player.prepare()
    adjudication = _adjudication_routes(workbench, sessions, shifts, pseudonyms)
    review = [routes.reading_router(), routes.reviewing_router(), routes.leading_router(), adjudication.router()]
    single_sign_on = SingleSignOnRoutes(sessions, Providers(load_providers(settings.single_sign_on)))
    accounts = [
        sessions.router(),
        *single_sign_on.routers(),
        *OwnAccountRoutes(sessions).routers(),
        shifts.router(),
        shifts.public_router(),
    ]
    routers = [
        *accounts,
        *review,
        care.public_router(),
        care.router(),
        *lead_routers(workbench, sessions, pseudonyms),
        _help_routes(workbench, sessions, shifts).router(),
        _talk_routes(workbench, sessions).router(),
    ]
    return create_application(
        "workbench", routers, audience=Audience.BROWSER, page="workbench", signed=[PROVIDER_SIGN_OUT]
    )


def _route_of(settings: Settings) -> Callable[[Connection[TupleRow], StaffId], Route]:
    """Return what tells from a member's site whose clips they may be given."""

    def route_of(connection: Connection[TupleRow], staff_id: StaffId) -> Route:
        country, area = find_place(connection, staff_id)
        regions = None if settings.played_in is None else regions_heard_in(country, settings.played_in)
        languages, vendor = languages_of(connection, staff_id), _vendor_of(connection, staff_id)
        return Route(regions=regions, area=area, languages=languages, vendor=vendor)

    return route_of


def _vendor_of(connection: Connection[TupleRow], staff_id: StaffId) -> str | None:
    vendor_id = find_own_vendor(connection, staff_id)
    return None if vendor_id is None else str(vendor_id)


def reviewer_of(member: Member, pseudonyms: Pseudonyms) -> Reviewer:
    """Return a member of staff as far as review has to know: identifier, kind and pseudonym, never a name."""
    simulated = member.kind is MemberKind.SIMULATED
    return Reviewer(
        staff_id=member.staff_id,
        kind=ReviewerKind.SIMULATED_REVIEWER if simulated else ReviewerKind.REVIEWER,
        pseudonym=pseudonyms.of(member.staff_id),
    )


def _require_shift(sessions: StaffSessions, shifts: ShiftRoutes) -> Callable[[Request], None]:
    """Return the check before every clip, whichever way it is given."""

    def require_shift(request: Request) -> None:
        """Go on only where this reviewer may hear a clip here and now.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role hears no clips.
            PlaceRefused, PlaceChanged: not here, or not now.
            BrowserMissing, PostureMissing: the site demands an enrolled browser, or a machine that is in order.
            AttestationMissing: surroundings were not declared.
        """
        shifts.check(request, sessions.require_member(request, Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS))

    return require_shift


def _review_routes(
    workbench: Workbench, sessions: StaffSessions, shifts: ShiftRoutes, pseudonyms: Pseudonyms
) -> ReviewRoutes:
    """Join review and accounts of staff, which do not know each other."""

    def require_reviewer(request: Request) -> Reviewer:
        """Return who asks.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role does not review.
        """
        return reviewer_of(sessions.require_member(request, Permission.REVIEW_CLIPS), pseudonyms)

    def require_place(request: Request) -> None:
        """Go on only where sound may go on playing here and now.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role hears no clips.
            PlaceRefused, PlaceChanged: not here, or not now.
        """
        member = sessions.require_member(request, Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS)
        shifts.check_place(request, member)

    def require_listener(request: Request) -> Reviewer:
        listening = (Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS)
        return reviewer_of(sessions.require_member(request, *listening), pseudonyms)

    def require_reader(request: Request) -> None:
        """Go on only for staff who may read the guideline.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role may not.
        """
        _ = sessions.require_member(request, Permission.READ_GUIDELINE)

    def require_lead(request: Request) -> None:
        """Go on only for leads.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role does not lead review.
        """
        _ = sessions.require_member(request, Permission.LEAD_REVIEW)

    return ReviewRoutes(
        workbench,
        require_reviewer=require_reviewer,
        require_listener=require_listener,
        require_reader=require_reader,
        require_shift=_require_shift(sessions, shifts),
        require_place=require_place,
        require_lead=require_lead,
    )


def _adjudication_routes(
    workbench: Workbench, sessions: StaffSessions, shifts: ShiftRoutes, pseudonyms: Pseudonyms
) -> AdjudicationRoutes:
    def require_adjudicator(request: Request) -> Reviewer:
        return reviewer_of(sessions.require_member(request, Permission.ADJUDICATE_CLIPS), pseudonyms)

    return AdjudicationRoutes(
        workbench, require_adjudicator=require_adjudicator, require_shift=_require_shift(sessions, shifts)
    )


def _care_routes(
    settings: Settings, workbench: Workbench, exposure: ExposureRecords, sessions: StaffSessions
) -> CareRoutes:
    """Join care and accounts of staff, which do not know each other."""

    def require_reviewer(request: Request) -> ReviewerAccount:
        member = sessions.require_member(request, Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS)
        return ReviewerAccount(staff_id=member.staff_id, pseudonym=sessions.pseudonyms.of(member.staff_id))

    return CareRoutes(
        database=workbench.database,
        exposure=exposure,
        clock=workbench.clock,
        escalation_clock=clock_of(settings),
        require_reviewer=require_reviewer,
    )


def _help_routes(workbench: Workbench, sessions: StaffSessions, shifts: ShiftRoutes) -> HelpRoutes:
    """Join help with a hard word, the rules of leases, and accounts of staff."""
    player = workbench.player

    def require_reviewer(request: Request) -> Colleague:
        member = sessions.require_member(request, Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS)
        reviewer = reviewer_of(member, sessions.pseudonyms)
        return Colleague(staff_id=member.staff_id, kind=reviewer.kind, pseudonym=reviewer.pseudonym)

    def require_rested(connection: Connection[TupleRow], staff_id: StaffId, now: datetime) -> None:
        workbench.limits.require_rested(connection, staff_id, now=now)

    def route_of(connection: Connection[TupleRow], staff_id: StaffId) -> Route:
        route = workbench.routing.route_of(connection, staff_id)
        return replace(route, distressing=accepts_distressing(connection, staff_id))

    def note_heard(connection: Connection[TupleRow], staff_id: StaffId, now: datetime) -> None:
        workbench.limits.note_heard(connection, staff_id, now=now)

    words = HardWords(
        database=workbench.database,
        objects=player.objects,
        handover_key=player.handover_key,
        pseudonyms=sessions.pseudonyms,
        clock=workbench.clock,
        require_rested=require_rested,
        route_of=route_of,
        note_heard=note_heard,
    )
    return HelpRoutes(words=words, require_reviewer=require_reviewer, require_shift=_require_shift(sessions, shifts))


def _talk_routes(workbench: Workbench, sessions: StaffSessions) -> TalkRoutes:
    """Join the messages of reviewers and accounts of staff."""

    def require_talker(request: Request) -> Talker:
        member = sessions.require_member(
            request, Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS, Permission.CARE_FOR_REVIEWERS
        )
        return Talker(staff_id=member.staff_id, moderates=is_granted(member.role, Permission.CARE_FOR_REVIEWERS))

    return TalkRoutes(
        database=workbench.database, clock=workbench.clock, require_talker=require_talker, team_of=find_own_vendor
    )


def main() -> int:
    """Serve until asked to stop; returns the exit status."""
    began = time.monotonic()
    settings = load_settings()
    database = Database(settings.require_role_database(), maximum_connections=_MOST_CONNECTIONS)
    try:
        application = build_application(settings, database, SystemClock())
        log(ProcessReady(process=LogWord("workbench"), seconds=time.monotonic() - began))
        serve(application, settings, ServerName.WORKBENCH)
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_to_exit_status(main, name="workbench", mark=MARK))
