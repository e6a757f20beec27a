"""Snapshots: immutable lists of labels with their lineage to clips."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.corpus.errors import NothingLabelled, SnapshotNotFound
from earnest.deidentified.corpus.records import Snapshot, SnapshotLine
from earnest.deidentified.corpus.rules import content_hash, teaches
from earnest.deidentified.locks import hold_snapshots
from earnest.foundation.identifiers import ClipId, CorpusItemId, LabelId, ModelId, SnapshotId, random_identifier
from earnest.handover.labels import list_labels
from earnest.handover.wake import list_examples
from earnest.handover.withdrawals import find_withdrawn
from earnest.services.audit import SnapshotMade, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore

QUERIES = load_queries("earnest.deidentified.corpus")

FIRST_CLIP: Final = ClipId(UUID(int=0))
"""Before every clip's identifier, which are random."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _SnapshotRow:
    snapshot_id: UUID
    content_hash: bytes
    clip_count: int
    clips_left: int
    item_count: int
    items_left: int
    made_at: datetime

    def parse(self) -> Snapshot:
        return Snapshot(
            snapshot_id=SnapshotId(self.snapshot_id),
            content_hash=self.content_hash,
            clip_count=self.clip_count,
            clips_left=self.clips_left,
            item_count=self.item_count,
            items_left=self.items_left,
            made_at=self.made_at,
        )


def make_snapshot(
    connection: Connection[TupleRow], *, handover_key: MasterKey, objects: ObjectStore, made_at: datetime
) -> Snapshot:
    """Freeze the labels that teach something, and all items of corpora; withdrawn clips are never among them.

    Where a whole snapshot of exactly these exists, that one is returned, so a repeated command adds nothing.

    Raises:
        NothingLabelled: there is no such label and no corpus.
    """
    hold_snapshots(connection)
    written = list_labels(connection, handover_key=handover_key, objects=objects)
    labels = [label for label in written if teaches(label)]
    item_ids: list[UUID] = [row[0] for row in connection.execute(QUERIES["list_corpus_items"])]
    if not (labels or item_ids):
        raise NothingLabelled
    examples = [one.example_id for one in list_examples(connection, today=made_at.date())]
    digest = content_hash(labels, examples, item_ids)
    with connection.cursor(row_factory=class_row(_SnapshotRow)) as cursor:
        known = cursor.execute(QUERIES["find_snapshot_by_content"], {"content_hash": digest}).fetchone()
    if known is not None:
        return known.parse()
    snapshot_id = SnapshotId(random_identifier())
    _ = connection.execute(
        QUERIES["insert_snapshot"],
        {
            "snapshot_id": snapshot_id,
            "content_hash": digest,
            "clip_count": len(labels),
            "item_count": len(item_ids),
            "made_at": made_at,
        },
    )
    _ = connection.execute(QUERIES["insert_snapshot_items"], {"snapshot_id": snapshot_id, "item_ids": item_ids})
    # What was withdrawn since the labels were read stays out; what is withdrawn later, erasure takes out.
    withdrawn = find_withdrawn(connection, [label.clip_id for label in labels])
    lines = [
        {"snapshot_id": snapshot_id, "clip_id": label.clip_id, "label_id": label.label_id}
        for label in labels
        if label.clip_id not in withdrawn
    ]
    with connection.cursor() as cursor:
        cursor.executemany(QUERIES["insert_snapshot_line"], lines)
    _ = append(connection, SnapshotMade(at=made_at, snapshot_id=snapshot_id, content_hash=digest))
    return load_snapshot(connection, snapshot_id)


def load_snapshot(connection: Connection[TupleRow], snapshot_id: SnapshotId) -> Snapshot:
    """Return a snapshot.

    Raises:
        SnapshotNotFound: there is none.
    """
    withdrawn = find_withdrawn(connection, [line.clip_id for line in _list_lines(connection, snapshot_id)])
    parameters = {"snapshot_id": snapshot_id, "withdrawn": list(withdrawn)}
    with connection.cursor(row_factory=class_row(_SnapshotRow)) as cursor:
        row = cursor.execute(QUERIES["load_snapshot"], parameters).fetchone()
    if row is None:
        raise SnapshotNotFound
    return row.parse()


def list_snapshots(connection: Connection[TupleRow]) -> tuple[Snapshot, ...]:
    """Return all snapshots, newest first."""
    withdrawn = find_withdrawn(connection, list_all_snapshot_clips(connection))
    with connection.cursor(row_factory=class_row(_SnapshotRow)) as cursor:
        rows = cursor.execute(QUERIES["list_snapshots"], {"withdrawn": list(withdrawn)})
        return tuple(row.parse() for row in rows)


def list_snapshot_clips(connection: Connection[TupleRow], snapshot_id: SnapshotId) -> tuple[SnapshotLine, ...]:
    """Return the clips of a snapshot that were not withdrawn, ordered by identifier, each with its label.

    A label that is written later, as a second review or an adjudication, is not in it.
    """
    lines = _list_lines(connection, snapshot_id)
    withdrawn = find_withdrawn(connection, [line.clip_id for line in lines])
    return tuple(line for line in lines if line.clip_id not in withdrawn)


def list_all_snapshot_clips(
    connection: Connection[TupleRow], *, after: ClipId = FIRST_CLIP, most: int | None = None
) -> tuple[ClipId, ...]:
    """Return the clips that are in any snapshot, withdrawn or not, ordered by identifier.

    Args:
        connection: of the corpus worker's role.
        after: only those after this one.
        most: how many at most; None for all.
    """
    rows = connection.execute(QUERIES["list_all_snapshot_clips"], {"after": after, "most": most}).fetchall()
    return tuple(ClipId(row[0]) for row in rows)


def list_snapshot_items(connection: Connection[TupleRow], snapshot_id: SnapshotId) -> tuple[CorpusItemId, ...]:
    """Return the items of corpora in a snapshot, ordered by identifier."""
    rows = connection.execute(QUERIES["list_snapshot_items"], {"snapshot_id": snapshot_id}).fetchall()
    return tuple(CorpusItemId(row[0]) for row in rows)


def list_models_with_clip(connection: Connection[TupleRow], clip_id: ClipId) -> tuple[ModelId, ...]:
    """Return the models that were trained on a clip that is still in their snapshot, oldest first (ML1, RT8).

    Asked before a clip is erased it names the models that hold it; afterwards nothing links them any more.
    """
    rows = connection.execute(QUERIES["list_models_with_clip"], {"clip_id": clip_id}).fetchall()
    return tuple(ModelId(row[0]) for row in rows)


def _list_lines(connection: Connection[TupleRow], snapshot_id: SnapshotId) -> tuple[SnapshotLine, ...]:
    """Return the clips of a snapshot, withdrawn or not, ordered by identifier."""
    rows = connection.execute(QUERIES["list_snapshot_clips"], {"snapshot_id": snapshot_id}).fetchall()
    return tuple(SnapshotLine(clip_id=ClipId(row[0]), label_id=LabelId(row[1])) for row in rows)
