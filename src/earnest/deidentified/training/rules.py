"""Rules of training, decided without input or output: which release a roll-back leads to, and seeds and names."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from earnest.deidentified.training.errors import NothingToRollBack
from earnest.foundation.identifiers import ModelId, SnapshotId
from earnest.handover.releases import Release, ReleaseReason, SealedModel

_MODEL_OF_SNAPSHOT = UUID("6f1c3a0e-2b5d-4c7e-9a41-0d9a5f2c7b68")
"""Name space of model identifiers; an arbitrary constant."""


def model_of_snapshot(snapshot_id: SnapshotId) -> ModelId:
    """Return the identifier of the one model of a snapshot.

    It follows from the snapshot's random identifier, so that training that died and begins again makes the same model
    once, under the same name, and never a second one.
    """
    return ModelId(uuid5(_MODEL_OF_SNAPSHOT, snapshot_id.hex))


def seed_of(content_hash: bytes) -> int:
    """Return the seed for a snapshot: the same labels always train with the same seed; 0 ≤ seed < 2³¹."""
    return int.from_bytes(content_hash[:4], "big") >> 1


def live_models(history: Iterable[Release]) -> tuple[SealedModel, ...]:
    """Return the models that improvements stacked on one another and roll-backs have not taken off, the live one last.

    Args:
        history: all releases in any order.
    """
    stack: list[SealedModel] = []
    for release in sorted(history, key=lambda one: one.sequence):
        match release.reason:
            case ReleaseReason.IMPROVED:
                if release.model is not None:
                    stack.append(release.model)
            case ReleaseReason.ROLLED_BACK:
                if stack:
                    _ = stack.pop()
    return tuple(stack)


def model_before(history: Iterable[Release]) -> SealedModel | None:
    """Return what a roll-back makes live: the model under the live one, or None for the stock model.

    Rolling back twice goes two steps back, not back and forth.

    Raises:
        NothingToRollBack: the stock model is live.
    """
    stack = live_models(history)
    if not stack:
        raise NothingToRollBack
    return stack[-2] if len(stack) > 1 else None
