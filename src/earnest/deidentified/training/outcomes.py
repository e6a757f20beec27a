"""Outcomes: how learning from a snapshot stands, told from the rows alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.corpus.snapshots import load_snapshot
from earnest.deidentified.evaluation.comparisons import RecordedComparison, list_latest_comparisons, list_measured_parts
from earnest.deidentified.evaluation.items import count_items
from earnest.deidentified.evaluation.rules import ReleaseDecision, decide_release
from earnest.deidentified.training.models import find_model
from earnest.deidentified.training.rules import model_of_snapshot
from earnest.foundation.identifiers import ModelId, SnapshotId
from earnest.handover.releases import was_released


class LearningState(StrEnum):
    """How learning from a snapshot stands."""

    TRAINING = "training"
    """There is no model yet."""
    EVALUATING = "evaluating"
    """There is a model and no comparison yet."""
    RELEASING = "releasing"
    """It was shown to be better and goes live next."""
    RELEASED = "released"
    KEPT_BACK = "kept_back"
    """Not released: no clear gain, a clear loss, or nothing to compare on."""
    SUPERSEDED = "superseded"
    """Something was withdrawn before it was released; a newer snapshot takes its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningOutcome:
    """State and evidence."""

    snapshot_id: SnapshotId
    state: LearningState
    decision: ReleaseDecision
    """What the comparisons say; `not_evaluated` while there are none."""
    model_id: ModelId | None
    comparisons: tuple[RecordedComparison, ...]
    """The latest comparisons of the model."""
    parts: tuple[RecordedComparison, ...]
    """What its parts contribute, those that were left out too."""

    @property
    def ended(self) -> bool:
        """Nothing more will happen by itself."""
        return self.state in {LearningState.RELEASED, LearningState.KEPT_BACK, LearningState.SUPERSEDED}


def find_outcome(connection: Connection[TupleRow], snapshot_id: SnapshotId) -> LearningOutcome:
    """Return how learning from a snapshot stands.

    Raises:
        SnapshotNotFound: there is no such snapshot.
    """
    snapshot = load_snapshot(connection, snapshot_id)
    model = find_model(connection, model_of_snapshot(snapshot_id))
    comparisons: Sequence[RecordedComparison] = ()
    parts: Sequence[RecordedComparison] = ()
    released = False
    if model is not None:
        comparisons = list_latest_comparisons(connection, model.model_id)
        parts = list_measured_parts(connection, model.model_id)
        released = was_released(connection, model.model_id)
    decision = decide_release(comparisons)
    return LearningOutcome(
        snapshot_id=snapshot_id,
        state=_state(
            trained=model is not None,
            released=released,
            whole=snapshot.whole,
            decision=decision,
            items=count_items(connection),
        ),
        decision=decision,
        model_id=None if model is None else model.model_id,
        comparisons=tuple(comparisons),
        parts=tuple(parts),
    )


def _state(*, trained: bool, released: bool, whole: bool, decision: ReleaseDecision, items: int) -> LearningState:
    if released:
        return LearningState.RELEASED
    if not whole:
        return LearningState.SUPERSEDED
    if not trained:
        return LearningState.TRAINING
    match decision:
        case ReleaseDecision.IMPROVED:
            return LearningState.RELEASING
        case ReleaseDecision.NOT_EVALUATED:
            return LearningState.EVALUATING if items else LearningState.KEPT_BACK
        case ReleaseDecision.NOTHING_BETTER | ReleaseDecision.SOMETHING_WORSE:
            return LearningState.KEPT_BACK
