"""Releases: only a model that was shown to be better goes live, and roll-back takes it off step by step (ML2, ML4)."""

from uuid import uuid4

import pytest
from support.clips import HandoverSide
from support.reviewing import open_reviewing, order

from earnest.deidentified.corpus.records import Snapshot
from earnest.deidentified.evaluation.comparisons import record_comparisons
from earnest.deidentified.evaluation.records import Comparison, Metric
from earnest.deidentified.training.errors import ModelNotFound, NothingToRollBack, NotReleasable, SnapshotChanged
from earnest.deidentified.training.models import TrainedModel, find_model, keep_model, list_models
from earnest.deidentified.training.releases import find_live_model, release, roll_back
from earnest.foundation.identifiers import ClipId, ModelId
from earnest.handover.releases import find_live, list_releases, open_model
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database.roles import Role


def comparison(*, lower: float, upper: float) -> Comparison:
    return Comparison(
        set_name="held out",
        task="coffee orders",
        metric=Metric.INTENT_AND_SLOTS_RIGHT,
        item_count=100,
        speaker_count=10,
        before=0.1,
        after=0.9,
        lower=lower,
        upper=upper,
        seed=1,
    )


def snapshot_of_a_new_label(handover: HandoverSide) -> Snapshot:
    handover.allow(10)
    _ = handover.place()
    _ = open_reviewing(handover).label_next(order())
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        return handover.make_snapshot(connection)


def keep(handover: HandoverSide, snapshot: Snapshot, bundle: bytes) -> TrainedModel:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        return keep_model(
            connection,
            bundle,
            snapshot=snapshot,
            made_at=handover.clock.now(),
            handover_key=handover.handover_key,
            objects=handover.objects,
        )


def improved_model(handover: HandoverSide, bundle: bytes = b"bundle") -> TrainedModel:
    """Train, compare with what is live, and release."""
    model = keep(handover, snapshot_of_a_new_label(handover), bundle)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        live = find_live_model(connection)
        record_comparisons(
            connection,
            [comparison(lower=0.1, upper=0.9)],
            model_id=model.model_id,
            baseline_id=None if live is None else live.model_id,
            made_at=handover.clock.now(),
        )
        _ = release(connection, model.model_id, released_at=handover.clock.now())
    return model


def live_bundle(handover: HandoverSide) -> bytes | None:
    """Return what the device gateway would load, by its own role."""
    with handover.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        live = find_live(connection)
    if live is None or live.model is None:
        return None
    return open_model(live.model, handover_key=handover.handover_key, objects=handover.objects)


def test_a_better_model_reaches_the_gateway(handover: HandoverSide) -> None:
    model = improved_model(handover)
    assert live_bundle(handover) == b"bundle"
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert [one.model_id for one in list_models(connection)] == [model.model_id]


def test_releasing_again_changes_nothing(handover: HandoverSide) -> None:
    model = improved_model(handover)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        _ = release(connection, model.model_id, released_at=handover.clock.now())
        assert len(list_releases(connection)) == 1


def test_ml2_neither_an_unclear_gain_nor_an_unevaluated_model_is_released(handover: HandoverSide) -> None:
    model = keep(handover, snapshot_of_a_new_label(handover), b"bundle")
    database = handover.databases[Role.CORPUS_WORKER]
    with database.transaction() as connection, pytest.raises(NotReleasable):
        _ = release(connection, model.model_id, released_at=handover.clock.now())
    with database.transaction() as connection:
        record_comparisons(
            connection,
            [comparison(lower=-0.01, upper=0.2)],
            model_id=model.model_id,
            baseline_id=None,
            made_at=handover.clock.now(),
        )
        with pytest.raises(NotReleasable):
            _ = release(connection, model.model_id, released_at=handover.clock.now())
    with database.transaction() as connection, pytest.raises(ModelNotFound):
        _ = release(connection, ModelId(uuid4()), released_at=handover.clock.now())
    assert live_bundle(handover) is None


