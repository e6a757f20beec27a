"""Passwords of customers: argon2id, checked in the same time whether or not the login exists (AC5, AC6)."""

from functools import cache
from typing import Final

from argon2 import PasswordHasher

from earnest.personal.customers.errors import PasswordTooShort
from earnest.services.cryptography.password_proofs import hashed_part

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


def password_proof(password: str, parameters: str | None) -> str:
    """Return what a password gives, for the database to compare; takes as long where there is no such login.

    Args:
        password: what was typed.
        parameters: how the login's password is hashed, as the database tells it; None where there is no such login.
    """
    return hashed_part(password[: LONGEST + 1].encode("utf-8", "surrogatepass"), parameters or _parameters_of_nobody())


@cache
def _parameters_of_nobody() -> str:
    return _HASHER.hash("there is no such customer").rpartition("$")[0]
