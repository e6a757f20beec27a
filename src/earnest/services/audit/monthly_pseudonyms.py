"""Pseudonyms of data subjects: a key for each month, which cannot be had again from the keys of later months (PS5).

Whoever holds the key of the month in which a leaf was written can find a person's leaves in the log, and from them, by
the times of leaves that follow each other, the clips made of what the person said. So a month's key lives for months
and is destroyed: the key of the next month is a hash of it, and the file is moved on to a later month.
"""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from threading import Lock
from typing import Final, NoReturn, Self, cast
from uuid import UUID

from earnest.services.cryptography.errors import KeyExists, KeyUnreadable
from earnest.services.cryptography.secret_files import read_secret_file, replace_secret_file, write_secret_file

MONTHS_KEPT: Final = 4
"""Months before the present one whose keys can still be derived. A leaf is at most five months old when its key goes,
one month less than the link between a clip and a person may live."""
KEY_BYTES: Final = 32
_DOMAIN: Final = b"earnest audit pseudonym of a customer\x00"
_NEXT: Final = b"earnest next month of customer pseudonyms\x00"


@dataclass(frozen=True, slots=True)
class _MonthKey:
    month: int
    """Months since the year 0."""
    key: bytes

    def at(self, month: int) -> "_MonthKey":
        """Return the key of a month; that of an earlier one cannot be had, and this one stands for it."""
        key = self.key
        for _ in range(month - self.month):
            key = hmac.digest(key, _NEXT, sha256)
        return _MonthKey(max(month, self.month), key)


class MonthlyPseudonyms:
    """Turns the identifier of a data subject into the pseudonym of a month; safe between threads."""

    __slots__ = ("__held", "__lock")

    def __init__(self, key: bytes, begins_at: datetime) -> None:
        """Take the key of a month.

        Args:
            key: 32 bytes.
            begins_at: a moment of the month that it is of; aware.

        Raises:
            KeyUnreadable: it has another length.
        """
        if len(key) != KEY_BYTES:
            raise KeyUnreadable
        self.__held = _MonthKey(_month(begins_at), key)
        self.__lock = Lock()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the key out of its file (mode 0600).

        Raises:
            KeyUnreadable: the file is missing, open to others (KeyExposed), or holds something else.
        """
        held = _read(path)
        return cls(held.key, _moment(held.month))

    def of(self, subject_id: UUID, at: datetime) -> str:
        """Return the pseudonym of a data subject in the month of a moment: 32 hexadecimal digits.

        Args:
            subject_id: who.
            at: aware; of a moment before the oldest key that is left the pseudonym is a wrong one.
        """
        with self.__lock:
            key = self.__held.at(_month(at)).key
        return hmac.digest(key, _DOMAIN + subject_id.bytes, sha256)[:16].hex()

    def forget_before(self, now: datetime) -> None:
        """Move on in memory, as `advance` does in the file."""
        with self.__lock:
            self.__held = self.__held.at(_month(now) - MONTHS_KEPT)

    def __repr__(self) -> str:
        return "MonthlyPseudonyms(<withheld>)"

    def __reduce__(self) -> NoReturn:
        """Refuse pickling."""
        raise TypeError("a key is never serialised")


def create(path: Path, now: datetime) -> None:
    """Write the file of the first key, unless there is one.

    Raises:
        KeyUnreadable: the folder cannot be written.
    """
    try:
        write_secret_file(path, _encode(_MonthKey(_month(now) - MONTHS_KEPT, token_bytes(KEY_BYTES))))
    except KeyExists:
        return


def advance(path: Path, now: datetime) -> bool:
    """Destroy the keys of months that are over for longer than `MONTHS_KEPT`; return whether there were any.

    Raises:
        KeyUnreadable: the file cannot be read or written.
    """
    held = _read(path)
    moved = held.at(_month(now) - MONTHS_KEPT)
    if moved.month == held.month:
        return False
    replace_secret_file(path, _encode(moved))
    return True


def _read(path: Path) -> _MonthKey:
    try:
        holds = cast("object", json.loads(read_secret_file(path)))
    except ValueError:
        raise KeyUnreadable from None
    match holds:
        case {"format": 1, "month": int(month), "key": str(key)} if len(key) == 2 * KEY_BYTES:
            try:
                return _MonthKey(month, bytes.fromhex(key))
            except ValueError:
                raise KeyUnreadable from None
        case _:
            raise KeyUnreadable


def _encode(held: _MonthKey) -> bytes:
    return json.dumps({"format": 1, "month": held.month, "key": held.key.hex()}).encode("ascii")


def _month(moment: datetime) -> int:
    return moment.year * 12 + moment.month - 1


def _moment(month: int) -> datetime:
    return datetime(month // 12, month % 12 + 1, 1)  # noqa: DTZ001 - only year and month are read
