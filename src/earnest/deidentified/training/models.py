"""Models: trained bundles, sealed; released or not."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.corpus.records import Snapshot
from earnest.deidentified.corpus.snapshots import load_snapshot
from earnest.deidentified.locks import hold_snapshots
from earnest.deidentified.training.errors import ModelNotFound, SnapshotChanged
from earnest.deidentified.training.rules import model_of_snapshot, seed_of
from earnest.foundation.identifiers import ModelId, SnapshotId
from earnest.handover.releases import SealedModel, model_binding
from earnest.services.audit import ModelTrained, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore

QUERIES = load_queries("earnest.deidentified.training")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedModel:
    """A model and what it was trained on."""

    sealed: SealedModel
    snapshot_id: SnapshotId
    seed: int
    made_at: datetime

    @property
    def model_id(self) -> ModelId:
        """Name of the model."""
        return self.sealed.model_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _ModelRow:
    model_id: UUID
    snapshot_id: UUID
    object_key: str
    wrapped_key: bytes
    sha256: bytes
    seed: int
    made_at: datetime

    def parse(self) -> TrainedModel:
        return TrainedModel(
            sealed=SealedModel(
                model_id=ModelId(self.model_id),
                object_key=self.object_key,
                wrapped_key=self.wrapped_key,
                sha256=self.sha256,
            ),
            snapshot_id=SnapshotId(self.snapshot_id),
            seed=self.seed,
            made_at=self.made_at,
        )


def keep_model(
    connection: Connection[TupleRow],
    bundle: bytes,
    *,
    snapshot: Snapshot,
    made_at: datetime,
    handover_key: MasterKey,
    objects: ObjectStore,
) -> TrainedModel:
    """Seal a bundle under a key of its own and record it with its audit leaf, in the caller's transaction.

    Row first, object second, commit last: whoever inserts the row also writes the object that its key opens. The
    object's name follows from the snapshot, so what a death leaves behind the next attempt overwrites. Where the model
    of this snapshot is recorded already, that one is returned and nothing is written.

    Raises:
        SnapshotChanged: something was withdrawn while the model was trained; the bundle is not kept.
    """
    hold_snapshots(connection)
    if not load_snapshot(connection, snapshot.snapshot_id).whole:
        raise SnapshotChanged
    model_id = model_of_snapshot(snapshot.snapshot_id)
    binding = model_binding(model_id)
    key, wrapped_key = handover_key.create_key(binding)
    sealed = SealedModel(
        model_id=model_id,
        object_key=f"deidentified-{model_id.hex}",
        wrapped_key=wrapped_key,
        sha256=hashlib.sha256(bundle).digest(),
    )
    seed = seed_of(snapshot.content_hash)
    model = TrainedModel(sealed=sealed, snapshot_id=snapshot.snapshot_id, seed=seed, made_at=made_at)
    if not _insert(connection, model):
        return load_model(connection, model_id)
    objects.put(sealed.object_key, key.seal(bundle, binding))
    _ = append(
        connection,
        ModelTrained(at=made_at, model_id=model_id, snapshot_id=snapshot.snapshot_id, sha256=sealed.sha256),
    )
    return model


def find_model(connection: Connection[TupleRow], model_id: ModelId) -> TrainedModel | None:
    """Return a model, if there is one of this name."""
    with connection.cursor(row_factory=class_row(_ModelRow)) as cursor:
        row = cursor.execute(QUERIES["find_model"], {"model_id": model_id}).fetchone()
    return None if row is None else row.parse()


def load_model(connection: Connection[TupleRow], model_id: ModelId) -> TrainedModel:
    """Return a model.

    Raises:
        ModelNotFound: there is none of this name.
    """
    model = find_model(connection, model_id)
    if model is None:
        raise ModelNotFound
    return model


def list_models(connection: Connection[TupleRow]) -> tuple[TrainedModel, ...]:
    """Return all models, newest first."""
    with connection.cursor(row_factory=class_row(_ModelRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_models"]))


def _insert(connection: Connection[TupleRow], model: TrainedModel) -> bool:
    """Write the row; False where it is there already."""
    sealed = model.sealed
    inserted = connection.execute(
        QUERIES["insert_model"],
        {
            "model_id": sealed.model_id,
            "snapshot_id": model.snapshot_id,
            "object_key": sealed.object_key,
            "wrapped_key": sealed.wrapped_key,
            "sha256": sealed.sha256,
            "seed": model.seed,
            "made_at": model.made_at,
        },
    ).rowcount
    return inserted == 1
