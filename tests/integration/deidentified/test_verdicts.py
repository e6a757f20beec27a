"""Verdicts: proof of listening (RV1), guideline version on labels (RV6), accidents erased at once (RV10, RT5)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.clips import HandoverSide
from support.reviewing import TEN_MINUTES, Reviewing, not_said, open_reviewing, order

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.deidentified.review.catalogue import load_catalogue, load_progress
from earnest.deidentified.review.errors import LeaseEnded, LeaseNotFound, NotHeardLongEnough, NotHeardToTheEnd
from earnest.deidentified.review.leases import EVERYWHERE
from earnest.deidentified.review.records import WrittenRejection
from earnest.handover.errors import ClipGone
from earnest.handover.labels import Label, ReviewerKind, WakeWordVerdict
from earnest.handover.meanings import Meanings
from earnest.handover.receipts import ReceiptKind, list_receipts
from earnest.handover.taking import load_clip
from earnest.handover.withdrawals import WithdrawalReason, is_withdrawn, withdraw
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema

SILENCE = WrittenRejection(
    reason="silence", wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE, guideline_version=CURRENT_VERSION
)


def label_of(handover: HandoverSide, reviewing: Reviewing) -> Label | None:
    with handover.databases.owner.transaction() as connection:
        row = connection.execute(
            "select clip_id from deidentified.leases where staff_id = %s", [reviewing.reviewer.staff_id]
        ).fetchone()
        assert row is not None
        return reviewing.handover.find_label(connection, row[0])


def test_a_label_is_kept_with_receipt_and_guideline_version(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place()
    reviewing = open_reviewing(handover, kind=ReviewerKind.SIMULATED_REVIEWER)
    _ = reviewing.label_next(order())
    label = label_of(handover, reviewing)
    assert label is not None
    assert label.transcript == "a large latte"
    assert label.guideline_version == CURRENT_VERSION
    assert label.reviewer_kind is ReviewerKind.SIMULATED_REVIEWER
    with handover.databases.owner.transaction() as connection:
        receipts = list_receipts(connection, clip_id)
    assert {one.role for one in receipts} == {"simulated reviewer"}
    assert {one.kind: one.played_milliseconds for one in receipts} == {
        ReceiptKind.LEASED: None,
        ReceiptKind.PLAYED: 4000,
        ReceiptKind.LABELLED: 4000,
    }


def test_rv1_no_label_before_the_end_and_no_rejection_before_three_seconds(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    with pytest.raises(NotHeardToTheEnd):
        reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, order())
    _ = reviewing.listen(lease, seconds=2.9)
    with pytest.raises(NotHeardLongEnough):
        reviewing.verdicts.reject(lease.lease_id, reviewing.reviewer, SILENCE)
    _ = reviewing.listen(lease, seconds=3.0)
    with pytest.raises(NotHeardToTheEnd):
        reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, order())
    reviewing.verdicts.reject(lease.lease_id, reviewing.reviewer, SILENCE)
    label = label_of(handover, reviewing)
    assert label is not None
    assert (label.reject_reason, label.transcript) == ("silence", None)


def test_dc1_giving_back_needs_no_listening_and_no_reason(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    reviewing.verdicts.give_back(lease.lease_id, reviewing.reviewer)
    reviewing.verdicts.give_back(lease.lease_id, reviewing.reviewer)
    assert label_of(handover, reviewing) is None
    with pytest.raises(LeaseEnded):
        reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, order())


def test_a_repeated_label_changes_nothing(handover: HandoverSide) -> None:
    """A browser that did not get the answer sends again."""
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.label_next(order())
    first = label_of(handover, reviewing)
    reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, order("something else"))
    assert label_of(handover, reviewing) == first


def test_ac8_a_clip_that_another_reviewer_holds_is_not_labelled(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    holder, other = open_reviewing(handover), open_reviewing(handover)
    lease = holder.take()
    _ = holder.listen(lease)
    for act in (
        lambda: other.verdicts.label(lease.lease_id, other.reviewer, order()),
        lambda: other.verdicts.reject(lease.lease_id, other.reviewer, SILENCE),
        lambda: other.verdicts.give_back(lease.lease_id, other.reviewer),
    ):
        with pytest.raises(LeaseNotFound):
            act()
    holder.verdicts.label(lease.lease_id, holder.reviewer, order())


def test_no_label_after_the_time_is_over(handover: HandoverSide) -> None:
    handover.allow(1)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    _ = reviewing.listen(lease)
    handover.clock.advance(TEN_MINUTES)
    with pytest.raises(LeaseEnded):
        reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, order())


def test_cn4_no_label_on_a_withdrawn_clip(handover: HandoverSide) -> None:
    handover.allow(1)
    clip_id = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    _ = reviewing.listen(lease)
    with handover.databases.owner.transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=handover.clock.now())
    with pytest.raises(ClipGone):
        reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, order())
    assert label_of(handover, reviewing) is None


@pytest.mark.parametrize("as_label", [True, False])
def test_rt5_not_said_withdraws_and_erases_at_once(handover: HandoverSide, *, as_label: bool) -> None:
    handover.allow(1)
    clip_id = handover.place(wake_word="alexa")
    reviewing = open_reviewing(handover)
    lease = reviewing.take()
    _ = reviewing.listen(lease)
    if as_label:
        written = replace(order("what they said at home"), wake_word_verdict=WakeWordVerdict.NOT_SAID)
        reviewing.verdicts.label(lease.lease_id, reviewing.reviewer, written)
    else:
        reviewing.verdicts.reject(lease.lease_id, reviewing.reviewer, not_said())
    label = label_of(handover, reviewing)
    assert label is not None
    assert (label.transcript, label.intent, label.slots) == (None, None, ())
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        assert is_withdrawn(connection, clip_id)
        assert Jobs(JobsSchema.DEIDENTIFIED).count_waiting(connection) == 1
    with handover.databases[Role.WORKBENCH].transaction() as connection, pytest.raises(ClipGone):
        _ = load_clip(connection, clip_id)


def test_the_catalogue_forgets_what_was_withdrawn(handover: HandoverSide) -> None:
    handover.allow(2)
    _ = handover.place()
    reviewing = open_reviewing(handover)
    lease = reviewing.label_next(order(size="large"))
    _ = handover.place()
    _ = reviewing.label_next(order(size="gigantic"))
    meanings = Meanings(handover_key=handover.handover_key, objects=handover.objects)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        (entry,) = load_catalogue(connection, meanings)
        assert entry.name == "order"
        assert [(slot.name, set(slot.values)) for slot in entry.slots] == [("size", {"large", "gigantic"})]
        withdraw(
            connection, [lease.clip_id], reason=WithdrawalReason.CONSENT_WITHDRAWN, withdrawn_at=handover.clock.now()
        )
        (entry,) = load_catalogue(connection, meanings)
        assert [slot.values for slot in entry.slots] == [("gigantic",)]


def test_progress_counts_what_waits_and_what_i_did_today(handover: HandoverSide) -> None:
    handover.allow(3)
    for _ in range(3):
        _ = handover.place()
    reviewing = open_reviewing(handover)
    _ = reviewing.label_next(order())
    held = reviewing.take()
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        staff_id, now = reviewing.reviewer.staff_id, handover.clock.now()
        progress = load_progress(connection, staff_id, now=now, routing=EVERYWHERE)
        assert (progress.waiting, progress.labelled_by_me_today) == (1, 1)
        tomorrow = load_progress(connection, staff_id, now=now + timedelta(days=1), routing=EVERYWHERE)
        assert (tomorrow.waiting, tomorrow.labelled_by_me_today) == (2, 0)
    assert held.outcome is None
