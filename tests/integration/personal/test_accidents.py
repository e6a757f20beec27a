"""Accidental recordings (S6, RV10, RT5): counted, erased on the label; all that outlives them are coarse numbers."""

from dataclasses import replace
from datetime import timedelta
from typing import LiteralString
from uuid import UUID, uuid4

import pytest
from support.assistant import Parrot, conversation_of, hear, speaker_of
from support.portal import PASSWORD, browser, portal_of
from support.sampling import said
from support.speaking import PersonalSide, spoken
from support.voices import say

from earnest.foundation.identifiers import ClipId, RecordingId
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.statistics.logistic import Logistic
from earnest.foundation.units import SampleCount
from earnest.handover.withdrawals import WithdrawalReason, withdraw
from earnest.personal.accidents.taking import VerdictTaker
from earnest.personal.capture.conversation import weigh
from earnest.personal.capture.hearing import HeardSound
from earnest.personal.capture.understanding import Understood
from earnest.personal.capture.utterances import Utterance, UtteranceContent
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.sampling.rules import GateReason, ReviewNeed
from earnest.personal.transparency.corrections import correct
from earnest.services.database.roles import Role
from earnest.sound_files.encoding import encode_wav
from earnest.speech.hearing.wake_word.detector import WakeDetector
from earnest.speech.hearing.wake_word.evidence import NAMES
from earnest.speech.meaning.interpretation import NOTHING_UNDERSTOOD

SOUND = encode_wav(say("a large latte with soy milk please"))
EVIDENCE = (1.1, 0.2, 0.2, 1.5, 0.4, 0.1, 0.3, -0.3, -1.0, 0.4, 0.2)
TEACHING = (Purpose.HUMAN_REVIEW, Purpose.WAKE_WORD_LEARNING)


def taker(side: PersonalSide) -> VerdictTaker:
    return VerdictTaker(
        database=side.databases[Role.PERSONAL_WORKER], vault=side.vault, erasure=side.erasure, clock=side.clock
    )


def clip_of(side: PersonalSide, customer: Customer) -> tuple[RecordingId, ClipId]:
    """Store a chosen recording with evidence, and pretend that its clip was placed."""
    content = replace(spoken("not", "for", "you", wake_word="alexa"), wake_evidence=EVIDENCE)
    recording_id, clip_id = side.store(customer, content=content, selected=True), ClipId(uuid4())
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links values (%s, %s, %s, %s, %s)",
            [clip_id, recording_id, customer.customer_id, side.clock.now(), side.clock.now() + timedelta(days=180)],
        )
    return recording_id, clip_id


def say_not_said(side: PersonalSide, clip_id: ClipId) -> None:
    """Do what the workbench's verdict leaves behind once the corpus worker has erased label and clip."""
    with side.databases[Role.WORKBENCH].transaction() as connection:
        withdraw(connection, [clip_id], reason=WithdrawalReason.NOT_SAID, withdrawn_at=side.clock.now())


def label(side: PersonalSide, clip_id: ClipId, verdict: str) -> None:
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.labels (label_id, clip_id, outcome, wake_word_verdict, guideline_version,"
            " reviewer_kind, labelled_at) values (%s, %s, 'labelled', %s, '1', 'reviewer', %s)",
            [uuid4(), clip_id, verdict, side.clock.now()],
        )


def rows(side: PersonalSide, query: LiteralString) -> list[tuple[object, ...]]:
    with side.databases.owner.transaction() as connection:
        return [tuple(row) for row in connection.execute(query).fetchall()]


def examples(side: PersonalSide) -> list[tuple[object, ...]]:
    return rows(side, "select measurements, addressed from handover.wake_examples")