def test_a_gain_over_the_stock_model_is_none_over_the_live_one(handover: HandoverSide) -> None:
    first = improved_model(handover, b"first")
    second = keep(handover, snapshot_of_a_new_label(handover), b"second")
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        record_comparisons(
            connection,
            [comparison(lower=0.1, upper=0.2)],
            model_id=second.model_id,
            baseline_id=None,
            made_at=handover.clock.now(),
        )
        with pytest.raises(NotReleasable):
            _ = release(connection, second.model_id, released_at=handover.clock.now())
        live = find_live_model(connection)
    assert live is not None
    assert live.model_id == first.model_id


def test_ml4_roll_back_goes_step_by_step_to_the_stock_model(handover: HandoverSide) -> None:
    _ = improved_model(handover, b"first")
    _ = improved_model(handover, b"second")
    assert live_bundle(handover) == b"second"
    database = handover.databases[Role.CORPUS_WORKER]
    with database.transaction() as connection:
        _ = roll_back(connection, released_at=handover.clock.now())
    assert live_bundle(handover) == b"first"
    with database.transaction() as connection:
        _ = roll_back(connection, released_at=handover.clock.now())
    assert live_bundle(handover) is None
    with database.transaction() as connection, pytest.raises(NothingToRollBack):
        _ = roll_back(connection, released_at=handover.clock.now())


def test_training_that_ends_twice_keeps_one_model_that_opens(handover: HandoverSide) -> None:
    snapshot = snapshot_of_a_new_label(handover)
    first = keep(handover, snapshot, b"first")
    assert keep(handover, snapshot, b"second") == first
    assert open_model(first.sealed, handover_key=handover.handover_key, objects=handover.objects) == b"first"


def test_training_that_died_before_its_commit_is_kept_by_the_next_attempt(handover: HandoverSide) -> None:
    snapshot = snapshot_of_a_new_label(handover)
    objects = len(list(handover.objects.keys()))
    model = keep(handover, snapshot, b"first")
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute("delete from deidentified.models")
    again = keep(handover, snapshot, b"second")
    assert again.model_id == model.model_id
    assert open_model(again.sealed, handover_key=handover.handover_key, objects=handover.objects) == b"second"
    assert len(list(handover.objects.keys())) == objects + 1


def withdraw_the_clip_of(handover: HandoverSide, snapshot: Snapshot) -> None:
    with handover.databases.owner.transaction() as connection:
        row = connection.execute(
            "select clip_id from deidentified.snapshot_clips where snapshot_id = %s", [snapshot.snapshot_id]
        ).fetchone()
        assert row is not None
        withdraw(
            connection,
            [ClipId(row[0])],
            reason=WithdrawalReason.CONSENT_WITHDRAWN,
            withdrawn_at=handover.clock.now(),
        )


def test_rt8_nothing_trained_on_a_clip_that_was_withdrawn_meanwhile_is_kept(handover: HandoverSide) -> None:
    snapshot = snapshot_of_a_new_label(handover)
    withdraw_the_clip_of(handover, snapshot)
    with pytest.raises(SnapshotChanged):
        _ = keep(handover, snapshot, b"bundle")
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert list_models(connection) == ()
    assert len(list(handover.objects.keys())) == 2, "sound and erasure key of the clip, no model"


def test_rt8_nor_is_it_released(handover: HandoverSide) -> None:
    snapshot = snapshot_of_a_new_label(handover)
    model = keep(handover, snapshot, b"bundle")
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        record_comparisons(
            connection,
            [comparison(lower=0.1, upper=0.9)],
            model_id=model.model_id,
            baseline_id=None,
            made_at=handover.clock.now(),
        )
    withdraw_the_clip_of(handover, snapshot)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        with pytest.raises(SnapshotChanged):
            _ = release(connection, model.model_id, released_at=handover.clock.now())
        assert find_model(connection, model.model_id) == model
    assert live_bundle(handover) is None
