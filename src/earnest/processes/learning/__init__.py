"""Learning child: learns from one snapshot and ends.

Started by `learning_process` as `python -m earnest.processes.learning SNAPSHOT` with the corpus
worker's environment. It is nice to the live path: it takes the processor only where nothing else wants it.
"""

import os
import time
from contextlib import closing
from uuid import UUID

from earnest.deidentified.training.events import LearningEnded, LearningFailed, LearningStarted
from earnest.deidentified.training.learning import Learning
from earnest.deidentified.training.learning_process import TRY_AGAIN
from earnest.deidentified.training.progress import LearningStage, ProgressWriter, StageProgress
from earnest.deidentified.training.teaching import SpeechModels
from earnest.foundation.clock import SystemClock
from earnest.foundation.errors import EarnestError, Unavailable
from earnest.foundation.identifiers import SnapshotId
from earnest.foundation.settings import KeyName, Settings, load_settings
from earnest.processes.recognisers import live_choice
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.observability import listen_to_libraries, log

_NICENESS = 10
"""Learning gives way to recognition, for which a person waits."""
_UNFORESEEN = 70


def open_learning(settings: Settings, database: Database) -> Learning:
    """Return learning with the settings' keys, objects and engine.

    Args:
        settings: of a process that holds the handover key.
        database: connections of the corpus worker's role.
    """
    models = SpeechModels.of(live_choice(settings))
    return Learning(
        database=database,
        objects=ObjectStore.open(settings.objects),
        handover_key=MasterKey.load(settings.key_address(KeyName.HANDOVER)),
        jobs=Jobs(JobsSchema.DEIDENTIFIED),
        clock=SystemClock(),
        teach=models.teach,
        open_answerer=models.open_answerer,
    )


def main(arguments: list[str]) -> int:
    """Learn from the snapshot that is named; returns the exit status.

    0: it ended, well or with an error that trying again does not change; 75: to be tried again; 70: a defect.
    """
    listen_to_libraries()
    snapshot_id = SnapshotId(UUID(arguments[0]))
    settings = load_settings()
    _ = os.nice(_NICENESS)
    # One connection for learning, one for a transaction beside it, one for its progress.
    with closing(Database(settings.require_role_database(), maximum_connections=3)) as database:
        return _learn(snapshot_id, settings, database)


def _learn(snapshot_id: SnapshotId, settings: Settings, database: Database) -> int:
    progress = ProgressWriter(database=database, snapshot_id=snapshot_id)
    began = time.monotonic()
    log(LearningStarted(snapshot_id=snapshot_id))
    try:
        open_learning(settings, database).learn(snapshot_id, progress)
    except Unavailable as error:
        log(LearningFailed(snapshot_id=snapshot_id, error=type(error), tried_again=True))
        return TRY_AGAIN
    except EarnestError as error:
        progress.write(StageProgress(stage=LearningStage.FAILED, done=0, total=0, code=error.code))
        log(LearningFailed(snapshot_id=snapshot_id, error=type(error), tried_again=False))
        return 0
    except Exception as error:  # noqa: BLE001 - a traceback could hold what people said
        progress.write(StageProgress(stage=LearningStage.FAILED, done=0, total=0, code=EarnestError.code))
        log(LearningFailed(snapshot_id=snapshot_id, error=type(error), tried_again=True))
        return _UNFORESEEN
    progress.write(StageProgress(stage=LearningStage.FINISHED, done=1, total=1))
    log(LearningEnded(snapshot_id=snapshot_id, seconds=time.monotonic() - began))
    return 0
