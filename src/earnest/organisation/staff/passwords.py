"""Passwords of staff: made by us, shown once."""

import secrets
from typing import Final

from earnest.services.sign_in.passwords import PasswordHashing

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""No i, l, o, 0 or 1, which are read for one another."""
_GROUPS: Final = 4
_GROUP_LENGTH: Final = 5

HASHING: Final = PasswordHashing(passes=2, memory_kibibytes=47_104, longest=1024)
"""46 MiB, 2 passes: above the least that OWASP advises (46 MiB, 1 pass)."""


def new_password() -> str:
    """Return a random password of four groups of five characters: 99 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)
