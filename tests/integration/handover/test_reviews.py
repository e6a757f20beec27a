"""Several reviews of one clip: as many as it wants, an adjudication where they differ, one label that counts."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from support.clips import HandoverSide, open_handover
from support.databases import Databases

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.corpus.snapshots import list_snapshot_clips
from earnest.foundation.identifiers import ClipId, LabelId, random_identifier
from earnest.handover.errors import AlreadyLabelled
from earnest.handover.labels import (
    Label,
    LabelledSlot,
    LabelOutcome,
    ReviewerKind,
    WakeWordVerdict,
    add_label,
    list_labels,
    list_labels_of,
    list_meaningful,
    load_label,
    say_the_same,
)
from earnest.handover.reviews import ADJUDICATION, LeasePurpose, is_offered, load_reviews
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.services.database.roles import Role


@pytest.fixture
def handover(databases: Databases, tmp_path: Path) -> HandoverSide:
    return open_handover(databases, tmp_path / "handover")


def written(handover: HandoverSide, clip_id: ClipId, transcript: str) -> Label:
    handover.clock.advance(timedelta(seconds=1))
    return Label(
        label_id=LabelId(random_identifier()),
        clip_id=clip_id,
        outcome=LabelOutcome.LABELLED,
        reject_reason=None,
        wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE,
        transcript=transcript,
        unclear_words=(),
        intent="order",
        slots=(LabelledSlot(name="size", value="large"),),
        entities=(),
        guideline_version="2",
        reviewer_kind=ReviewerKind.REVIEWER,
        labelled_at=handover.clock.now(),
    )


def add(handover: HandoverSide, clip_id: ClipId, transcript: str) -> Label:
    label = written(handover, clip_id, transcript)
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        add_label(connection, label, handover_key=handover.handover_key, objects=handover.objects)
    return label


def wanting(handover: HandoverSide, wanted: int) -> ClipId:
    handover.allow(5)
    return handover.place(reviews_wanted=wanted)


def offered(handover: HandoverSide, clip_id: ClipId, purpose: LeasePurpose = LeasePurpose.REVIEW) -> bool:
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        return is_offered(connection, clip_id, now=handover.clock.now(), purpose=purpose)


def counting(handover: HandoverSide, clip_id: ClipId) -> Label | None:
    with handover.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        return handover.find_label(connection, clip_id)


def test_a_clip_wants_one_review_unless_it_says_otherwise(handover: HandoverSide) -> None:
    handover.allow(5)
    clip_id = handover.place()
    assert offered(handover, clip_id)
    label = add(handover, clip_id, "a large latte")
    assert not offered(handover, clip_id)
    assert counting(handover, clip_id) == label
    with pytest.raises(AlreadyLabelled):
        _ = add(handover, clip_id, "a small latte")


def test_two_reviews_that_agree_are_enough_and_the_newest_counts(handover: HandoverSide) -> None:
    clip_id = wanting(handover, 2)
    _ = add(handover, clip_id, "a large latte")
    assert offered(handover, clip_id)
    second = add(handover, clip_id, "A  large latte")
    assert not offered(handover, clip_id)
    assert counting(handover, clip_id) == second
    with pytest.raises(AlreadyLabelled):
        _ = add(handover, clip_id, "a small latte")


def test_two_reviews_that_differ_are_adjudicated_once_and_that_counts(handover: HandoverSide) -> None:
    clip_id = wanting(handover, 2)
    first = add(handover, clip_id, "a large latte")
    second = add(handover, clip_id, "a large ladder")
    assert counting(handover, clip_id) == second
    assert not offered(handover, clip_id)
    assert offered(handover, clip_id, LeasePurpose.ADJUDICATION)
    decided = add(handover, clip_id, "a large latte")
    assert not offered(handover, clip_id, LeasePurpose.ADJUDICATION)
    assert counting(handover, clip_id) == decided
    with handover.databases[Role.WORKBENCH].transaction() as connection:
        key, objects = handover.handover_key, handover.objects
        assert list_labels_of(connection, clip_id, handover_key=key, objects=objects) == (first, second, decided)
        assert list(list_labels(connection, handover_key=key, objects=objects)) == [decided]
        assert list_meaningful(connection) == {decided.label_id}
        assert load_reviews(connection, clip_id).numbers == {ADJUDICATION, 1, 2}
    with pytest.raises(AlreadyLabelled):
        _ = add(handover, clip_id, "a large lantern")


def test_ml1_a_snapshot_keeps_the_label_that_counted_when_it_was_made(handover: HandoverSide) -> None:
    clip_id = wanting(handover, 2)
    first = add(handover, clip_id, "a large latte")
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        before = handover.make_snapshot(connection)
    second = add(handover, clip_id, "a large ladder")
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        after = handover.make_snapshot(connection)
        assert after.content_hash != before.content_hash
        kept = [list_snapshot_clips(connection, one.snapshot_id)[0].label_id for one in (before, after)]
        assert kept == [first.label_id, second.label_id]
        key, objects = handover.handover_key, handover.objects
        assert load_label(connection, first.label_id, handover_key=key, objects=objects) == first


def test_rt4_erasure_removes_every_review_and_nothing_opens_afterwards(handover: HandoverSide) -> None:
    clip_id = wanting(handover, 2)
    for transcript in ("a large latte", "a large ladder", "a large latte"):
        _ = add(handover, clip_id, transcript)
    with handover.databases.owner.transaction() as connection:
        sealed = [row[0] for row in connection.execute("select sealed_content from handover.labels").fetchall()]
        assert len(sealed) == 3
        assert not any(b"latte" in bytes(one) or b"ladder" in bytes(one) for one in sealed)
        plain = "select 1 from handover.labels where transcript is not null or intent is not null"
        assert connection.execute(plain).fetchone() is None
        withdraw(connection, [clip_id], reason=WithdrawalReason.DELETED_BY_CUSTOMER, withdrawn_at=handover.clock.now())
    assert not offered(handover, clip_id)
    worker = handover.databases[Role.CORPUS_WORKER]
    ClipErasure(database=worker, objects=handover.objects, clock=handover.clock).erase_clip(clip_id)
    with handover.databases.owner.transaction() as connection:
        assert connection.execute("select 1 from handover.labels").fetchone() is None


ATTACK = """
insert into handover.labels (label_id, clip_id, number, differs, outcome, guideline_version, reviewer_kind, labelled_at,
    sealed_content)
