"""Making a back-up: one snapshot of the database, the objects that belong to it, and the keys, apart."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.settings import KeyName, Settings
from earnest.operations.backup.errors import BackupExists, KeysOfAnother
from earnest.operations.backup.records import (
    DUMP,
    ERASURE_KEYS,
    MANIFEST,
    OBJECTS,
    POSITION,
    BackupManifest,
    BackupObject,
    ObjectKind,
    ObjectShare,
    file_sum,
)
from earnest.operations.backup.tools import dump
from earnest.operations.tombstones import TombstonesMissing
from earnest.operations.tombstones.list_file import TombstoneList
from earnest.services.audit import Pseudonyms
from earnest.services.audit.pseudonyms import subject_key_file
from earnest.services.cryptography.secret_files import read_secret_file
from earnest.services.database import load_queries
from earnest.services.objects import ObjectMissing, ObjectStore

QUERIES = load_queries("earnest.operations.backup")

SECRETS: Final = "secrets"
KEYS: Final = "keys"
PSEUDONYM_KEY: Final = "pseudonym.key"
TABLES_WITH_SOUND: Final = ("handover.evidence",)
"""Tables with sealed sound in their rows; all other sound is in the object store."""


def make_backup(
    settings: Settings,
    owner_dsn: str,
    folder: Path,
    keys: Path,
    *,
    with_sound: bool,
    clock: Clock,
    tell: Callable[[str], object],
) -> BackupManifest:
    """Write a back-up into a new folder and bring the folder of keys up to date.

    Whoever has the first folder alone opens nothing: sound, words and labels in it are sealed. The folder of keys is
    one for all back-ups: what was deleted since it was last written loses its erasure key there, so that no older
    back-up opens it any more (crypto-shredding).

    Args:
        settings: of the installation.
        owner_dsn: owner of the database, which runs.
        folder: where; it must not exist.
        keys: folder of keys; made where it is missing.
        with_sound: also copy recordings, clips, evidence, reference recordings and the sound of corpora.
        clock: tells when.
        tell: called with each stage as it begins.

    Raises:
        BackupExists: there is something in the folder's place.
        KeysOfAnother: the folder of keys belongs to another installation.
        TombstonesMissing, TombstonesUnreadable: the list of deletions is not in order; a back-up that could not be
            restored is not made.
        DatabaseToolFailed: the database could not be copied.
        StoreUnavailable: the object store does not answer.
    """
    pseudonyms = Pseudonyms.load(settings.pseudonym_key_file)
    _check_keys(settings, keys)
    tombstone_list = TombstoneList.read(settings.tombstones, pseudonyms.secret_for("tombstones"))
    if tombstone_list is None:
        raise TombstonesMissing
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        raise BackupExists from None
    with psycopg.connect(owner_dsn) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        _ = tell("database")
        row = connection.execute(QUERIES["export_snapshot"]).fetchone()
        without = () if with_sound else TABLES_WITH_SOUND
        dump(owner_dsn, folder / DUMP, str(row[0]) if row is not None else "", without=without)
        (folder / DUMP).chmod(0o600)
        objects = list_objects(connection)
    _ = tell("objects")
    store = ObjectStore.open(settings.objects)
    shares = _copy_objects(store, objects, folder / OBJECTS, with_sound=with_sound)
    _ = tell("keys")
    write_keys(settings, store, objects, keys, owner_dsn)
    position = {
        "list": str(tombstone_list.list_id),
        "lines": len(tombstone_list.tombstones),
        "last": tombstone_list.last.hex(),
    }
    _ = (keys / POSITION).write_text(json.dumps(position) + "\n", encoding="ascii")
    manifest = BackupManifest(
        made_at=clock.now().astimezone(UTC).isoformat(timespec="seconds"),
        sums={
            str(path.relative_to(folder)): file_sum(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != MANIFEST
        },
        shares=shares,
        tombstones=len(tombstone_list.tombstones),
    )
    manifest.write(folder, pseudonyms.secret_for("backup"))
    return manifest


def list_objects(connection: Connection[TupleRow]) -> list[BackupObject]:
    """Return the objects of what is in the database and was not ended; each name once."""
    found: dict[str, BackupObject] = {}
    for key, kind, delete_after in connection.execute(QUERIES["list_objects"]):
        found[key] = BackupObject(key=key, kind=ObjectKind(kind), delete_after=delete_after)
    return list(found.values())


def write_keys(
    settings: Settings, store: ObjectStore, objects: Sequence[BackupObject], keys: Path, owner_dsn: str
) -> None:
    """Bring a folder of keys up to date: erasure and vault keys of what is there, all else as it is.

    A key that is not in the store and of which the database, asked again, says that its thing was not ended was lost
    there: its copy here is the last one and stays. The same goes for a vault key that is damaged there.
    """
    for place in (keys, keys / ERASURE_KEYS, keys / KEYS, keys / SECRETS):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in KeyName:
        source = settings.data_folder / KEYS / f"{name.value}.json"
        if name not in settings.key_addresses and source.exists():
            _replace(keys / KEYS / source.name, read_secret_file(source))
    _replace(keys / SECRETS / PSEUDONYM_KEY, read_secret_file(settings.pseudonym_key_file))
    # The key of the month is written over: who has only the folder of keys names no customer of earlier months.
    months = subject_key_file(settings.pseudonym_key_file)
    if months.exists():
        _replace(keys / SECRETS / months.name, read_secret_file(months))
    _write_erasure_keys(store, objects, keys / ERASURE_KEYS, owner_dsn)


def _write_erasure_keys(store: ObjectStore, objects: Sequence[BackupObject], folder: Path, owner_dsn: str) -> None:
    """Bring a folder of erasure and vault keys up to date."""
    wanted = {one.key_name: one.kind for one in objects}
    for path in folder.iterdir():
        if path.name not in wanted:
            _shred(path)
    missing: list[Path] = []
    for name, kind in wanted.items():
        path = folder / name
        try:
            erasure_key = store.get(name)
        except ObjectMissing:
            # Models have none, nor has a customer of whom nothing was kept yet.
            if path.exists():
                missing.append(path)
            continue
        if kind is ObjectKind.VAULT_KEY and path.exists() and path.read_bytes() != erasure_key:
            # It is written once: what differs is damaged, or written over by a deletion.
            missing.append(path)
            continue
        _replace(path, erasure_key)
    if missing:
        with psycopg.connect(owner_dsn) as connection:
            # The removal of a corpus destroys its key before the commit; what was licensed can be imported again.
            there = [one for one in list_objects(connection) if one.kind is not ObjectKind.CORPUS_KEY]
        lost = {one.key_name for one in there}
        for path in missing:
            if path.name not in lost:
                _shred(path)


def _check_keys(settings: Settings, keys: Path) -> None:
    """Make sure that a folder of keys is this installation's, or new.

    Raises:
        KeysOfAnother: it is another's, or a folder of something else.
    """
    kept = keys / SECRETS / PSEUDONYM_KEY
    if keys.is_dir() and any(keys.iterdir()):
        try:
            same = kept.read_bytes() == read_secret_file(settings.pseudonym_key_file)
        except OSError:
            same = False
        if not same:
            raise KeysOfAnother


def _copy_objects(
    store: ObjectStore, objects: Sequence[BackupObject], folder: Path, *, with_sound: bool
) -> tuple[ObjectShare, ...]:
    """Copy what belongs into a back-up and return what there is of each kind."""
    folder.mkdir(mode=0o700)
    shares: list[ObjectShare] = []
    for kind in ObjectKind:
        of_kind = [one for one in objects if one.kind is kind]
        included, size = with_sound or not kind.is_sound, 0
        for one in of_kind if included and not kind.is_key else ():
            try:
                content = store.get(one.key)
            except ObjectMissing:
                continue
            _replace(folder / one.key, content)
            size += len(content)
        ends = [one.delete_after for one in of_kind if one.delete_after is not None]
        share = ObjectShare(
            kind=kind, count=len(of_kind), size=size, included=included, last_end=_text(max(ends, default=None))
        )
        if of_kind and not kind.is_key:
            shares.append(share)
    return tuple(shares)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")


def _replace(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    partial = path.with_name(f".{path.name}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb") as file:
        _ = file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _ = partial.replace(path)


def _shred(path: Path) -> None:
    """Write over a file before it goes; what the disk keeps of it no program reaches."""
    if path.is_dir():
        shutil.rmtree(path)
        return
    with path.open("r+b") as file:
        _ = file.write(os.urandom(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
