"""Consent end to end: what each switch alone lets through, decisions that cannot be rewritten, old texts (CN1-CN7)."""

import random
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from support.assistant import Parrot, conversation_of, hear, reason_of, speaker_of
from support.databases import Databases
from support.sampling import said
from support.speaking import PersonalSide
from support.voices import say

from earnest.foundation.units import SampleCount
from earnest.personal.capture.utterances import Utterance
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import load_wording
from earnest.personal.sampling.rules import GateReason, ReviewNeed
from earnest.services.database.roles import Role
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("a large latte with soy milk please"))
SUBSETS = [frozenset(chosen) for size in range(len(Purpose) + 1) for chosen in combinations(Purpose, size)]


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def stored(side: PersonalSide) -> list[tuple[bool, list[str]]]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select selected, purposes from personal.recordings").fetchall()
    return [(bool(row[0]), list(row[1])) for row in rows]


@pytest.mark.parametrize("purposes", SUBSETS, ids=lambda purposes: "+".join(sorted(purposes)) or "none")
def test_cn1_each_switch_lets_through_its_own_purpose_only(side: PersonalSide, purposes: frozenset[Purpose]) -> None:
    customer = side.add_customer(*sorted(purposes))
    assistant = conversation_of(side, Parrot())
    reply = hear(assistant, SOUND, speaker_of(side, customer))
    may_listen = Purpose.HUMAN_REVIEW in purposes
    kept = may_listen or Purpose.OWN_HISTORY in purposes
    assert (reply.recording_id is not None) == kept
    if kept:
        assert reason_of(assistant, reply) == (GateReason.NOT_UNDERSTOOD if may_listen else GateReason.NO_CONSENT)
    assert stored(side) == ([(may_listen, sorted(purposes))] if kept else [])
    assert len(list(side.objects.keys())) == 3 * int(kept), "sound, its erasure key, and the key of the person"


def test_cn2_a_fresh_account_gives_no_clip(side: PersonalSide) -> None:
    """The pure gate is shown with 10,000 in tests/unit; here n = 300, and every count and every lock is real."""
    storage = conversation_of(side, Parrot()).storage
    samples = say("a large latte with soy milk please")
    utterance = Utterance(
        speaker=speaker_of(side, side.add_customer()),
        captured_at=side.clock.now(),
        said=None,
        sound=said(SampleCount(samples.size)),
        need=ReviewNeed(understood=False, confidence=0.1, rephrased=True, failed_action=True),
    )
    for _ in range(300):
        kept = storage.keep(utterance)
        assert (kept.recording_id, kept.reason) == (None, GateReason.NO_CONSENT)
    assert stored(side) == []
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select utterances, chosen from handover.allowances").fetchall() == [(300, 0)]


def test_cn3_no_role_changes_or_removes_a_decision(side: PersonalSide) -> None:
    _ = side.add_customer(Purpose.HUMAN_REVIEW)
    connectors = [side.databases.owner, *(side.databases[role] for role in Role)]
    for connector in connectors:
        for statement in (
            "update personal.consent_events set given = false",
            "delete from personal.consent_events",
            "truncate personal.consent_events",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connector.transaction() as connection:
                _ = connection.execute(statement)
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select given from personal.consent_events").fetchall() == [(True,)]


def test_cn3_the_proof_outlives_the_account(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    with side.databases.owner.transaction() as connection:
        _ = connection.execute("delete from personal.customers where customer_id = %s", [customer.customer_id])
        rows = connection.execute("select customer_id, wording_hash from personal.consent_events").fetchall()
    assert rows == [(customer.customer_id, load_wording(Purpose.HUMAN_REVIEW, "en").sha256)]


def test_cn7_a_yes_to_an_older_text_lets_nothing_through(side: PersonalSide) -> None:
    customer = side.add_customer()
    with side.databases.owner.transaction() as connection:
        for purpose in Purpose:
            _ = connection.execute(
                "insert into personal.consent_events (consent_event_id, customer_id, purpose, given, wording_version,"
                " wording_hash, wording_language, channel, recorded_at)"
                " values (%s, %s, %s, true, '0', %s, 'en', 'portal', %s)",
                [event_id := uuid4(), customer.customer_id, purpose.value, b"\0" * 32, side.clock.now()],
            )
            _ = connection.execute("insert into audit.consent_leaves values (%s, %s, true)", [event_id, purpose.value])
    reply = hear(conversation_of(side, Parrot()), SOUND, speaker_of(side, customer))
    assert reply.recording_id is None
    assert stored(side) == []


def reviewable(side: PersonalSide) -> int:
    """How many clips or recordings of all customers could still reach a reviewer."""
    with side.databases.owner.transaction() as connection:
        row = connection.execute(
            "select (select count(*) from handover.clips"
            " where clip_id not in (select clip_id from handover.withdrawals))"
            " + (select count(*) from personal.recordings where review_state = 'waiting')"
        ).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("by_voice", [False, True], ids=["portal", "voice"])
def test_cn6_after_a_no_nothing_can_reach_a_reviewer(side: PersonalSide, *, by_voice: bool) -> None:
    customer = side.add_customer(*Purpose)
    engine = Parrot()
    assistant, speaker = conversation_of(side, engine), speaker_of(side, customer)
    for _ in range(3):
        assert hear(assistant, SOUND, speaker).recording_id is not None
    assert reviewable(side) == 3
    side.clock.advance(timedelta(seconds=1))
    if by_voice:
        engine.hears = "stop letting people listen"
        _ = hear(assistant, SOUND, speaker)
    else:
        side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    assert reviewable(side) == 0
    side.sweeper().sweep()
    assert reviewable(side) == 0


def test_switches_thrown_at_random_never_leave_a_recording_without_a_purpose(side: PersonalSide) -> None:
    randomness = random.Random(11)  # noqa: S311 - order of decisions
    customer = side.add_customer()
    assistant, speaker = conversation_of(side, Parrot()), speaker_of(side, customer)
    on: set[Purpose] = set()
    for _ in range(25):
        purpose, given = randomness.choice(list(Purpose)), randomness.random() < 0.6
        side.decide(customer, purpose, given=given)
        (on.add if given else on.discard)(purpose)
        side.clock.advance(timedelta(seconds=1))
        _ = hear(assistant, SOUND, speaker)
        with side.databases.owner.transaction() as connection:
            rows = connection.execute(
                "select purposes, selected from personal.recordings where wrapped_key is not null"
            ).fetchall()
        for purposes, selected in rows:
            history = "own_history" in purposes and Purpose.OWN_HISTORY in on
            review = selected and "human_review" in purposes and Purpose.HUMAN_REVIEW in on
            assert history or review
