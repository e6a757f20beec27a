"""The vault: sealed, bound, audited, with an end date, and never half full."""

import resource
from dataclasses import replace
from pathlib import Path

import numpy
import psycopg
import pytest
from support.speaking import PersonalSide, new_recording, spoken, tone

from earnest.foundation.sensitive import RevealReason
from earnest.personal.consent.purposes import Purpose
from earnest.personal.vault.errors import GrantOutdated, RecordingMissing
from earnest.personal.vault.records import HistoryChoice, ReviewState
from earnest.personal.vault.store import Vault, list_own_recordings, load_own_recording, load_recording
from earnest.services.cryptography import MasterKey, SealBroken
from earnest.services.database import Database, DatabaseUnavailable
from earnest.services.database.roles import Role
from earnest.services.objects import StoreFull, StoreUnavailable


def objects_of(side: PersonalSide) -> list[Path]:
    return [side.folder / "objects" / name for name in side.stored_objects()]


def test_what_was_stored_comes_back_to_its_owner(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    sound = tone(1.5)
    recording_id = side.store(customer, samples=sound, content=spoken("zebra", "please"))
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        recording = load_own_recording(connection, customer.customer_id, recording_id)
    opened = side.vault.open_recording(side.databases[Role.CUSTOMER_PORTAL], recording, RevealReason.OWN_HISTORY)
    assert numpy.array_equal(opened.reveal(RevealReason.OWN_HISTORY), sound)
    content = side.vault.open_content(recording).reveal(RevealReason.OWN_HISTORY)
    assert content.hypothesis.text == "zebra please"
    assert recording.review_state is ReviewState.NOT_SELECTED
    assert recording.purposes == {"own_history"}


def test_no_other_customer_finds_it(side: PersonalSide) -> None:
    owner, other = side.add_customer(Purpose.OWN_HISTORY), side.add_customer(Purpose.OWN_HISTORY)
    recording_id = side.store(owner)
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        with pytest.raises(RecordingMissing):
            _ = load_own_recording(connection, other.customer_id, recording_id)
        assert list_own_recordings(connection, other.customer_id, HistoryChoice(), limit=10) == ()


def test_only_ciphertext_lies_in_the_stores(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    sound = tone(1.0)
    _ = side.store(customer, samples=sound, content=spoken("zebrafish"))
    files = objects_of(side)
    assert len(files) == 2, "sound and erasure key"
    assert not any(sound.tobytes()[:64] in file.read_bytes() for file in files)
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select sealed_content, wrapped_key from personal.recordings").fetchone()
    assert row is not None
    assert b"zebrafish" not in bytes(row[0])


def test_a_seal_moved_to_another_recording_does_not_open(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    first, second = side.store(customer), side.store(customer)
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        one, two = load_recording(connection, first), load_recording(connection, second)
    mixed = replace(one, wrapped_key=two.wrapped_key)
    with pytest.raises(SealBroken):
        _ = side.vault.open_content(mixed)
    with pytest.raises(SealBroken):
        _ = side.vault.open_content(replace(one, sealed_content=two.sealed_content))
    worker = side.databases[Role.PERSONAL_WORKER]
    with pytest.raises(SealBroken):
        _ = side.vault.open_recording(worker, replace(one, object_key=two.object_key), RevealReason.DEIDENTIFICATION)


def test_another_master_key_opens_nothing(side: PersonalSide, tmp_path: Path) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    recording_id = side.store(customer)
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        recording = load_recording(connection, recording_id)
    stranger = Vault(
        master_key=MasterKey.create(tmp_path / "other.json"),
        objects=side.objects,
        pseudonyms=side.pseudonyms,
        clock=side.clock,
    )
    with pytest.raises(SealBroken):
        _ = stranger.open_content(recording)


def test_ad4_opening_leaves_a_line_before_the_sound(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    recording_id = side.store(customer)
    portal = side.databases[Role.CUSTOMER_PORTAL]
    with portal.transaction() as connection:
        recording = load_own_recording(connection, customer.customer_id, recording_id)
    _ = side.vault.open_recording(portal, recording, RevealReason.OWN_HISTORY)
    with side.databases.owner.transaction() as connection:
        rows = connection.execute("select convert_from(entry, 'UTF8') from audit.leaves order by leaf_index").fetchall()
    assert '"kind":"recording_opened"' in rows[-1][0]
    assert str(recording_id) in rows[-1][0]


def test_ad4_without_a_log_nothing_is_opened(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    recording_id = side.store(customer)
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        recording = load_own_recording(connection, customer.customer_id, recording_id)
    gone = Database("host=/nowhere dbname=earnest")
    with pytest.raises(DatabaseUnavailable):
        _ = side.vault.open_recording(gone, recording, RevealReason.OWN_HISTORY)
    gone.close()


def test_cn4_a_grant_that_was_withdrawn_meanwhile_stores_nothing(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    grant = side.grant(customer)
    assert grant is not None
    side.decide(customer, Purpose.OWN_HISTORY, given=False)
    recording = new_recording(
        customer, samples=tone(), content=spoken("x"), selected=False, captured_at=side.clock.now(), days=1
    )
    with pytest.raises(GrantOutdated):
        side.keep(recording, grant)
    assert objects_of(side) == []


def test_a_grant_of_another_customer_stores_nothing(side: PersonalSide) -> None:
    customer, other = side.add_customer(Purpose.OWN_HISTORY), side.add_customer(Purpose.OWN_HISTORY)
    grant = side.grant(other)
    assert grant is not None
    recording = new_recording(
        customer, samples=tone(), content=spoken("x"), selected=False, captured_at=side.clock.now(), days=1
    )
    with pytest.raises(GrantOutdated):
        side.keep(recording, grant)
    assert objects_of(side) == []


def test_where_the_row_cannot_be_written_the_object_goes_too(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    grant = side.grant(customer)
    assert grant is not None
    recording = new_recording(
        customer, samples=tone(), content=spoken("x"), selected=False, captured_at=side.clock.now(), days=1
    )
    side.keep(recording, grant)
    with pytest.raises(psycopg.errors.UniqueViolation):
        side.keep(recording, grant)
    assert len(objects_of(side)) == 2, "sound and erasure key"


def test_a_full_disk_keeps_nothing_half(side: PersonalSide) -> None:
    """The store is asked for more than the file size that this process may write."""
    customer = side.add_customer(Purpose.OWN_HISTORY)
    _ = side.store(customer)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises((StoreFull, StoreUnavailable)):
            _ = side.store(customer, samples=tone(3.0))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(objects_of(side)) == 2, "sound and erasure key"
    with side.databases.owner.transaction() as connection:
        row = connection.execute("select count(*) from personal.recordings").fetchone()
    assert row == (1,)
