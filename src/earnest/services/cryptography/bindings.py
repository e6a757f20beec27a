"""Bindings: what a ciphertext belongs to, so that it opens nowhere else."""

import re
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

_KIND = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_VERSIONS = range(1, 2**32)


class SealUse(Enum):
    """What a seal holds; a sealed text never opens as a key, nor a key as a text."""

    PAYLOAD = b"payload"
    KEY = b"key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """The one thing that a ciphertext belongs to; it becomes the associated data of wrap and payload."""

    kind: str
    """What sort of thing it is, such as `recording`; 1–64 characters a–z, 0–9, _ and -."""
    identifier: UUID
    """Which one."""
    version: int
    """Version of the format inside the seal, 1 ≤ version < 2³²."""

    def __post_init__(self) -> None:
        """Refuse a binding that two different things could share.

        Raises:
            ValueError: kind or version is outside its range.
        """
        if not _KIND.fullmatch(self.kind):
            raise ValueError("the kind of a binding is 1–64 characters a–z, 0–9, _ and -")
        if self.version not in _VERSIONS:
            raise ValueError("the version of a binding is 1 or more and fits 32 bits")

    def associated_data(self, use: SealUse) -> bytes:
        """Return the bytes that the seal covers beside the text.

        No two different pairs of binding and use give the same bytes: kind and use hold no zero byte, and what follows
        the last zero byte that ends a name has a fixed length (16 bytes identifier, 4 bytes version, big-endian).
        """
        names = b"earnest\x00" + use.value + b"\x00" + self.kind.encode("ascii") + b"\x00"
        return names + self.identifier.bytes + self.version.to_bytes(4, "big")
