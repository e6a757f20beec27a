"""Erasure reaches every store, leaves receipts, survives deaths in between; snapshots lose what was withdrawn (RT)."""

import contextlib
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from psycopg import sql
from psycopg.errors import ForeignKeyViolation
from support.clips import HandoverSide
from support.reviewing import open_reviewing, order

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.corpus.errors import NothingLabelled
from earnest.deidentified.corpus.orphans import OrphanSweep
from earnest.deidentified.corpus.snapshots import list_models_with_clip, load_snapshot
from earnest.foundation.identifiers import ClipId
from earnest.handover.clips import list_expired
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.handover.withdrawals import StoreName, WithdrawalReason, add_receipt, list_unerased, withdraw
from earnest.services.database.roles import Role
from earnest.services.objects import ORPHAN_AGE, ObjectMissing, ObjectStore, StoreUnavailable


def erasure(handover: HandoverSide, objects: ObjectStore | None = None, *, batch: int = 500) -> ClipErasure:
    return ClipErasure(
        database=handover.databases[Role.CORPUS_WORKER],
        objects=objects or handover.objects,
        clock=handover.clock,
        batch=batch,
    )


def withdraw_clip(handover: HandoverSide, clip_id: ClipId) -> None:
    """As the customer portal does it."""
    with handover.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=handover.clock.now())


def receipts(handover: HandoverSide, clip_id: ClipId) -> set[str]:
    with handover.databases.owner.transaction() as connection:
        rows = connection.execute("select store from handover.withdrawal_receipts where clip_id = %s", [clip_id])
        return {str(row[0]) for row in rows.fetchall()}


ALL_STORES = {store.value for store in StoreName}


def labelled_clip(handover: HandoverSide, transcript: str = "a large latte") -> ClipId:
    clip_id = handover.place(text="the quick brown xylophone")
    lease = open_reviewing(handover).label_next(order(transcript))
    assert lease.clip_id == clip_id
    return clip_id


def dump(handover: HandoverSide) -> str:
    """Return every value of every table of the sides that clips reach, as text."""
    with handover.databases.owner.transaction() as connection:
        tables = connection.execute(
            "select schemaname, tablename from pg_tables"
            " where schemaname in ('handover', 'deidentified', 'audit', 'jobs_deidentified')"
        ).fetchall()
        statements = [sql.SQL("select * from {}").format(sql.Identifier(schema, table)) for schema, table in tables]
        return "\n".join(str(connection.execute(statement).fetchall()) for statement in statements)


def test_rt4_sound_that_never_became_a_clip_goes_and_nothing_else(handover: HandoverSide) -> None:
    """The object is written before its row, so a roll-back or a death leaves one that no row names."""
    handover.allow(1)
    kept = handover.place()
    with pytest.raises(ForeignKeyViolation):
        _ = handover.place(region="FR")
    handover.objects.put("r-somebody-elses", b"a recording")
    handover.objects.put("deidentified-model", b"a model")
    assert len(list(handover.objects.keys())) == 6
    sweep = OrphanSweep(database=handover.databases[Role.CORPUS_WORKER], objects=handover.objects, clock=handover.clock)
    sweep.sweep()
    handover.clock.advance(ORPHAN_AGE - timedelta(seconds=1))
    sweep.sweep()
    assert len(list(handover.objects.keys())) == 6
    handover.clock.advance(timedelta(seconds=1))
    sweep.sweep()
    left = set(handover.objects.keys())
    assert len(left) == 4
    assert {"r-somebody-elses", "deidentified-model"} < left
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        clip = load_clip(connection, kept)
    assert open_sound(clip, handover_key=handover.handover_key, objects=handover.objects)


def test_rt3_nothing_of_an_erased_clip_is_left_and_each_store_says_so(handover: HandoverSide) -> None:
    handover.allow(2)
    clip_id = labelled_clip(handover, "an unmistakable zanzibar")
    kept = labelled_clip(handover, "something else")
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot = handover.make_snapshot(connection)
    assert "zanzibar" not in dump(handover), "sealed from the beginning"
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        label = handover.find_label(connection, clip_id)
    assert label is not None
    assert "zanzibar" in repr(label)
    withdraw_clip(handover, clip_id)
    erasure(handover).sweep()
    everything = dump(handover)
    assert "zanzibar" not in everything
    assert "xylophone" not in everything
    assert receipts(handover, clip_id) == ALL_STORES
    assert receipts(handover, kept) == set()
    assert len(list(handover.objects.keys())) == 2, "sound and erasure key of the one that stays"
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert list_unerased(connection, most=10) == ()
        left = load_snapshot(connection, snapshot.snapshot_id)
        assert (left.clip_count, left.clips_left, left.whole) == (2, 1, False)
        with pytest.raises(ClipGone):
            _ = load_clip(connection, clip_id)
        again = handover.make_snapshot(connection)
    assert again.snapshot_id != snapshot.snapshot_id
    assert (again.clip_count, again.whole) == (1, True)


