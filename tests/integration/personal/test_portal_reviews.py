"""RI1, RI2, CN6: where several people listen to a clip, who spoke sees what each of them wrote, and ends it all."""

from dataclasses import dataclass
from typing import cast

import pytest
from support.clips import HandoverSide
from support.portal import PASSWORD, Browser, browser, portal_of
from support.reviewing import TEN_MINUTES, Reviewing, open_reviewing, order
from support.speaking import PersonalSide

from earnest.deidentified.corpus.erasure import ClipErasure
from earnest.deidentified.review.taking_back import SentVerdict
from earnest.foundation.identifiers import ClipId, LeaseId
from earnest.handover.errors import ClipGone
from earnest.handover.labels import ReviewerKind
from earnest.handover.reviews import LeasePurpose
from earnest.personal.consent.purposes import Purpose
from earnest.services.database.roles import Role

WROTE = ("a large latte", "a large ladder", "a larger latte")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A clip that wants two reviews and has been reviewed and adjudicated, and the person's browser."""

    handover: HandoverSide
    clip_id: ClipId
    page: Browser
    desks: tuple[Reviewing, ...]


def handover_of(side: PersonalSide) -> HandoverSide:
    return HandoverSide(
        databases=side.databases,
        objects=side.objects,
        handover_key=side.handover_key,
        clock=side.clock,
        folder=side.folder,
    )


@pytest.fixture
def reviewed(side: PersonalSide) -> Reviewed:
    customer = side.add_customer(*Purpose, password=PASSWORD)
    handover = handover_of(side)
    handover.allow(1)
    recording_id = side.store(customer, selected=True)
    clip_id = handover.place(reviews_wanted=2)
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after)"
            " values (%s, %s, %s, now(), now() + interval '1 day')",
            [clip_id, recording_id, customer.customer_id],
        )
        _ = connection.execute("update personal.recordings set review_state = 'placed'")
    kinds = (ReviewerKind.REVIEWER, ReviewerKind.SIMULATED_REVIEWER, ReviewerKind.REVIEWER)
    purposes = (LeasePurpose.REVIEW, LeasePurpose.REVIEW, LeasePurpose.ADJUDICATION)
    desks = tuple(
        open_reviewing(handover, kind=kind, purpose=purpose) for kind, purpose in zip(kinds, purposes, strict=True)
    )
    for reviewing, transcript in zip(desks, WROTE, strict=True):
        assert reviewing.label_next(order(transcript)).clip_id == clip_id
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    return Reviewed(handover=handover, clip_id=clip_id, page=page, desks=desks)


def test_each_listening_and_each_label_is_shown_and_the_one_that_counts_is_the_last(reviewed: Reviewed) -> None:
    (entry,) = reviewed.page.history("heard")
    heard = cast("list[dict[str, object]]", entry["heard"])
    labels = cast("list[dict[str, object]]", entry["labels"])
    assert [one["role"] for one in heard] == ["reviewer", "simulated reviewer", "reviewer"]
    assert all(one["played_milliseconds"] == 4000 for one in heard)
    assert [one["transcript"] for one in labels] == list(WROTE)
    assert [one["reviewer_kind"] for one in labels] == ["reviewer", "simulated reviewer", "reviewer"]
    with reviewed.handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        counts = reviewed.handover.find_label(connection, reviewed.clip_id)
    assert counts is not None
    assert counts.transcript == WROTE[-1] == labels[-1]["transcript"]


def test_a_no_ends_every_review_and_the_draft_of_who_is_in_the_middle_of_it(
    side: PersonalSide, reviewed: Reviewed
) -> None:
    handover, adjudicator = reviewed.handover, reviewed.desks[-1]
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        _ = handover.make_snapshot(connection)
    sent = list_sent_by(adjudicator)
    adjudicator.taking_back.take_back(LeaseId(sent.lease_id), adjudicator.reviewer, duration=TEN_MINUTES)
    held = adjudicator.take()
    assert held.clip_id == reviewed.clip_id
    assert left_of(side) == {"labels": 2, "drafts": 1, "snapshot_clips": 0}

    reviewed.page.decide(Purpose.HUMAN_REVIEW.value, given=False)
    with pytest.raises(ClipGone):
        _ = adjudicator.player.open_clip_sound(held.lease_id, adjudicator.reviewer)
    with pytest.raises(ClipGone):
        adjudicator.verdicts.label(held.lease_id, adjudicator.reviewer, order())
    with pytest.raises(ClipGone):
        adjudicator.keep_draft(reviewed.clip_id, transcript="still writing")
    corpus_worker = side.databases[Role.CORPUS_WORKER]
    ClipErasure(database=corpus_worker, objects=side.objects, clock=side.clock).sweep()
    assert left_of(side) == {"labels": 0, "drafts": 0, "snapshot_clips": 0}
    (entry,) = reviewed.page.history()
    assert entry["labels"] == []
    assert len(cast("list[object]", entry["heard"])) == 3, "who heard it stays in sight"


def left_of(side: PersonalSide) -> dict[str, int]:
    """Return how many rows hold something of the clip."""
    with side.databases.owner.transaction() as connection:
        row = connection.execute(
            "select (select count(*) from handover.labels), (select count(*) from deidentified.drafts),"
            " (select count(*) from deidentified.snapshot_clips)"
        ).fetchone()
    assert row is not None
    return dict(zip(("labels", "drafts", "snapshot_clips"), row, strict=True))


def list_sent_by(reviewing: Reviewing) -> SentVerdict:
    with reviewing.handover.databases[Role.WORKBENCH].transaction() as connection:
        (sent,) = reviewing.taking_back.list_sent(
            connection, reviewing.reviewer.staff_id, now=reviewing.handover.clock.now(), with_words=True
        )
    return sent
