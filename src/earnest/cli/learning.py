"""Learning, models, evaluation sets and exports from the command line; de-identified side, the corpus worker's role."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from earnest.cli.corpus_connection import open_corpus_connection
from earnest.cli.errors import LearningAborted
from earnest.deidentified.corpora.records import SnapshotPart
from earnest.deidentified.corpora.store import list_parts
from earnest.deidentified.corpus.errors import NothingLabelled
from earnest.deidentified.corpus.exports import Exporter
from earnest.deidentified.corpus.snapshots import list_models_with_clip, list_snapshots, load_snapshot
from earnest.deidentified.evaluation.comparisons import (
    RecordedComparison,
    list_latest_comparisons,
    list_measured_parts,
)
from earnest.deidentified.training.models import list_models
from earnest.deidentified.training.outcomes import LearningOutcome, LearningState, find_outcome
from earnest.deidentified.training.progress import LearningStage, StageProgress, find_progress
from earnest.deidentified.training.releases import find_live_model, roll_back
from earnest.deidentified.training.requests import request_learning
from earnest.foundation.clock import SystemClock
from earnest.foundation.identifiers import ClipId, ModelId, SnapshotId
from earnest.foundation.settings import KeyName
from earnest.handover.two_person import use_export
from earnest.services.database import Database
from earnest.services.database.errors import DatabaseUnavailable
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore

_POLL_SECONDS: Final = 0.5
"""How often the progress row is read: often enough for a bar, and one small query each."""
_TIMEOUT_SECONDS: Final = 120.0
"""How long the database may be away while a command waits for learning."""
_MOST_REQUESTS: Final = 3
"""Withdrawals may end a snapshot while it is learned from; then the next one is followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedModel:
    """A model as the list shows it."""

    model_id: ModelId
    made_at: datetime
    live: bool
    label_count: int
    """Reviewed labels that it was trained on."""
    item_count: int
    """Items of corpora that it was trained on."""
    parts: tuple[SnapshotPart, ...]
    """What of which corpus, as far as these are still there."""
    comparisons: tuple[RecordedComparison, ...]
    measured_parts: tuple[RecordedComparison, ...]
    """What each part of the model contributes."""


def request() -> SnapshotId:
    """Freeze the labels and ask the corpus worker to learn from them.

    Raises:
        NothingLabelled: there is nothing to learn from.
    """
    with open_corpus_connection() as (instance, database), database.transaction() as connection:
        return request_learning(
            connection,
            handover_key=instance.load_key(KeyName.HANDOVER),
            objects=ObjectStore.open(instance.settings.objects),
            jobs=Jobs(JobsSchema.DEIDENTIFIED),
            requested_at=SystemClock().now(),
        )


def follow(snapshot_id: SnapshotId, tell: Callable[[StageProgress], object]) -> LearningOutcome:
    """Wait until learning from a snapshot has ended.

    Args:
        snapshot_id: as `request` returned it.
        tell: called with each new progress.

    Raises:
        LearningAborted: the worker gave up.
    """
    with open_corpus_connection() as (_, database):
        outcome = _follow_one(database, snapshot_id, tell)
        for _ in range(_MOST_REQUESTS):
            if outcome.state is not LearningState.SUPERSEDED:
                break
            try:
                newer = request()
            except NothingLabelled:
                break
            outcome = _follow_one(database, newer, tell)
        return outcome


def _follow_one(
    database: Database, snapshot_id: SnapshotId, tell: Callable[[StageProgress], object]
) -> LearningOutcome:
    last: StageProgress | None = None
    answered = time.monotonic()
    while True:
        try:
            with database.transaction() as connection:
                progress = find_progress(connection, snapshot_id)
                outcome = find_outcome(connection, snapshot_id)
        except DatabaseUnavailable:
            # The worker goes on after the last commit, so whoever waits for it waits on as well.
            if time.monotonic() - answered > _TIMEOUT_SECONDS:
                raise
            continue
        answered = time.monotonic()
        if progress != last:
            _ = tell(progress)
            last = progress
        if outcome.ended:
            return outcome
        if progress.stage is LearningStage.FAILED:
            raise LearningAborted
        time.sleep(_POLL_SECONDS)


