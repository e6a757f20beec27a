"""Releases: trained models on their way back to the assistant. They hold no sound and no words of one person alone."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import ModelId, ReleaseId
from earnest.services.cryptography import Binding, MasterKey, SealBroken
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore

QUERIES = load_queries("earnest.handover")

FORMAT_VERSION = 1
"""Version of the sealed form of a model bundle, bound into its associated data."""


class ReleaseReason(StrEnum):
    """Why a model went live."""

    IMPROVED = "improved"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedModel:
    """Where a model's bundle lies and how it is opened."""

    model_id: ModelId
    object_key: str
    wrapped_key: bytes
    """The bundle's key, wrapped by the handover key."""
    sha256: bytes
    """SHA-256 of the bundle; 32 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One step in the history of the live model."""

    sequence: int
    release_id: ReleaseId
    model: SealedModel | None
    """None: the stock model."""
    reason: ReleaseReason
    released_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReleaseRow:
    sequence: int
    release_id: UUID
    model_id: UUID | None
    object_key: str | None
    wrapped_key: bytes | None
    sha256: bytes | None
    reason: str
    released_at: datetime

    def parse(self) -> Release:
        model = None
        if self.model_id is not None and self.object_key is not None and self.wrapped_key is not None and self.sha256:
            model = SealedModel(
                model_id=ModelId(self.model_id),
                object_key=self.object_key,
                wrapped_key=self.wrapped_key,
                sha256=self.sha256,
            )
        return Release(
            sequence=self.sequence,
            release_id=ReleaseId(self.release_id),
            model=model,
            reason=ReleaseReason(self.reason),
            released_at=self.released_at,
        )


def model_binding(model_id: ModelId) -> Binding:
    """Return what a model's key and bundle are bound to."""
    return Binding(kind="model", identifier=model_id, version=FORMAT_VERSION)


def publish(connection: Connection[TupleRow], release: Release) -> None:
    """Make a model live; its `sequence` is given by the database and that of the argument is ignored."""
    model = release.model
    _ = connection.execute(
        QUERIES["insert_release"],
        {
            "release_id": release.release_id,
            "model_id": None if model is None else model.model_id,
            "object_key": None if model is None else model.object_key,
            "wrapped_key": None if model is None else model.wrapped_key,
            "sha256": None if model is None else model.sha256,
            "reason": release.reason.value,
            "released_at": release.released_at,
        },
    )


def find_live(connection: Connection[TupleRow]) -> Release | None:
    """Return the release that is live; None where nothing was ever released (the stock model is live)."""
    return next(iter(_newest(connection, most=1)), None)


def list_releases(connection: Connection[TupleRow]) -> tuple[Release, ...]:
    """Return all releases, newest first."""
    return _newest(connection, most=None)


def _newest(connection: Connection[TupleRow], *, most: int | None) -> tuple[Release, ...]:
    with connection.cursor(row_factory=class_row(_ReleaseRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_releases"], {"most": most}))


def was_released(connection: Connection[TupleRow], model_id: ModelId) -> bool:
    """Return whether a model was ever released because it was better."""
    return connection.execute(QUERIES["was_released"], {"model_id": model_id}).fetchone() is not None


def open_model(model: SealedModel, *, handover_key: MasterKey, objects: ObjectStore) -> bytes:
    """Return a model's bundle.

    Raises:
        SealBroken: key, ciphertext or hash does not belong to this model.
        ObjectMissing: the object is gone.
    """
    binding = model_binding(model.model_id)
    bundle = handover_key.unwrap(model.wrapped_key, binding).open(objects.get(model.object_key), binding)
    if hashlib.sha256(bundle).digest() != model.sha256:
        raise SealBroken
    return bundle