def test_rt5_an_accident_that_is_stopped_leaves_a_number_and_nothing_else(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    speaker = speaker_of(side, customer)
    conversation = conversation_of(side, Parrot())
    for _ in range(3):
        assert hear(conversation, SOUND, speaker, "alexa").accidental
    day = side.clock.now().date()
    counts = "select customer_id, device_id, day, kind, count from personal.wake_counts"
    assert rows(side, counts) == [(customer.customer_id, speaker.device_id, day, "stopped", 3)]
    figures = "select region, period, stopped, not_said from handover.wake_figures"
    assert rows(side, figures) == [("DE", day.replace(day=1), 3, 0)]
    assert rows(side, "select 1 from personal.recordings") == []
    assert side.stored_objects() == []
    assert examples(side) == []


def test_rt5_what_is_in_doubt_is_not_kept(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    conversation = conversation_of(side, Parrot())
    samples = say("a large latte with soy milk please")
    heard = HeardSound(
        samples=Sensitive(samples),
        about=said(SampleCount(samples.size), doubtful=True),
        wake_word="alexa",
        start=SampleCount(0),
        wake_evidence=(0.1, 0.0, 0.0, 1.0, 0.5, 0.0, 0.2, 0.0, 0.0, 0.0, 0.0),
    )
    understood = Understood(text="mumble", interpretation=NOTHING_UNDERSTOOD, taught=False)
    content = spoken("mumble", intent=None, wake_word="alexa")
    for detector, doubtful in ((always(3.0), False), (always(0.0), True), (always(-9.0), True)):
        weighed = weigh(heard, content.hypothesis, understood, detector)
        assert weighed.about.doubtful is doubtful
        assert weighed.wake_evidence is not None
        assert weighed.wake_evidence[8] == -1.0
    grant = side.grant(customer)
    assert grant is not None
    kept = conversation.storage.keep(
        Utterance(
            speaker=speaker_of(side, customer),
            captured_at=side.clock.now(),
            said=UtteranceContent(
                recording_id=RecordingId(uuid4()), samples=heard.samples, content=Sensitive(content), grant=grant
            ),
            sound=heard.about,
            need=ReviewNeed(understood=False, confidence=0.1, rephrased=True, failed_action=True),
        )
    )
    assert (kept.recording_id, kept.reason) == (None, GateReason.DOUBTFUL_WAKE_WORD)
    assert rows(side, "select 1 from personal.recordings") == []
    assert side.stored_objects() == []


def always(bias: float) -> WakeDetector:
    return WakeDetector(logistic=Logistic(bias=bias, weights=(0.0,) * len(NAMES)))


def test_rv10_rt5_not_said_erases_the_recording_counts_it_and_teaches(side: PersonalSide) -> None:
    customer = side.add_customer(*TEACHING)
    recording_id, clip_id = clip_of(side, customer)
    kept, _ = clip_of(side, customer)
    say_not_said(side, clip_id)
    taker(side).take()
    living = "select recording_id from personal.recordings where wrapped_key is not null and sealed_content is not null"
    assert rows(side, living) == [(kept,)]
    assert rows(side, "select kind, count from personal.wake_counts") == [("not_said", 1)]
    assert rows(side, "select stopped, not_said from handover.wake_figures") == [(0, 1)]
    assert examples(side) == [(list(EVIDENCE), False)]
    crossed = str(rows(side, "select * from handover.wake_examples"))
    for known in (recording_id, clip_id, customer.customer_id):
        assert str(known) not in crossed
    taker(side).take()
    assert len(examples(side)) == 1
    assert rows(side, "select kind, count from personal.wake_counts") == [("not_said", 1)]


@pytest.mark.parametrize(
    ("verdict", "taught"),
    [("said", True), ("similar", False), ("not_addressed", False), ("device_sound", False), ("not_applicable", None)],
)
def test_rv10_other_verdicts_teach_and_erase_nothing(
    side: PersonalSide,
    verdict: str,
    taught: bool | None,  # noqa: FBT001
) -> None:
    customer = side.add_customer(*TEACHING)
    _, clip_id = clip_of(side, customer)
    label(side, clip_id, verdict)
    taker(side).take()
    assert examples(side) == ([] if taught is None else [(list(EVIDENCE), taught)])
    assert rows(side, "select count(*) from personal.recordings where wrapped_key is not null") == [(1,)]
    assert rows(side, "select 1 from personal.wake_counts") == []


def test_rv10_ri3_what_the_speaker_corrected_still_teaches(side: PersonalSide) -> None:
    """A correction changes what was said and meant, not how the device woke up."""
    customer = side.add_customer(Purpose.OWN_HISTORY, *TEACHING)
    recording_id, clip_id = clip_of(side, customer)
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        correct(
            connection,
            side.vault,
            customer.customer_id,
            recording_id,
            text="not for you at all",
            intent=None,
            slots=(),
            learn=False,
            clock=side.clock,
        )
    label(side, clip_id, "not_addressed")
    taker(side).take()
    assert examples(side) == [(list(EVIDENCE), False)]


def test_cn1_rt5_without_a_yes_to_just_that_nothing_outlives_an_accident(side: PersonalSide) -> None:
    others = [purpose for purpose in Purpose if purpose is not Purpose.WAKE_WORD_LEARNING]
    customer = side.add_customer(*others)
    _, clip_id = clip_of(side, customer)
    side.decide(customer, Purpose.WAKE_WORD_LEARNING, given=True)  # too late for this recording
    say_not_said(side, clip_id)
    taker(side).take()
    assert examples(side) == []
    assert rows(side, "select 1 from personal.recordings where wrapped_key is not null") == []
    assert rows(side, "select kind, count from personal.wake_counts") == [("not_said", 1)]


def test_cn1_no_verdict_teaches_without_a_yes_to_just_that(side: PersonalSide) -> None:
    others = [purpose for purpose in Purpose if purpose is not Purpose.WAKE_WORD_LEARNING]
    customer = side.add_customer(*others)
    label(side, clip_of(side, customer)[1], "said")
    label(side, clip_of(side, customer)[1], "similar")
    taker(side).take()
    assert examples(side) == []
    assert rows(side, "select 1 from personal.wake_links") == []


def test_cn4_a_no_before_the_verdict_lets_nothing_cross(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    _, clip_id = clip_of(side, customer)
    side.decide(customer, Purpose.WAKE_WORD_LEARNING, given=False)
    say_not_said(side, clip_id)
    taker(side).take()
    assert examples(side) == []


def test_cn1_a_no_to_other_learning_leaves_the_numbers_alone(side: PersonalSide) -> None:
    customer = side.add_customer(*Purpose)
    say_not_said(side, clip_of(side, customer)[1])
    taker(side).take()
    side.decide(customer, Purpose.AUTOMATIC_LEARNING, given=False)
    assert len(examples(side)) == 1


def test_cn6_a_no_takes_the_numbers_back(side: PersonalSide) -> None:
    customer, other = side.add_customer(*TEACHING), side.add_customer(*TEACHING)
    for one in (customer, other):
        say_not_said(side, clip_of(side, one)[1])
    taker(side).take()
    assert len(examples(side)) == 2
    side.decide(customer, Purpose.WAKE_WORD_LEARNING, given=False)
    assert len(examples(side)) == 1
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        _ = side.erasure.erase_all(connection, other.customer_id, WithdrawalReason.DELETED_BY_CUSTOMER)
    assert examples(side) == []
    assert rows(side, "select 1 from personal.wake_links") == []


def test_rt2_deleting_one_recording_takes_its_numbers_back(side: PersonalSide) -> None:
    customer = side.add_customer(*TEACHING)
    recording_id, clip_id = clip_of(side, customer)
    label(side, clip_id, "said")
    taker(side).take()
    assert len(examples(side)) == 1
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        _ = side.erasure.erase_recordings(
            connection, customer.customer_id, [recording_id], WithdrawalReason.DELETED_BY_CUSTOMER
        )
    assert examples(side) == []


def test_rt1_numbers_and_counts_end(side: PersonalSide) -> None:
    customer = side.add_customer(*TEACHING)
    say_not_said(side, clip_of(side, customer)[1])
    taker(side).take()
    side.clock.advance(timedelta(days=179))
    taker(side).end_expired()
    assert (len(examples(side)), len(rows(side, "select 1 from personal.wake_counts"))) == (1, 1)
    side.clock.advance(timedelta(days=2))
    taker(side).end_expired()
    assert (examples(side), rows(side, "select 1 from personal.wake_counts")) == ([], [])


def test_s6_the_portal_shows_a_household_its_own_accidents_by_week(side: PersonalSide) -> None:
    customer, other = side.add_customer(password=PASSWORD), side.add_customer(password=PASSWORD)
    conversation = conversation_of(side, Parrot())
    for one, times in ((customer, 2), (other, 1)):
        speaker = speaker_of(side, one)
        for _ in range(times):
            _ = hear(conversation, SOUND, speaker, "alexa")
    page = browser(portal_of(side))
    assert page.get("/api/wake").status_code == 401
    assert page.sign_in(customer).status_code == 204
    weeks = page.get("/api/wake").json()
    assert len(weeks) == 8
    assert weeks[0] == {"monday": "2026-03-02", "stopped": 2, "doubtful": 0, "not_said": 0}
    assert all(week["stopped"] == 0 for week in weeks[1:])


def test_the_deidentified_side_cannot_tell_whose_numbers_they_are(side: PersonalSide) -> None:
    columns = rows(
        side,
        "select column_name from information_schema.columns"
        " where table_schema = 'handover' and table_name = 'wake_examples' order by 1",
    )
    assert columns == [("addressed",), ("delete_after",), ("example_id",), ("frozen",), ("measurements",)]
    customer = side.add_customer(*TEACHING)
    say_not_said(side, clip_of(side, customer)[1])
    taker(side).take()
    (found,) = rows(side, "select example_id from handover.wake_examples")
    assert isinstance(found[0], UUID)
    for query in (
        "select * from handover.clips",
        "select * from handover.withdrawals",
        "select * from personal.recordings",
        "select * from personal.clip_links",
    ):
        assert str(found[0]) not in str(rows(side, query))
