"""Instance: the running Earnest of a data folder, as a command reaches it under one role and with that role's keys."""

import os
from collections.abc import Mapping
from pathlib import Path

from psycopg.conninfo import make_conninfo

from earnest.cli.errors import NotRunning
from earnest.foundation.settings import KeyName, Settings, load_settings
from earnest.operations.embedded_database import DATABASE, OWNER
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.cryptography.errors import KeyUnreadable
from earnest.services.cryptography.secret_files import read_secret_file
from earnest.services.database import Database
from earnest.services.database.roles import Role, role_dsn

_SOCKET_FOLDER_LINE = 4
"""Line of PostgreSQL's postmaster.pid, from 0, that names the folder of its socket."""


class Instance:
    """One running Earnest, seen by one role."""

    def __init__(self, role: Role, keys: frozenset[KeyName], environment: Mapping[str, str] | None = None) -> None:
        """Find it by the settings in the environment.

        Args:
            role: the only role that this command connects as.
            keys: the only keys that this command may load.
            environment: variables; the process's own by default.
        """
        outside = os.environ if environment is None else environment
        names = ",".join(sorted(key.value for key in keys)) or "none"
        self._role = role
        self.settings: Settings = load_settings({**outside, "EARNEST_KEYS": names})

    def open_database(self) -> Database:
        """Return the connections of the role; close it after use.

        Raises:
            NotRunning: no database answers for this data folder.
        """
        return Database(self.role_dsn(), maximum_connections=2)

    def role_dsn(self) -> str:
        """Return how the role connects.

        Raises:
            NotRunning: the data folder has no secrets yet, or its database does not run.
        """
        if self.settings.role_database is not None:
            return self.settings.role_database
        folder = self.settings.data_folder
        try:
            password = read_secret_file(folder / "secrets" / self._role.value).decode("ascii")
        except KeyUnreadable:
            raise NotRunning from None
        owner = self.settings.database or embedded_dsn(folder)
        return role_dsn(owner, self._role, password)

    def load_pseudonyms(self) -> Pseudonyms:
        """Load how the audit log names people."""
        return Pseudonyms.load_with_subjects(self.settings.pseudonym_key_file)

    def load_key(self, name: KeyName) -> MasterKey:
        """Load one of the command's keys."""
        return MasterKey.load(self.settings.key_address(name))


def embedded_dsn(folder: Path) -> str:
    """Return how the embedded server of a data folder is reached, without a password.

    Raises:
        NotRunning: it does not run.
    """
    try:
        # Its second line is the folder, which may hold bytes of any kind.
        lines = os.fsdecode((folder / "postgres" / "postmaster.pid").read_bytes()).splitlines()
    except OSError:
        raise NotRunning from None
    if len(lines) <= _SOCKET_FOLDER_LINE or not lines[_SOCKET_FOLDER_LINE]:
        raise NotRunning
    return make_conninfo("", host=lines[_SOCKET_FOLDER_LINE], user=OWNER, dbname=DATABASE)
