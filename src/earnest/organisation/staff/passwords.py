"""Passwords of staff: made by us, kept as argon2id, checked in the same time whether or not the name exists."""

import secrets
from functools import cache

from argon2 import PasswordHasher

from earnest.services.cryptography.password_proofs import hashed_part

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No i, l, o, 0 or 1, which are read for one another."""
_GROUPS = 4
_GROUP_LENGTH = 5
_LONGEST = 1024
_HASHER = PasswordHasher(time_cost=2, memory_cost=47_104, parallelism=1)
"""46 MiB, 2 passes: above the least that OWASP advises (46 MiB, 1 pass)."""


def new_password() -> str:
    """Return a random password of four groups of five characters: 99 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return _HASHER.hash(_bytes(password))


def password_proof(password: str, parameters: str | None) -> str:
    """Return what a password gives, for the database to compare; it takes as long where there is no such member.

    Args:
        password: what was typed.
        parameters: how the member's password is hashed, as the database tells it; None where there is no such member.
    """
    return hashed_part(_bytes(password), parameters or _unusable_hash().rpartition("$")[0])


def prepare_passwords() -> None:
    """Make the hash that unknown names are checked against, so that the first of them takes no longer."""
    _ = _unusable_hash()


def _bytes(password: str) -> bytes:
    # What JSON can carry includes lone surrogates, which are wrong rather than a crash.
    return password[:_LONGEST].encode("utf-8", "surrogatepass")


@cache
def _unusable_hash() -> str:
    return _HASHER.hash(secrets.token_bytes(32))
