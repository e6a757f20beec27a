"""Workbench: the process that reviewers talk to. De-identified side only; its own database role and two keys."""

import sys
import time
from datetime import timedelta

from fastapi import FastAPI

from earnest.deidentified.review.drafts import Drafts
from earnest.deidentified.review.playing import FirstPlays, Player
from earnest.deidentified.review.sessions import Reception
from earnest.deidentified.review.taking_back import TakingBack
from earnest.deidentified.review.verdicts import Verdicts
from earnest.deidentified.review.views import ReviewRoutes, Workbench
from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.settings import KeyName, Listener, Settings, load_settings
from earnest.handover.meanings import Meanings
from earnest.processes.entry import MARK, run_guarded
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.observability import ProcessReady, Word, log
from earnest.services.staff import prepare_passwords
from earnest.services.web import Audience, create_application, serve

_MOST_CONNECTIONS = 8


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
    player = Player(
        database=database,
        objects=objects,
        handover_key=handover_key,
        pseudonyms=pseudonyms,
        clock=clock,
        first_plays=FirstPlays(),
    )
    workbench = Workbench(
        database=database,
        player=player,
        verdicts=Verdicts(
            database=database,
            handover_key=handover_key,
            objects=objects,
            jobs=Jobs(JobsSchema.DEIDENTIFIED),
            clock=clock,
        ),
        meanings=Meanings(handover_key=handover_key, objects=objects),
        drafts=drafts,
        taking_back=TakingBack(database=database, drafts=drafts, clock=clock),
        clock=clock,
        lease_duration=timedelta(seconds=settings.lease_seconds),
    )
    reception = Reception(
        database=database,
        staff_key=MasterKey.load(settings.key_address(KeyName.STAFF)),
        pseudonyms=pseudonyms,
        clock=clock,
    )
    routes = ReviewRoutes(workbench, reception)
    prepare_passwords()
    routers = [reception.router(), routes.reading_router(), routes.reviewing_router()]
    return create_application("workbench", routers, audience=Audience.BROWSER, page="workbench")


def main() -> int:
    """Serve until asked to stop; returns the exit status."""
    began = time.monotonic()
    settings = load_settings()
    database = Database(settings.require_role_database(), maximum_connections=_MOST_CONNECTIONS)
    try:
        application = build_application(settings, database, SystemClock())
        log(ProcessReady(process=Word("workbench"), seconds=time.monotonic() - began))
        serve(application, host=settings.binds[Listener.WORKBENCH], port=settings.ports[Listener.WORKBENCH])
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_guarded(main, name="workbench", mark=MARK))
