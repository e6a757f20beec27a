"""What is stopped, restricted or withdrawn is not chosen, whenever that comes; clips and examples of the wake word.

RG1, RI6, CN4, CN6, SP4. The gate asks under the person's lock, so nothing lies between a root that the log has and the
number that is drawn from it; each hop after it asks again.
"""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from support.assistant import EVERYTHING, Parrot, conversation_of, hear, speaker_of
from support.databases import Databases
from support.household import Running, running
from support.portal import PASSWORD, browser, portal_of
from support.processes import wait_until
from support.sampling import NEEDY, ask_gate, utterance
from support.slow_store import slow_store
from support.speaking import PersonalSide, spoken
from support.voices import say

from earnest.foundation.identifiers import ClipId, RecordingId, random_identifier
from earnest.handover.draws import list_drawn
from earnest.handover.redrawing import redo
from earnest.handover.wake import list_examples
from earnest.operations.data_folder import prepare_folder
from earnest.personal.accidents.taking import VerdictTaker
from earnest.personal.capture.keeping import UtteranceStorage
from earnest.personal.capture.utterances import KeepingResult
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.sampling.drawing import Draws
from earnest.personal.sampling.rules import GateReason
from earnest.services.audit import reading
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectStore
from earnest.sound_files.encoding import encode_wav

SOUND = encode_wav(say("a large latte with soy milk please"))
SAMPLES = say("a large latte with soy milk please")
EVIDENCE = (1.1, 0.2, 0.2, 1.5, 0.4, 0.1, 0.3, -0.3, -1.0, 0.4, 0.2)
HERE = [("everything", None), ("region", "DE"), ("language", "en"), ("purpose", "human_review"), ("programme", "panel")]
ELSEWHERE = [("region", "NL"), ("language", "de"), ("programme", "general"), ("vendor", str(uuid4()))]


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def stop(databases: Databases, scope: str, value: str | None) -> None:
    """Do what the officer's button leaves behind."""
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.stops (stop_id, scope, value, reason, stopped_by, stopped_at)"
            " values (gen_random_uuid(), %s, %s, 'authority_order', gen_random_uuid(), now())",
            [scope, value],
        )


def count(databases: Databases, statement: str) -> int:
    with databases.owner.transaction() as connection:
        row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return int(row[0])


def chosen(databases: Databases) -> int:
    return count(databases, "select coalesce(sum(chosen), 0) from handover.allowances")


def kept(databases: Databases) -> int:
    return count(databases, "select count(*) from personal.recordings")


def waiting(databases: Databases) -> int:
    """Recordings that go to a reviewer once the worker comes to them."""
    return count(databases, "select count(*) from personal.recordings where selected and review_state = 'waiting'")


@pytest.mark.parametrize(("scope", "value"), HERE)
def test_rg1_nothing_is_chosen_while_it_is_stopped_and_answering_goes_on(
    side: PersonalSide, scope: str, value: str | None
) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    conversation, speaker = conversation_of(side, Parrot()), speaker_of(side, customer)
    stop(side.databases, scope, value)
    for _ in range(3):
        assert hear(conversation, SOUND, speaker).answer
    assert (chosen(side.databases), kept(side.databases)) == (0, 0)
    assert count(side.databases, "select coalesce(sum(utterances), 0) from handover.allowances") == 3
    assert count(side.databases, "select count(*) from jobs_personal.procrastinate_jobs") == 0
    assert list(side.objects.keys()) == []


@pytest.mark.parametrize(("scope", "value"), ELSEWHERE)
def test_rg1_a_stop_of_something_else_lets_the_gate_choose(side: PersonalSide, scope: str, value: str) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    conversation, speaker = conversation_of(side, Parrot()), speaker_of(side, customer)
    stop(side.databases, scope, value)
    _ = hear(conversation, SOUND, speaker)
    assert (chosen(side.databases), waiting(side.databases)) == (1, 1)


def withdraws(side: PersonalSide, customer: Customer) -> None:
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)


def restricts(side: PersonalSide, customer: Customer) -> None:
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    assert page.send("PUT", "/api/use/restriction", {"restricted": True}).json()["restricted"]


def objects_to_it(side: PersonalSide, customer: Customer) -> None:
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    assert page.send("POST", "/api/use/objection").status_code == 204


def region_is_stopped(side: PersonalSide, _customer: Customer) -> None:
    stop(side.databases, "region", "DE")


ACTS = [withdraws, restricts, objects_to_it, region_is_stopped]


def storage(side: PersonalSide, objects: ObjectStore | None = None) -> UtteranceStorage:
    vault = side.vault if objects is None else replace(side.vault, objects=objects)
    return UtteranceStorage(
        database=side.databases[Role.DEVICE_GATEWAY],
        vault=vault,
        jobs=side.jobs,
        caps=EVERYTHING,
        draws=Draws(master_key=side.master_key),
        retention_days=90,
        clock=side.clock,
    )


