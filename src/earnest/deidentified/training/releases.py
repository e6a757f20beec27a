"""Releases: a better model goes live, and one command takes it back."""

from collections.abc import Sequence
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.corpus.snapshots import load_snapshot
from earnest.deidentified.evaluation.comparisons import list_comparisons
from earnest.deidentified.evaluation.rules import ReleaseDecision, decide_release
from earnest.deidentified.locks import hold_releases
from earnest.deidentified.training.errors import NotReleasable, SnapshotChanged
from earnest.deidentified.training.models import load_model
from earnest.deidentified.training.rules import live_models, model_before
from earnest.foundation.identifiers import ModelId, ReleaseId, random_identifier
from earnest.handover.releases import Release, ReleaseReason, SealedModel, list_releases, publish
from earnest.services.audit import ModelReleased, ModelRolledBack, append


def find_live_model(connection: Connection[TupleRow]) -> SealedModel | None:
    """Return the model that is live; None for the stock model."""
    stack = live_models(list_releases(connection))
    return stack[-1] if stack else None


def release(connection: Connection[TupleRow], model_id: ModelId, *, released_at: datetime) -> Release:
    """Make a model live, if it was shown to be better than what is live now and worse nowhere.

    Releasing the live model again changes nothing and returns its release.

    Raises:
        ModelNotFound: there is no such model.
        NotReleasable: no clear gain over the live model, or a clear loss, or never compared with it.
        SnapshotChanged: something it was trained on was withdrawn.
    """
    hold_releases(connection)
    model = load_model(connection, model_id)
    history = list_releases(connection)
    live = _live_release(history)
    if live is not None and live.model is not None and live.model.model_id == model_id:
        return live
    baseline = None if live is None or live.model is None else live.model.model_id
    if not load_snapshot(connection, model.snapshot_id).whole:
        raise SnapshotChanged
    comparisons = list_comparisons(connection, model_id=model_id, baseline_id=baseline)
    if decide_release(comparisons) is not ReleaseDecision.IMPROVED:
        raise NotReleasable
    chosen = Release(
        sequence=0,
        release_id=ReleaseId(random_identifier()),
        model=model.sealed,
        reason=ReleaseReason.IMPROVED,
        released_at=released_at,
    )
    publish(connection, chosen)
    _ = append(
        connection,
        ModelReleased(at=released_at, release_id=chosen.release_id, model_id=model_id, sha256=model.sealed.sha256),
    )
    return chosen


def roll_back(connection: Connection[TupleRow], *, released_at: datetime) -> Release:
    """Make live what was live before the last improvement; twice goes two steps back (ML4).

    Raises:
        NothingToRollBack: the stock model is live.
    """
    hold_releases(connection)
    model = model_before(list_releases(connection))
    chosen = Release(
        sequence=0,
        release_id=ReleaseId(random_identifier()),
        model=model,
        reason=ReleaseReason.ROLLED_BACK,
        released_at=released_at,
    )
    publish(connection, chosen)
    model_id = None if model is None else model.model_id
    _ = append(connection, ModelRolledBack(at=released_at, release_id=chosen.release_id, model_id=model_id))
    return chosen


def _live_release(history: Sequence[Release]) -> Release | None:
    return max(history, key=lambda one: one.sequence, default=None)
