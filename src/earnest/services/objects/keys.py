"""Object keys: random names that tell nothing of what they name."""

import re
from uuid import uuid4

from earnest.services.objects.errors import ObjectKeyInvalid

_SHAPE = re.compile(r"[0-9a-z][0-9a-z-]{0,127}")


def random_object_key() -> str:
    """Return a new name: 32 hexadecimal digits, 122 bits of them random."""
    return uuid4().hex


def check_object_key(key: str) -> None:
    """Refuse a name that could reach outside the store.

    Raises:
        ObjectKeyInvalid: anything but 1–128 characters 0–9, a–z and -, not beginning with -.
    """
    if not _SHAPE.fullmatch(key):
        raise ObjectKeyInvalid
