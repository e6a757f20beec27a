"""Erasure reaches every store, leaves receipts, survives deaths in between; snapshots lose what was withdrawn (RT)."""

import contextlib
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from psycopg import sql
from psycopg.errors import ForeignKeyViolation
from support.clips import Hatch
from support.reviewing import open_desk, order

from earnest.deidentified.corpus.erasure import Erasure
from earnest.deidentified.corpus.errors import NothingLabelled
from earnest.deidentified.corpus.orphans import OrphanSweep
from earnest.deidentified.corpus.snapshots import list_models_with_clip, load_snapshot
from earnest.foundation.identifiers import ClipId
from earnest.handover.errors import ClipMissing, ClipWithdrawn
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.handover.withdrawals import Store, WithdrawalReason, add_receipt, list_unerased, withdraw
from earnest.services.database.roles import Role
from earnest.services.objects import ORPHAN_AGE, ObjectMissing, ObjectStore, StoreUnavailable


def erasure(hatch: Hatch, objects: ObjectStore | None = None) -> Erasure:
    return Erasure(database=hatch.databases[Role.CORPUS_WORKER], objects=objects or hatch.objects, clock=hatch.clock)


def withdraw_clip(hatch: Hatch, clip_id: ClipId) -> None:
    """As the customer portal does it."""
    with hatch.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=hatch.clock.now())


def receipts(hatch: Hatch, clip_id: ClipId) -> set[str]:
    with hatch.databases.owner.transaction() as connection:
        rows = connection.execute("select store from handover.withdrawal_receipts where clip_id = %s", [clip_id])
        return {str(row[0]) for row in rows.fetchall()}


ALL_STORES = {store.value for store in Store}


def labelled_clip(hatch: Hatch, transcript: str = "a large latte") -> ClipId:
    clip_id = hatch.place(text="the quick brown xylophone")
    lease = open_desk(hatch).label_next(order(transcript))
    assert lease.clip_id == clip_id
    return clip_id


def dump(hatch: Hatch) -> str:
    """Return every value of every table of the sides that clips reach, as text."""
    with hatch.databases.owner.transaction() as connection:
        tables = connection.execute(
            "select schemaname, tablename from pg_tables"
            " where schemaname in ('handover', 'deidentified', 'audit', 'jobs_deidentified')"
        ).fetchall()
        statements = [sql.SQL("select * from {}").format(sql.Identifier(schema, table)) for schema, table in tables]
        return "\n".join(str(connection.execute(statement).fetchall()) for statement in statements)


def test_rt4_sound_that_never_became_a_clip_goes_and_nothing_else(hatch: Hatch) -> None:
    """The object is written before its row, so a roll-back or a death leaves one that no row names."""
    hatch.allow(1)
    kept = hatch.place()
    with pytest.raises(ForeignKeyViolation):
        _ = hatch.place(region="FR")
    hatch.objects.put("r-somebody-elses", b"a recording")
    hatch.objects.put("deidentified-model", b"a model")
    assert len(list(hatch.objects.keys())) == 6
    sweep = OrphanSweep(database=hatch.databases[Role.CORPUS_WORKER], objects=hatch.objects, clock=hatch.clock)
    sweep.sweep()
    hatch.clock.advance(ORPHAN_AGE - timedelta(seconds=1))
    sweep.sweep()
    assert len(list(hatch.objects.keys())) == 6
    hatch.clock.advance(timedelta(seconds=1))
    sweep.sweep()
    left = set(hatch.objects.keys())
    assert len(left) == 4
    assert {"r-somebody-elses", "deidentified-model"} < left
    with hatch.databases[Role.WORKBENCH].transaction() as connection:
        clip = load_clip(connection, kept)
    assert open_sound(clip, handover_key=hatch.handover_key, objects=hatch.objects)


