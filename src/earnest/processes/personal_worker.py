"""Personal worker: the process that de-identifies and that ends lives. Personal side only."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from earnest.engines.engine_process import IDLE_SECONDS, EngineLimits
from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.heartbeat import Heartbeat
from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.foundation.settings import KeyName, Settings, load_settings
from earnest.personal.accidents.taking import VerdictTaker
from earnest.personal.deidentification.tasks import Deidentifier
from earnest.personal.disclosure.affected import AffectedWorker
from earnest.personal.disclosure.disclosures import IdentificationWorker
from earnest.personal.export.exporting import ExportMaker
from earnest.personal.panel.requests import PanelWorker
from earnest.personal.retention.deletion_receipts import ReceiptWriter
from earnest.personal.retention.erasure import RecordingErasure
from earnest.personal.retention.sweeping import Sweeper
from earnest.personal.spoken.carrying import OrderCarrier
from earnest.personal.tasks import DEIDENTIFY, ENFORCE_DECISIONS, MAKE_EXPORT, REMOVE_RECORDING
from earnest.personal.vault.store import Vault
from earnest.processes.entry import MARK, run_to_exit_status
from earnest.processes.recognisers import VerifyingEngine
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.observability import LogWord, ProcessReady, listen_to_libraries, log
from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.spotting.spotter import Spotter
from earnest.voices.disguise.profiles import Disguises, SpeechEncoder

SPOKEN_SECONDS: Final = 1.0
"""How soon a spoken no reaches clips, and a spoken deletion or correction is carried out, however long the queue is."""
RECEIPT_SECONDS: Final = 10.0
"""How soon the receipt of a deletion is looked for."""
ASKED_SECONDS: Final = 5.0
"""How soon what an officer asks of the personal side is done: a list of those affected, an invitation to the panel."""
SWEEP_SECONDS: Final = 60.0
"""End dates are days, so a minute late does not matter; it is also how late a lost job is noticed at most."""
OBJECT_SWEEP_SECONDS: Final = 3600.0
"""Objects without a row cannot be opened; they only take room, and listing a store is slow."""
ENGINE_SECONDS: Final = 300.0
"""No person waits for the verifier, and what it fails on is withheld; a busy machine must not withhold everything."""

_CONCURRENCY: Final = 2
"""One recording may be verified while others are erased."""
_MOST_CONNECTIONS: Final = 6
"""Two jobs and the periodic work share them; what gets none within 5 s is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalWorker:
    """What the worker does."""

    deidentifier: Deidentifier
    sweeper: Sweeper
    erasure: RecordingErasure
    verdicts: VerdictTaker
    identification: IdentificationWorker
    receipts: ReceiptWriter
    exports: ExportMaker
    orders: OrderCarrier
    affected: AffectedWorker
    panel: PanelWorker
    database: Database

    def tasks(self) -> Mapping[str, Callable[[UUID], None]]:
        """Return the tasks by name; each can run twice."""
        return {
            DEIDENTIFY: self.deidentifier.deidentify,
            REMOVE_RECORDING: self._remove_recording,
            ENFORCE_DECISIONS: self._enforce_decisions,
            MAKE_EXPORT: self.exports.make,
        }

    def periodic(self) -> Mapping[str, tuple[float, Callable[[], None]]]:
        """Return what is done again and again, with the seconds between."""
        return {
            "withdraw_spoken": (SPOKEN_SECONDS, self.sweeper.withdraw_spoken),
            "carry_out_spoken": (SPOKEN_SECONDS, self.orders.carry_out),
            "empty": (SPOKEN_SECONDS, self.sweeper.empty),
            "take_verdicts": (SPOKEN_SECONDS, self.verdicts.take),
            "end_examples": (SWEEP_SECONDS, self.verdicts.end_expired),
            "carry_out_identifications": (SWEEP_SECONDS, self.identification.carry_out),
            "write_receipts": (RECEIPT_SECONDS, self.receipts.write),
            "sweep_exports": (SWEEP_SECONDS, self.exports.sweep),
            "list_affected": (ASKED_SECONDS, self.affected.carry_out),
            "carry_out_panel": (ASKED_SECONDS, self.panel.carry_out),
            "sweep": (SWEEP_SECONDS, self.sweeper.sweep),
            "sweep_objects": (OBJECT_SWEEP_SECONDS, self.sweeper.sweep_objects),
        }

    def _remove_recording(self, identifier: UUID) -> None:
        self.sweeper.remove_recording(RecordingId(identifier))

    def _enforce_decisions(self, identifier: UUID) -> None:
        with self.database.transaction() as connection:
            _ = self.erasure.enforce_decisions(connection, CustomerId(identifier))