values (%s, %s, %s, true, 'labelled', '2', 'reviewer', now(), 'x')
"""


def test_the_workbench_role_cannot_add_a_label_that_is_not_wanted(handover: HandoverSide) -> None:
    clip_id = wanting(handover, 1)
    for number in (ADJUDICATION, 2):
        with (
            pytest.raises(psycopg.errors.UniqueViolation),
            handover.databases[Role.WORKBENCH].transaction() as connection,
        ):
            _ = connection.execute(ATTACK, [random_identifier(), clip_id, number])
    _ = add(handover, clip_id, "a large latte")
    for number in (ADJUDICATION, 1, 2):
        with (
            pytest.raises(psycopg.errors.UniqueViolation),
            handover.databases[Role.WORKBENCH].transaction() as connection,
        ):
            _ = connection.execute(ATTACK, [random_identifier(), clip_id, number])


@pytest.mark.parametrize("role", list(Role))
def test_no_role_changes_how_many_reviews_a_clip_wants(handover: HandoverSide, role: Role) -> None:
    clip_id = wanting(handover, 1)
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        handover.databases[role].transaction() as connection,
    ):
        _ = connection.execute("update handover.clips set reviews_wanted = 9 where clip_id = %s", [clip_id])


def test_what_counts_as_the_same(handover: HandoverSide) -> None:
    one = written(handover, ClipId(random_identifier()), "a large latte")
    assert say_the_same(one, replace(one, unclear_words=(1,), guideline_version="1"))
    assert not say_the_same(one, replace(one, intent="cancel"))
    assert not say_the_same(one, replace(one, slots=()))
    assert not say_the_same(one, replace(one, wake_word_verdict=WakeWordVerdict.SAID))
    assert not say_the_same(one, replace(one, outcome=LabelOutcome.REJECTED))