@pytest.mark.parametrize("act", ACTS)
def test_cn4_ri6_what_comes_between_the_answer_and_the_choice_counts(
    side: PersonalSide, act: Callable[[PersonalSide, Customer], None]
) -> None:
    """What the gateway knew of the person when it answered is older than the act."""
    customer = side.add_customer(Purpose.HUMAN_REVIEW, Purpose.OWN_HISTORY, password=PASSWORD)
    said = utterance(side, customer, SAMPLES, NEEDY)
    act(side, customer)
    told = storage(side).keep(said)
    assert told.reason in {GateReason.NO_CONSENT, GateReason.STOPPED}
    assert (chosen(side.databases), waiting(side.databases)) == (0, 0)


@pytest.mark.parametrize("act", ACTS)
def test_cn4_ri6_what_comes_between_the_choice_and_storing_counts(
    side: PersonalSide, act: Callable[[PersonalSide, Customer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store hangs after the choice was committed; the act is not kept waiting, and nothing is stored of it."""
    customer = side.add_customer(Purpose.HUMAN_REVIEW, password=PASSWORD)
    said = utterance(side, customer, SAMPLES, NEEDY)
    with slow_store() as store, ThreadPoolExecutor(1) as thread:
        for name, value in store.settings.items():
            monkeypatch.setenv(name, value)
        slow = storage(side, ObjectStore.open(store.url))
        store.hang()
        try:
            keeping = thread.submit(slow.keep, said)
            wait_until(lambda: chosen(side.databases) == 1)
            act(side, customer)
            assert not keeping.done()
        finally:
            store.go_on()
        told: KeepingResult = keeping.result()
    assert told.reason in {GateReason.NO_CONSENT, GateReason.STOPPED}
    assert (kept(side.databases) if act is not restricts else waiting(side.databases)) == 0
    assert count(side.databases, "select count(*) from jobs_personal.procrastinate_jobs") == 0


def test_sp4_no_one_sees_a_root_without_its_number_and_no_no_comes_between(side: PersonalSide) -> None:
    """Root, number and choice become visible together; a no that comes meanwhile waits for them, and overtakes them."""
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    said = utterance(side, customer, SAMPLES, NEEDY)

    def seen() -> tuple[list[str], list[bytes]]:
        with side.databases[Role.ADMINISTRATION].transaction() as connection, reading(connection) as leaves:
            log = [leaf.entry for leaf in leaves if b"candidate_committed" in leaf.entry]
            return [one.line() for one in list_drawn(connection)], log

    with ThreadPoolExecutor(1) as thread:
        with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            recording_id = RecordingId(random_identifier())
            made = ask_gate(connection, side, customer, EVERYTHING, recording_id=recording_id)
            assert made.selected
            deciding = thread.submit(withdraws, side, customer)
            wait_until(lambda: count(side.databases, "select count(*) from pg_locks where not granted") == 1)
            assert seen() == ([], [])
            assert not deciding.done()
        deciding.result()
    lines, log = seen()
    assert (len(lines), len(log)) == (1, 1)
    with side.databases[Role.ADMINISTRATION].transaction() as connection, reading(connection) as leaves:
        assert redo(lines, [leaf.entry for leaf in leaves]).right
    assert storage(side).keep(said).reason is GateReason.NO_CONSENT
    assert (chosen(side.databases), kept(side.databases)) == (1, 0)


# examples of the wake word ----------------------------------------------------------------------------------------


def verdict_on(side: PersonalSide, customer: Customer) -> ClipId:
    """Let a reviewer have said about a chosen recording that the wake word was said."""
    content = replace(spoken("a", "large", "latte", wake_word="alexa"), wake_evidence=EVIDENCE)
    recording_id, clip_id = side.store(customer, content=content, selected=True), ClipId(uuid4())
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links values (%s, %s, %s, %s, %s)",
            [clip_id, recording_id, customer.customer_id, side.clock.now(), side.clock.now() + timedelta(days=180)],
        )
        _ = connection.execute(
            "insert into handover.labels (label_id, clip_id, outcome, wake_word_verdict, guideline_version,"
            " reviewer_kind, labelled_at) values (%s, %s, 'labelled', 'said', '1', 'reviewer', %s)",
            [uuid4(), clip_id, side.clock.now()],
        )
    return clip_id


def take(side: PersonalSide) -> None:
    VerdictTaker(
        database=side.databases[Role.PERSONAL_WORKER], vault=side.vault, erasure=side.erasure, clock=side.clock
    ).take()


def learnable(side: PersonalSide) -> int:
    """Return from how many examples the detector would learn now."""
    with side.databases[Role.CORPUS_WORKER].transaction() as connection:
        return len(list_examples(connection, today=side.clock.now().date()))


TEACHING = (Purpose.HUMAN_REVIEW, Purpose.WAKE_WORD_LEARNING)
WAKE_STOPS = [("purpose", "wake_word_learning"), *(one for one in HERE if one[0] != "purpose")]


def wake_learning_is_withdrawn(side: PersonalSide, customer: Customer) -> None:
    side.decide(customer, Purpose.WAKE_WORD_LEARNING, given=False)


@pytest.mark.parametrize("act", [wake_learning_is_withdrawn, restricts, objects_to_it, region_is_stopped])
def test_cn4_ri6_rg1_what_comes_between_the_verdict_and_the_example_counts(
    side: PersonalSide, act: Callable[[PersonalSide, Customer], None]
) -> None:
    customer, other = (side.add_customer(*TEACHING, password=PASSWORD) for _ in range(2))
    _ = verdict_on(side, customer)
    act(side, customer)
    take(side)
    assert count(side.databases, "select count(*) from handover.wake_examples") == 0
    if act is not region_is_stopped:
        _ = verdict_on(side, other)
        take(side)
        assert learnable(side) == 1


@pytest.mark.parametrize(("scope", "value"), WAKE_STOPS)
def test_rg1_no_verdict_crosses_and_no_example_teaches_while_it_is_stopped(
    side: PersonalSide, scope: str, value: str | None
) -> None:
    """An example tells no country, so a stop of any part holds all of them."""
    customer = side.add_customer(*TEACHING)
    _ = verdict_on(side, customer)
    take(side)
    assert learnable(side) == 1
    stop(side.databases, scope, value)
    assert learnable(side) == 0
    _ = verdict_on(side, customer)
    take(side)
    assert count(side.databases, "select count(*) from handover.wake_examples") == 1


@pytest.mark.parametrize("act", [wake_learning_is_withdrawn, restricts, objects_to_it])
def test_cn6_ri6_an_example_that_crossed_teaches_nothing_afterwards(
    side: PersonalSide, act: Callable[[PersonalSide, Customer], None]
) -> None:
    customer = side.add_customer(*TEACHING, password=PASSWORD)
    _ = verdict_on(side, customer)
    take(side)
    assert learnable(side) == 1
    act(side, customer)
    assert learnable(side) == 0


# a worker that stands still ---------------------------------------------------------------------------------------


@pytest.fixture
def household(databases: Databases, tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "data"
    prepare_folder(folder)
    settings = {"EARNEST_PANEL_CAP_SHARE": "1", "EARNEST_PANEL_PERSON_CAP": "100"}
    with running(databases, folder, **settings) as started:
        try:
            yield started
        finally:
            started.processes["personal_worker"].send_signal(signal.SIGCONT)


def freeze_in_the_middle(household: Running) -> None:
    """Stop the worker while it makes a clip, and where it holds no lock that a no would wait for."""
    working = (
        "select count(*) from jobs_personal.procrastinate_jobs where task_name = 'deidentify' and status = 'doing'"
    )
    inside = (
        "select count(*) from pg_stat_activity"
        " where usename = 'earnest_personal_worker' and datname = current_database() and state like 'idle in trans%'"
    )
    while True:
        wait_until(lambda: count(household.databases, working) == 1)
        household.freeze("personal_worker")
        if count(household.databases, inside) == 0:
            return
        household.processes["personal_worker"].send_signal(signal.SIGCONT)


def not_done(databases: Databases) -> int:
    """Jobs that the worker has not done yet."""
    return count(databases, "select count(*) from jobs_personal.procrastinate_jobs where status in ('todo', 'doing')")


@pytest.mark.timeout(600)
def test_cn6_ri6_rg1_a_worker_that_stood_still_places_nothing_afterwards(household: Running) -> None:
    """It read sound and words before the no, the restriction or the stop, and goes on after it."""
    databases = household.databases
    for login in ("withdraws", "restricts", "is stopped"):
        member = household.add(login, Programme.PANEL)
        with household.portal(member) as page:
            for purpose in ("own_history", "human_review"):
                page.decide(purpose, given=True)
            before = count(databases, "select count(*) from handover.clips")
            told = household.say_and_settle(member, SOUND)
            assert told["kept"] == "yes", told
            freeze_in_the_middle(household)
            assert count(databases, "select count(*) from handover.clips") == before, "frozen too late to show anything"
            if login == "withdraws":
                page.decide("human_review", given=False)
            elif login == "restricts":
                answer = page.client.put("/api/use/restriction", json={"restricted": True})
                assert answer.status_code == 200, answer.text
            else:
                stop(databases, "everything", None)
            household.processes["personal_worker"].send_signal(signal.SIGCONT)
            wait_until(lambda: not_done(databases) == 0)
            assert count(databases, "select count(*) from handover.clips") == before, login
            state = "withdrawn" if login == "withdraws" else "waiting"
            assert page.history()[0]["review_state"] == state
    with pytest.raises(psycopg.errors.InsufficientPrivilege), databases[Role.PERSONAL_WORKER].transaction() as one:
        _ = one.execute("delete from handover.frozen_clips")
