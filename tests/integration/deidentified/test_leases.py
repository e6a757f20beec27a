"""Leases: one clip one reviewer, the cap in the transaction that hands out (SP1), withdrawals overtake."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from support.clips import HandoverSide

from earnest.deidentified.review.leases import end_lease, take_lease
from earnest.deidentified.review.records import HeldLease, LeaseOutcome, Reviewer
from earnest.foundation.identifiers import ClipId, StaffId
from earnest.handover.labels import ReviewerKind
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.audit.errors import LogUnavailable
from earnest.services.database import Database
from earnest.services.database.roles import Role

TEN_MINUTES = timedelta(minutes=10)
LEASERS = 32


def reviewer() -> Reviewer:
    return Reviewer(staff_id=StaffId(uuid4()), kind=ReviewerKind.REVIEWER, pseudonym="a" * 32)


def take(handover: HandoverSide, who: Reviewer, database: Database | None = None) -> HeldLease | None:
    with (database or handover.databases[Role.WORKBENCH]).transaction() as connection:
        return take_lease(connection, who, now=handover.clock.now(), duration=TEN_MINUTES)


def end(handover: HandoverSide, lease: HeldLease, who: Reviewer, outcome: LeaseOutcome) -> None:
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        end_lease(connection, lease, who.staff_id, outcome=outcome, now=handover.clock.now())


def withdraw_clip(handover: HandoverSide, clip_id: ClipId) -> None:
    with handover.databases.owner.transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=handover.clock.now())


def handed_out(handover: HandoverSide) -> int:
    with handover.databases.owner.transaction() as connection:
        row = connection.execute("select coalesce(sum(handed_out), 0) from handover.allowances").fetchone()
    assert row is not None
    return int(row[0])


def test_a_clip_is_leased_once_with_receipt_and_leaf(handover: HandoverSide) -> None:
    handover.allow(5)
    clip_id = handover.place()
    lease = take(handover, reviewer())
    assert lease is not None
    assert lease.clip_id == clip_id
    assert lease.lease_id != clip_id
    assert take(handover, reviewer()) is None
    assert handed_out(handover) == 1
    with handover.databases.owner.transaction() as connection:
        receipts = connection.execute("select kind, role from handover.receipts").fetchall()
        leaves = connection.execute("select entry from audit.leaves").fetchall()
    assert receipts == [("leased", "reviewer")]
    assert len(leaves) == 1


def test_the_own_open_lease_comes_back(handover: HandoverSide) -> None:
    handover.allow(5)
    _ = handover.place()
    _ = handover.place()
    who = reviewer()
    first = take(handover, who)
    assert take(handover, who) == first
    assert handed_out(handover) == 1


def test_sp1_nothing_is_handed_out_above_what_was_chosen(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    _ = handover.place()
    assert take(handover, reviewer()) is not None
    assert take(handover, reviewer()) is None
    assert handed_out(handover) == 1


def test_sp1_a_second_lease_of_the_same_clip_is_not_counted_again(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place()
    first = reviewer()
    lease = take(handover, first)
    assert lease is not None
    end(handover, lease, first, LeaseOutcome.RETURNED)
    again = take(handover, reviewer())
    assert again is not None
    assert again.clip_id == clip_id
    assert again.lease_id != lease.lease_id
    assert handed_out(handover) == 1


def test_a_returned_clip_does_not_come_back_to_who_returned_it(handover: HandoverSide) -> None:
    handover.allow(2)
    _ = handover.place()
    who = reviewer()
    lease = take(handover, who)
    assert lease is not None
    end(handover, lease, who, LeaseOutcome.RETURNED)
    assert take(handover, who) is None


def test_an_expired_lease_frees_the_clip_for_others(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    lease = take(handover, reviewer())
    handover.clock.advance(TEN_MINUTES)
    again = take(handover, reviewer())
    assert lease is not None
    assert again is not None
    assert again.clip_id == lease.clip_id
    assert handed_out(handover) == 1
    with handover.databases.owner.transaction() as connection:
        outcomes = connection.execute("select outcome from deidentified.leases order by leased_at").fetchall()
    assert outcomes == [("expired",), (None,)]


def test_cn6_a_withdrawn_clip_is_neither_leased_nor_kept(handover: HandoverSide) -> None:
    handover.allow(2)
    clip_id = handover.place()
    who = reviewer()
    assert take(handover, who) is not None
    withdraw_clip(handover, clip_id)
    assert take(handover, who) is None
    assert take(handover, reviewer()) is None
    with handover.databases.owner.transaction() as connection:
        outcomes = connection.execute("select outcome from deidentified.leases").fetchall()
    assert outcomes == [("withdrawn",)]


def test_rt1_a_clip_past_its_end_date_is_not_leased(handover: HandoverSide) -> None:
    handover.allow(2)
    _ = handover.place(retention=timedelta(days=1))
    handover.clock.advance(timedelta(days=1))
    assert take(handover, reviewer()) is None


def test_a_used_up_region_does_not_block_another(handover: HandoverSide) -> None:
    handover.allow(0)
    handover.allow(1, region="FR")
    _ = handover.place()
    in_france = handover.place(region="FR")
    lease = take(handover, reviewer())
    assert lease is not None
    assert lease.clip_id == in_france


def test_sp1_the_cap_holds_under_concurrency(handover: HandoverSide) -> None:
    """32 leasers at once, each for three reviewers, take from 30 clips of which 20 may be heard, and give some back."""
    handover.allow(20)
    for _ in range(30):
        _ = handover.place()
    database = Database(handover.databases.dsn(Role.WORKBENCH), maximum_connections=LEASERS)
    reviewers = [reviewer() for _ in range(3 * LEASERS)]
    begin = threading.Barrier(LEASERS)
    taken: list[HeldLease] = []
    lock = threading.Lock()

    def shift(number: int) -> None:
        _ = begin.wait()
        for turn in range(4):
            who = reviewers[number * 3 + turn % 3]
            lease = take(handover, who, database)
            if lease is None:
                continue
            with lock:
                taken.append(lease)
            if (number + turn) % 2:
                end(handover, lease, who, LeaseOutcome.RETURNED)

    try:
        with ThreadPoolExecutor(LEASERS) as pool:
            for done in [pool.submit(shift, number) for number in range(LEASERS)]:
                done.result()
        # Whatever is free now still goes out until the cap is reached, and not one clip further.
        for who in [reviewer() for _ in range(30)]:
            lease = take(handover, who, database)
            if lease is not None:
                taken.append(lease)
    finally:
        database.close()
    heard = {lease.clip_id for lease in taken}
    assert len(heard) == 20
    assert handed_out(handover) == 20
    with handover.databases.owner.transaction() as connection:
        (doubled,) = connection.execute(
            "select count(*) from (select clip_id from deidentified.leases where ended_at is null"
            " group by clip_id having count(*) > 1) as twice"
        ).fetchone() or (None,)
        (leases,) = connection.execute("select count(*) from deidentified.leases").fetchone() or (None,)
        (receipts,) = connection.execute("select count(*) from handover.receipts where kind = 'leased'").fetchone() or (
            None,
        )
    assert doubled == 0
    assert receipts == leases


def test_one_reviewer_asking_many_times_at_once_holds_one_clip(handover: HandoverSide) -> None:
    handover.allow(10)
    for _ in range(10):
        _ = handover.place()
    who = reviewer()
    database = Database(handover.databases.dsn(Role.WORKBENCH), maximum_connections=8)
    begin = threading.Barrier(8)

    def ask(_: int) -> HeldLease | None:
        _ = begin.wait()
        return take(handover, who, database)

    try:
        with ThreadPoolExecutor(8) as pool:
            leases = set(pool.map(ask, range(8)))
    finally:
        database.close()
    assert len(leases) == 1
    assert handed_out(handover) == 1


def test_the_lease_and_its_leaf_stand_or_fall_together(handover: HandoverSide) -> None:
    """Fail closed: where the log cannot be written no clip is handed out and nothing is counted."""
    handover.allow(1)
    _ = handover.place()
    with handover.databases.owner.transaction() as connection:
        _ = connection.execute("revoke execute on function audit.append(bytea) from earnest_workbench")
    with pytest.raises(LogUnavailable):
        _ = take(handover, reviewer())
    assert handed_out(handover) == 0
    with handover.databases.owner.transaction() as connection:
        assert connection.execute("select 1 from deidentified.leases").fetchone() is None
