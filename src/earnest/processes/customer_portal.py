"""Customer portal: the process in which people see, decide, correct and delete. Personal side only."""

import sys
import time
from dataclasses import dataclass, field

from fastapi import APIRouter, FastAPI

from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.server_addresses import server_address
from earnest.foundation.settings import KeyName, ServerName, Settings, load_settings
from earnest.handover.meanings import Meanings
from earnest.personal.accidents.views import AccidentRoutes
from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.claims.claims import Claims
from earnest.personal.claims.views import ClaimRoutes
from earnest.personal.consent.switches import PurposeSwitches
from earnest.personal.consent.views import ConsentRoutes
from earnest.personal.customers.accounts import Accounts
from earnest.personal.customers.signed_in import CustomerSessions, sessions_of
from earnest.personal.customers.views import AccountRoutes
from earnest.personal.demo_data.views import DemoDataRoutes
from earnest.personal.export.exporting import Exports
from earnest.personal.export.views import ExportRoutes
from earnest.personal.household.names import NameLists
from earnest.personal.household.skills.switching import SkillSwitches
from earnest.personal.household.skills.views import SkillRoutes
from earnest.personal.household.views import HouseholdRoutes
from earnest.personal.panel.membership import PanelMembership
from earnest.personal.panel.views import PanelRoutes
from earnest.personal.private_hours.hours import PrivateHours
from earnest.personal.private_hours.views import PrivateHourRoutes
from earnest.personal.retention.choices import UseChoices
from earnest.personal.retention.decisions import ConsentDecisions
from earnest.personal.retention.deletion import CustomerDeletion
from earnest.personal.retention.erasure import RecordingErasure
from earnest.personal.retention.views import DeletionRoutes, UseRoutes
from earnest.personal.sampling.store import Caps
from earnest.personal.talk.views import LARGER_BODIES, BrowserTalkRoutes
from earnest.personal.transparency.explaining import CustomerInformation
from earnest.personal.transparency.own_history import OwnHistory
from earnest.personal.transparency.processor_views import ProcessorRoutes
from earnest.personal.transparency.views import TransparencyRoutes
from earnest.personal.vault.store import Vault
from earnest.processes.entry import MARK, run_to_exit_status
from earnest.processes.recognisers import disguises_in_use
from earnest.services.audit import ProofMaker, Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.demo_data.exchange import DemoExchange, exchange_folder
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.observability import LogWord, ProcessReady, log
from earnest.services.web import Audience, create_application, serve
from earnest.voices.disguise.profiles import DisguisesInUse