class SpottingEngine(Engine, Spotter, Protocol):
    """What the worker listens with: a recogniser that can also spot digits and letters."""

    def hears_names(self, language: str) -> bool:
        """Return whether it is good enough in a language that a name counts which it alone has heard."""
        ...


def open_worker(
    settings: Settings, database: Database, engine: SpottingEngine, clock: Clock, encoder: SpeechEncoder | None = None
) -> PersonalWorker:
    """Put the worker together out of the settings.

    Args:
        settings: where keys and sound are.
        database: connections of the worker's role.
        engine: stock recogniser for the verifier, which also spots.
        clock: the time.
        encoder: of the live recogniser, for the disguise; None where it has none.
    """
    objects = ObjectStore.open(settings.objects)
    jobs = Jobs(JobsSchema.PERSONAL)
    erasure = RecordingErasure(jobs=jobs, clock=clock)
    vault = Vault(
        master_key=MasterKey.load(settings.key_address(KeyName.PERSONAL)),
        objects=objects,
        pseudonyms=Pseudonyms.load_with_subjects(settings.pseudonym_key_file),
        clock=clock,
    )
    deidentifier = Deidentifier(
        database=database,
        vault=vault,
        handover_key=MasterKey.load(settings.key_address(KeyName.HANDOVER)),
        objects=objects,
        engine=engine,
        spotter=engine,
        hears_names=engine.hears_names,
        clock=clock,
        disguises=Disguises(settings.disguise.value, encoder),
        reviews_per_clip=settings.reviews_per_clip,
        double_review_share=settings.double_review_share,
    )
    sweeper = Sweeper(database=database, objects=objects, erasure=erasure, jobs=jobs, clock=clock)
    verdicts = VerdictTaker(database=database, vault=vault, erasure=erasure, clock=clock)
    return PersonalWorker(
        deidentifier=deidentifier,
        sweeper=sweeper,
        erasure=erasure,
        verdicts=verdicts,
        identification=IdentificationWorker(database=database, clock=clock),
        receipts=ReceiptWriter(database=database, clock=clock),
        exports=ExportMaker(
            database=database,
            vault=vault,
            handover_key=MasterKey.load(settings.key_address(KeyName.HANDOVER)),
            jobs=jobs,
            clock=clock,
        ),
        orders=OrderCarrier(database=database, vault=vault, erasure=erasure, clock=clock),
        affected=AffectedWorker(database=database, clock=clock),
        panel=PanelWorker(database=database, pseudonyms=vault.pseudonyms, clock=clock),
        database=database,
    )


def main() -> int:
    """Work until asked to stop; returns the exit status."""
    began = time.monotonic()
    listen_to_libraries()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        _ = signal.signal(number, lambda _number, _frame: stop.set())
    settings = load_settings()
    dsn = settings.require_role_database()
    database = Database(dsn, maximum_connections=_MOST_CONNECTIONS)
    engine = VerifyingEngine(settings, EngineLimits(base_seconds=ENGINE_SECONDS, idle_seconds=IDLE_SECONDS))
    try:
        worker = open_worker(settings, database, engine, SystemClock(), engine.encoder())
        log(ProcessReady(process=LogWord("personal_worker"), seconds=time.monotonic() - began))
        heartbeat = Heartbeat.of(os.environ)
        queue = Jobs(JobsSchema.PERSONAL)
        queue.run(dsn, worker.tasks(), worker.periodic(), stop, concurrency=_CONCURRENCY, heartbeat=heartbeat)
    finally:
        engine.close()
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_to_exit_status(main, name="personal_worker", mark=MARK))
