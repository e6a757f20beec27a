"""Everything of a person goes at once, however much it is, and its rows follow in batches that survive a kill (RT3)."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from support.databases import Databases
from support.portal import PASSWORD, Browser, browser, portal_of
from support.speaking import PersonalSide, spoken

from earnest.foundation.identifiers import RecordingId
from earnest.handover.counting import count_recordings
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.retention.deletion_receipts import ReceiptWriter
from earnest.personal.vault.errors import RecordingGone
from earnest.personal.vault.keys import find_wrapped_key
from earnest.personal.vault.store import load_own_recording, load_recording
from earnest.personal.vault.vault_keys import vault_key_name
from earnest.services.database.errors import DatabaseUnavailable
from earnest.services.database.roles import Role

COPIES = 1_300
COLUMNS = (
    "customer_id, device_id, captured_at, sample_count, wrapped_key, sealed_content, understood, purposes,"
    " consent_event_ids, region, programme, selected, selection_reason, selection_probability, review_state,"
    " delete_after, erasures"
)
COPY = (
    f"insert into personal.recordings (recording_id, object_key, {COLUMNS})"
    f" select gen_random_uuid(), object_key || number, {COLUMNS}"
    " from personal.recordings, generate_series(1, %(many)s) as number where recording_id = %(recording_id)s"
)


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def _signed_in(side: PersonalSide, login: str = "anna") -> tuple[Customer, Browser]:
    customer = side.add_customer(*Purpose, login=login, password=PASSWORD)
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    return customer, page


def _many(side: PersonalSide, customer: Customer) -> RecordingId:
    recording_id = side.store(customer, content=spoken("quagmirecanary"))
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(COPY.encode(), {"many": COPIES, "recording_id": recording_id})
    return recording_id


def _kept(side: PersonalSide) -> int:
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from personal.recordings where erased_at is null").fetchone()
    return 0 if row is None else int(row[0])


def _erased(side: PersonalSide) -> list[RecordingId]:
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select recording_id from personal.recordings where erased_at is not null").fetchall()
    return [RecordingId(row[0]) for row in rows]


def _empty_and_die(side: PersonalSide) -> None:
    """Take a batch away and lose the connection before the commit, as a killed worker does."""
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        assert side.erasure.empty(connection, most=500) is not None
        with side.databases.owner.transaction() as owner:
            _ = owner.execute("select pg_terminate_backend(%s)", [connection.info.backend_pid])
        _ = connection.execute("select 1")


def test_rt3_from_the_press_on_nothing_is_shown_counted_or_opened(side: PersonalSide) -> None:
    customer, page = _signed_in(side)
    recording_id = _many(side, customer)
    foreign, _ = _signed_in(side, "bert")
    stays = side.store(foreign)
    told = page.send("DELETE", "/api/utterances").json()
    assert told["recordings"] == COPIES + 1
    assert _kept(side) == COPIES + 2, "no row was touched yet"
    assert page.history() == []
    assert page.get(f"/api/utterances/{recording_id}/sound").status_code == 410
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection, pytest.raises(RecordingGone):
        _ = load_own_recording(connection, customer.customer_id, recording_id)
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        with pytest.raises(RecordingGone):
            _ = load_recording(connection, recording_id)
        assert load_recording(connection, stays).customer_id == foreign.customer_id
    with side.databases[Role.ADMINISTRATION].transaction() as connection:
        day = side.clock.now()
        counted = count_recordings(connection, since=day - timedelta(days=1), until=day + timedelta(days=1))
    assert sum(one.recordings for one in counted) == 1
    assert page.send("DELETE", "/api/utterances").json()["recordings"] == 0
    again = side.store(customer)
    assert [one["recording_id"] for one in page.history()] == [str(again)], "what is said afterwards is kept as before"


def test_rt3_a_worker_that_is_killed_between_two_batches_goes_on(side: PersonalSide) -> None:
    customer, page = _signed_in(side)
    _ = _many(side, customer)
    told = page.send("DELETE", "/api/utterances").json()
    address = f"/api/deletions/{told['deletion_id']}"
    writer = ReceiptWriter(database=side.databases[Role.PERSONAL_WORKER], clock=side.clock)
    afterwards = side.store(customer)
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        assert side.erasure.empty(connection, most=500) is not None
    assert _kept(side) == COPIES + 1 - 500 + 1
    writer.write()
    assert page.get(address).json()["completed_at"] is None, "a receipt waits for the last batch"
    assert len(_erased(side)) == 500, "a worker that is killed after a batch leaves objects and rows to the sweep"
    with pytest.raises(DatabaseUnavailable):
        _empty_and_die(side)
    assert _kept(side) == COPIES + 1 - 500 + 1, "the batch that was killed took nothing away"
    side.sweeper().empty()
    assert _kept(side) == 1
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select 1 from personal.emptyings").fetchall() == []
    writer.write()
    assert page.get(address).json()["completed_at"] is None, "what the killed worker left is there still"
    side.sweeper().sweep()
    assert _erased(side) == []
    side.clock.advance(timedelta(seconds=5))
    writer.write()
    receipt = page.get(address).json()
    document = json.loads(receipt["document"])
    times = {one["store"]: one["nothing_left_at"] for one in document["stores"]}
    assert times["customer_key"] == document["asked_at"] < times["recording_key"] == times["recording_object"]
    assert document["recordings"] == COPIES + 1
    assert [one["recording_id"] for one in page.history()] == [str(afterwards)]


def test_rt3_closing_an_account_does_not_wait_for_the_rows(side: PersonalSide) -> None:
    customer, page = _signed_in(side)
    _ = _many(side, customer)
    assert page.send("POST", "/api/account/closing", {"password": PASSWORD}).json()["recordings"] == COPIES + 1
    assert page.sign_in(customer).status_code == 401
    side.sweeper().sweep()
    side.sweeper().sweep()
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select login from personal.customers").fetchall() == []
    assert _kept(side) == 0


def test_rt4_an_older_copy_learns_that_everything_went_and_that_the_account_was_closed(side: PersonalSide) -> None:
    """The tombstones that the triggers noted are replayed on data that know of neither, as after a restore."""
    customer, page = _signed_in(side)
    closes, closing = _signed_in(side, "bert")
    stays, _ = _signed_in(side, "carla")
    for one in (customer, closes, stays):
        _ = side.store(one)
    assert page.send("DELETE", "/api/utterances").status_code == 200
    assert closing.send("POST", "/api/account/closing", {"password": PASSWORD}).status_code == 200
    with side.databases.owner.transaction() as connection:
        noted = connection.execute(
            "select kind, identifier, ended_at from tombstones.tombstones where kind in ('everything', 'account')"
        ).fetchall()
        assert {(row[0], row[1]) for row in noted} == {
            ("everything", customer.customer_id),
            ("everything", closes.customer_id),
            ("account", closes.customer_id),
        }
        # What the copy of before says: nothing was deleted, the account is open.
        _ = connection.execute("alter table personal.customers disable trigger ends_are_noted")
        _ = connection.execute("update personal.customers set erasures = 0, erased_all_at = null, closed_at = null")
        _ = connection.execute("delete from personal.emptyings")
    assert len(page.history()) == 1, "the copy shows it"
    everything = [row for row in noted if row[0] == "everything"]
    with side.databases.owner.transaction() as connection:
        wrapped = find_wrapped_key(connection, customer.customer_id)
        assert wrapped is not None
        # The object store may be elsewhere, and was not lost with the data.
        side.objects.put(vault_key_name(wrapped), b"the vault key of the copy's key")
        names = {"identifiers": [row[1] for row in everything], "moments": [row[2] for row in everything]}
        statement = "select personal.end_everything(%(identifiers)s, %(moments)s)"
        assert connection.execute(statement, names).fetchone() == (2,)
        _ = connection.execute("select personal.end_accounts(%s, now())", [[closes.customer_id]])
        again = {**names, "moments": names["moments"]}
        assert connection.execute(statement, again).fetchone() == (0,), "a second start deletes nothing newer"
    assert page.history() == []
    side.sweeper().sweep()
    side.sweeper().sweep()
    with side.databases.owner.transaction() as connection:
        left = connection.execute("select customer_id from personal.recordings").fetchall()
        closed = connection.execute(
            "select password_hash from personal.customers where customer_id = %s", [closes.customer_id]
        ).fetchall()
    assert left == [(stays.customer_id,)]
    assert vault_key_name(wrapped) not in set(side.objects.keys())
    assert closed in ([], [(None,)])
