"""Passwords of customers: chosen by them, of 8 to 200 characters (AC5)."""

from typing import Final

from earnest.personal.customers.errors import PasswordTooShort
from earnest.services.sign_in.passwords import PasswordHashing

SHORTEST: Final = 8
"""Characters; the least of NIST SP 800-63B, revision 3."""
LONGEST: Final = 200
"""Characters of a password; there is no other rule."""

HASHING: Final = PasswordHashing(passes=3, memory_kibibytes=19_456, longest=LONGEST + 1)
"""19 MiB, 3 passes: above the least that OWASP advises (19 MiB, 2 passes), small enough for a household machine."""


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password.

    Raises:
        PasswordTooShort: fewer than 8 or more than 200 characters.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordTooShort
    return HASHING.hash(password)