def test_rt4_a_copy_of_the_object_store_does_not_open_after_the_erasure(handover: HandoverSide) -> None:
    """The key is gone from row and store, with its erasure key, so what a back-up or PostgreSQL keeps is noise."""
    handover.allow(1)
    clip_id = handover.place()
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        placed = load_clip(connection, clip_id)
    back_up = {key: handover.objects.get(key) for key in list(handover.objects.keys())}
    withdraw_clip(handover, clip_id)
    erasure(handover).erase_clip(clip_id)
    handover.objects.put(placed.object_key, back_up.pop(placed.object_key))
    with handover.databases.owner.transaction() as connection:
        row = connection.execute("select wrapped_key, words, sealed_words from handover.clips").fetchone()
    assert row == (None, None, None)
    # An old row version and the handover key are not enough.
    with pytest.raises(ObjectMissing):
        _ = open_sound(placed, handover_key=handover.handover_key, objects=handover.objects)
    with pytest.raises(ObjectMissing):
        _ = open_words(placed, handover_key=handover.handover_key, objects=handover.objects)
    # Whoever had kept erasure key, row and handover key could still open it: that is why the first is destroyed.
    ((erasure_key, kept),) = back_up.items()
    handover.objects.put(erasure_key, kept)
    assert open_sound(placed, handover_key=handover.handover_key, objects=handover.objects)[:4] == b"RIFF"


