"""What a back-up holds, written into it as `manifest.json` and sealed by a code that only the keys can make."""

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final, Self, cast

from earnest.operations.backup.errors import BackupUnreadable
from earnest.services.shredding import erasure_key_name

MANIFEST: Final = "manifest.json"
DUMP: Final = "database.dump"
OBJECTS: Final = "objects"
ERASURE_KEYS: Final = "guards"
"""Folder of erasure keys; it keeps the name that back-ups have had from the first on."""
POSITION: Final = "tombstones.json"
_VERSION: Final = 1


class ObjectKind(StrEnum):
    """What an object is; erasure keys are no kind of their own: they lie with the keys."""

    RECORDING = "recording"
    """Sound as it was captured."""
    CLIP = "clip"
    """De-identified sound."""
    REFERENCE = "reference"
    """Licensed sound of evaluation sets."""
    CORPUS = "corpus"
    """Licensed sound of corpora."""
    MODEL = "model"
    """What was learned."""
    CORPUS_KEY = "corpus_key"
    """Names the erasure key of a corpus; there is no object of this name."""
    VAULT_KEY = "vault_key"
    """Key from which what a customer said hangs; it lies with the erasure keys."""

    @property
    def is_key(self) -> bool:
        """Whether it stands for a key alone."""
        return self in {ObjectKind.CORPUS_KEY, ObjectKind.VAULT_KEY}

    @property
    def is_sound(self) -> bool:
        """Whether it is left out unless sound is asked for."""
        return self is not ObjectKind.MODEL and not self.is_key


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupObject:
    """One object that belongs to what is in the database."""

    key: str
    kind: ObjectKind
    delete_after: datetime | None
    """Latest moment of its deletion; None: it has no end of its own."""

    @property
    def key_name(self) -> str:
        """Name of the object whose destruction ends this one: its erasure key, or the vault key itself."""
        return self.key if self.kind is ObjectKind.VAULT_KEY else erasure_key_name(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectShare:
    """All objects of one kind, as a person reads it."""

    kind: ObjectKind
    count: int
    size: int
    """Bytes that were copied; 0 where the kind was left out."""
    included: bool
    last_end: str | None
    """ISO 8601; when the last of them is deleted at the latest. None: they have no end of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupManifest:
    """Everything about one back-up."""

    made_at: str
    """ISO 8601, UTC."""
    sums: dict[str, str]
    """SHA-256 of every file in the folder but this one, by its path."""
    shares: tuple[ObjectShare, ...]
    tombstones: int
    """Lines that the list of deletions had; a shorter list is never used with this back-up."""

    def write(self, folder: Path, key: bytes) -> None:
        """Write it into a back-up.

        Args:
            folder: the back-up.
            key: from the installation's secrets, which lie in the folder of keys.
        """
        body = json.dumps({"version": _VERSION, **asdict(self)}, indent=1, sort_keys=True)
        code = hmac.digest(key, body.encode("utf-8"), sha256).hex()
        _ = (folder / MANIFEST).write_text(json.dumps({"body": body, "code": code}) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path, key: bytes) -> Self:
        """Read it out of a back-up.

        Raises:
            BackupUnreadable: there is none, it was changed, or it was made with another key.
        """
        try:
            outer = cast("dict[str, str]", json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
            body = outer["body"]
            if not hmac.compare_digest(hmac.digest(key, body.encode("utf-8"), sha256).hex(), outer["code"]):
                raise BackupUnreadable
            held = json.loads(body)
            shares = tuple(_share(one) for one in held["shares"])
            if held["version"] != _VERSION:
                raise BackupUnreadable
            return cls(made_at=held["made_at"], sums=held["sums"], shares=shares, tombstones=int(held["tombstones"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise BackupUnreadable from None

    def check(self, folder: Path) -> None:
        """Make sure that every file is there as it was written, and no other.

        Raises:
            BackupUnreadable: one is missing, changed, or too many.
        """
        found = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()} - {MANIFEST}
        if found != set(self.sums):
            raise BackupUnreadable
        for name, expected in self.sums.items():
            if file_sum(folder / name) != expected:
                raise BackupUnreadable


def _share(held: dict[str, str | int | bool | None]) -> ObjectShare:
    last_end = held["last_end"]
    return ObjectShare(
        kind=ObjectKind(held["kind"]),
        count=int(held["count"] or 0),
        size=int(held["size"] or 0),
        included=held["included"] is True,
        last_end=None if last_end is None else str(last_end),
    )


def file_sum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
