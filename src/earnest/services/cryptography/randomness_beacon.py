"""Randomness beacon: rounds of public random numbers that many parties make together, checked with one public key.

Rounds are those of drand, scheme `bls-unchained-g1-rfc9380`: round R is the BLS signature on SHA-256 of R (64 bits, big
endian) over BLS12-381, public key in G2, signature in G1; its randomness is SHA-256 of the signature. The signature is
unique, and fewer parties than the beacon's threshold cannot compute it before it is out. Source: drand's specification
(https://docs.drand.love, "Cryptography"); hashing to the curve: RFC 9380, suite BLS12381G1_XMD:SHA-256_SSWU_RO_.
"""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final, Self

from earnest.services.cryptography.errors import RandomnessInvalid

SIGNATURE_BYTES: Final = 48
PUBLIC_KEY_BYTES: Final = 96

_DOMAIN: Final = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
_ROUND_BYTES: Final = 8
_WRITTEN: Final = re.compile(r"([0-9]{1,4}),([0-9]{1,12}),([0-9a-f]{192})")


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomnessChain:
    """What is public of a beacon, for all its rounds."""

    public_key: bytes
    """Of all parties together, 96 bytes."""
    period_seconds: int
    """Between two rounds, ≥ 1."""
    genesis: int
    """When round 1 came out, seconds since 1970 (UTC)."""

    @classmethod
    def parse(cls, written: str) -> Self:
        """Return the chain of a text `PERIOD,GENESIS,PUBLICKEY`, as drand's `/info` has them.

        Raises:
            RandomnessInvalid: it has another form, or the key is none.
        """
        found = _WRITTEN.fullmatch(written.strip())
        if found is None or int(found[1]) < 1:
            raise RandomnessInvalid
        chain = cls(public_key=bytes.fromhex(found[3]), period_seconds=int(found[1]), genesis=int(found[2]))
        _check_key(chain.public_key)
        return chain

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        return f"{self.period_seconds},{self.genesis},{self.public_key.hex()}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what is known of it, hexadecimal."""
        return sha256(str(self).encode("ascii")).hexdigest()

    def round_at(self, moment: datetime) -> int:
        """Return the last round that is out at a moment; 0 before the first."""
        return max(0, math.floor((moment.timestamp() - self.genesis) / self.period_seconds) + 1)

    def time_of(self, number: int) -> datetime:
        """Return when a round comes out, UTC; requires number ≥ 1."""
        return datetime.fromtimestamp(self.genesis, UTC) + timedelta(seconds=(number - 1) * self.period_seconds)

    def randomness(self, number: int, signature: bytes) -> bytes:
        """Return the 32 random bytes of a round.

        Args:
            number: of the round, ≥ 1.
            signature: as the beacon gave it.

        Raises:
            RandomnessInvalid: it is not the signature of this round under this key.
        """
        if not 1 <= number < 1 << (8 * _ROUND_BYTES) or len(signature) != SIGNATURE_BYTES:
            raise RandomnessInvalid
        _check(self.public_key, message_of(number), signature)
        return sha256(signature).digest()


QUICKNET: Final = RandomnessChain(
    public_key=bytes.fromhex(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc2"
        "2b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ),
    period_seconds=3,
    genesis=1_692_803_367,
)
"""The chain of the League of Entropy (chain hash 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971).
Source: https://drand.love/blog/quicknet-is-live/ (2023)."""


def chain_of(written: str | None) -> RandomnessChain:
    """Return the chain of a setting; quicknet where nothing is set.

    Raises:
        RandomnessInvalid: the key is none.
    """
    return QUICKNET if written is None else RandomnessChain.parse(written)


def message_of(number: int) -> bytes:
    """Return what the parties sign for a round."""
    return sha256(number.to_bytes(_ROUND_BYTES, "big")).digest()


def _check(public_key: bytes, message: bytes, signature: bytes) -> None:
    """Check a BLS signature in G1.

    Raises:
        RandomnessInvalid: it is not that of this message under this key.
    """
    # Loaded where a beacon is used; all others do without.
    from py_arkworks_bls12381 import GT, G1Point, G2Point

    try:
        key, signed = G2Point.from_compressed_bytes(public_key), G1Point.from_compressed_bytes(signature)
    except ValueError as error:
        raise RandomnessInvalid from error
    hashed = G1Point.hash_to_curve(message, _DOMAIN)
    if key == G2Point.identity() or not GT.pairing_check([hashed, -signed], [key, G2Point()]):
        raise RandomnessInvalid


def _check_key(public_key: bytes) -> None:
    """Check that a key is a point of its group, and not the one for which everything is signed.

    Raises:
        RandomnessInvalid: it is not.
    """
    from py_arkworks_bls12381 import G2Point

    try:
        key = G2Point.from_compressed_bytes(public_key)
    except ValueError as error:
        raise RandomnessInvalid from error
    if key == G2Point.identity():
        raise RandomnessInvalid
