"""Several reviews of one clip by reviewers who work at the same time: who is given what, and what is taken back."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from support.clips import HandoverSide
from support.reviewing import TEN_MINUTES, Reviewing, not_said, open_reviewing, order

from earnest.deidentified.corpus.snapshots import list_snapshot_clips
from earnest.deidentified.review.errors import ClipWithAnother
from earnest.deidentified.review.leases import take_lease
from earnest.deidentified.review.records import HeldLease
from earnest.foundation.identifiers import ClipId
from earnest.handover.labels import Label, WakeWordVerdict, list_labels_of
from earnest.handover.reviews import ADJUDICATION, LeasePurpose, load_reviews
from earnest.handover.withdrawals import is_withdrawn
from earnest.services.database import Database
from earnest.services.database.roles import Role

WANTED = 3


def labels_of(handover: HandoverSide, clip_id: ClipId) -> tuple[Label, ...]:
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        return list_labels_of(connection, clip_id, handover_key=handover.handover_key, objects=handover.objects)


def numbers_of(handover: HandoverSide, clip_id: ClipId) -> frozenset[int]:
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        return load_reviews(connection, clip_id).numbers


def waits_for(reviewing: Reviewing) -> HeldLease | None:
    handover = reviewing.handover
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        return reviewing.take_in(connection)


def test_reviewers_at_the_same_time_give_each_clip_its_reviews_and_no_reviewer_is_given_one_twice(
    handover: HandoverSide,
) -> None:
    """Six reviewers; four clips that want three reviews: half of the verdicts differ, so some are adjudicated too."""
    handover.allow(4)
    clips = [handover.place(reviews_wanted=WANTED, seconds=0.5) for _ in range(4)]
    database = Database(handover.databases.dsn(Role.WORKBENCH), maximum_connections=6)
    reviewers_at_work = [open_reviewing(handover, database=database) for _ in range(6)]
    begin = threading.Barrier(len(reviewers_at_work))

    def shift(number: int) -> None:
        reviewing = reviewers_at_work[number]
        _ = begin.wait()
        for turn in range(20):
            with database.transaction() as connection:
                lease = take_lease(connection, reviewing.reviewer, now=handover.clock.now(), duration=TEN_MINUTES)
            if lease is None:
                continue
            if turn == 1:
                reviewing.verdicts.give_back(lease.lease_id, reviewing.reviewer)
                continue
            _ = reviewing.listen(lease, seconds=0.5)
            clip_is_even = clips.index(lease.clip_id) % 2 == 0
            written = order() if clip_is_even else order(f"what {number} heard")
            reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, written)

    try:
        with ThreadPoolExecutor(len(reviewers_at_work)) as pool:
            for done in [pool.submit(shift, number) for number in range(len(reviewers_at_work))]:
                done.result()
        # Who came too early for a second round finishes what waits.
        finishing = [LeasePurpose.REVIEW] * WANTED + [LeasePurpose.ADJUDICATION]
        for late in [open_reviewing(handover, database=database, purpose=purpose) for purpose in finishing]:
            while (lease := waits_for(late)) is not None:
                _ = late.listen(lease, seconds=0.5)
                late.verdicts.label(lease.lease_id, late.reviewer, order())
    finally:
        database.close()
    with handover.databases.owner.transaction() as connection:
        twice = connection.execute(
            "select 1 from deidentified.leases group by clip_id, staff_id having count(*) > 1"
        ).fetchall()
        heard = connection.execute("select handed_out from handover.allowances").fetchone()
        labelled = connection.execute("select count(*) from handover.receipts where kind = 'labelled'").fetchone()
        labels = connection.execute("select count(*) from handover.labels").fetchone()
    assert twice == [], "given back or labelled, no reviewer is given a clip again"
    assert heard == (4,), "a cap counts clips"
    assert labelled == labels, "each label has its receipt"
    for place, clip_id in enumerate(clips):
        reviews = set(range(1, WANTED + 1))
        assert numbers_of(handover, clip_id) == (reviews if place % 2 == 0 else {ADJUDICATION, *reviews})


def test_who_takes_back_while_another_holds_the_clip_is_told_so_and_nothing_changes(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place(reviews_wanted=2)
    first, second = open_reviewing(handover), open_reviewing(handover)
    sent = first.label_next(order("a large latte"))
    held = second.take()
    with pytest.raises(ClipWithAnother):
        first.taking_back.take_back(sent.lease_id, first.reviewer, duration=TEN_MINUTES)
    assert [label.transcript for label in labels_of(handover, clip_id)] == ["a large latte"]
    _ = second.listen(held)
    second.verdicts.label(held.lease_id, second.reviewer, order("a large latte"))
    first.taking_back.take_back(sent.lease_id, first.reviewer, duration=TEN_MINUTES)
    assert numbers_of(handover, clip_id) == {2}
    again = first.take()
    first.verdicts.label(again.lease_id, first.reviewer, order("a small latte"))
    assert numbers_of(handover, clip_id) == {1, 2}
    assert waits_for(open_reviewing(handover)) is None, "RV4: the decision is not another blind review"
    adjudicator = open_reviewing(handover, purpose=LeasePurpose.ADJUDICATION)
    _ = adjudicator.label_next(order("a tall latte"))
    assert [label.transcript for label in labels_of(handover, clip_id)][-1] == "a tall latte"
    assert waits_for(open_reviewing(handover)) is None


def test_rt5_one_reviewer_who_heard_no_wake_word_ends_what_all_wrote(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place(reviews_wanted=3, wake_word="alexa")
    said = replace(order(), wake_word_verdict=WakeWordVerdict.SAID)
    _ = open_reviewing(handover).label_next(said)
    second = open_reviewing(handover)
    lease = second.take()
    _ = second.listen(lease)
    second.verdicts.reject(lease.lease_id, second.reviewer, not_said())
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        assert is_withdrawn(connection, clip_id)
    assert waits_for(open_reviewing(handover)) is None


def test_ml1_the_corpus_takes_the_label_that_counts_and_a_snapshot_keeps_it(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place(reviews_wanted=2)
    for transcript in ("a large latte", "a large ladder"):
        _ = open_reviewing(handover).label_next(order(transcript))
    _ = open_reviewing(handover, purpose=LeasePurpose.ADJUDICATION).label_next(order("a larger latte"))
    first, second, decided = labels_of(handover, clip_id)
    assert len({label.label_id for label in (first, second, decided)}) == 3
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        snapshot = handover.make_snapshot(connection)
        lines = list_snapshot_clips(connection, snapshot.snapshot_id)
    assert [line.label_id for line in lines] == [decided.label_id]
    assert decided.transcript == "a larger latte"


def test_an_unfinished_review_is_given_to_another_when_its_time_is_over(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place(reviews_wanted=2)
    first, second = open_reviewing(handover), open_reviewing(handover)
    _ = first.label_next(order())
    abandoned = second.take()
    assert waits_for(open_reviewing(handover)) is None, "one at a time"
    handover.clock.advance(TEN_MINUTES + timedelta(seconds=1))
    assert waits_for(first) is None, "not to who has written already"
    third = open_reviewing(handover)
    assert third.take().clip_id == abandoned.clip_id