def test_rt3_nothing_of_an_erased_clip_is_left_and_each_store_says_so(hatch: Hatch) -> None:
    hatch.allow(2)
    clip_id = labelled_clip(hatch, "an unmistakable zanzibar")
    kept = labelled_clip(hatch, "something else")
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot = hatch.make_snapshot(connection)
    assert "zanzibar" not in dump(hatch), "sealed from the beginning"
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        label = hatch.find_label(connection, clip_id)
    assert label is not None
    assert "zanzibar" in repr(label)
    withdraw_clip(hatch, clip_id)
    erasure(hatch).sweep()
    everything = dump(hatch)
    assert "zanzibar" not in everything
    assert "xylophone" not in everything
    assert receipts(hatch, clip_id) == ALL_STORES
    assert receipts(hatch, kept) == set()
    assert len(list(hatch.objects.keys())) == 2, "sound and guard of the one that stays"
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert list_unerased(connection) == ()
        left = load_snapshot(connection, snapshot.snapshot_id)
        assert (left.clip_count, left.clips_left, left.whole) == (2, 1, False)
        with pytest.raises(ClipWithdrawn):
            _ = load_clip(connection, clip_id)
        again = hatch.make_snapshot(connection)
    assert again.snapshot_id != snapshot.snapshot_id
    assert (again.clip_count, again.whole) == (1, True)


def test_rt4_a_copy_of_the_object_store_does_not_open_after_the_erasure(hatch: Hatch) -> None:
    """The key is gone from the row and its guard from the store, so what a back-up or PostgreSQL keeps is noise."""
    hatch.allow(1)
    clip_id = hatch.place()
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        placed = load_clip(connection, clip_id)
    back_up = {key: hatch.objects.get(key) for key in list(hatch.objects.keys())}
    withdraw_clip(hatch, clip_id)
    erasure(hatch).erase_clip(clip_id)
    hatch.objects.put(placed.object_key, back_up.pop(placed.object_key))
    with hatch.databases.owner.transaction() as connection:
        row = connection.execute("select wrapped_key, words, sealed_words from handover.clips").fetchone()
    assert row == (None, None, None)
    # An old row version and the handover key are not enough.
    with pytest.raises(ObjectMissing):
        _ = open_sound(placed, handover_key=hatch.handover_key, objects=hatch.objects)
    with pytest.raises(ObjectMissing):
        _ = open_words(placed, handover_key=hatch.handover_key, objects=hatch.objects)
    # Whoever had kept guard, row and handover key could still open it: that is what destroying the guard is for.
    ((guard, kept),) = back_up.items()
    hatch.objects.put(guard, kept)
    assert open_sound(placed, handover_key=hatch.handover_key, objects=hatch.objects)[:4] == b"RIFF"


def test_a_clip_that_was_not_withdrawn_is_left_alone(hatch: Hatch) -> None:
    hatch.allow(1)
    clip_id = labelled_clip(hatch)
    before = dump(hatch)
    erasure(hatch).erase_clip(clip_id)
    erasure(hatch).erase_clip(ClipId(uuid4()))
    assert dump(hatch) == before


def test_a_death_after_the_key_is_made_good_by_the_sweep(hatch: Hatch) -> None:
    """The store is away when the object should go: key, label and words go at once, the object at the next sweep."""
    hatch.allow(1)
    clip_id = labelled_clip(hatch)
    withdraw_clip(hatch, clip_id)
    _ = (hatch.folder / "objects").rename(hatch.folder / "away")
    with pytest.raises(StoreUnavailable):
        erasure(hatch).erase_clip(clip_id)
    assert receipts(hatch, clip_id) == ALL_STORES - {Store.CLIP_KEY.value, Store.CLIP_OBJECT.value}
    with hatch.databases.owner.transaction() as connection:
        assert connection.execute("select wrapped_key from handover.clips").fetchone() == (None,)
        assert connection.execute("select 1 from handover.labels").fetchone() is None
    _ = (hatch.folder / "away").rename(hatch.folder / "objects")
    erasure(hatch).sweep()
    assert receipts(hatch, clip_id) == ALL_STORES
    assert list(hatch.objects.keys()) == []


