"""RT3, RT4: one write ends all recordings and archives of a customer, also for who has old pages of PostgreSQL.

The attacker has every row of before the deletion, the customer's wrapped key among them, the master key, and the object
store as it is right after the customer's one object in it was written over, with all erasure keys of recordings.
"""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import numpy
import pytest
from support.databases import Databases
from support.portal import PASSWORD, Browser, browser, portal_of
from support.searching import PLACES, crack, erasure_keys, rows_of, strange_words
from support.speaking import PersonalSide, new_recording, spoken, tone

from earnest.foundation.identifiers import RecordingId
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.retention import sweeping
from earnest.personal.vault.errors import RecordingGone
from earnest.personal.vault.keys import find_wrapped_key, load_customer_key
from earnest.personal.vault.records import StoredRecording
from earnest.personal.vault.store import load_recording
from earnest.personal.vault.vault_keys import VAULT_KEY_PREFIX, load_or_create_vault_key, vault_key_name
from earnest.services.cryptography import Binding, MasterKey, SealBroken
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectMissing, StoreUnavailable

WITH_EXPORTS = {**PLACES, "export": ("export", "export-part")}


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A customer who said strange words, signed in at the portal."""

    customer: Customer
    page: Browser
    words: Sequence[str]
    recordings: Sequence[RecordingId]


def speaker(side: PersonalSide, login: str, count: int = 3) -> Speaker:
    customer = side.add_customer(*Purpose, login=login, password=PASSWORD)
    page, words = browser(portal_of(side)), strange_words(count)
    assert page.sign_in(customer).status_code == 204
    recordings = [side.store(customer, content=spoken(word)) for word in words]
    return Speaker(customer=customer, page=page, words=words, recordings=recordings)


def objects(side: PersonalSide) -> Path:
    return side.folder / "objects"


def vault_keys(side: PersonalSide) -> list[str]:
    return [path.name for path in objects(side).iterdir() if path.name.startswith(VAULT_KEY_PREFIX)]


def keys_of_recordings(side: PersonalSide) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in objects(side).iterdir() if path.name.startswith("kr-")}


def own_vault_key(side: PersonalSide, customer: Customer) -> Path:
    with side.databases.owner.transaction() as connection:
        wrapped = find_wrapped_key(connection, customer.customer_id)
    assert wrapped is not None
    return objects(side) / vault_key_name(wrapped)


def load(side: PersonalSide, recording_id: RecordingId) -> StoredRecording:
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        return load_recording(connection, recording_id)


def text_of(side: PersonalSide, recording_id: RecordingId) -> str:
    return side.vault.open_content(load(side, recording_id)).reveal(RevealReason.OWN_HISTORY).hypothesis.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacker:
    """Who took every row before the deletion, and the master key."""

    side: PersonalSide
    rows: list[bytes]
    people: dict[str, list[UUID]]

    @classmethod
    def take(cls, side: PersonalSide, *speakers: Speaker) -> "Attacker":
        with side.databases.owner.transaction() as connection:
            exports = connection.execute("select export_id, wrapped_key from personal.exports").fetchall()
        return cls(
            side=side,
            rows=[*rows_of(side.databases), *(bytes(row[1]) for row in exports)],
            people={
                "customer": [one.customer.customer_id for one in speakers],
                "recording": [recording for one in speakers for recording in one.recordings],
                "export": [row[0] for row in exports],
            },
        )

    def opened(self) -> bytes:
        """Return all that opens with the object store as it is now."""
        archives = [path.read_bytes() for path in objects(self.side).glob("x-*")]
        blobs = [*self.rows, *erasure_keys(objects(self.side)), *archives]
        return crack(blobs, [self.side.master_key], self.people, WITH_EXPORTS)


@pytest.mark.parametrize("closes", [False, True])
def test_rt3_rt4_old_pages_open_nothing_once_the_one_vault_key_is_written_over(
    side: PersonalSide, *, closes: bool
) -> None:
    anna, bert = speaker(side, "anna"), speaker(side, "bert", 1)
    export_id = anna.page.send("POST", "/api/exports").json()["export_id"]
    side.export_maker().make(UUID(export_id))
    assert anna.page.get(f"/api/exports/{export_id}/archive").status_code == 200
    attacker, untouched = Attacker.take(side, anna, bert), keys_of_recordings(side)
    one_object = own_vault_key(side, anna.customer)
    before = one_object.read_bytes()
    found = attacker.opened()
    assert all(word.encode() in found for word in (*anna.words, *bert.words)), "until then they do: the attack works"
    assert b"export.json" in found
    (objects(side) / "second-name").hardlink_to(one_object)

    if closes:
        assert anna.page.send("POST", "/api/account/closing", {"password": PASSWORD}).json()["recordings"] == 3
    else:
        assert anna.page.send("DELETE", "/api/utterances").json()["recordings"] == 3
    assert keys_of_recordings(side) == untouched, "no key of a recording was touched yet"
    assert not one_object.exists()
    left = (objects(side) / "second-name").read_bytes()
    assert not any(before[start : start + 8] in left for start in range(len(before) - 8)), "and it was written over"
    found = attacker.opened()
    assert not [word for word in anna.words if word.encode() in found]
    assert b"export.json" not in found
    assert bert.words[0].encode() in found, "nothing of the other customer is touched"
    assert text_of(side, bert.recordings[0]) == bert.words[0]

    _ = one_object.write_bytes(before)
    found = attacker.opened()
    assert all(word.encode() in found for word in anna.words), "it was this object and nothing else"


def test_rt3_a_store_that_is_away_when_everything_is_deleted_loses_the_key_before_the_first_batch_when_it_is_back(
    side: PersonalSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "EMPTYING_SECONDS", 0.0)
    anna = speaker(side, "anna")
    attacker, untouched = Attacker.take(side, anna), keys_of_recordings(side)
    worker = side.sweeper()
    _ = objects(side).rename(side.folder / "away")
    assert anna.page.send("DELETE", "/api/utterances").status_code == 200
    assert anna.page.history() == []
    worker.empty()
    _ = (side.folder / "away").rename(objects(side))
    assert anna.words[0].encode() in attacker.opened(), "what happened before there were vault keys"
    worker.empty()
    assert vault_keys(side) == []
    assert keys_of_recordings(side) == untouched
    assert not [word for word in anna.words if word.encode() in attacker.opened()]


def test_rt3_a_deletion_is_not_over_while_its_vault_key_is_there(side: PersonalSide) -> None:
    """A worker that goes on without the store loses neither the key's name nor its place ahead of all else."""
    anna, bert = speaker(side, "anna"), speaker(side, "bert", 1)
    worker = side.sweeper()
    _ = objects(side).rename(side.folder / "away")
    for one in (anna, bert):
        assert one.page.send("DELETE", "/api/utterances").status_code == 200
    for _ in range(3):
        with suppress(StoreUnavailable):
            worker.empty()
    _ = (side.folder / "away").rename(objects(side))
    assert len(vault_keys(side)) == 2
    with side.databases.owner.transaction() as connection:
        left = connection.execute("select count(*) from personal.recordings where wrapped_key is not null").fetchone()
    assert left == (0,), "what the database alone can do is done for both"
    worker.empty()
    assert vault_keys(side) == []
    worker.sweep()
    with side.databases.owner.transaction() as connection:
        left = connection.execute("select count(*) from personal.emptyings").fetchone()
    assert left == (0,)


