"""RT3, RT4, RT7: what was deleted is in no back-up that still opens, and a restore brings none of it back.

The attacker has every back-up and the folder of keys as it is after the next back-up; or the whole data folder after a
restore, with PostgreSQL's files and its log, objects, erasure keys and master keys. What stood in the rows before the
deletion he has as well.
"""

import base64
import re
import shutil
import subprocess
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import numpy
import psycopg
import pytest
from support.clips import PERIOD, HandoverSide
from support.databases import Databases
from support.portal import portal_of
from support.searching import (
    PLACES,
    Planted,
    crack,
    delete,
    erasure_keys,
    lies_in,
    plant,
    read_files,
    rows_of,
    strange_words,
)
from support.speaking import PersonalSide, spoken

from earnest.deidentified.care.evidence import EvidenceStorage
from earnest.foundation.clock import SystemClock
from earnest.foundation.identifiers import RecordingId
from earnest.foundation.sensitive import RevealReason
from earnest.foundation.settings import Settings, load_settings
from earnest.foundation.units import Samples
from earnest.operations.backup import BackupManifest, make_backup, restore_backup
from earnest.operations.backup.errors import BackupKeysMissing, BackupUnreadable, DataThere, KeysOfAnother
from earnest.operations.backup.records import DUMP
from earnest.operations.data_folder import role_passwords
from earnest.operations.embedded_database import EmbeddedPostgres, binaries
from earnest.operations.tombstones import TombstonesMissing, TombstonesUnreadable
from earnest.operations.upgrade import UpgradedDatabase, upgrade
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.vault.records import HistoryChoice
from earnest.personal.vault.store import list_own_recordings, load_recording
from earnest.personal.vault.vault_keys import VAULT_KEY_PREFIX
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role

OTHER_LENGTH = 40


def ignore(_stage: str) -> None:
    """Take no notice of stages."""


@dataclass(slots=True, kw_only=True)
class Household:
    """One running installation in a folder, with its list of deletions beside it."""

    folder: Path
    settings: Settings
    server: EmbeddedPostgres
    databases: Databases
    upgraded: UpgradedDatabase
    side: PersonalSide

    @property
    def handover(self) -> HandoverSide:
        side = self.side
        return HandoverSide(
            databases=self.databases,
            objects=side.objects,
            handover_key=side.handover_key,
            clock=side.clock,
            folder=self.folder,
        )

    def back_up(self, name: str, *, with_sound: bool = False) -> BackupManifest:
        parent = self.folder.parent
        return make_backup(
            self.settings,
            self.databases.owner_dsn,
            parent / name,
            parent / "keys",
            with_sound=with_sound,
            clock=SystemClock(),
            tell=ignore,
        )


