"""Secret files: written once, atomically, with mode 0600; never read where others on the machine could."""

import os
import stat
from pathlib import Path
from secrets import token_hex

from earnest.services.cryptography.errors import KeyExists, KeyExposed, KeyUnreadable

_MODE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LARGEST_BYTES = 1 << 20


def write_secret_file(path: Path, content: bytes) -> None:
    """Write a new file that only this user can read: after a crash it is there whole or not at all.

    Args:
        path: where; its folder exists.
        content: what.

    Raises:
        KeyExists: there is a file already; it stays as it is.
        KeyUnreadable: the folder cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        _write_new(unfinished, content)
        try:
            os.link(unfinished, path)
        finally:
            unfinished.unlink()
        _synchronise_folder(path.parent)
    except FileExistsError:
        raise KeyExists from None
    except OSError:
        raise KeyUnreadable from None


def replace_secret_file(path: Path, content: bytes) -> None:
    """Put other content in the place of a secret file; after a crash it holds the one or the other.

    What lay on the disk before is unlinked; a disk that keeps freed blocks and a copy of the file still have it.

    Raises:
        KeyUnreadable: the folder cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        _write_new(unfinished, content)
        _ = unfinished.replace(path)
        _synchronise_folder(path.parent)
    except OSError:
        raise KeyUnreadable from None


def overwrite_secret_file(path: Path, content: bytes) -> None:
    """Write a secret file anew at its own place on the disk; the old content lies beside it until that is done.

    A kernel that confines a process to a file knows the file by its place, not by its name. After a crash in the middle
    `NAME.before` holds what was there.

    Args:
        path: the file, which exists.
        content: longer than what is there, or as long.

    Raises:
        KeyExists: an earlier crash left `NAME.before`, which has to be looked at first.
        KeyUnreadable: it cannot be written.
    """
    kept = path.with_name(f"{path.name}.before")
    write_secret_file(kept, read_secret_file(path))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            _ = os.pwrite(descriptor, content, 0)
            os.ftruncate(descriptor, len(content))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        kept.unlink()
        _synchronise_folder(path.parent)
    except OSError:
        raise KeyUnreadable from None


def read_secret_file(path: Path) -> bytes:
    """Return what a secret file holds, at most 1 MiB.

    Raises:
        KeyExposed: group or others may read, write or run the file.
        KeyUnreadable: it is missing, is not a file, is too long, or may not be read.
    """
    try:
        # O_NONBLOCK: a pipe put in the file's place must not hang the process.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            _refuse_unfit(os.fstat(file.fileno()))
            return file.read()
    except OSError:
        raise KeyUnreadable from None


def _refuse_unfit(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST_BYTES:
        raise KeyUnreadable
    if state.st_mode & _OTHERS:
        raise KeyExposed


def _write_new(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _ = file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _synchronise_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
