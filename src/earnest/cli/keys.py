"""Keys from the command line: a new key for a master key, while everything runs."""

from pathlib import Path

from earnest.cli.errors import KeyWithService
from earnest.cli.instance import Instance
from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import KeyName
from earnest.services.audit import KeyRotated, append
from earnest.services.cryptography import MasterKey
from earnest.services.cryptography.key_services import names_key_service
from earnest.services.database.roles import Role


def rotate(name: KeyName) -> int:
    """Let a master key seal with a new key from now on; return how many keys it holds.

    The log tells of it before the file changes.

    Raises:
        KeyWithService: the key lies with a key service, which rotates it itself.
        NotRunning: no database answers, so nothing could be logged.
    """
    instance = Instance(Role.ADMINISTRATION, frozenset({name}))
    address = instance.settings.key_address(name)
    if names_key_service(address):
        raise KeyWithService
    path, clock = Path(address), SystemClock()
    count = MasterKey.count(path) + 1
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            _ = append(connection, KeyRotated(at=clock.now(), name=name.value, keys=count))
    finally:
        database.close()
    return MasterKey.rotate(path)
