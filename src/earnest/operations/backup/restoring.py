"""Restoring: beside the data folder; what was deleted since is deleted again there, then it takes its place."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import psycopg

from earnest.foundation.settings import Settings
from earnest.operations.backup.errors import BackupKeysMissing, BackupUnreadable, DataThere
from earnest.operations.backup.making import KEYS, PSEUDONYM_KEY, QUERIES, SECRETS, list_objects
from earnest.operations.backup.records import DUMP, ERASURE_KEYS, OBJECTS, POSITION, BackupManifest
from earnest.operations.backup.tools import load
from earnest.operations.data_folder import prepare_folder, role_passwords
from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.operations.tombstones import ReplayCounts, TombstonesMissing
from earnest.operations.tombstones.list_file import TombstoneList
from earnest.operations.upgrade import upgrade
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography.secret_files import write_secret_file
from earnest.services.database.roles import prepare
from earnest.services.objects import ObjectStore


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreResult:
    """What was restored."""

    manifest: BackupManifest
    replayed: ReplayCounts
    """What the back-up held of what was deleted since; it is deleted again."""
    objects: int
    """Objects that were put back; none of what was deleted."""
    without_sound: int
    """Recordings, clips and items whose sound was left out of the back-up."""


def restore_backup(
    settings: Settings, folder: Path, keys: Path, *, accept_lost_tombstones: bool, tell: Callable[[str], object]
) -> RestoreResult:
    """Put a back-up back where there are no data, and delete again what was deleted since it was made.

    Nothing is served before: with the embedded database all of it happens in a folder beside the data folder, which
    takes its name at the very end; an end in the middle leaves no data folder. Objects and erasure keys are put back
    last, and only those of what is still there, so that a key which was destroyed is never written again.

    Args:
        settings: where to; the data folder is missing or empty, an external database is empty.
        folder: the back-up.
        keys: its folder of keys.
        accept_lost_tombstones: the list of deletions is lost for good, as the operator says; begin a new one.
        tell: called with each stage as it begins.

    Raises:
        DataThere: there are data already.
        BackupKeysMissing, BackupUnreadable: there is no such back-up, or it was changed.
        TombstonesMissing, TombstonesUnreadable: the list of deletions is missing, another's, or older than the one that
            the folder of keys knows of; nothing was restored.
        DatabaseToolFailed: the database could not be filled.
    """
    if settings.data_folder.exists() and any(settings.data_folder.iterdir()):
        raise DataThere
    try:
        pseudonyms = Pseudonyms((keys / SECRETS / PSEUDONYM_KEY).read_bytes())
    except OSError:
        raise BackupKeysMissing from None
    _ = tell("check")
    manifest = BackupManifest.read(folder, pseudonyms.secret_for("backup"))
    manifest.check(folder)
    if not accept_lost_tombstones:
        _check_list(settings.tombstones, pseudonyms.secret_for("tombstones"), keys / POSITION, manifest.tombstones)
    staged = _beside(settings)
    shutil.rmtree(staged.data_folder, ignore_errors=True)
    embedded = EmbeddedPostgres(staged.data_folder) if settings.database is None else None
    try:
        _put_keys(staged, keys)
        _ = tell("database")
        owner_dsn = embedded.start() if embedded is not None else settings.database or ""
        _require_empty(owner_dsn)
        passwords = role_passwords(staged.data_folder)
        prepare(owner_dsn, passwords)
        load(owner_dsn, folder / DUMP)
        upgraded = upgrade(
            owner_dsn,
            staged,
            passwords,
            accept_lost_tombstones=accept_lost_tombstones,
            started_by="restore",
            tell=tell,
        )
        _ = tell("objects")
        count, without = _put_objects(owner_dsn, ObjectStore.open(staged.objects), folder, keys)
    except BaseException:
        if embedded is not None:
            embedded.stop()
        shutil.rmtree(staged.data_folder, ignore_errors=True)
        raise
    if embedded is not None:
        embedded.stop()
    if settings.data_folder.exists():
        settings.data_folder.rmdir()
    _ = staged.data_folder.rename(settings.data_folder)
    return RestoreResult(manifest=manifest, replayed=upgraded.replayed, objects=count, without_sound=without)


def _beside(settings: Settings) -> Settings:
    """Return the settings of the folder in which the restore takes place."""
    folder = settings.data_folder.with_name(f"{settings.data_folder.name}.restoring")
    own = settings.objects == (settings.data_folder / OBJECTS).as_uri()
    return replace(settings, data_folder=folder, objects=(folder / OBJECTS).as_uri() if own else settings.objects)


def _check_list(path: Path, key: bytes, position: Path, lines: int) -> None:
    """Make sure that the list of deletions goes on from where it was when the folder of keys was last written.

    Raises:
        TombstonesMissing: there is none, or it is another or an older one.
        TombstonesUnreadable: it was changed.
        BackupUnreadable: the folder of keys does not say where the list was.
    """
    try:
        known = cast("dict[str, str | int]", json.loads(position.read_text(encoding="ascii")))
        list_id, known_lines, last = str(known["list"]), max(int(known["lines"]), lines), str(known["last"])
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupUnreadable from None
    tombstone_list = TombstoneList.read(path, key)
    if tombstone_list is None or str(tombstone_list.list_id) != list_id or len(tombstone_list.tombstones) < known_lines:
        raise TombstonesMissing
    # Each line is tied to the one before, so this one line stands for all before it.
    if f'"mac":"{last}"' not in path.read_text(encoding="ascii").splitlines()[int(known["lines"])]:
        raise TombstonesMissing


def _require_empty(owner_dsn: str) -> None:
    """Refuse a database that holds anything of ours.

    Raises:
        DataThere: it does.
    """
    with psycopg.connect(owner_dsn) as connection:
        row = connection.execute(QUERIES["count_schemas"]).fetchone()
    if row is None or row[0] != 0:
        raise DataThere


def _put_keys(staged: Settings, keys: Path) -> None:
    for place in (staged.data_folder, staged.data_folder / KEYS, staged.data_folder / SECRETS):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (KEYS, SECRETS):
        for path in (keys / name).iterdir():
            write_secret_file(staged.data_folder / name / path.name, path.read_bytes())
    prepare_folder(staged.data_folder, elsewhere=frozenset(staged.key_addresses))


def _put_objects(owner_dsn: str, store: ObjectStore, folder: Path, keys: Path) -> tuple[int, int]:
    """Put back objects, erasure keys and vault keys of what is there.

    Returns:
        How many objects came back, and how many recordings, clips and items lack their sound.
    """
    count = without = 0
    with psycopg.connect(owner_dsn) as connection:
        objects = list_objects(connection)
    for one in objects:
        source, erasure_key = folder / OBJECTS / one.key, keys / ERASURE_KEYS / one.key_name
        if erasure_key.exists():
            store.put(erasure_key.name, erasure_key.read_bytes())
        if source.exists():
            store.put(one.key, source.read_bytes())
            count += 1
        elif one.kind.is_sound:
            without += 1
    return count, without