def test_rt3_a_closed_account_stays_until_its_vault_key_is_gone(side: PersonalSide) -> None:
    """Its row holds the name of the key that the store would not remove."""
    anna = speaker(side, "anna")
    worker, one_object = side.sweeper(), own_vault_key(side, anna.customer)
    aside = one_object.rename(side.folder / "aside")
    one_object.mkdir()
    assert anna.page.send("POST", "/api/account/closing", {"password": PASSWORD}).status_code == 200
    worker.sweep()
    assert keys_of_recordings(side) == {}
    one_object.rmdir()
    _ = aside.rename(one_object)
    worker.sweep()
    assert not one_object.exists()
    with side.databases.owner.transaction() as connection:
        left = connection.execute("select count(*) from personal.customers").fetchone()
    assert left == (0,)


def test_rt3_a_vault_key_that_was_not_ended_goes_by_the_sweep_for_objects_without_an_owner(side: PersonalSide) -> None:
    anna, bert = speaker(side, "anna"), speaker(side, "bert", 1)
    worker = side.sweeper()
    for recording in anna.recordings:
        assert anna.page.send("DELETE", f"/api/utterances/{recording}").status_code == 200
    worker.sweep()
    _ = objects(side).rename(side.folder / "away")
    assert anna.page.send("DELETE", "/api/utterances").json()["recordings"] == 0
    _ = (side.folder / "away").rename(objects(side))
    stays = own_vault_key(side, bert.customer).name
    assert len(vault_keys(side)) == 2
    worker.sweep_objects()
    assert len(vault_keys(side)) == 2, "for an hour it might be about to get its owner"
    side.clock.advance(timedelta(hours=2))
    worker.sweep_objects()
    assert vault_keys(side) == [stays]
    assert text_of(side, bert.recordings[0]) == bert.words[0]