def describe(one: RecordedComparison) -> str:
    """Return one comparison as a line for people."""
    change = f"{one.before:.3f} -> {one.after:.3f}, change [{one.lower:+.3f}, {one.upper:+.3f}]"
    part = "" if one.part is None else f"part {one.part} ({'in the model' if one.kept else 'left out'}), "
    return f"{part}{one.task}, {one.metric.value}: {change} on {one.item_count} recordings: {one.verdict.value}"


def lineage(model: ListedModel) -> str:
    """Return what a model was trained on as a line for people."""
    line = f"from {model.label_count} reviewed labels"
    parts = [f"{part.item_count} of {part.name} ({part.licence})" for part in model.parts]
    removed = model.item_count - sum(part.item_count for part in model.parts)
    parts += [f"{removed} of corpora that were removed since"] if removed else []
    return ", ".join((line, *parts))


def outcome_json(outcome: LearningOutcome) -> str:
    """Return how learning ended as one line of JSON."""
    released = outcome.state is LearningState.RELEASED
    return json.dumps(
        {
            "state": outcome.state.value,
            "released": str(outcome.model_id) if released else None,
            "reason": None if released else outcome.decision.value.replace("_", " "),
            "comparisons": [_comparison(one) for one in outcome.comparisons],
            "parts": [_comparison(one) | {"part": one.part, "kept": one.kept} for one in outcome.parts],
        }
    )


def progress_json(progress: StageProgress) -> str:
    """Return progress as one line of JSON."""
    return json.dumps({"stage": progress.stage.value, "done": progress.done, "total": progress.total})


def _comparison(one: RecordedComparison) -> dict[str, object]:
    return {
        "set": one.set_name,
        "task": one.task,
        "metric": one.metric.value,
        "item_count": one.item_count,
        "before": one.before,
        "after": one.after,
        "lower": one.lower,
        "upper": one.upper,
        "better": one.better,
        "verdict": one.verdict.value,
        "seed": one.seed,
    }


def all_models(clip_id: ClipId | None = None) -> list[ListedModel]:
    """Return all models, newest first; of a clip, those that were trained on it and hold it still (RT8)."""
    with open_corpus_connection() as (_, database), database.transaction() as connection:
        live = find_live_model(connection)
        holding = None if clip_id is None else list_models_with_clip(connection, clip_id)
        return [
            ListedModel(
                model_id=model.model_id,
                made_at=model.made_at,
                live=live is not None and live.model_id == model.model_id,
                label_count=snapshot.clip_count,
                item_count=snapshot.item_count,
                parts=list_parts(connection, model.snapshot_id),
                comparisons=list_latest_comparisons(connection, model.model_id),
                measured_parts=list_measured_parts(connection, model.model_id),
            )
            for model in list_models(connection)
            if holding is None or model.model_id in holding
            for snapshot in (load_snapshot(connection, model.snapshot_id),)
        ]


def take_back() -> ModelId | None:
    """Make live what was live before the last improvement; None is the stock model.

    Raises:
        NothingToRollBack: the stock model is live.
    """
    with open_corpus_connection() as (_, database), database.transaction() as connection:
        released = roll_back(connection, released_at=SystemClock().now())
    return None if released.model is None else released.model.model_id


def export_latest(folder: Path, request_id: UUID | None = None) -> int:
    """Write the newest snapshot of labels into a new folder; return its number of clips.

    Args:
        folder: new or empty.
        request_id: what two people approved; it is used up. A household needs none.

    Raises:
        ExportNotApproved: two people have not approved it, it was used, or its days are over.
        NothingLabelled: there is no snapshot yet.
    """
    with open_corpus_connection() as (instance, database):
        with database.transaction() as connection:
            snapshots = list_snapshots(connection)
        if not snapshots:
            raise NothingLabelled
        newest = max(snapshots, key=lambda snapshot: snapshot.made_at)
        with database.transaction() as connection:
            use_export(connection, request_id, now=SystemClock().now())
        exporter = Exporter(
            database=database,
            objects=ObjectStore.open(instance.settings.objects),
            handover_key=instance.load_key(KeyName.HANDOVER),
            clock=SystemClock(),
        )
        return exporter.export_snapshot(newest.snapshot_id, folder)
