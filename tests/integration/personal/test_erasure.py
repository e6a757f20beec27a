"""Erasure and decisions: what a no or a deletion takes away, in one transaction (CN5, CN6, RT3, RT4, PS5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from psycopg.errors import InsufficientPrivilege
from support.speaking import PersonalSide

from earnest.foundation.identifiers import ClipId, RecordingId
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.vault.errors import RecordingGone, RecordingMissing
from earnest.personal.vault.store import load_recording
from earnest.services.audit import ClipWithdrawn
from earnest.services.database.roles import Role
from earnest.services.objects import StoreUnavailable


def link(side: PersonalSide, customer: Customer, recording_id: RecordingId) -> ClipId:
    """Pretend that a clip of the recording was placed."""
    clip_id = ClipId(uuid4())
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links values (%s, %s, %s, %s, %s)",
            [clip_id, recording_id, customer.customer_id, side.clock.now(), side.clock.now() + timedelta(days=180)],
        )
        _ = connection.execute(
            "update personal.recordings set review_state = 'placed' where recording_id = %s", [recording_id]
        )
    return clip_id


def withdrawn(side: PersonalSide) -> dict[ClipId, str]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select clip_id, reason from handover.withdrawals").fetchall()
    return {ClipId(row[0]): str(row[1]) for row in rows}


def states(side: PersonalSide) -> dict[RecordingId, tuple[str, bool]]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute(
            "select recording_id, review_state, wrapped_key is null from personal.recordings"
        ).fetchall()
    return {RecordingId(row[0]): (str(row[1]), bool(row[2])) for row in rows}


def tasks(side: PersonalSide) -> list[tuple[str, str]]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute(
            "select task_name, args->>'identifier' from jobs_personal.procrastinate_jobs order by id"
        ).fetchall()
    return [(str(row[0]), str(row[1])) for row in rows]


def test_cn6_no_to_review_withdraws_every_clip_at_once(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    heard, waiting = side.store(customer, selected=True), side.store(customer, selected=True)
    clip_id = link(side, customer, heard)
    other = side.add_customer(Purpose.HUMAN_REVIEW)
    untouched = link(side, other, side.store(other, selected=True))
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    assert withdrawn(side) == {clip_id: "consent_withdrawn"}
    assert untouched not in withdrawn(side)
    found = states(side)
    assert found[heard] == found[waiting] == ("withdrawn", False)


def test_cn1_a_recording_goes_with_its_last_purpose(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    chosen, kept = side.store(customer, selected=True), side.store(customer)
    side.decide(customer, Purpose.OWN_HISTORY, given=False)
    assert states(side)[chosen] == ("waiting", False)
    assert states(side)[kept] == ("not_selected", True)
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    assert states(side)[chosen] == ("withdrawn", True)


def test_a_purpose_that_was_not_given_at_capture_keeps_nothing(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    recording_id = side.store(customer, selected=True)
    side.decide(customer, Purpose.OWN_HISTORY, given=True)
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    assert states(side)[recording_id] == ("withdrawn", True)


def test_cn3_the_record_survives_withdrawal_and_repeating_adds_nothing(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW, Purpose.HUMAN_REVIEW)
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select given from personal.consent_events order by sequence").fetchall()
    assert [row[0] for row in rows] == [True, False]


def say_no(side: PersonalSide, customer: Customer) -> None:
    """Say no by voice, a second later."""
    side.clock.advance(timedelta(seconds=1))
    with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        _ = side.decisions.withdraw_by_voice(connection, customer)


def test_cn6_a_spoken_no_withdraws_in_its_own_transaction(side: PersonalSide) -> None:
    """No worker runs here at all."""
    customer, other = (side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW) for _ in range(2))
    heard, waiting = side.store(customer, selected=True), side.store(customer, selected=True)
    clip_id = link(side, customer, heard)
    theirs = side.store(other, selected=True)
    _ = link(side, other, theirs)
    say_no(side, customer)
    assert withdrawn(side) == {clip_id: "consent_withdrawn"}
    assert states(side) == {
        heard: ("withdrawn", False),
        waiting: ("withdrawn", False),
        theirs: ("placed", False),
    }
    with side.databases.owner.transaction() as connection:
        entries = [bytes(row[0]) for row in connection.execute("select entry from audit.leaves order by leaf_index")]
    expected = ClipWithdrawn(at=side.clock.now(), clip_id=clip_id, reason="consent_withdrawn").entry()
    assert entries.count(expected) == 1
    say_no(side, customer)
    assert withdrawn(side) == {clip_id: "consent_withdrawn"}


def test_cn6_a_no_that_is_not_committed_withdraws_nothing(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    _ = link(side, customer, side.store(customer, selected=True))

    def say_no_and_look() -> None:
        with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            _ = side.decisions.withdraw_by_voice(connection, customer)
            _ = connection.execute("select * from personal.clip_links")

    with pytest.raises(InsufficientPrivilege):
        say_no_and_look()
    assert withdrawn(side) == {}


@pytest.mark.parametrize("by_voice", [False, True], ids=["portal", "voice"])
def test_cn6_a_later_yes_revives_nothing(side: PersonalSide, *, by_voice: bool) -> None:
    """Five placed clips and one on its way; the yes comes before any worker ran."""
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    clips = {link(side, customer, side.store(customer, selected=True)) for _ in range(5)}
    waiting = side.store(customer, selected=True)
    if by_voice:
        say_no(side, customer)
    else:
        side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    side.decide(customer, Purpose.HUMAN_REVIEW, given=True)
    assert withdrawn(side).keys() == clips
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        _ = side.erasure.enforce_decisions(connection, customer.customer_id)
    assert states(side)[waiting] == ("withdrawn", True)
    assert all(state == ("withdrawn", True) for state in states(side).values())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DEVICE_GATEWAY])
def test_no_other_role_withdraws_through_the_gateways_function(side: PersonalSide, role: Role) -> None:
    with pytest.raises(InsufficientPrivilege), side.databases[role].transaction() as connection:
        _ = connection.execute("select personal.withdraw_from_review(%s, now())", [uuid4()])


def test_cn5_a_spoken_no_that_was_taken_back_withdraws_nothing(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    side.clock.advance(timedelta(seconds=1))
    with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        _ = side.decisions.withdraw_by_voice(connection, customer)
    side.decide(customer, Purpose.HUMAN_REVIEW, given=True)
    _ = link(side, customer, side.store(customer, selected=True))
    side.sweeper().withdraw_spoken()
    assert withdrawn(side) == {}


def test_rt4_deleting_one_destroys_its_key_and_leaves_the_others(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    gone, stays = side.store(customer, selected=True), side.store(customer)
    clip_id = link(side, customer, gone)
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        erased = side.erasure.erase_recordings(
            connection, customer.customer_id, [gone], WithdrawalReason.DELETED_BY_CUSTOMER
        )
    assert (erased.recordings, erased.clips) == (1, 1)
    assert withdrawn(side) == {clip_id: "deleted_by_customer"}
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        with pytest.raises(RecordingGone):
            _ = load_recording(connection, gone)
        assert load_recording(connection, stays).recording_id == stays
    assert ("remove_recording", str(gone)) in tasks(side)
    assert len(side.stored_objects()) == 4
    side.sweeper().remove_recording(gone)
    assert len(side.stored_objects()) == 2
    side.sweeper().remove_recording(gone)
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection, pytest.raises(RecordingMissing):
        _ = load_recording(connection, gone)


def test_no_customer_deletes_what_belongs_to_another(side: PersonalSide) -> None:
    owner, other = side.add_customer(Purpose.OWN_HISTORY), side.add_customer(Purpose.OWN_HISTORY)
    recording_id = side.store(owner)
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        erased = side.erasure.erase_recordings(
            connection, other.customer_id, [recording_id], WithdrawalReason.DELETED_BY_CUSTOMER
        )
    assert erased.recordings == 0
    assert states(side)[recording_id] == ("not_selected", False)


def test_removing_touches_only_what_was_erased(side: PersonalSide) -> None:
    recording_id = side.store(side.add_customer(Purpose.OWN_HISTORY))
    side.sweeper().remove_recording(recording_id)
    assert states(side)[recording_id] == ("not_selected", False)
    assert len(side.stored_objects()) == 2


def test_rt1_nothing_lives_past_its_end_date(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    short, long = side.store(customer, days=10, selected=True), side.store(customer, days=20)
    clip_id = link(side, customer, short)
    side.clock.advance(timedelta(days=11))
    side.sweeper().sweep()
    assert withdrawn(side) == {clip_id: "expired"}
    assert set(states(side)) == {long}
    assert len(side.stored_objects()) == 2


def test_ps5_the_link_is_cut_at_its_date_while_the_object_store_is_away(side: PersonalSide) -> None:
    """Row and link go with the ciphertext, which cannot be removed now; the date of the link does not wait for it."""
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    _ = link(side, customer, side.store(customer, selected=True, days=180))
    side.clock.advance(timedelta(days=181))
    sweeper, objects = side.sweeper(), side.folder / "objects"
    _ = objects.rename(side.folder / "away")
    with pytest.raises(StoreUnavailable):
        sweeper.sweep()
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select 1 from personal.clip_links").fetchone() is None
        assert connection.execute("select wrapped_key from personal.recordings").fetchone() == (None,)
    _ = (side.folder / "away").rename(objects)
    sweeper.sweep()
    assert (states(side), side.stored_objects()) == ({}, [])


def test_ps5_the_link_is_cut_at_six_months(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW)
    _ = link(side, customer, side.store(customer, selected=True, days=180))
    side.clock.advance(timedelta(days=180, seconds=1))
    side.sweeper().sweep()
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.clip_links").fetchone() == (0,)


def test_objects_without_a_row_go_and_all_others_stay(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    _ = side.store(customer)
    kept = set(side.objects.keys())
    side.objects.put("r-0123456789abcdef0123456789abcdef", b"left behind by a death")
    side.objects.put("kr-0123456789abcdef0123456789abcdef", b"its erasure key")
    side.objects.put("v-" + 32 * "ab", b"vault key of a customer key that was replaced")
    side.objects.put("0123456789abcdef0123456789abcdef", b"a clip or a model")
    sweeping = side.sweeper()
    sweeping.sweep_objects()
    assert len(set(side.objects.keys())) == len(kept) + 4
    side.clock.advance(timedelta(hours=2))
    sweeping.sweep_objects()
    assert set(side.objects.keys()) == kept | {"0123456789abcdef0123456789abcdef"}


def test_what_waits_too_long_gets_its_job_again(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    recording_id = side.store(customer, selected=True)
    side.sweeper().sweep()
    assert tasks(side) == []
    side.clock.advance(timedelta(minutes=16))
    side.sweeper().sweep()
    side.sweeper().sweep()
    assert tasks(side) == [("deidentify", str(recording_id))]
