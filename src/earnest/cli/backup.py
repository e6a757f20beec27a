"""Back-up and restore from the command line; neither side, the owner of the database."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import make_conninfo

from earnest.cli.errors import NotRunning
from earnest.cli.instance import embedded_dsn
from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import Settings, load_settings
from earnest.operations.backup import BackupManifest, RestoreResult, make_backup, restore_backup
from earnest.operations.embedded_database import OWNER, EmbeddedPostgres
from earnest.services.cryptography.errors import KeyUnreadable
from earnest.services.cryptography.secret_files import read_secret_file
from earnest.services.database.errors import DatabaseFolderInUse


def back_up(folder: Path, keys: Path, *, with_sound: bool, tell: Callable[[str], object]) -> BackupManifest:
    """Write a back-up of the installation that the settings name, while it runs or not; see `make_backup`."""
    settings = load_settings()
    with _owner(settings) as owner_dsn:
        return make_backup(settings, owner_dsn, folder, keys, with_sound=with_sound, clock=SystemClock(), tell=tell)


def restore(folder: Path, keys: Path, *, accept_lost_tombstones: bool, tell: Callable[[str], object]) -> RestoreResult:
    """Put a back-up where the settings say; see `restore_backup`."""
    return restore_backup(load_settings(), folder, keys, accept_lost_tombstones=accept_lost_tombstones, tell=tell)


@contextmanager
def _owner(settings: Settings) -> Generator[str]:
    """Give how the owner connects; the embedded server is started where it does not run.

    Raises:
        NotRunning: there is no database in the data folder.
    """
    if settings.database is not None:
        yield settings.database
        return
    if not (settings.data_folder / "postgres" / "PG_VERSION").exists():
        raise NotRunning
    try:
        server = EmbeddedPostgres(settings.data_folder)
        dsn = server.start()
    except DatabaseFolderInUse:
        yield _running_owner(settings.data_folder)
        return
    try:
        yield dsn
    finally:
        server.stop()


def _running_owner(folder: Path) -> str:
    try:
        password = read_secret_file(folder / "secrets" / OWNER).decode("ascii")
    except KeyUnreadable:
        raise NotRunning from None
    return make_conninfo(embedded_dsn(folder), password=password)
