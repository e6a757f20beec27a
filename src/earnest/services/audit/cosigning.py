"""Cosigning: witnesses that sign a head only where it grew out of the last one they signed (C2SP tlog-witness).

A witness sees sizes, roots and proofs, and no entry. With its signature below a head, a log that shows two histories
has to deceive the witness as well. Formats: https://c2sp.org/tlog-cosignature (`cosignature/v1`) and
https://c2sp.org/tlog-witness (`add-checkpoint`).
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException
from typing import Final, Self
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from earnest.foundation.encrypted_transport import open_connection
from earnest.services.audit.errors import VerifierKeyInvalid, WitnessRefuses, WitnessSilent

_ALGORITHM: Final = b"\x04"
_KEY: Final = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")
_LINE: Final = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_KEY_BYTES: Final = 32
_HASH_BYTES: Final = 4
_TIME_BYTES: Final = 8
_SIGNATURE_BYTES: Final = 64
_ANSWER_SECONDS: Final = 20.0
_LARGEST_ANSWER: Final = 10_000
_OK, _CONFLICT = 200, 409


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessKey:
    """The public key of a witness with its name."""

    name: str
    key: bytes
    """Ed25519 public key, 32 bytes."""

    @property
    def key_hash(self) -> bytes:
        """First 4 bytes of SHA-256 over name, line feed, algorithm and key."""
        return sha256(self.name.encode() + b"\n" + _ALGORITHM + self.key).digest()[:_HASH_BYTES]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `name+hash+key`, as the witness publishes it.

        Raises:
            VerifierKeyInvalid: it is not of this form, or no key for cosignatures.
        """
        matched = _KEY.fullmatch(text.strip())
        try:
            key = b"" if matched is None else b64decode(matched[3], validate=True)
        except Base64Error:
            key = b""
        if matched is None or key[:1] != _ALGORITHM or len(key) != _KEY_BYTES + 1:
            raise VerifierKeyInvalid
        parsed = cls(name=matched[1], key=key[1:])
        if parsed.key_hash.hex() != matched[2]:
            raise VerifierKeyInvalid
        return parsed

    def line(self) -> str:
        """Return the key as `name+hash+key`."""
        return f"{self.name}+{self.key_hash.hex()}+{b64encode(_ALGORITHM + self.key).decode('ascii')}"

    def cosigned_at(self, note: str) -> int | None:
        """Return when this witness signed a head, in seconds since 1970; None where it did not."""
        text, _, tail = note.rpartition("\n\n")
        for line in tail.splitlines():
            found = _LINE.fullmatch(line)
            if found is None or found[1] != self.name:
                continue
            try:
                signature = b64decode(found[2], validate=True)
            except Base64Error:
                continue
            if (
                signature[:_HASH_BYTES] != self.key_hash
                or len(signature) != _HASH_BYTES + _TIME_BYTES + _SIGNATURE_BYTES
            ):
                continue
            seconds = int.from_bytes(signature[_HASH_BYTES : _HASH_BYTES + _TIME_BYTES], "big")
            covered = f"cosignature/v1\ntime {seconds}\n{text}\n".encode()
            try:
                Ed25519PublicKey.from_public_bytes(self.key).verify(signature[_HASH_BYTES + _TIME_BYTES :], covered)
            except (InvalidSignature, ValueError):
                continue
            return seconds
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Where a witness answers, and the key that it signs with."""

    address: str
    """`https://host[:port][/path]`, the prefix before `/add-checkpoint`."""
    key: WitnessKey


def cosign(note: str, size: int, old_size: int, witness: Witness, prove: Callable[[int], Sequence[bytes]]) -> str:
    """Ask a witness to sign a head and return the head with its signature below.

    Args:
        note: the head, signed by the log.
        size: its number of leaves.
        old_size: what the witness has probably signed last; 0 where nothing is known.
        witness: whom to ask.
        prove: returns the proof that the tree grew out of the one of a size; of 0 there is none.

    Raises:
        WitnessRefuses: it signs nothing that contradicts what it signed before, or does not know this log.
        WitnessSilent: it does not answer.
    """
    status, answer = _ask(note, old_size, witness, prove)
    if status == _CONFLICT:
        # It tells the size that it has signed; a larger one than ours means that our log went back.
        known = int(answer) if re.fullmatch(r"[0-9]{1,19}\n?", answer) else size + 1
        if known > size:
            raise WitnessRefuses(witness.key.name, f"it has signed {known} entries, and this log has {size}")
        status, answer = _ask(note, known, witness, prove)
    if status != _OK:
        raise WitnessRefuses(witness.key.name, f"it answered {status}")
    signed = note + "".join(f"{line}\n" for line in answer.splitlines() if _LINE.fullmatch(line))
    if witness.key.cosigned_at(signed) is None:
        raise WitnessRefuses(witness.key.name, "its signature is not by the key that was named")
    return signed


def _ask(note: str, old_size: int, witness: Witness, prove: Callable[[int], Sequence[bytes]]) -> tuple[int, str]:
    proof = prove(old_size) if old_size else ()
    lines = [f"old {old_size}", *(b64encode(step).decode("ascii") for step in proof)]
    place = urlsplit(witness.address)
    connection = open_connection(place, timeout=_ANSWER_SECONDS)
    try:
        connection.request(
            "POST", f"{place.path.rstrip('/')}/add-checkpoint", "\n".join(lines).encode() + b"\n\n" + note.encode()
        )
        response = connection.getresponse()
        return response.status, response.read(_LARGEST_ANSWER).decode("utf-8", "replace")
    except (OSError, HTTPException):
        raise WitnessSilent(witness.key.name) from None
    finally:
        connection.close()
