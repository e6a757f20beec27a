"""Rules of training: roll-back goes back step by step, names and seeds follow from the snapshot."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.training.errors import NothingToRollBack
from earnest.deidentified.training.rules import live_models, model_before, model_of_snapshot, seed_of
from earnest.foundation.identifiers import ModelId, ReleaseId, SnapshotId
from earnest.handover.releases import Release, ReleaseReason, SealedModel


def model(number: int) -> SealedModel:
    return SealedModel(model_id=ModelId(UUID(int=number)), object_key=f"k{number}", wrapped_key=b"w", sha256=b"s" * 32)


def history(*steps: SealedModel | None) -> list[Release]:
    """None rolls back, a model improves; what a roll-back publishes is what the rule says."""
    releases: list[Release] = []
    for sequence, step in enumerate(steps, start=1):
        releases.append(
            Release(
                sequence=sequence,
                release_id=ReleaseId(uuid4()),
                model=model_before(releases) if step is None else step,
                reason=ReleaseReason.ROLLED_BACK if step is None else ReleaseReason.IMPROVED,
                released_at=datetime(2025, 5, 5, tzinfo=UTC),
            )
        )
    return releases


def test_nothing_before_the_stock_model() -> None:
    with pytest.raises(NothingToRollBack):
        _ = model_before([])
    with pytest.raises(NothingToRollBack):
        _ = model_before(history(model(1), None))


def test_roll_back_leads_to_the_stock_model() -> None:
    assert model_before(history(model(1))) is None


def test_two_roll_backs_go_two_steps_back() -> None:
    first, second, third = model(1), model(2), model(3)
    assert model_before(history(first, second, third)) == second
    assert model_before(history(first, second, third, None)) == first
    assert model_before(history(first, second, third, None, None)) is None


def test_an_improvement_after_a_roll_back_stands_on_what_was_live() -> None:
    assert model_before(history(model(1), model(2), None, model(3))) == model(1)


def test_the_order_in_which_releases_are_listed_does_not_count() -> None:
    newest_first = history(model(1), model(2))[::-1]
    assert model_before(newest_first) == model(1)


@given(st.lists(st.booleans(), max_size=12))
def test_the_live_model_is_the_one_that_was_published_last(improvements: list[bool]) -> None:
    releases: list[Release] = []
    for number, improves in enumerate(improvements, start=1):
        if not improves and not live_models(releases):
            continue
        releases.append(
            Release(
                sequence=number,
                release_id=ReleaseId(uuid4()),
                model=model(number) if improves else model_before(releases),
                reason=ReleaseReason.IMPROVED if improves else ReleaseReason.ROLLED_BACK,
                released_at=datetime(2025, 5, 5, tzinfo=UTC),
            )
        )
        stack = live_models(releases)
        assert (stack[-1] if stack else None) == releases[-1].model


def test_one_snapshot_has_one_model_and_one_seed() -> None:
    snapshot = SnapshotId(uuid4())
    assert model_of_snapshot(snapshot) == model_of_snapshot(snapshot)
    assert model_of_snapshot(snapshot) != model_of_snapshot(SnapshotId(uuid4()))
    assert 0 <= seed_of(b"\xff" * 32) < 2**31
