"""The data folder: made private, with the keys and secrets that are missing; what is there is never replaced."""

import fcntl
import os
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from earnest.foundation.settings import KeyName
from earnest.operations.errors import AlreadyRunning
from earnest.services.audit import advance_subject_key, create_signer_key, create_subject_key, subject_key_file
from earnest.services.cryptography import KeyExists, MasterKey
from earnest.services.cryptography.secret_files import read_secret_file, write_secret_file
from earnest.services.database.roles import Role

_FOLDERS = ("keys", "secrets", "run", "run/temporary", "log")
_PASSWORD_BYTES = 32
_PSEUDONYM_KEY_BYTES = 32
_MASTER_KEYS = (KeyName.PERSONAL, KeyName.HANDOVER, KeyName.STAFF, KeyName.EVIDENCE)


def prepare_folder(folder: Path, *, elsewhere: frozenset[KeyName] = frozenset()) -> None:
    """Make the folder (mode 0700) with whatever of its keys and secrets is missing.

    Args:
        folder: the data folder.
        elsewhere: keys that the settings place outside the folder; none is made for them.

    Raises:
        KeyUnreadable: the folder cannot be written.
    """
    for path in (folder, *(folder / name for name in _FOLDERS)):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    for name in _MASTER_KEYS:
        if name not in elsewhere:
            _make_missing(folder / "keys" / f"{name.value}.json", MasterKey.create)
    if KeyName.AUDIT not in elsewhere:
        _make_missing(folder / "keys" / f"{KeyName.AUDIT.value}.json", create_signer_key)
    pseudonym_key = folder / "secrets" / "pseudonym.key"
    _make_missing_secret(pseudonym_key, secrets.token_bytes(_PSEUDONYM_KEY_BYTES))
    create_subject_key(subject_key_file(pseudonym_key), datetime.now(UTC))
    _ = advance_subject_key(subject_key_file(pseudonym_key), datetime.now(UTC))
    for role in Role:
        _make_missing_secret(_password_file(folder, role), secrets.token_urlsafe(_PASSWORD_BYTES).encode("ascii"))


def role_passwords(folder: Path) -> Mapping[Role, str]:
    """Return the password of each login role.

    Raises:
        KeyUnreadable: a secret is missing or cannot be read.
        KeyExposed: others on this machine can read one.
    """
    return {role: read_secret_file(_password_file(folder, role)).decode("ascii") for role in Role}


def is_set_up(folder: Path) -> bool:
    """Tell whether the folder holds the passwords of an installation."""
    later = {Role.CUSTOMER_ACCOUNTS, Role.RANDOMNESS_BEACON}  # An older installation gets these at its next start.
    return all(_password_file(folder, role).exists() for role in Role if role not in later)


def lock(folder: Path, name: str) -> int:
    """Take one of the locks in `run/` for as long as the returned descriptor is open.

    Args:
        folder: the prepared data folder.
        name: `supervisor`, or `upkeep` of whoever migrates or writes the list of deletions.

    Raises:
        AlreadyRunning: another process has it.
    """
    descriptor = os.open(folder / "run" / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise AlreadyRunning from error
    return descriptor


def _password_file(folder: Path, role: Role) -> Path:
    """Return where a role's password lies."""
    return folder / "secrets" / role.value


def _make_missing(path: Path, create: Callable[[Path], object]) -> None:
    """Create a key unless there is one."""
    if not path.exists():
        try:
            _ = create(path)
        except KeyExists:
            return


def _make_missing_secret(path: Path, content: bytes) -> None:
    """Write a secret unless there is one."""
    if not path.exists():
        try:
            write_secret_file(path, content)
        except KeyExists:
            return