ANOTHER_PROCESS = """
import sys
from pathlib import Path
from uuid import UUID
from earnest.foundation.clock import SystemClock
from earnest.foundation.errors import EarnestError
from earnest.foundation.sensitive import RevealReason
from earnest.personal.vault.store import Vault, load_recording
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
folder, database = Path(sys.argv[1]), Database(sys.argv[2])
vault = Vault(
    master_key=MasterKey.load(folder / "keys" / "personal.json"),
    objects=ObjectStore.open((folder / "objects").as_uri()),
    pseudonyms=Pseudonyms.load(folder / "secrets" / "pseudonym.key"),
    clock=SystemClock(),
)
with database.transaction() as connection:
    recordings = [load_recording(connection, UUID(one)) for one in sys.argv[3:]]
database.close()
for recording in recordings:
    try:
        print(vault.open_content(recording).reveal(RevealReason.OWN_HISTORY).hypothesis.text, flush=True)
    except EarnestError as error:
        print(type(error).__name__, flush=True)
    sys.stdin.readline()
"""


def test_rt3_another_process_that_opened_something_before_opens_nothing_afterwards(side: PersonalSide) -> None:
    """As a worker that has the rows of before in its memory: it keeps no key by which they would open."""
    anna = speaker(side, "anna")
    again = [str(one) for one in (*anna.recordings, anna.recordings[0])]
    place = [str(side.folder), side.databases.dsn(Role.PERSONAL_WORKER)]
    command = [sys.executable, "-c", ANOTHER_PROCESS, *place, *again]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline().strip() == anna.words[0]
        assert anna.page.send("DELETE", "/api/utterances").status_code == 200
        told, _ = other.communicate("\n\n\n\n")
    assert told.split() == ["ObjectMissing"] * 3


def test_rt3_what_a_gateway_writes_while_everything_is_deleted_brings_nothing_back(side: PersonalSide) -> None:
    """Its transaction had the customer's old key; the store is written to afterwards, with no lock held."""
    anna = speaker(side, "anna")
    attacker, gateway = Attacker.take(side, anna), side.databases[Role.DEVICE_GATEWAY]
    grant = side.grant(anna.customer)
    assert grant is not None
    late = new_recording(
        anna.customer, samples=tone(), content=spoken("late"), selected=False, captured_at=side.clock.now(), days=9
    )
    with gateway.transaction() as connection:
        old_key = side.vault.load_key(connection, anna.customer.customer_id)
    assert anna.page.send("DELETE", "/api/utterances").status_code == 200
    with pytest.raises(StoreUnavailable):
        _ = side.vault.write(late.recording_id, late.samples, old_key)
    assert vault_keys(side) == []
    first = replace(old_key, vault_key_made=False)  # as where nothing had been kept yet
    written = side.vault.write(late.recording_id, late.samples, first)
    with gateway.transaction() as connection, pytest.raises(RecordingGone):
        side.vault.insert(connection, written, late, grant)
    side.vault.remove(written)
    assert vault_keys(side) == [vault_key_name(old_key.wrapped)], "another key under the old name"
    assert not [word for word in anna.words if word.encode() in attacker.opened()]
    worker = side.sweeper()
    worker.sweep()
    worker.sweep_objects()
    side.clock.advance(timedelta(hours=2))
    worker.sweep_objects()
    assert list(side.objects.keys()) == []


