"""Pseudonyms: how people appear in the audit log, and what only the log's owner can find again."""

import hmac
import re
from hashlib import sha256
from pathlib import Path
from typing import NoReturn, Self
from uuid import UUID

from earnest.services.cryptography.errors import KeyUnreadable
from earnest.services.cryptography.secret_files import read_secret_file

PSEUDONYM_SHAPE = re.compile(r"[0-9a-f]{32}")
_SHORTEST_KEY_BYTES = 32
_DOMAIN = b"earnest audit pseudonym\x00"
_MARKS = b"earnest lease mark\x00"
_TOMBSTONES = b"earnest tombstones\x00"


class Pseudonyms:
    """Turns the identifier of a person into a pseudonym: the same each time, and back only by trying with the key.

    Who holds the key and an identifier can find that person's leaves; who holds the log alone cannot tell who it is.
    """

    __slots__ = ("__key",)

    def __init__(self, key: bytes) -> None:
        """Take a key.

        Args:
            key: at least 32 random bytes.

        Raises:
            KeyUnreadable: the key is too short.
        """
        if len(key) < _SHORTEST_KEY_BYTES:
            raise KeyUnreadable
        self.__key = key

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the key out of its file (mode 0600).

        Raises:
            KeyUnreadable: the file is missing, too short, or open to others (KeyExposed).
        """
        return cls(read_secret_file(path))

    def of(self, identifier: UUID) -> str:
        """Return the pseudonym of a person: 32 hexadecimal digits (HMAC-SHA-256, first 16 bytes)."""
        return hmac.digest(self.__key, _DOMAIN + identifier.bytes, sha256)[:16].hex()

    def mark_of(self, lease_id: UUID) -> bytes:
        """Return the secret of the mark that the sound of a lease carries (AU9): 32 bytes."""
        return hmac.digest(self.__key, _MARKS + lease_id.bytes, sha256)

    def tombstone_key(self) -> bytes:
        """Return the key that ties the lines of the list of tombstones together: 32 bytes."""
        return hmac.digest(self.__key, _TOMBSTONES, sha256)

    def __repr__(self) -> str:
        return "Pseudonyms(<withheld>)"

    def __reduce__(self) -> NoReturn:
        """Refuse pickling."""
        raise TypeError("a key is never serialised")
