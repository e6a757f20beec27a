"""Customer portal: the process in which people see, decide, correct and delete. Personal side only."""

import sys
import time

from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import KeyName, Listener, Settings, load_settings
from earnest.handover.meanings import Meanings
from earnest.personal.retention.decisions import Decisions
from earnest.personal.retention.erasure import Erasure
from earnest.personal.sampling.store import Caps
from earnest.personal.transparency.portal import Portal
from earnest.personal.transparency.views import PortalRoutes
from earnest.personal.vault.store import Vault
from earnest.processes.entry import MARK, run_guarded
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.observability import ProcessReady, Word, log
from earnest.services.web import Audience, create_application, serve

_MOST_CONNECTIONS = 8


def open_portal(settings: Settings) -> Portal:
    """Put the portal together out of the settings.

    Raises:
        SettingMissing: the role's database or a key was not given to this process.
        KeyUnreadable: a key cannot be read.
    """
    clock = SystemClock()
    jobs = Jobs(JobsSchema.PERSONAL)
    objects = ObjectStore.open(settings.objects)
    pseudonyms = Pseudonyms.load(settings.pseudonym_key_file)
    vault = Vault(
        master_key=MasterKey.load(settings.key_address(KeyName.PERSONAL)),
        objects=objects,
        pseudonyms=pseudonyms,
        clock=clock,
    )
    handover_key = MasterKey.load(settings.key_address(KeyName.HANDOVER))
    return Portal(
        database=Database(settings.require_role_database(), maximum_connections=_MOST_CONNECTIONS),
        vault=vault,
        decisions=Decisions(jobs=jobs, pseudonyms=pseudonyms, clock=clock),
        erasure=Erasure(jobs=jobs, clock=clock),
        handover_key=handover_key,
        objects=objects,
        meanings=Meanings(handover_key=handover_key, objects=objects),
        caps=Caps.from_settings(settings),
        retention_days=settings.retention_days,
        clock=clock,
        disguise=settings.disguise.value,
    )


def main() -> int:
    """Answer until asked to stop; returns the exit status."""
    began = time.monotonic()
    settings = load_settings()
    portal = open_portal(settings)
    routes = PortalRoutes(portal)
    application = create_application(
        "customer_portal",
        [routes.session_router(), routes.own_router()],
        audience=Audience.BROWSER,
        page="portal",
    )
    try:
        log(ProcessReady(process=Word("customer_portal"), seconds=time.monotonic() - began))
        serve(application, host=settings.binds[Listener.PORTAL], port=settings.ports[Listener.PORTAL])
    finally:
        portal.database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_guarded(main, name="customer_portal", mark=MARK))
