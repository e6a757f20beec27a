"""Passwords of customers: argon2id, checked in the same time whether or not the login exists (AC5, AC6)."""

from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from earnest.personal.customers.errors import PasswordTooShort

SHORTEST: Final = 8
LONGEST: Final = 200
"""Characters of a password; there is no other rule."""

_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1)
"""19 MiB, 3 passes: above the least that OWASP advises (19 MiB, 2 passes), small enough for a household machine."""


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password.

    Raises:
        PasswordTooShort: fewer than 8 or more than 200 characters.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordTooShort
    return _HASHER.hash(password)


def password_fits(password: str, password_hash: str | None) -> bool:
    """Return whether a password belongs to a hash; takes as long where there is no hash."""
    try:
        _ = _HASHER.verify(password_hash or _unusable_hash(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _unusable_hash() -> str:
    return _HASHER.hash("there is no such customer")
