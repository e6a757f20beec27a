"""Progress of learning is a row, so that whoever waits for it on another host sees how it goes and that it failed."""

from uuid import uuid4

import pytest
from support.clips import HandoverSide
from support.reviewing import open_reviewing, order

from earnest.deidentified.training.progress import LearningStage, ProgressWriter, StageProgress, find_progress
from earnest.deidentified.training.requests import request_learning
from earnest.foundation.identifiers import SnapshotId
from earnest.services.database import Database
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema

TRAINING = StageProgress(stage=LearningStage.TRAINING, done=3, total=10)
FAILED = StageProgress(stage=LearningStage.FAILED, done=0, total=0, code="too_few_labels")


def ask(handover: HandoverSide) -> SnapshotId:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        return request_learning(
            connection,
            handover_key=handover.handover_key,
            objects=handover.objects,
            jobs=Jobs(JobsSchema.DEIDENTIFIED),
            requested_at=handover.clock.now(),
        )


def read(handover: HandoverSide, snapshot_id: SnapshotId) -> StageProgress:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        return find_progress(connection, snapshot_id)


@pytest.fixture
def snapshot_id(handover: HandoverSide) -> SnapshotId:
    handover.allow(1)
    _ = handover.place()
    _ = open_reviewing(handover).label_next(order())
    return ask(handover)


def test_what_is_written_is_read_and_nothing_written_is_waiting(
    handover: HandoverSide, snapshot_id: SnapshotId
) -> None:
    assert read(handover, snapshot_id).stage is LearningStage.WAITING
    progress = ProgressWriter(database=handover.databases[Role.CORPUS_WORKER], snapshot_id=snapshot_id)
    for one in (TRAINING, FAILED):
        progress.write(one)
        assert read(handover, snapshot_id) == one


def test_asking_again_forgets_that_it_failed(handover: HandoverSide, snapshot_id: SnapshotId) -> None:
    ProgressWriter(database=handover.databases[Role.CORPUS_WORKER], snapshot_id=snapshot_id).write(FAILED)
    assert ask(handover) == snapshot_id, "without new labels it is the same snapshot"
    assert read(handover, snapshot_id).stage is LearningStage.WAITING


def test_where_it_cannot_be_written_the_work_goes_on(handover: HandoverSide, snapshot_id: SnapshotId) -> None:
    away = Database("host=127.0.0.1 port=9 user=nobody dbname=none connect_timeout=1")
    try:
        ProgressWriter(database=away, snapshot_id=snapshot_id).write(TRAINING)
    finally:
        away.close()
    ProgressWriter(database=handover.databases[Role.CORPUS_WORKER], snapshot_id=SnapshotId(uuid4())).write(TRAINING)
    assert read(handover, snapshot_id).stage is LearningStage.WAITING
