"""Clips as they lie in the handover: the end of their keys, words and rows, and seals of older versions."""

from collections.abc import Collection, Sequence
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ClipId
from earnest.foundation.units import SampleCount
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


def find_sample_count(connection: Connection[TupleRow], clip_id: ClipId) -> SampleCount | None:
    """Return how long a clip is, withdrawn or not; None where its row is gone."""
    row = connection.execute(QUERIES["find_sample_count"], {"clip_id": clip_id}).fetchone()
    return None if row is None else SampleCount(int(row[0]))


def find_honey(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> set[ClipId]:
    """Return which of some clips are honey clips, which the queue never gives (AU10)."""
    rows = connection.execute(QUERIES["find_honey"], {"clip_ids": list(clip_ids)}).fetchall()
    return {ClipId(row[0]) for row in rows}


def find_sample_counts(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> dict[ClipId, SampleCount]:
    """Return how long some clips are; those whose rows are gone are left out."""
    rows = connection.execute(QUERIES["find_sample_counts"], {"clip_ids": list(clip_ids)}).fetchall()
    return {ClipId(row[0]): SampleCount(int(row[1])) for row in rows}


def find_warned(connection: Connection[TupleRow], clip_ids: Collection[ClipId]) -> frozenset[ClipId]:
    """Return before which of some clips a warning stands (DC2)."""
    rows = connection.execute(QUERIES["find_warned"], {"clip_ids": list(clip_ids)}).fetchall()
    return frozenset(ClipId(row[0]) for row in rows)


def destroy_clip(connection: Connection[TupleRow], clip_id: ClipId) -> str | None:
    """Destroy key and words of a clip; nothing opens its sound from the commit on. Repeating it changes nothing.

    Returns:
        Name of the object that holds its sound; None where there is no such clip.
    """
    row = connection.execute(QUERIES["destroy_clip"], {"clip_id": clip_id}).fetchone()
    return None if row is None else str(row[0])


def find_owned_objects(connection: Connection[TupleRow], object_keys: Sequence[str]) -> set[str]:
    """Return those of some objects that belong to a clip."""
    rows = connection.execute(QUERIES["list_object_keys"], {"object_keys": list(object_keys)}).fetchall()
    return {str(row[0]) for row in rows}


def list_leftovers(connection: Connection[TupleRow], *, most: int) -> tuple[ClipId, ...]:
    """Return withdrawn clips of which a label, a key or words are still here, whatever the receipts say.

    Args:
        connection: of the corpus worker's role.
        most: how many at most, ≥ 1.
    """
    return _clip_ids(connection.execute(QUERIES["list_leftovers"], {"most": most}).fetchall())


def list_expired(connection: Connection[TupleRow], *, now: datetime, most: int) -> tuple[ClipId, ...]:
    """Return clips past their end date that were not withdrawn yet (RT1), `most` at most, the oldest first."""
    return _clip_ids(connection.execute(QUERIES["list_expired"], {"now": now, "most": most}).fetchall())


def remove_emptied(connection: Connection[TupleRow], *, now: datetime, stores: int) -> None:
    """Remove the rows of erased clips past their end date.

    Args:
        connection: of the corpus worker's role.
        now: the present moment.
        stores: how many stores give a receipt; a row stays until each has.
    """
    _ = connection.execute(QUERIES["delete_emptied_clips"], {"now": now, "stores": stores})


def list_plain(connection: Connection[TupleRow]) -> tuple[ClipId, ...]:
    """Return clips of which words or a label stand there unsealed, from before there were seals."""
    return _clip_ids(connection.execute(QUERIES["list_plain"]).fetchall())


def put_sealed_words(connection: Connection[TupleRow], clip_id: ClipId, sealed_words: bytes) -> None:
    """Put sealed words in the place of plain ones."""
    _ = connection.execute(QUERIES["seal_words"], {"clip_id": clip_id, "sealed_words": sealed_words})


def put_sealed_key(connection: Connection[TupleRow], clip_id: ClipId, wrapped_key: bytes) -> None:
    """Put the sealed key of a clip in the place of the one that was only wrapped."""
    _ = connection.execute(QUERIES["seal_clip_key"], {"clip_id": clip_id, "wrapped_key": wrapped_key})


def _clip_ids(rows: Sequence[TupleRow]) -> tuple[ClipId, ...]:
    return tuple(ClipId(row[0]) for row in rows)