STORING = """
import sys, time
from pathlib import Path
from uuid import UUID
from earnest.personal.vault.keys import unwrap_customer_key
from earnest.personal.vault.vault_keys import load_or_create_vault_key, vault_key_binding
from earnest.services.cryptography import MasterKey
from earnest.services.objects import ObjectStore
folder, who, wrapped, go = Path(sys.argv[1]), UUID(sys.argv[2]), bytes.fromhex(sys.argv[3]), Path(sys.argv[4])
key = unwrap_customer_key(wrapped, who, 1, MasterKey.load(folder / "keys" / "personal.json"))
objects = ObjectStore.open((folder / "objects").as_uri())
print("ready", flush=True)
while not go.exists():
    time.sleep(0.0005)
print(load_or_create_vault_key(objects, key).seal(b"said", vault_key_binding(who)).hex(), flush=True)
"""


def test_gateways_in_several_processes_that_store_at_once_make_one_vault_key(
    side: PersonalSide, tmp_path: Path
) -> None:
    customer = side.add_customer(Purpose.OWN_HISTORY)
    with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        key = side.vault.load_key(connection, customer.customer_id)
    _ = list(side.objects.keys())
    arguments = [str(side.folder), str(customer.customer_id), key.wrapped.hex(), str(tmp_path / "go")]
    command = [sys.executable, "-c", STORING, *arguments]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    for other in others:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
    _ = (tmp_path / "go").write_bytes(b"")
    sealed = [bytes.fromhex(other.communicate()[0]) for other in others]
    assert vault_keys(side) == [vault_key_name(key.wrapped)]
    vault_key = load_or_create_vault_key(side.objects, key)
    binding = Binding(kind="vault", identifier=customer.customer_id, version=1)
    assert [vault_key.open(one, binding) for one in sealed] == [b"said"] * 4


def test_recordings_that_are_stored_at_once_all_open(side: PersonalSide) -> None:
    """Each as in a gateway of its own, for several customers of whom nothing was kept before."""
    for _ in range(5):
        customer, words = side.add_customer(Purpose.OWN_HISTORY), strange_words(6)
        grant, begin = side.grant(customer), Barrier(len(words))
        assert grant is not None

        def store(word: str, customer: Customer = customer, begin: Barrier = begin) -> RecordingId:
            _ = begin.wait()
            return side.store(customer, content=spoken(word))

        with ThreadPoolExecutor(len(words)) as pool:
            stored = list(pool.map(store, words))
        assert [text_of(side, one) for one in stored] == list(words)
        assert own_vault_key(side, customer).exists()
    assert len(vault_keys(side)) == 5


def test_a_vault_key_that_was_moved_to_another_customer_opens_nothing_and_takes_nothing_in(side: PersonalSide) -> None:
    anna, bert = speaker(side, "anna", 1), speaker(side, "bert", 1)
    _ = own_vault_key(side, anna.customer).write_bytes(own_vault_key(side, bert.customer).read_bytes())
    with pytest.raises(SealBroken):
        _ = text_of(side, anna.recordings[0])
    with pytest.raises(SealBroken):
        _ = side.store(anna.customer)
    older = replace(load(side, bert.recordings[0]), wrapped_key=load(side, bert.recordings[0]).wrapped_key[1:])
    with pytest.raises(SealBroken):
        _ = side.vault.open_content(older)


def test_a_store_that_is_away_keeps_nothing_and_makes_no_second_vault_key(side: PersonalSide) -> None:
    anna, vault = speaker(side, "anna", 1), side.vault
    with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        key = vault.load_key(connection, anna.customer.customer_id)
    _ = objects(side).rename(side.folder / "away")
    with pytest.raises(StoreUnavailable):
        _ = vault.write(RecordingId(uuid4()), Sensitive(tone()), key)
    assert not objects(side).exists()
    _ = (side.folder / "away").rename(objects(side))
    again = side.store(anna.customer, content=spoken("okapi"))
    assert [text_of(side, one) for one in (*anna.recordings, again)] == [*anna.words, "okapi"]
    assert len(vault_keys(side)) == 1


