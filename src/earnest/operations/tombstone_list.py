"""The list of deletions, written for as long as this runs, where no supervisor does it."""

import os
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import psycopg

from earnest.foundation.errors import EarnestError
from earnest.foundation.heartbeat import Heartbeat
from earnest.foundation.settings import Settings
from earnest.operations.data_folder import lock
from earnest.operations.errors import OwnDatabaseNeeded, SettingsIncomplete
from earnest.operations.tombstones import TombstoneSynchroniser
from earnest.operations.tombstones.events import TombstonesNotWritten
from earnest.operations.upgrade import check_server
from earnest.services.audit import Pseudonyms, advance_subject_key, subject_key_file
from earnest.services.observability import line_of

SECONDS = 1.0
"""How soon a deletion is in the list outside the data folder."""


def keep_list(
    settings: Settings, stop: threading.Event, *, ready: Callable[[], object], outside: Mapping[str, str]
) -> None:
    """Write to the list what is deleted, about once a second, until asked to stop.

    Args:
        settings: name the database as its owner, and the list.
        stop: ends it; what is deleted before that is still written.
        ready: called when the list is open.
        outside: our environment, which may name a watchdog.

    Raises:
        OwnDatabaseNeeded: EARNEST_DATABASE is missing.
        SettingsIncomplete: the key that ties the list together is not in the data folder.
        AlreadyRunning: another process writes the list, or migrates.
        DatabaseRefused: see `upgrade.check_server`.
        TombstonesMissing, TombstonesUnreadable, TombstonesUnwritable: it is not the list of this database.
    """
    if settings.database is None:
        raise OwnDatabaseNeeded
    if not settings.pseudonym_key_file.exists():
        raise SettingsIncomplete("tombstones", {"EARNEST_DATA": "the folder that `earnest migrate` was run with"})
    descriptor = lock(settings.data_folder, "upkeep")
    try:
        _ = check_server(settings.database)
        key = Pseudonyms.load(settings.pseudonym_key_file).secret_for("tombstones")
        synchroniser = TombstoneSynchroniser.open(settings.database, settings.tombstones, key, accept_lost=False)
        _ = ready()
        heartbeat = Heartbeat.of(outside)
        while not stop.wait(SECONDS):
            _write(synchroniser)
            _ = advance_subject_key(subject_key_file(settings.pseudonym_key_file), datetime.now(UTC))
            heartbeat.beat()
        _write(synchroniser)
    finally:
        os.close(descriptor)


def _write(synchroniser: TombstoneSynchroniser) -> None:
    """Write what is new; what cannot be written now is tried again at the next turn."""
    try:
        while synchroniser.write():
            pass
    except (EarnestError, psycopg.Error) as error:
        _ = sys.stderr.write(line_of(TombstonesNotWritten(error=type(error))))