def test_erasing_twice_changes_nothing(hatch: Hatch) -> None:
    hatch.allow(1)
    clip_id = labelled_clip(hatch)
    withdraw_clip(hatch, clip_id)
    erasure(hatch).sweep()
    before = dump(hatch)
    erasure(hatch).sweep()
    assert dump(hatch) == before


def test_a_label_that_slipped_in_after_the_receipts_is_found(hatch: Hatch) -> None:
    hatch.allow(1)
    clip_id = labelled_clip(hatch)
    withdraw_clip(hatch, clip_id)
    with hatch.databases.owner.transaction() as connection:
        for store in Store:
            add_receipt(connection, clip_id, store=store, erased_at=hatch.clock.now())
    erasure(hatch).sweep()
    with hatch.databases.owner.transaction() as connection:
        assert connection.execute("select 1 from handover.labels").fetchone() is None


def test_rt1_expired_clips_are_erased_and_their_rows_go(hatch: Hatch) -> None:
    hatch.allow(2)
    short = hatch.place(retention=timedelta(days=10))
    long = hatch.place(retention=timedelta(days=20))
    erasure(hatch).sweep()
    assert receipts(hatch, short) == set()
    hatch.clock.advance(timedelta(days=10))
    erasure(hatch).sweep()
    assert receipts(hatch, short) == ALL_STORES
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        with pytest.raises(ClipMissing):
            _ = load_clip(connection, short)
        assert load_clip(connection, long).description.clip_id == long
    assert len(list(hatch.objects.keys())) == 2


def test_nothing_withdrawn_gets_into_a_snapshot(hatch: Hatch) -> None:
    hatch.allow(1)
    clip_id = labelled_clip(hatch)
    withdraw_clip(hatch, clip_id)
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection, pytest.raises(NothingLabelled):
        _ = hatch.make_snapshot(connection)


def test_the_same_labels_make_the_same_snapshot(hatch: Hatch) -> None:
    hatch.allow(2)
    _ = labelled_clip(hatch)
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        first = hatch.make_snapshot(connection)
        assert hatch.make_snapshot(connection) == first
    _ = labelled_clip(hatch)
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        second = hatch.make_snapshot(connection)
        assert load_snapshot(connection, first.snapshot_id) == first
    assert second.clip_count == 2
    assert second.content_hash != first.content_hash


def test_ml1_lineage_names_the_models_that_hold_a_clip(hatch: Hatch) -> None:
    hatch.allow(1)
    clip_id = labelled_clip(hatch)
    model_id = uuid4()
    with hatch.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot = hatch.make_snapshot(connection)
        _ = connection.execute(
            "insert into deidentified.models values (%s, %s, 'k', 'w', 's', 1, %s)",
            [model_id, snapshot.snapshot_id, hatch.clock.now()],
        )
        assert list_models_with_clip(connection, clip_id) == (model_id,)
        assert list_models_with_clip(connection, ClipId(uuid4())) == ()


def test_a_label_that_is_being_written_does_not_outlive_its_clip(hatch: Hatch) -> None:
    """A label and the erasure of its clip run into one another again and again; nothing of the label is ever left."""
    rounds = 12
    hatch.allow(rounds)
    for _ in range(rounds):
        clip_id = hatch.place()
        desk = open_desk(hatch)
        lease = desk.take()
        _ = desk.listen(lease)
        begin = threading.Barrier(2)

        def erase(clip_id: ClipId = clip_id, begin: threading.Barrier = begin) -> None:
            _ = begin.wait()
            withdraw_clip(hatch, clip_id)
            erasure(hatch).erase_clip(clip_id)

        thread = threading.Thread(target=erase)
        thread.start()
        _ = begin.wait()
        with contextlib.suppress(ClipWithdrawn):
            desk.verdicts.label(lease.lease_id, desk.reviewer, order())
        thread.join()
        with hatch.databases.owner.transaction() as connection:
            assert connection.execute("select 1 from handover.labels").fetchone() is None
