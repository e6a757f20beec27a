"""Requests to learn: a snapshot is the request, so nothing else has to be kept."""

from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.corpus.snapshots import make_snapshot
from earnest.deidentified.tasks import LEARN
from earnest.deidentified.training.progress import clear_progress
from earnest.foundation.identifiers import SnapshotId
from earnest.services.cryptography import MasterKey
from earnest.services.jobs import Jobs
from earnest.services.objects import ObjectStore

_ONE_AT_A_TIME = "learn"


def request_learning(
    connection: Connection[TupleRow],
    *,
    handover_key: MasterKey,
    objects: ObjectStore,
    jobs: Jobs,
    requested_at: datetime,
) -> SnapshotId:
    """Freeze the labels and ask the corpus worker to learn from them, in one transaction.

    Asking again without new labels asks for the same snapshot, from which nothing is trained twice.

    Raises:
        NothingLabelled: there is nothing to learn from.
    """
    snapshot = make_snapshot(connection, handover_key=handover_key, objects=objects, made_at=requested_at)
    # It may have failed before; whoever waits now waits for this time.
    clear_progress(connection, snapshot.snapshot_id)
    jobs.defer(connection, LEARN, snapshot.snapshot_id, lock=_ONE_AT_A_TIME)
    return snapshot.snapshot_id
