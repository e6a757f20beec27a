"""Passwords: kept as argon2id, and proved to the database, which compares and never shows the hash (AC5, AC6)."""

import re
import secrets
from base64 import b64decode
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.low_level import Type, hash_secret

_PARAMETERS = re.compile(r"\$argon2id\$v=19\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2})\$([A-Za-z0-9+/]{11,64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordHashing:
    """How the passwords of one kind of account are hashed."""

    passes: int
    memory_kibibytes: int
    longest: int
    """Characters that are looked at; > 0. What a browser sends beyond them costs no work."""

    def hash(self, password: str) -> str:
        """Return the argon2id hash of a password."""
        return self._hasher().hash(self._bytes(password))

    def prove(self, password: str, parameters: str | None) -> str:
        """Return what a password gives, for the database to compare; it takes as long where there is no such account.

        Args:
            password: what was typed.
            parameters: how the account's password is hashed, as the database tells it: a hash without its last part;
                None where there is no such account. Anything else gives an empty text, which no hash ends with.
        """
        return _last_part(self._bytes(password), parameters or unusable_parameters(self))

    def prepare(self) -> None:
        """Make the hash that unknown names are checked against, so that the first of them takes no longer."""
        _ = unusable_parameters(self)

    def unusable(self) -> str:
        """Return a hash that no password has."""
        return self._hasher().hash(secrets.token_bytes(32))

    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(time_cost=self.passes, memory_cost=self.memory_kibibytes, parallelism=1)

    def _bytes(self, password: str) -> bytes:
        # What JSON can carry includes lone surrogates, which are wrong rather than a crash.
        return password[: self.longest].encode("utf-8", "surrogatepass")


@cache
def unusable_parameters(hashing: PasswordHashing) -> str:
    """Return what unknown names are checked against: how a hash that no password has is made."""
    return hashing.unusable().rpartition("$")[0]


def _last_part(password: bytes, parameters: str) -> str:
    """Return the last part of an argon2id hash, in the form that the hash has it."""
    matched = _PARAMETERS.fullmatch(parameters)
    if matched is None:
        return ""
    memory, passes, lanes, salt = matched.groups()
    hashed = hash_secret(
        password,
        b64decode(salt + "=" * (-len(salt) % 4)),
        time_cost=int(passes),
        memory_cost=int(memory),
        parallelism=int(lanes),
        hash_len=32,
        type=Type.ID,
    )
    return hashed.decode("ascii").rpartition("$")[2]