_MOST_CONNECTIONS = 8
"""Requests that use the database side by side; the next waits up to 5 s. Chosen for a household, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """What the features of the portal share, and each of them made of it."""

    database: Database
    """Connections of the portal's role."""
    vault: Vault
    handover_key: MasterKey
    caps: Caps
    retention_days: int
    reviews_per_clip: int
    """Most that there can be."""
    disguises: DisguisesInUse
    clock: Clock
    gateway_address: str
    """Where the device gateway answers, for who talks in the page."""
    runner: SkillRunner
    """Tells which skills are installed."""
    demo: DemoExchange
    """With the supervisor, about the demo beside the own data."""
    proofs: ProofMaker = field(default_factory=ProofMaker)
    """Keeps hashes of the log, so one for the process."""

    @property
    def accounts(self) -> Accounts:
        """Accounts of customers."""
        return Accounts(database=self.database, pseudonyms=self.vault.pseudonyms, clock=self.clock)

    @property
    def switches(self) -> PurposeSwitches:
        """What customers said yes to."""
        return PurposeSwitches(database=self.database, decisions=self.decisions, clock=self.clock)

    @property
    def panel(self) -> PanelMembership:
        """Who is invited to the panel."""
        pseudonyms = self.vault.pseudonyms
        return PanelMembership(
            database=self.database, decisions=self.decisions, pseudonyms=pseudonyms, clock=self.clock
        )

    @property
    def decisions(self) -> ConsentDecisions:
        """Where people say yes and no."""
        return ConsentDecisions(jobs=Jobs(JobsSchema.PERSONAL), pseudonyms=self.vault.pseudonyms, clock=self.clock)

    @property
    def use(self) -> UseChoices:
        """What customers decide about keeping and using, besides purposes."""
        return UseChoices(
            database=self.database,
            decisions=self.decisions,
            pseudonyms=self.vault.pseudonyms,
            retention_days=self.retention_days,
            on_this_machine=self.vault.objects.on_this_machine,
            clock=self.clock,
        )

    @property
    def exports(self) -> Exports:
        """Everything of a customer as files."""
        return Exports(database=self.database, vault=self.vault, jobs=Jobs(JobsSchema.PERSONAL), clock=self.clock)

    @property
    def claims(self) -> Claims:
        """What people without an account claim."""
        return Claims(database=self.database, vault=self.vault, erasure=self.deletion.erasure, clock=self.clock)

    @property
    def names(self) -> NameLists:
        """Names that are covered in clips."""
        return NameLists(
            database=self.database,
            master_key=self.vault.master_key,
            pseudonyms=self.vault.pseudonyms,
            clock=self.clock,
        )

    @property
    def private_hours(self) -> PrivateHours:
        """Times in which nothing is kept."""
        return PrivateHours(database=self.database, pseudonyms=self.vault.pseudonyms, clock=self.clock)

    @property
    def skills(self) -> SkillSwitches:
        """Skills that customers switched on."""
        return SkillSwitches(
            database=self.database,
            master_key=self.vault.master_key,
            pseudonyms=self.vault.pseudonyms,
            runner=self.runner,
            clock=self.clock,
        )

    @property
    def deletion(self) -> CustomerDeletion:
        """What customers delete."""
        return CustomerDeletion(
            database=self.database,
            erasure=RecordingErasure(jobs=Jobs(JobsSchema.PERSONAL), clock=self.clock),
            master_key=self.vault.master_key,
            pseudonyms=self.vault.pseudonyms,
            accounts=self.accounts,
            proofs=self.proofs,
            objects=self.vault.objects,
        )

    @property
    def history(self) -> OwnHistory:
        """What customers said."""
        return OwnHistory(
            database=self.database,
            vault=self.vault,
            handover_key=self.handover_key,
            proofs=self.proofs,
            clock=self.clock,
            runner=self.runner,
        )

    @property
    def explaining(self) -> CustomerInformation:
        """The notice, and what the assistant knows."""
        return CustomerInformation(
            database=self.database,
            meanings=Meanings(handover_key=self.handover_key, objects=self.vault.objects),
            caps=self.caps,
            retention_days=self.retention_days,
            reviews_per_clip=self.reviews_per_clip,
            disguises=self.disguises,
            clock=self.clock,
        )

    def routers(self) -> tuple[APIRouter, ...]:
        """Return the routes of every feature; all but signing in and out need a signed-in customer."""
        accounts = self.accounts
        sessions = sessions_of(accounts)
        account_routes = AccountRoutes(accounts, sessions)
        return (
            account_routes.session_router(),
            account_routes.router(),
            ConsentRoutes(self.switches, sessions).router(),
            PanelRoutes(self.panel, sessions).router(),
            TransparencyRoutes(self.history, self.explaining, sessions).router(),
            *self._deletion_routers(sessions),
            ExportRoutes(self.exports, sessions).router(),
            *self._claim_routers(sessions),
            ProcessorRoutes(database=self.database, sessions=sessions).router(),
            HouseholdRoutes(self.names, sessions).router(),
            PrivateHourRoutes(self.private_hours, sessions).router(),
            SkillRoutes(self.skills, sessions).router(),
            BrowserTalkRoutes(accounts, sessions, gateway_address=self.gateway_address).router(),
            AccidentRoutes(self.database, self.clock, sessions).router(),
            DemoDataRoutes(self.demo, sessions).router(),
        )

    def _deletion_routers(self, sessions: CustomerSessions) -> tuple[APIRouter, ...]:
        routes = DeletionRoutes(self.deletion, sessions)
        return routes.receipt_router(), routes.router(), UseRoutes(self.use, sessions).router()

    def _claim_routers(self, sessions: CustomerSessions) -> tuple[APIRouter, ...]:
        routes = ClaimRoutes(self.claims, sessions)
        return routes.open_router(), routes.router()


def open_portal(settings: Settings) -> Portal:
    """Put the portal together out of the settings.

    Raises:
        SettingMissing: the role's database or a key was not given to this process.
        KeyUnreadable: a key cannot be read.
    """
    clock = SystemClock()
    vault = Vault(
        master_key=MasterKey.load(settings.key_address(KeyName.PERSONAL)),
        objects=ObjectStore.open(settings.objects),
        pseudonyms=Pseudonyms.load_with_subjects(settings.pseudonym_key_file),
        clock=clock,
    )
    return Portal(
        database=Database(settings.require_role_database(), maximum_connections=_MOST_CONNECTIONS),
        vault=vault,
        handover_key=MasterKey.load(settings.key_address(KeyName.HANDOVER)),
        caps=Caps.from_settings(settings),
        retention_days=settings.retention_days,
        reviews_per_clip=settings.most_reviews_per_clip,
        disguises=disguises_in_use(settings),
        clock=clock,
        gateway_address=settings.gateway_address or server_address(settings, ServerName.GATEWAY),
        runner=SkillRunner(settings.data_folder),
        demo=DemoExchange(exchange_folder(settings.data_folder)),
    )


def build_application(portal: Portal) -> FastAPI:
    """Return the portal's pages and routes."""
    return create_application(
        "customer_portal",
        portal.routers(),
        audience=Audience.BROWSER,
        page="portal",
        larger_bodies=LARGER_BODIES,
        microphone=True,
    )


def main() -> int:
    """Answer until asked to stop; returns the exit status."""
    began = time.monotonic()
    settings = load_settings()
    portal = open_portal(settings)
    application = build_application(portal)
    try:
        log(ProcessReady(process=LogWord("customer_portal"), seconds=time.monotonic() - began))
        serve(application, settings, ServerName.PORTAL)
    finally:
        portal.runner.close()
        portal.database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_to_exit_status(main, name="customer_portal", mark=MARK))
