"""Administration: signs the audit log, publishes its head and the public figures, serves staff who hear nothing."""

import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from uuid import UUID

from fastapi import APIRouter, FastAPI
from psycopg import Connection
from psycopg.rows import TupleRow
from starlette.requests import Request

from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.identifiers import StaffId
from earnest.foundation.settings import KeyName, ServerName, Settings, load_settings
from earnest.handover.draws import forget_draws
from earnest.handover.figures import list_sampling_figures
from earnest.organisation.accountability.packing import Packer
from earnest.organisation.accountability.panel_views import PanelProgrammeRoutes
from earnest.organisation.accountability.register_tasks import register_tasks
from earnest.organisation.accountability.transparency_views import PublicReportRoutes
from earnest.organisation.accountability.views import AccountabilityRoutes
from earnest.organisation.figures.counts import keep_days, public_figures_equal_log
from earnest.organisation.figures.overview_views import OverviewRoutes
from earnest.organisation.oversight.act_views import ActRoutes
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.oversight.country_matrix import shipped_countries
from earnest.organisation.oversight.escalation_reminders import EscalationReminders
from earnest.organisation.oversight.escalation_views import EscalationRoutes
from earnest.organisation.oversight.log_views import LogRoutes
from earnest.organisation.oversight.register_reminders import RegisterReminders
from earnest.organisation.oversight.request_views import RequestRoutes
from earnest.organisation.oversight.stop_views import StopRoutes
from earnest.organisation.oversight.stopping import Stopping
from earnest.organisation.oversight.tasks import oversight_tasks
from earnest.organisation.oversight.views import OversightRoutes
from earnest.organisation.staff.browser_views import BrowserRoutes
from earnest.organisation.staff.own_account_views import OwnAccountRoutes
from earnest.organisation.staff.passwords import HASHING
from earnest.organisation.staff.records import StaffRole
from earnest.organisation.staff.rules import Permission
from earnest.organisation.staff.single_sign_on import Providers
from earnest.organisation.staff.single_sign_on_views import PROVIDER_SIGN_OUT, SingleSignOnRoutes
from earnest.organisation.staff.store import list_members, names_of
from earnest.organisation.staff.tasks import staff_tasks
from earnest.organisation.staff.tenant_views import TenantRoutes
from earnest.organisation.staff.tenants import ALL_TENANTS, list_vendors
from earnest.organisation.staff.views import STAFF_COOKIE, StaffSessions
from earnest.processes.entry import MARK, run_to_exit_status
from earnest.services.audit import Pseudonyms, load_signer_key
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs.repeating import repeating
from earnest.services.observability import LogWord, ProcessReady, log
from earnest.services.sign_in.providers import load_providers
from earnest.services.web import Audience, create_application, serve

_MOST_CONNECTIONS = 4
"""Requests that use the database side by side; the next waits up to 5 s."""
_REMIND_SECONDS = 30.0
"""How often escalations are looked at that no safety officer took in time."""
_FORGET_SECONDS = 3600.0
"""How often registers are looked at for what has been kept long enough."""


def build_application(settings: Settings, database: Database, signer: CheckpointSigner, clock: Clock) -> FastAPI:
    """Return the administration: public figures and checkpoints, and the pages of staff who hear nothing.

    Args:
        settings: where keys and page are.
        database: connections of the administration's role.
        signer: keeps the log's head signed.
        clock: the time.
    """
    sessions = StaffSessions(
        database=database,
        staff_key=MasterKey.load(settings.key_address(KeyName.STAFF)),
        pseudonyms=Pseudonyms.load(settings.pseudonym_key_file),
        clock=clock,
        passkeys=settings.passkeys,
    )
    tenants = TenantRoutes(sessions)
    HASHING.prepare()
    routers = [
        OversightRoutes(signer=signer).router(),
        sessions.router(),
        *SingleSignOnRoutes(sessions, Providers(load_providers(settings.single_sign_on))).routers(),
        *OwnAccountRoutes(sessions).routers(),
        tenants.router(),
        BrowserRoutes(sessions, tenants).router(),
        *_escalation_routes(sessions).routers(),
        _stop_routes(sessions).router(),
        _act_routes(sessions).router(),
        _overview_routes(sessions).router(),
        _panel_routes(sessions).router(),
        *_register_routers(sessions, settings, signer),
        PublicReportRoutes(
            database=database, settings=settings, clock=clock, figures_equal_log=public_figures_equal_log
        ).router(),
    ]
    return create_application(
        "administration",
        routers,
        audience=Audience.BROWSER,
        page="administration",
        health=signer.health,
        signed=[PROVIDER_SIGN_OUT],
    )


def _escalation_routes(sessions: StaffSessions) -> EscalationRoutes:
    """Join oversight and accounts of staff, which do not know each other."""

    def require_safety_officer(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.DECIDE_ESCALATIONS).staff_id

    def require_officer(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.APPROVE).staff_id

    def require_well_being_officer(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.CARE_FOR_REVIEWERS).staff_id

    def require_privacy_officer(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.KEEP_COUNTRIES).staff_id

    def safety_officers(connection: Connection[TupleRow]) -> list[str]:
        return [
            one.member.name
            for one in list_members(connection)
            if one.active and one.member.role is StaffRole.SAFETY_OFFICER
        ]

    return EscalationRoutes(
        database=sessions.database,
        pseudonyms=sessions.pseudonyms,
        clock=sessions.clock,
        require_safety_officer=require_safety_officer,
        require_officer=require_officer,
        require_privacy_officer=require_privacy_officer,
        require_well_being_officer=require_well_being_officer,
        names_of=names_of,
        safety_officers=safety_officers,
    )


