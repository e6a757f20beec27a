"""Administration: signs the audit log, publishes its head and the public figures, ends sessions. Organisation only."""

import sys
import time
from pathlib import Path

from fastapi import FastAPI

from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import KeyName, ServerName, load_settings
from earnest.organisation.figures.views import FigureRoutes
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.organisation.oversight.tasks import oversight_tasks
from earnest.organisation.oversight.views import OversightRoutes
from earnest.organisation.staff.tasks import staff_tasks
from earnest.processes.entry import MARK, run_guarded
from earnest.services.audit import load_signer_key
from earnest.services.database import Database
from earnest.services.jobs.repeating import repeating
from earnest.services.observability import LogWord, ProcessReady, log
from earnest.services.web import Audience, create_application, serve


def build_application(database: Database, signer: CheckpointSigner) -> FastAPI:
    """Return the administration's public routes; nothing here needs a session, and nothing changes anything."""
    routers = [FigureRoutes(database=database).router(), OversightRoutes(signer=signer).router()]
    return create_application("administration", routers, audience=Audience.BROWSER, health=signer.health)


def main() -> int:
    """Serve until asked to stop; returns the exit status."""
    began = time.monotonic()
    settings = load_settings()
    clock = SystemClock()
    database = Database(settings.require_role_database())
    try:
        key = load_signer_key(Path(settings.key_address(KeyName.AUDIT)))
        signer = CheckpointSigner(database, key, clock)
        application = build_application(database, signer)
        with repeating({**oversight_tasks(signer), **staff_tasks(database, clock)}):
            log(ProcessReady(process=LogWord("administration"), seconds=time.monotonic() - began))
            serve(
                application,
                host=settings.binds[ServerName.ADMINISTRATION],
                port=settings.ports[ServerName.ADMINISTRATION],
            )
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_guarded(main, name="administration", mark=MARK))