def test_a_vault_key_that_the_store_lost_is_not_made_anew_and_opens_all_when_it_is_put_back(side: PersonalSide) -> None:
    anna = speaker(side, "anna", 2)
    lost = own_vault_key(side, anna.customer)
    copy = lost.read_bytes()
    lost.unlink()
    with pytest.raises(StoreUnavailable):
        _ = side.store(anna.customer)
    assert vault_keys(side) == []
    _ = lost.write_bytes(copy)
    again = side.store(anna.customer, content=spoken("okapi"))
    assert [text_of(side, one) for one in (*anna.recordings, again)] == [*anna.words, "okapi"]


def test_a_customer_with_older_recordings_alone_gets_a_vault_key(side: PersonalSide) -> None:
    anna = side.add_customer(*Purpose)
    older = side.store_as_before(anna, content=spoken("quagmire"), samples=tone())
    own_vault_key(side, anna).unlink()
    again = side.store(anna, content=spoken("okapi"))
    assert [text_of(side, one) for one in (older, again)] == ["quagmire", "okapi"]


def test_recordings_from_before_there_were_vault_keys_open_beside_new_ones_and_end_with_everything(
    side: PersonalSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing outside the database stands for all of them, so the worker makes all their erasure keys unreadable."""
    monkeypatch.setattr(sweeping, "EMPTYING_SECONDS", 0.0)
    anna = speaker(side, "anna", 1)
    samples = tone(1.5)
    older = side.store_as_before(anna.customer, content=spoken("quagmire"), samples=samples)
    assert [text_of(side, older), text_of(side, anna.recordings[0])] == ["quagmire", anna.words[0]]
    portal = side.databases[Role.CUSTOMER_PORTAL]
    sound = side.vault.open_recording(portal, load(side, older), RevealReason.OWN_HISTORY)
    assert numpy.array_equal(sound.reveal(RevealReason.OWN_HISTORY), samples)
    assert anna.page.get(f"/api/utterances/{older}/sound").status_code == 200
    both = replace(anna, recordings=[*anna.recordings, older])
    attacker = Attacker.take(side, both)
    untouched = keys_of_recordings(side)
    assert anna.page.send("DELETE", "/api/utterances").json()["recordings"] == 2
    assert b"quagmire" in attacker.opened()
    side.sweeper().empty()
    assert b"quagmire" not in attacker.opened()
    changed = [name for name, key in keys_of_recordings(side).items() if untouched[name] != key]
    assert len(changed) == 1, "that of the newer recording waits for its batch"


def test_a_rotated_master_key_opens_and_makes_vault_keys_as_before(side: PersonalSide) -> None:
    running = side.vault
    anna = speaker(side, "anna", 1)
    assert MasterKey.rotate(side.folder / "keys" / "personal.json") == 2
    again = side.store(anna.customer, content=spoken("okapi"))
    bert = speaker(side, "bert", 1)
    for vault in (running, side.vault):
        contents = [vault.open_content(load(side, one)) for one in (*anna.recordings, again, *bert.recordings)]
        texts = [one.reveal(RevealReason.OWN_HISTORY).hypothesis.text for one in contents]
        assert texts == [*anna.words, "okapi", *bert.words]
    assert len(vault_keys(side)) == 2


def test_after_everything_is_deleted_what_is_said_next_hangs_from_another_vault_key(side: PersonalSide) -> None:
    anna = speaker(side, "anna", 1)
    first = own_vault_key(side, anna.customer)
    assert anna.page.send("DELETE", "/api/utterances").status_code == 200
    again = side.store(anna.customer, content=spoken("okapi"))
    second = own_vault_key(side, anna.customer)
    assert (first.exists(), second.exists(), first == second) == (False, True, False)
    assert text_of(side, again) == "okapi"
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        key = load_customer_key(connection, anna.customer.customer_id, side.master_key)
    assert key is not None
    second.unlink()
    with pytest.raises(ObjectMissing):
        _ = text_of(side, again)