def _register_routers(sessions: StaffSessions, settings: Settings, signer: CheckpointSigner) -> tuple[APIRouter, ...]:
    """Join the registers, the log and accounts of staff, which do not know each other."""

    def require_registrar(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.KEEP_REGISTERS).staff_id

    def require_reader(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.READ_AUDIT_LOG).staff_id

    def require_administrator(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.MANAGE_VENDORS).staff_id

    def require_processor_reader(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.READ_AUDIT_LOG, Permission.MANAGE_VENDORS).staff_id

    requests = RequestRoutes(database=sessions.database, clock=sessions.clock, require_registrar=require_registrar)
    accountability = AccountabilityRoutes(
        database=sessions.database,
        settings=settings,
        pseudonyms=sessions.pseudonyms,
        clock=sessions.clock,
        require_reader=require_reader,
        require_registrar=require_registrar,
        token_of=STAFF_COOKIE.read,
        require_administrator=require_administrator,
        require_processor_reader=require_processor_reader,
    )
    log_routes = LogRoutes(database=sessions.database, signer=signer, require_reader=require_reader)
    return (requests.router(), *accountability.routers(), log_routes.router())


def _act_routes(sessions: StaffSessions) -> ActRoutes:
    """Join oversight and accounts of staff, which do not know each other."""

    def require_officer(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.APPROVE).staff_id

    return ActRoutes(
        database=sessions.database,
        pseudonyms=sessions.pseudonyms,
        clock=sessions.clock,
        require_officer=require_officer,
        token_of=STAFF_COOKIE.read,
        names_of=names_of,
    )


def _panel_routes(sessions: StaffSessions) -> PanelProgrammeRoutes:
    """Join the panel and accounts of staff, which do not know each other."""

    def require_officer(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.KEEP_PANEL).staff_id

    return PanelProgrammeRoutes(
        database=sessions.database,
        pseudonyms=sessions.pseudonyms,
        clock=sessions.clock,
        require_officer=require_officer,
        token_of=STAFF_COOKIE.read,
    )


def _overview_routes(sessions: StaffSessions) -> OverviewRoutes:
    """Join figures and accounts of staff, which do not know each other."""

    def require_reader(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.READ_FIGURES, Permission.READ_AUDIT_LOG).staff_id

    return OverviewRoutes(
        database=sessions.database,
        clock=sessions.clock,
        require_reader=require_reader,
        vendor_names=lambda connection: {
            str(vendor.vendor_id): vendor.name for vendor in list_vendors(connection, ALL_TENANTS)
        },
    )


def _stop_routes(sessions: StaffSessions) -> StopRoutes:
    """Join oversight and accounts of staff, which do not know each other."""

    def require_officer(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.STOP).staff_id

    def vendor_names(connection: Connection[TupleRow]) -> Mapping[UUID, str]:
        return {vendor.vendor_id: vendor.name for vendor in list_vendors(connection, ALL_TENANTS)}

    def regions(connection: Connection[TupleRow]) -> Collection[str]:
        return {*shipped_countries(), *(one.region for one in list_sampling_figures(connection))}

    return StopRoutes(
        stopping=Stopping(database=sessions.database, pseudonyms=sessions.pseudonyms, clock=sessions.clock),
        require_officer=require_officer,
        token_of=STAFF_COOKIE.read,
        names_of=names_of,
        list_vendors=vendor_names,
        list_regions=regions,
    )


def _keep_counts(database: Database, clock: Clock) -> None:
    """Write the counts of each day that is over into the log."""
    with database.transaction() as connection:
        _ = keep_days(connection, now=clock.now())


def _forget_draws(database: Database, clock: Clock) -> None:
    """Remove lists of candidates, and secrets of draws, whose time is over."""
    with database.transaction() as connection:
        forget_draws(connection, now=clock.now())


def main() -> int:
    """Serve until asked to stop; returns the exit status."""
    began = time.monotonic()
    settings = load_settings()
    clock = SystemClock()
    database = Database(settings.require_role_database(), maximum_connections=_MOST_CONNECTIONS)
    try:
        key = load_signer_key(Path(settings.key_address(KeyName.AUDIT)))
        signer = CheckpointSigner(database, key, clock)
        application = build_application(settings, database, signer, clock)
        reminders = EscalationReminders(database=database, clock=clock)
        registers = RegisterReminders(database=database, clock=clock)
        packer = Packer(database=database, key=key, settings=settings, clock=clock)
        tasks = {
            **oversight_tasks(signer),
            **staff_tasks(database, clock),
            "forget_draws": (_FORGET_SECONDS, lambda: _forget_draws(database, clock)),
            "keep_counts": (_FORGET_SECONDS, lambda: _keep_counts(database, clock)),
            "remind_of_escalations": (_REMIND_SECONDS, reminders.remind),
            "remind_of_requests": (_REMIND_SECONDS, registers.remind),
            "forget_requests": (_FORGET_SECONDS, registers.forget),
            **register_tasks(packer, database, clock),
        }
        with repeating(tasks):
            log(ProcessReady(process=LogWord("administration"), seconds=time.monotonic() - began))
            serve(application, settings, ServerName.ADMINISTRATION)
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_to_exit_status(main, name="administration", mark=MARK))