def test_a_clip_that_was_not_withdrawn_is_left_alone(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = labelled_clip(handover)
    before = dump(handover)
    erasure(handover).erase_clip(clip_id)
    erasure(handover).erase_clip(ClipId(uuid4()))
    assert dump(handover) == before


def test_a_death_after_the_key_is_made_good_by_the_sweep(handover: HandoverSide) -> None:
    """The store is away when the object should go: key, label and words go at once, the object at the next sweep."""
    handover.allow(1)
    clip_id = labelled_clip(handover)
    withdraw_clip(handover, clip_id)
    _ = (handover.folder / "objects").rename(handover.folder / "away")
    with pytest.raises(StoreUnavailable):
        erasure(handover).erase_clip(clip_id)
    assert receipts(handover, clip_id) == ALL_STORES - {StoreName.CLIP_KEY.value, StoreName.CLIP_OBJECT.value}
    with handover.databases.owner.transaction() as connection:
        assert connection.execute("select wrapped_key from handover.clips").fetchone() == (None,)
        assert connection.execute("select 1 from handover.labels").fetchone() is None
    _ = (handover.folder / "away").rename(handover.folder / "objects")
    erasure(handover).sweep()
    assert receipts(handover, clip_id) == ALL_STORES
    assert list(handover.objects.keys()) == []


def test_erasing_twice_changes_nothing(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = labelled_clip(handover)
    withdraw_clip(handover, clip_id)
    erasure(handover).sweep()
    before = dump(handover)
    erasure(handover).sweep()
    assert dump(handover) == before


def test_a_label_that_slipped_in_after_the_receipts_is_found(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = labelled_clip(handover)
    withdraw_clip(handover, clip_id)
    with handover.databases.owner.transaction() as connection:
        for store in StoreName:
            add_receipt(connection, clip_id, store=store, erased_at=handover.clock.now())
    erasure(handover).sweep()
    with handover.databases.owner.transaction() as connection:
        assert connection.execute("select 1 from handover.labels").fetchone() is None


def test_more_clips_than_one_statement_may_name_are_all_erased_in_one_sweep(handover: HandoverSide) -> None:
    handover.allow(20)
    withdrawn = [handover.place(seconds=0.1) for _ in range(7)]
    expired = [handover.place(seconds=0.1, retention=timedelta(days=1)) for _ in range(8)]
    stays = handover.place(seconds=0.1)
    for clip_id in withdrawn:
        withdraw_clip(handover, clip_id)
    handover.clock.advance(timedelta(days=2))
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert len(list_unerased(connection, most=3)) == 3
        assert len(list_expired(connection, now=handover.clock.now(), most=3)) == 3
    erasure(handover, batch=3).sweep()
    for clip_id in (*withdrawn, *expired):
        assert receipts(handover, clip_id) == ALL_STORES
    assert receipts(handover, stays) == set()
    assert len(list(handover.objects.keys())) == 2, "sound and erasure key of the one that stays"


def test_a_withdrawn_clip_far_back_in_the_snapshots_is_found_turn_by_turn(handover: HandoverSide) -> None:
    """As after a mistake of ours: every store has given its receipt, and a line of a snapshot is still there."""
    handover.allow(7)
    clips = sorted(labelled_clip(handover) for _ in range(7))
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        _ = handover.make_snapshot(connection)
    withdraw_clip(handover, clips[-1])
    sweeping = erasure(handover, batch=3)
    sweeping.erase_clip(clips[-1])
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into deidentified.snapshot_clips (snapshot_id, clip_id, label_id)"
            " select snapshot_id, %s, gen_random_uuid() from deidentified.snapshots",
            [clips[-1]],
        )
    for expected in (7, 7, 6, 6, 6):
        sweeping.sweep()
        with handover.databases.owner.transaction() as connection:
            row = connection.execute("select count(*) from deidentified.snapshot_clips").fetchone()
        assert row == (expected,)


def test_rt1_expired_clips_are_erased_and_their_rows_go(handover: HandoverSide) -> None:
    handover.allow(2)
    short = handover.place(retention=timedelta(days=10))
    long = handover.place(retention=timedelta(days=20))
    erasure(handover).sweep()
    assert receipts(handover, short) == set()
    handover.clock.advance(timedelta(days=10))
    erasure(handover).sweep()
    assert receipts(handover, short) == ALL_STORES
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        with pytest.raises(ClipMissing):
            _ = load_clip(connection, short)
        assert load_clip(connection, long).description.clip_id == long
    assert len(list(handover.objects.keys())) == 2


def test_nothing_withdrawn_gets_into_a_snapshot(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = labelled_clip(handover)
    withdraw_clip(handover, clip_id)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection, pytest.raises(NothingLabelled):
        _ = handover.make_snapshot(connection)


def test_the_same_labels_make_the_same_snapshot(handover: HandoverSide) -> None:
    handover.allow(2)
    _ = labelled_clip(handover)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        first = handover.make_snapshot(connection)
        assert handover.make_snapshot(connection) == first
    _ = labelled_clip(handover)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        second = handover.make_snapshot(connection)
        assert load_snapshot(connection, first.snapshot_id) == first
    assert second.clip_count == 2
    assert second.content_hash != first.content_hash


def test_ml1_rt8_lineage_names_the_models_that_hold_a_clip(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = labelled_clip(handover)
    model_id = uuid4()
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot = handover.make_snapshot(connection)
        _ = connection.execute(
            "insert into deidentified.models values (%s, %s, 'k', 'w', 's', 1, %s)",
            [model_id, snapshot.snapshot_id, handover.clock.now()],
        )
        assert list_models_with_clip(connection, clip_id) == (model_id,)
        assert list_models_with_clip(connection, ClipId(uuid4())) == ()


def test_a_label_that_is_being_written_does_not_outlive_its_clip(handover: HandoverSide) -> None:
    """A label and the erasure of its clip run into one another again and again; nothing of the label is ever left."""
    rounds = 12
    handover.allow(rounds)
    for _ in range(rounds):
        clip_id = handover.place()
        reviewing = open_reviewing(handover)
        lease = reviewing.take()
        _ = reviewing.listen(lease)
        begin = threading.Barrier(2)

        def erase(clip_id: ClipId = clip_id, begin: threading.Barrier = begin) -> None:
            _ = begin.wait()
            withdraw_clip(handover, clip_id)
            erasure(handover).erase_clip(clip_id)

        thread = threading.Thread(target=erase)
        thread.start()
        _ = begin.wait()
        with contextlib.suppress(ClipGone):
            reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, order())
        thread.join()
        with handover.databases.owner.transaction() as connection:
            assert connection.execute("select 1 from handover.labels").fetchone() is None
