"""The local folder of objects: private to this user, and what is in it survives a crash of the machine."""

import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import unquote_to_bytes, urlsplit

from obstore.store import LocalStore

from earnest.services.objects.errors import StoreUnavailable, StoreUnknown

_MODE = 0o700
_FILE_MODE = 0o600
_UNFINISHED = re.compile(r".+#\d+")
"""How the local store names a file until it is complete."""
_UNFINISHED_SECONDS = 3600.0
"""A temporary file this old is of a writer that died; writing an object takes seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder of objects."""

    path: Path

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Return the folder that a file URL names; `file://data/objects` is relative to the working folder.

        Raises:
            StoreUnknown: the URL names no folder.
        """
        parts = urlsplit(url)
        place = "" if parts.netloc == "localhost" else parts.netloc
        named = os.fsdecode(unquote_to_bytes(os.fsencode(place + parts.path)))
        if not named or parts.query or parts.fragment or "\x00" in named:
            raise StoreUnknown
        return cls(path=Path(named).absolute())

    def open(self) -> LocalStore:
        """Make the folder where it is missing, close it to others, and return its store.

        Raises:
            OSError: it cannot be made or belongs to another user.
        """
        self.path.mkdir(mode=_MODE, parents=True, exist_ok=True)
        if self.path.stat().st_mode & 0o077:
            self.path.chmod(_MODE)
        return LocalStore(prefix=self.path)

    def check_is_there(self) -> None:
        """Make sure that the folder itself is there.

        Raises:
            StoreUnavailable: it is gone.
        """
        if not self.path.is_dir():
            raise StoreUnavailable

    def synchronise(self, key: str) -> None:
        """Wait until an object is on the disk; one that cannot get there is removed.

        Raises:
            OSError: it could not be written.
        """
        path = self.path / key
        try:
            _synchronise(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        _synchronise(self.path)

    def create(self, key: str, content: bytes) -> bool:
        """Write an object where there is none of this name: on the disk before any process sees it, or not at all.

        Returns:
            False where there is one; it stays as it is.

        Raises:
            OSError: it could not be written.
        """
        # Named as the local store names what is not complete, so that it is listed by none and removed after a kill.
        unfinished = self.path / f"{key}#{secrets.randbits(60)}"
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
            with os.fdopen(descriptor, "wb") as file:
                _ = file.write(content)
                file.flush()
                os.fsync(descriptor)
            os.link(unfinished, self.path / key)
        except FileExistsError:
            return False
        finally:
            unfinished.unlink(missing_ok=True)
        _synchronise(self.path)
        return True

    def overwrite(self, key: str, *, wait: bool = True) -> None:
        """Write random bytes over an object; nothing where there is none.

        Args:
            key: name of the object.
            wait: until they are on the disk; without it who reads the file finds them at once, and a disk that loses
                its power in the next seconds may still hold the old ones.

        Raises:
            OSError: it could not be written.
        """
        try:
            descriptor = os.open(self.path / key, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            return
        with os.fdopen(descriptor, "wb") as file:
            _ = file.write(os.urandom(os.fstat(descriptor).st_size))
            file.flush()
            if wait:
                os.fsync(descriptor)

    def synchronise_removal(self) -> None:
        """Wait until the removal of an object is on the disk.

        Raises:
            OSError: it could not be written.
        """
        _synchronise(self.path)

    def remove_unfinished(self) -> None:
        """Remove what killed processes began to write more than an hour ago."""
        oldest = time.time() - _UNFINISHED_SECONDS
        with os.scandir(self.path) as entries:
            for entry in entries:
                if _UNFINISHED.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < oldest:
                    Path(entry.path).unlink(missing_ok=True)


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
