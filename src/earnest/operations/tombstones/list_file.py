"""The list itself: a file of JSON lines, each tied to the one before, that only grows.

    {"list":"3f0c…","mac":"…"}
    {"at":"2026-03-04T15:07:00+00:00","identifier":"91ab…","kind":"recording","mac":"…"}

`mac` is HMAC-SHA-256 over the `mac` of the line before and the line's other fields in this order, so a line that is
changed, dropped in the middle or added without the key is noticed. Lines dropped from the end are noticed by the
database, which remembers what it wrote.
"""

import contextlib
import fcntl
import hmac
import json
import os
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final, Self, cast
from uuid import UUID, uuid4

from earnest.operations.tombstones.errors import TombstonesUnreadable, TombstonesUnwritable

_MODE: Final = 0o600


class TombstoneKind(StrEnum):
    """What was ended."""

    RECORDING = "recording"
    CLIP = "clip"
    OWN_HISTORY = "no_own_history"
    """A person said no to a purpose; the identifier is the person's."""
    AUTOMATIC_LEARNING = "no_automatic_learning"
    HUMAN_REVIEW = "no_human_review"
    WAKE_WORD_LEARNING = "no_wake_word_learning"
    STOP = "stop"
    """An officer stopped something; the identifier is that of the stop."""
    STOP_ENDED = "stop_ended"
    """Two people ended it."""
    EVERYTHING = "everything"
    """A person deleted everything; the identifier is the person's."""
    ACCOUNT = "account"
    """A person closed the account; as above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """One thing that must not come back. Identifiers only."""

    kind: TombstoneKind
    identifier: UUID
    at: datetime
    """When it was ended; aware."""

    def fields(self) -> bytes:
        """Return what the line's code covers."""
        return _canonical({"at": self.at.isoformat(), "identifier": str(self.identifier), "kind": self.kind.value})


@dataclass(slots=True, kw_only=True)
class TombstoneList:
    """A list that was read, and that is appended to."""

    path: Path
    key: bytes
    list_id: UUID
    """Which list; a database remembers the one that belongs to it."""
    tombstones: list[Tombstone]
    last: bytes
    """Code of the last line."""
    size: int
    """Bytes that were read and are whole."""

    @classmethod
    def create(cls, path: Path, key: bytes) -> Self:
        """Begin an empty list.

        Raises:
            TombstonesUnwritable: it cannot be written, or there is a file already.
        """
        list_id = uuid4()
        code = _code(key, b"", _head(list_id))
        line = _line({"list": str(list_id)}, code)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _MODE)
            with os.fdopen(descriptor, "wb") as file:
                _ = file.write(line)
                file.flush()
                os.fsync(descriptor)
            _synchronise(path.parent)
        except OSError:
            raise TombstonesUnwritable from None
        return cls(path=path, key=key, list_id=list_id, tombstones=[], last=code, size=len(line))

    @classmethod
    def read(cls, path: Path, key: bytes) -> Self | None:
        """Return a list; None where there is no such file. A last line that a crash cut short is left out.

        Raises:
            TombstonesUnreadable: it cannot be read, was changed, or was written with another key.
        """
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise TombstonesUnreadable from None
        whole = content[: content.rfind(b"\n") + 1]
        lines = whole.splitlines()
        try:
            head = _parsed(lines[0])
            list_id = UUID(str(head["list"]))
            code = _checked(head, key, b"", _head(list_id))
            tombstones: list[Tombstone] = []
            for line in lines[1:]:
                fields = _parsed(line)
                tombstone = Tombstone(
                    kind=TombstoneKind(str(fields["kind"])),
                    identifier=UUID(str(fields["identifier"])),
                    at=datetime.fromisoformat(str(fields["at"])),
                )
                code = _checked(fields, key, code, tombstone.fields())
                tombstones.append(tombstone)
        except (ValueError, KeyError, IndexError):
            raise TombstonesUnreadable from None
        return cls(path=path, key=key, list_id=list_id, tombstones=tombstones, last=code, size=len(whole))

    def append(self, tombstones: Iterable[Tombstone]) -> None:
        """Add to the list; when this returns they survive a crash of the machine.

        Raises:
            TombstonesUnwritable: they could not be written.
            TombstonesUnreadable: another program changed the list meanwhile.
        """
        new = list(tombstones)
        try:
            with _locked(self.path) as descriptor:
                if os.fstat(descriptor).st_size != self.size:
                    self._read_again(descriptor)
                lines, last = b"", self.last
                for tombstone in new:
                    last = _code(self.key, last, tombstone.fields())
                    lines += _line(json.loads(tombstone.fields()), last)
                _ = os.pwrite(descriptor, lines, self.size)
                os.fsync(descriptor)
        except OSError:
            raise TombstonesUnwritable from None
        self.tombstones += new
        self.last, self.size = last, self.size + len(lines)

    def _read_again(self, descriptor: int) -> None:
        """Take up what another supervisor appended, and cut off what a crash left half written."""
        again = type(self).read(self.path, self.key)
        if again is None or again.list_id != self.list_id:
            raise TombstonesUnreadable
        self.tombstones, self.last, self.size = again.tombstones, again.last, again.size
        os.ftruncate(descriptor, self.size)


def _canonical(fields: dict[str, str]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def _head(list_id: UUID) -> bytes:
    return _canonical({"list": str(list_id)})


def _line(fields: dict[str, str], code: bytes) -> bytes:
    return _canonical({**fields, "mac": code.hex()}) + b"\n"


def _code(key: bytes, before: bytes, covered: bytes) -> bytes:
    return hmac.digest(key, before + covered, sha256)


def _checked(fields: dict[str, object], key: bytes, before: bytes, covered: bytes) -> bytes:
    code = _code(key, before, covered)
    if not hmac.compare_digest(code.hex(), str(fields["mac"])):
        raise ValueError("tombstones: a line was changed")
    return code


def _parsed(line: bytes) -> dict[str, object]:
    fields: object = json.loads(line)
    if not isinstance(fields, dict):
        raise ValueError("tombstones: a line is not an object")
    return cast("dict[str, object]", fields)


@contextlib.contextmanager
def _locked(path: Path) -> Generator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _synchronise(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
