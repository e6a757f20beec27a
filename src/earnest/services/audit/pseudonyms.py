"""Pseudonyms: how people appear in the audit log, and what only the log's owner can find again."""

import hmac
import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NoReturn, Self
from uuid import UUID

from earnest.services.audit.monthly_pseudonyms import MonthlyPseudonyms
from earnest.services.cryptography.errors import KeyUnreadable
from earnest.services.cryptography.secret_files import read_secret_file

PSEUDONYM_SHAPE = re.compile(r"[0-9a-f]{32}")
_SHORTEST_KEY_BYTES = 32
_DOMAIN = b"earnest audit pseudonym\x00"


def subject_key_file(path: Path) -> Path:
    """Return where the keys of data subjects' pseudonyms lie: beside the key of staff."""
    return path.with_name("customer-pseudonym.key")


class Pseudonyms:
    """Turns the identifier of a person into a pseudonym: the same each time, and back only by trying with the key.

    Who holds the key and an identifier can find that person's leaves; who holds the log alone cannot tell who it is.
    """

    __slots__ = ("__key", "__subjects")

    def __init__(self, key: bytes, subjects: MonthlyPseudonyms | None = None) -> None:
        """Take a key.

        Args:
            key: at least 32 random bytes; of staff, and of secrets that are derived from it.
            subjects: keys of data subjects, which live for months; None where none is named.

        Raises:
            KeyUnreadable: the key is too short.
        """
        if len(key) < _SHORTEST_KEY_BYTES:
            raise KeyUnreadable
        self.__key = key
        self.__subjects = subjects

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the key of staff out of its file (mode 0600).

        Raises:
            KeyUnreadable: the file is missing, too short, or open to others (KeyExposed).
        """
        return cls(read_secret_file(path))

    @classmethod
    def load_with_subjects(cls, path: Path) -> Self:
        """Read the same, and the keys of data subjects out of the file beside it: for who writes of them.

        Raises:
            KeyUnreadable: one of both files is missing, not of its form, or open to others (KeyExposed).
        """
        return cls(read_secret_file(path), MonthlyPseudonyms.load(subject_key_file(path)))

    def of(self, identifier: UUID) -> str:
        """Return the pseudonym of a member of staff: 32 hexadecimal digits (HMAC-SHA-256, first 16 bytes)."""
        return hmac.digest(self.__key, _DOMAIN + identifier.bytes, sha256)[:16].hex()

    def of_subject(self, subject_id: UUID, at: datetime) -> str:
        """Return the pseudonym of a data subject in a leaf of a moment; see `MonthlyPseudonyms.of`.

        Raises:
            KeyUnreadable: this process was given no keys of data subjects.
        """
        if self.__subjects is None:
            raise KeyUnreadable
        self.__subjects.forget_before(at)
        return self.__subjects.of(subject_id, at)

    def secret_for(self, purpose: str, identifier: bytes = b"") -> bytes:
        """Return a secret of another purpose than pseudonyms: 32 bytes, the same each time; none tells of another.

        Args:
            purpose: what it is for; ASCII letters and spaces.
            identifier: what it belongs to, where there are several.
        """
        return hmac.digest(self.__key, f"earnest {purpose}\0".encode("ascii") + identifier, sha256)

    def __repr__(self) -> str:
        return "Pseudonyms(<withheld>)"

    def __reduce__(self) -> NoReturn:
        """Refuse pickling."""
        raise TypeError("a key is never serialised")