@pytest.fixture
def household(data_folder: Path) -> Iterator[Household]:
    settings = load_settings({"EARNEST_DATA": str(data_folder)})
    server = EmbeddedPostgres(data_folder, durable=False)
    owner_dsn = server.start()
    passwords = role_passwords(data_folder)
    upgraded = upgrade(
        owner_dsn, settings, passwords, accept_lost_tombstones=False, started_by="supervisor", tell=ignore
    )
    databases = Databases(owner_dsn=owner_dsn, passwords=passwords)
    try:
        yield Household(
            folder=data_folder,
            settings=settings,
            server=server,
            databases=databases,
            upgraded=upgraded,
            side=PersonalSide(databases=databases, folder=data_folder),
        )
    finally:
        databases.close()
        server.stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Two recordings of one person: one is deleted after the back-up, one stays; and what the rows held of both."""

    customer: Customer
    gone: Planted
    stays: Planted
    rows: Sequence[bytes]
    identifiers: Mapping[str, Sequence[UUID]]


def speak(household: Household) -> Spoken:
    side, handover = household.side, household.handover
    handover.allow(2, period=PERIOD)
    customer = side.add_customer(*Purpose)
    gone, stays = plant(side, handover, customer), plant(side, handover, customer)
    with household.databases.owner.transaction() as connection:
        labels = [row[0] for row in connection.execute("select label_id from handover.labels").fetchall()]
    identifiers = {
        "customer": [customer.customer_id],
        "recording": [gone.recording_id, stays.recording_id],
        "clip": [gone.clip_id, stays.clip_id],
        "label": labels,
    }
    return Spoken(customer=customer, gone=gone, stays=stays, rows=rows_of(household.databases), identifiers=identifiers)


def masters(folder: Path) -> list[MasterKey]:
    return [MasterKey.load(folder / "keys" / f"{name}.json") for name in ("personal", "handover")]


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


def opened(spoken: Spoken, stored_keys: list[bytes], keys: list[MasterKey]) -> bytes:
    return crack([*spoken.rows, *stored_keys], keys, spoken.identifiers)


def test_rt3_rt4_a_key_that_was_destroyed_opens_no_older_backup_once_the_keys_are_written_again(
    household: Household,
) -> None:
    spoken = speak(household)
    parent = household.folder.parent
    manifest = household.back_up("monday", with_sound=True)
    with_keys = opened(spoken, contents(parent / "keys" / "guards"), masters(parent / "keys"))
    assert all(word.encode() in with_keys for word in (*spoken.gone.words, *spoken.stays.words)), "the attack works"
    assert {share.kind.value: share.count for share in manifest.shares} == {"recording": 2, "clip": 2}
    assert all(share.included and share.size > 0 and share.last_end for share in manifest.shares)

    in_folder = read_files(parent / "monday")
    secrets = [path.read_bytes() for path in (parent / "keys").rglob("*") if path.is_file()]
    assert not [secret for secret in secrets if len(secret) > OTHER_LENGTH and secret in in_folder], "keys lie apart"

    delete(household.side, spoken.customer, spoken.gone)
    _ = household.upgraded.synchroniser.write()
    _ = household.back_up("tuesday")
    after = opened(spoken, contents(parent / "keys" / "guards"), masters(parent / "keys"))
    assert all(word.encode() in after for word in spoken.stays.words)
    assert not [word for word in spoken.gone.words if word.encode() in after]


def test_rt3_rt4_rt7_a_restored_backup_holds_nothing_of_what_was_deleted_after_it_was_made(
    household: Household,
) -> None:
    spoken = speak(household)
    parent = household.folder.parent
    _ = household.back_up("monday", with_sound=True)
    keys_of_monday = opened(spoken, contents(parent / "keys" / "guards"), masters(parent / "keys"))
    assert all(word.encode() in keys_of_monday for word in spoken.gone.words)
    delete(household.side, spoken.customer, spoken.gone)
    household.side.decide(spoken.customer, Purpose.WAKE_WORD_LEARNING, given=False)
    _ = household.upgraded.synchroniser.write()
    household.databases.close()
    household.server.stop()
    shutil.rmtree(household.folder)

    done = restore_backup(
        household.settings, parent / "monday", parent / "keys", accept_lost_tombstones=False, tell=ignore
    )
    assert (done.replayed.recordings, done.replayed.clips, done.replayed.refusals) == (1, 1, 1)
    assert done.without_sound == 0
    owner_dsn = household.server.start()
    with psycopg.connect(owner_dsn) as connection:
        left = connection.execute("select recording_id from personal.recordings where wrapped_key is not null")
        assert left.fetchall() == [(spoken.stays.recording_id,)]
        answer = connection.execute(
            "select given from personal.consent_events where purpose = 'wake_word_learning'"
            " order by sequence desc limit 1"
        ).fetchone()
        assert answer == (False,), "a no after the back-up stands"
    household.server.stop()

    files = read_files(household.folder)
    lowered = files.lower()
    assert lies_in("recordings", files, lowered), "the search finds what is there"
    assert not [word for word in (*spoken.gone.words, *spoken.stays.words) if lies_in(word, files, lowered)]
    now = opened(spoken, erasure_keys(household.folder / "objects"), masters(household.folder))
    assert all(word.encode() in now for word in spoken.stays.words)
    assert not [word for word in spoken.gone.words if word.encode() in now]


@contextmanager
def restored(household: Household, backup: str) -> Generator[PersonalSide]:
    """Lose everything but back-ups, keys and the list of deletions; restore one and run it."""
    parent = household.folder.parent
    household.databases.close()
    household.server.stop()
    shutil.rmtree(household.folder)
    done = restore_backup(
        household.settings, parent / backup, parent / "keys", accept_lost_tombstones=False, tell=ignore
    )
    assert done.without_sound == 0
    databases = Databases(owner_dsn=household.server.start(), passwords=role_passwords(household.folder))
    try:
        yield PersonalSide(databases=databases, folder=household.folder, clock=household.side.clock)
    finally:
        databases.close()


def sound_of(side: PersonalSide, recording_id: RecordingId) -> Samples:
    portal = side.databases[Role.CUSTOMER_PORTAL]
    with side.databases[Role.PERSONAL_WORKER].transaction() as connection:
        recording = load_recording(connection, recording_id)
    opened = side.vault.open_recording(portal, recording, RevealReason.OWN_HISTORY)
    return opened.reveal(RevealReason.OWN_HISTORY)


def test_rt7_a_restored_back_up_plays_what_it_holds_and_goes_on_with_the_same_vault_key(household: Household) -> None:
    customer, sounds = household.side.add_customer(*Purpose), [noise(1), noise(2), noise(3)]
    stored = [household.side.store(customer, samples=sound) for sound in sounds[:2]]
    names = {path.name for path in (household.folder / "objects").iterdir()}
    manifest = household.back_up("monday", with_sound=True)
    assert [(share.kind.value, share.count) for share in manifest.shares] == [("recording", 2)]
    in_folder = {path.name for path in (household.folder.parent / "monday" / "objects").iterdir()}
    assert not [name for name in in_folder if not name.startswith("r-")], "keys lie apart"
    with restored(household, "monday") as side:
        assert {path.name for path in (household.folder / "objects").iterdir()} == names
        stored.append(side.store(customer, samples=sounds[2]))
        assert all(numpy.array_equal(sound_of(side, one), sound) for one, sound in zip(stored, sounds, strict=True))
        assert len(vault_keys(household.folder / "objects")) == 1


def test_rt3_rt4_a_back_up_from_before_everything_was_deleted_brings_nothing_of_it_back(household: Household) -> None:
    """Its folder of keys was not written since either: it holds the vault key that was destroyed."""
    household.handover.allow(2, period=PERIOD)
    gone, stays = household.side.add_customer(*Purpose), household.side.add_customer(*Purpose)
    words = strange_words(3)
    deleted = [household.side.store(gone, content=spoken(word)) for word in words[:2]]
    kept = household.side.store(stays, content=spoken(words[2]), samples=noise(1))
    people = {"customer": [gone.customer_id, stays.customer_id], "recording": [*deleted, kept]}
    rows, objects = rows_of(household.databases), household.folder / "objects"
    _ = household.back_up("monday", with_sound=True)
    folder_of_keys = household.folder.parent / "keys" / "guards"
    before = vault_keys(folder_of_keys)
    opened = crack([*rows, *erasure_keys(folder_of_keys)], masters(household.folder), people)
    assert all(word.encode() in opened for word in words), "the attack works"
    _ = portal_of(household.side).deletion.delete_all(gone)
    _ = household.upgraded.synchroniser.write()
    with restored(household, "monday") as side:
        assert len(before) == 2
        assert len(vault_keys(objects)) == 1, "the key that was destroyed is not written again"
        opened = crack([*rows, *rows_of(side.databases), *erasure_keys(objects)], masters(household.folder), people)
        assert [word for word in words if word.encode() in opened] == [words[2]]
        with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
            assert list_own_recordings(connection, gone.customer_id, HistoryChoice(), limit=10) == ()
        assert numpy.array_equal(sound_of(side, kept), noise(1))
        again = side.store(gone, samples=noise(2))
        assert numpy.array_equal(sound_of(side, again), noise(2))
        assert len(set(vault_keys(objects)) - set(before)) == 1, "what is said next has a key of its own"
        _ = make_backup(
            household.settings,
            side.databases.owner_dsn,
            household.folder.parent / "tuesday",
            household.folder.parent / "keys",
            with_sound=False,
            clock=SystemClock(),
            tell=ignore,
        )
        assert set(vault_keys(folder_of_keys)) == set(vault_keys(objects))


def test_rt7_keys_that_the_object_store_lost_stay_in_the_folder_of_keys(household: Household) -> None:
    """A disk that is not mounted or a rule of a bucket takes them; nothing was deleted, so the copy is the last one."""
    customer = household.side.add_customer(*Purpose)
    recording = household.side.store(customer, samples=noise(1))
    _ = household.back_up("monday", with_sound=True)
    folder_of_keys, objects = household.folder.parent / "keys" / "guards", household.folder / "objects"
    copies = {path.name: path.read_bytes() for path in folder_of_keys.iterdir()}
    assert len(copies) == 2, "an erasure key and a vault key"
    for name in copies:
        (objects / name).unlink()
    _ = household.back_up("tuesday", with_sound=False)
    assert {path.name: path.read_bytes() for path in folder_of_keys.iterdir()} == copies
    with restored(household, "monday") as side:
        assert numpy.array_equal(sound_of(side, recording), noise(1))


def test_rt7_a_damaged_vault_key_is_not_written_over_its_copy(household: Household) -> None:
    """A vault key is written once, so what differs from its copy is damaged, or about to go with a deletion."""
    stays, gone = household.side.add_customer(*Purpose), household.side.add_customer(*Purpose)
    recording = household.side.store(stays, samples=noise(1))
    _ = household.back_up("monday", with_sound=True)
    _ = household.side.store(gone)
    _ = household.back_up("tuesday", with_sound=False)
    folder_of_keys, objects = household.folder.parent / "keys" / "guards", household.folder / "objects"
    copies = {name: (folder_of_keys / name).read_bytes() for name in vault_keys(folder_of_keys)}
    assert len(copies) == 2
    _ = portal_of(household.side).deletion.delete_all(gone)
    for name, copy in copies.items():
        _ = (objects / name).write_bytes(bytes(len(copy)))
    _ = household.back_up("wednesday", with_sound=False)
    left = {name: (folder_of_keys / name).read_bytes() for name in vault_keys(folder_of_keys)}
    assert len(left) == 1
    assert left.items() <= copies.items()
    with restored(household, "monday") as side:
        assert numpy.array_equal(sound_of(side, recording), noise(1))


def vault_keys(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(VAULT_KEY_PREFIX)]


def noise(seed: int) -> Samples:
    """Return a second of sound that is like nothing else in the world."""
    return numpy.random.default_rng(seed).integers(-9000, 9000, 16_000, dtype=numpy.int16)


def everything_opened(household: Household, backup: Path, tmp_path: Path) -> bytes:
    """Return all that an operator opens of a back-up with the folder of keys: each row and object, with each key."""
    keys = backup.parent / "keys"
    listing = tmp_path / f"{backup.name}.sql"
    command = [str(binaries() / "pg_restore"), "--data-only", f"--file={listing}", str(backup / DUMP)]
    _ = subprocess.run(command, check=True)
    text = listing.read_text("utf-8")
    identifiers = sorted({UUID(one) for one in re.findall(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", text)})
    blobs = [bytes.fromhex(one) for one in set(re.findall(r"\\\\x((?:[0-9a-f]{2}){32,})", text))]
    blobs += [path.read_bytes() for name in (backup / "objects", keys / "guards") for path in name.iterdir()]
    opening = [MasterKey.load(path) for path in (keys / "keys").glob("*.json") if path.name != "audit.json"]
    places = {"any": (*{kind for kinds in PLACES.values() for kind in kinds}, "evidence")}
    opened = crack(blobs, opening, {"any": identifiers}, places)
    # Evidence is text, with the sound in Base64.
    packed = re.findall(rb'"sound": "([A-Za-z0-9+/=]+)"', opened)
    return b"\n".join([opened, text.encode(), *blobs, *(base64.b64decode(one) for one in packed)])


@pytest.mark.parametrize("with_sound", [False, True])
def test_rt7_a_back_up_holds_no_sound_unless_it_is_asked_for_not_even_for_who_has_its_keys(
    household: Household, tmp_path: Path, *, with_sound: bool
) -> None:
    side, handover = household.side, household.handover
    handover.allow(2, period=PERIOD)
    customer = side.add_customer(*Purpose)
    sounds = {"recording": noise(1), "clip": noise(2), "evidence": noise(3)}
    _ = side.store(customer, samples=sounds["recording"], selected=True)
    _ = handover.place(sound=sounds["clip"])
    escalated = handover.place(sound=sounds["evidence"])
    with household.databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into handover.escalations (escalation_id, clip_id, region, category, raised_by, raised_at, due_at)"
            " values (%(id)s, %(clip)s, 'DE', 'child', %(id)s, now(), now())",
            {"id": uuid4(), "clip": escalated},
        )
    storage = EvidenceStorage(
        database=household.databases[Role.CORPUS_WORKER],
        objects=side.objects,
        handover_key=handover.handover_key,
        evidence_key=MasterKey.load(household.folder / "keys" / "evidence.json"),
        clock=handover.clock,
    )
    storage.keep()
    with household.databases.owner.transaction() as connection:
        # The clip itself goes: only the evidence has its sound.
        _ = connection.execute("update handover.clips set wrapped_key = null where clip_id = %s", [escalated])
        assert connection.execute("select count(*) from handover.evidence").fetchone() == (1,)
    manifest = household.back_up("backup", with_sound=with_sound)
    assert {share.kind.value: share.included for share in manifest.shares} == {
        "recording": with_sound,
        "clip": with_sound,
    }
    found = everything_opened(household, household.folder.parent / "backup", tmp_path)
    heard = {name for name, sound in sounds.items() if sound[4_000:4_100].tobytes() in found}
    assert heard == (set(sounds) if with_sound else set())


def test_rt7_what_comes_back_without_sound_leaves_no_evidence_and_holds_up_nothing(household: Household) -> None:
    handover = household.handover
    handover.allow(2, period=PERIOD)
    clips = [handover.place(), handover.place()]
    with household.databases.owner.transaction() as connection:
        for clip_id in clips:
            _ = connection.execute(
                "insert into handover.escalations"
                " (escalation_id, clip_id, region, category, raised_by, raised_at, due_at)"
                " values (%(id)s, %(clip)s, 'DE', 'child', %(id)s, now(), now())",
                {"id": uuid4(), "clip": clip_id},
            )
        row = connection.execute("select object_key from handover.clips where clip_id = %s", [clips[0]]).fetchone()
        assert row is not None
    household.side.objects.delete(row[0])
    EvidenceStorage(
        database=household.databases[Role.CORPUS_WORKER],
        objects=household.side.objects,
        handover_key=handover.handover_key,
        evidence_key=MasterKey.load(household.folder / "keys" / "evidence.json"),
        clock=handover.clock,
    ).keep()
    with household.databases.owner.transaction() as connection:
        kept = connection.execute(
            "select clip_id from handover.escalations join handover.evidence using (escalation_id)"
        )
        assert kept.fetchall() == [(clips[1],)]


def test_rt4_rt7_without_the_present_list_of_deletions_nothing_is_restored(household: Household) -> None:
    spoken = speak(household)
    parent, tombstones = household.folder.parent, household.settings.tombstones
    _ = household.back_up("monday")
    oldest = tombstones.read_bytes()
    delete(household.side, spoken.customer, spoken.gone)
    _ = household.upgraded.synchroniser.write()
    _ = household.back_up("tuesday")
    newest = tombstones.read_bytes()
    assert len(newest) > len(oldest)
    with pytest.raises(DataThere):
        _ = restore_backup(
            household.settings, parent / "monday", parent / "keys", accept_lost_tombstones=False, tell=ignore
        )
    household.databases.close()
    household.server.stop()
    shutil.rmtree(household.folder)

    def restore() -> None:
        _ = restore_backup(
            household.settings, parent / "monday", parent / "keys", accept_lost_tombstones=False, tell=ignore
        )

    tombstones.unlink()
    with pytest.raises(TombstonesMissing):
        restore()
    _ = tombstones.write_bytes(oldest)
    with pytest.raises(TombstonesMissing):
        restore()
    _ = tombstones.write_bytes(newest.replace(str(spoken.gone.recording_id).encode(), b"0" * 36))
    with pytest.raises(TombstonesUnreadable):
        restore()
    assert not household.folder.exists(), "nothing is served, because nothing is there"
    assert not household.folder.with_name("data.restoring").exists()
    _ = tombstones.write_bytes(newest)
    restore()
    assert (household.folder / "postgres" / "PG_VERSION").exists()


def test_rt4_a_backup_that_was_changed_or_has_other_keys_is_not_restored(household: Household) -> None:
    _ = speak(household)
    parent = household.folder.parent
    _ = household.back_up("monday", with_sound=True)
    (parent / "foreign").mkdir()
    _ = (parent / "foreign" / "letter").write_text("not ours")
    with pytest.raises(KeysOfAnother):
        _ = make_backup(
            household.settings,
            household.databases.owner_dsn,
            parent / "other",
            parent / "foreign",
            with_sound=False,
            clock=SystemClock(),
            tell=ignore,
        )
    household.databases.close()
    household.server.stop()
    _ = household.folder.rename(parent / "away")

    def restore(folder: Path, keys: Path) -> None:
        _ = restore_backup(household.settings, folder, keys, accept_lost_tombstones=False, tell=ignore)

    with pytest.raises(BackupKeysMissing):
        restore(parent / "monday", parent / "nowhere")
    some_object = next((parent / "monday" / "objects").iterdir())
    content = some_object.read_bytes()
    _ = some_object.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(BackupUnreadable):
        restore(parent / "monday", parent / "keys")
    _ = some_object.write_bytes(content)
    manifest = parent / "monday" / "manifest.json"
    _ = manifest.write_text(manifest.read_text().replace("tombstones", "tombstonez", 1))
    with pytest.raises(BackupUnreadable):
        restore(parent / "monday", parent / "keys")
    assert not household.folder.exists()
