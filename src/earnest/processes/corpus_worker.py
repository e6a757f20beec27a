"""Corpus worker: learns, erases what was withdrawn, and takes work from its queue only."""

import os
import signal
import sys
import threading
import time

from earnest.deidentified.care.evidence import EvidenceStorage
from earnest.deidentified.care.forgetting import ForgettingExposure
from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.corpus.orphans import OrphanSweep
from earnest.deidentified.corpus.sealing import Sealing
from earnest.deidentified.exchanges import ForgettingExchanges
from earnest.deidentified.quality.alerts import AlertWatch
from earnest.deidentified.tasks import ERASE_CLIP, LEARN
from earnest.deidentified.training.learning_process import LearningProcess
from earnest.foundation.clock import SystemClock
from earnest.foundation.heartbeat import Heartbeat
from earnest.foundation.identifiers import ClipId
from earnest.foundation.settings import KeyName, load_settings
from earnest.processes.entry import MARK, run_to_exit_status
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.observability import LogWord, ProcessReady, listen_to_libraries, log

_SWEEP_SECONDS = 5.0
"""How soon a withdrawal on the personal side reaches every store of this side; it is refused everywhere at once."""
_OBJECT_SWEEP_SECONDS = 600.0
"""How often the object store is searched for clips without a row."""
_EVIDENCE_SECONDS = 2.0
"""How soon an escalated clip has a sealed copy: a withdrawal that comes earlier leaves none."""
_EXCHANGES_SECONDS = 60.0
"""How soon after its end a question or message is gone; no page shows it from its end on."""
_FORGET_SECONDS = 3600.0
"""How often records of reviewers are looked at that are kept no longer."""
_WATCH_SECONDS = 30.0
"""How often use of the workbench is looked at: the longest delay of an alert but for what the look itself takes."""
_CONCURRENCY = 2
"""One job may train for minutes while others erase."""
_MOST_CONNECTIONS = 3
"""Two jobs and the periodic work share them."""


def main() -> int:
    """Work until asked to stop; returns the exit status."""
    began = time.monotonic()
    listen_to_libraries()
    settings = load_settings()
    dsn = settings.require_role_database()
    database = Database(dsn, maximum_connections=_MOST_CONNECTIONS)
    objects, clock = ObjectStore.open(settings.objects), SystemClock()
    erasure = ClipErasure(database=database, objects=objects, clock=clock)
    orphans = OrphanSweep(database=database, objects=objects, clock=clock)
    handover_key = MasterKey.load(settings.key_address(KeyName.HANDOVER))
    sealing = Sealing(database=database, objects=objects, handover_key=handover_key)
    evidence = EvidenceStorage(
        database=database,
        objects=objects,
        handover_key=handover_key,
        evidence_key=MasterKey.load(settings.key_address(KeyName.EVIDENCE)),
        clock=clock,
    )
    watch = AlertWatch(database=database, clock=clock, hours=settings.review_hours)
    learning = LearningProcess()
    stop = threading.Event()

    def end(_signal: int, _frame: object) -> None:
        stop.set()
        learning.stop()

    for name in (signal.SIGTERM, signal.SIGINT):
        _ = signal.signal(name, end)
    _ = sealing.seal_all()
    log(ProcessReady(process=LogWord("corpus_worker"), seconds=time.monotonic() - began))
    try:
        Jobs(JobsSchema.DEIDENTIFIED).run(
            dsn,
            {ERASE_CLIP: lambda identifier: erasure.erase_clip(ClipId(identifier)), LEARN: learning.learn},
            {
                "sweep": (_SWEEP_SECONDS, erasure.sweep),
                "sweep_objects": (_OBJECT_SWEEP_SECONDS, orphans.sweep),
                "keep_evidence": (_EVIDENCE_SECONDS, evidence.keep),
                "watch": (_WATCH_SECONDS, watch.look),
                "forget_exchanges": (_EXCHANGES_SECONDS, ForgettingExchanges(database=database, clock=clock).forget),
                "forget_exposure": (_FORGET_SECONDS, ForgettingExposure(database=database, clock=clock).forget),
            },
            stop,
            concurrency=_CONCURRENCY,
            heartbeat=Heartbeat.of(os.environ),
        )
    finally:
        learning.stop()
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_to_exit_status(main, name="corpus_worker", mark=MARK))
