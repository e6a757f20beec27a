"""Migrating an external PostgreSQL, and serving one process in the foreground; neither side, no supervisor."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from earnest.cli.status import confinement_sentence, wyoming_sentence
from earnest.foundation.settings import ServerName, Settings, load_settings
from earnest.operations.data_folder import is_set_up, lock, prepare_folder, role_passwords
from earnest.operations.errors import DataFolderOfAnother, OwnDatabaseNeeded
from earnest.operations.reach import prepare_objects
from earnest.operations.role_files import write_role_files
from earnest.operations.serving import TOMBSTONES, become, find_plan, prepare_start
from earnest.operations.tombstone_list import keep_list
from earnest.operations.upgrade import UpgradedDatabase, check_server, upgrade
from earnest.services.objects import check_store


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationResult:
    """What was brought up to date."""

    server: str
    """Version of PostgreSQL."""
    upgraded: UpgradedDatabase
    settings: Settings
    files: list[Path]
    """One file of settings for each process, where they were asked for."""


def migrate_own_database(
    *, environments: Path | None, accept_lost_tombstones: bool, tell: Callable[[str], object]
) -> MigrationResult:
    """Make keys, passwords and roles that are missing, and bring an external PostgreSQL to the present schema.

    Args:
        environments: folder for a file of settings for each process; None: none is written.
        accept_lost_tombstones: begin a new list of deletions where the right one is missing.
        tell: called with each stage as it begins.

    Raises:
        OwnDatabaseNeeded: EARNEST_DATABASE is missing.
        DataFolderOfAnother: the database belongs to another data folder.
        AlreadyRunning: a supervisor, or `earnest serve tombstones`, works on the data folder.
        DatabaseRefused, DatabaseTooOld, DatabaseOwnerLacksRights: see `check_server`.
        StoreUnknown, StoreRefuses, StoreSilent: see `check_store`.
        TombstonesMissing, TombstonesUnreadable, TombstonesUnwritable: see `upgrade`.
    """
    settings = load_settings()
    if settings.database is None:
        raise OwnDatabaseNeeded
    _ = tell("database")
    server = check_server(settings.database)
    if server.in_use and not is_set_up(settings.data_folder):
        raise DataFolderOfAnother
    _ = tell("folder")
    prepare_folder(settings.data_folder, elsewhere=frozenset(settings.key_addresses))
    prepare_objects(settings)
    _ = tell("objects")
    check_store(settings.objects, changes=True)
    descriptor = lock(settings.data_folder, "upkeep")
    try:
        passwords = role_passwords(settings.data_folder)
        upgraded = upgrade(
            settings.database,
            settings,
            passwords,
            accept_lost_tombstones=accept_lost_tombstones,
            started_by="migrate",
            tell=tell,
        )
    finally:
        os.close(descriptor)
    files = [] if environments is None else write_role_files(environments, settings.database, passwords)
    return MigrationResult(server=server.version_text, upgraded=upgraded, settings=settings, files=files)


def serve(process: str) -> None:
    """Run one process in the foreground until SIGTERM or SIGINT.

    Raises:
        ProcessUnknown: there is none of this name.
        SettingsIncomplete, WrongRole, PortTaken, AddressNotOurs, DatabaseRefused, StoreUnknown, StoreRefuses: it cannot
            start; see `prepare_start`.
    """
    if process == TOMBSTONES:
        _serve_tombstones()
        return
    start = prepare_start(find_plan(process), os.environ)
    _ = sys.stderr.write(f"{process}: begins. {confinement_sentence()}\n")
    plan = find_plan(process)
    settings = load_settings()
    if ServerName.WYOMING in plan.more_endpoints and settings.opens_wyoming:
        _ = sys.stderr.write(f"{process}: {wyoming_sentence(settings)}\n")
    become(start)


def _serve_tombstones() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        _ = signal.signal(number, lambda _number, _frame: stop.set())
    settings = load_settings()

    def say() -> None:
        _ = sys.stderr.write(f"{TOMBSTONES}: deletions are written to {settings.tombstones}\n")

    keep_list(settings, stop, ready=say, outside=os.environ)
