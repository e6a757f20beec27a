"""Verifiable randomness: one number for each input, made with a secret key and checked with its public half.

ECVRF-EDWARDS25519-SHA512-TAI of RFC 9381. With one public key there is one number for an input and no other, so its
maker cannot try again until it suits. The maker can compute it before publishing the input, though: that an input was
fixed before its number was known is not shown by this, only that it was fixed before it was used.

Arithmetic is Python's, whose time depends on the secret. Who could measure that runs on the same machine, under the
same account; the key draws samples and opens nothing.
"""

from hashlib import sha512
from typing import Final, TypeAlias

from earnest.services.cryptography.errors import RandomnessInvalid

SECRET_BYTES: Final = 32
PROOF_BYTES: Final = 80

_Point: TypeAlias = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z, T of RFC 8032 section 5.1.4."""

_P: Final = 2**255 - 19
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_D: Final = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT_OF_MINUS_ONE: Final = pow(2, (_P - 1) // 4, _P)
_SUITE: Final = b"\x03"
_COFACTOR: Final = 8
_CHALLENGE_BYTES: Final = 16
_POINT_BYTES: Final = 32
_NEUTRAL: Final[_Point] = (0, 1, 1, 0)


def public_key(secret: bytes) -> bytes:
    """Return the public key of a secret of 32 random bytes; it is that of Ed25519."""
    return _encode(_times(_secret_scalar(secret), _BASE))


def prove(secret: bytes, value: bytes) -> bytes:
    """Return the proof of the number that belongs to a value, 80 bytes. Source: RFC 9381 section 5.1."""
    scalar = _secret_scalar(secret)
    key = _times(scalar, _BASE)
    point = _to_curve(_encode(key), value)
    gamma = _times(scalar, point)
    nonce = int.from_bytes(sha512(sha512(secret).digest()[32:] + _encode(point)).digest(), "little") % _ORDER
    challenge = _challenge(key, point, gamma, _times(nonce, _BASE), _times(nonce, point))
    answer = (nonce + challenge * scalar) % _ORDER
    return _encode(gamma) + challenge.to_bytes(_CHALLENGE_BYTES, "little") + answer.to_bytes(32, "little")


def number_of(proof: bytes) -> bytes:
    """Return the number of a proof that was verified or just made, 64 bytes. Source: RFC 9381 section 5.2.

    Raises:
        RandomnessInvalid: this is no proof.
    """
    gamma = _decode(proof[:_POINT_BYTES])
    if gamma is None or len(proof) != PROOF_BYTES:
        raise RandomnessInvalid
    return sha512(_SUITE + b"\x03" + _encode(_times(_COFACTOR, gamma)) + b"\x00").digest()


def verify(key: bytes, value: bytes, proof: bytes) -> bytes:
    """Return the number that belongs to a value under a public key. Source: RFC 9381 section 5.3.

    Raises:
        RandomnessInvalid: the proof is not that of this value under this key.
    """
    holder, gamma = _decode(key), _decode(proof[:_POINT_BYTES])
    if holder is None or gamma is None or len(proof) != PROOF_BYTES or _is_neutral(_times(_COFACTOR, holder)):
        raise RandomnessInvalid
    challenge = int.from_bytes(proof[_POINT_BYTES : _POINT_BYTES + _CHALLENGE_BYTES], "little")
    answer = int.from_bytes(proof[_POINT_BYTES + _CHALLENGE_BYTES :], "little")
    if answer >= _ORDER:
        raise RandomnessInvalid
    point = _to_curve(key, value)
    first = _plus(_times(answer, _BASE), _minus(_times(challenge, holder)))
    second = _plus(_times(answer, point), _minus(_times(challenge, gamma)))
    if _challenge(holder, point, gamma, first, second) != challenge:
        raise RandomnessInvalid
    return number_of(proof)


def _secret_scalar(secret: bytes) -> int:
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret has 32 bytes")
    low = int.from_bytes(sha512(secret).digest()[:32], "little")
    return (low & ((1 << 254) - 8)) | (1 << 254)


def _to_curve(key: bytes, value: bytes) -> _Point:
    """Return the point that a value stands for: hashes are tried until one is a point (section 5.4.1.1)."""
    for attempt in range(256):
        digest = sha512(_SUITE + b"\x01" + key + value + bytes([attempt]) + b"\x00").digest()
        found = _decode(digest[:_POINT_BYTES])
        if found is not None:
            point = _times(_COFACTOR, found)
            if not _is_neutral(point):
                return point
    raise RandomnessInvalid


def _challenge(*points: _Point) -> int:
    joined = b"".join(_encode(point) for point in points)
    return int.from_bytes(sha512(_SUITE + b"\x02" + joined + b"\x00").digest()[:_CHALLENGE_BYTES], "little")


def _plus(left: _Point, right: _Point) -> _Point:
    """Add two points. Source: RFC 8032 section 5.1.4."""
    a = (left[1] - left[0]) * (right[1] - right[0]) % _P
    b = (left[1] + left[0]) * (right[1] + right[0]) % _P
    c = 2 * left[3] * right[3] * _D % _P
    d = 2 * left[2] * right[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _minus(point: _Point) -> _Point:
    return (-point[0] % _P, point[1], point[2], -point[3] % _P)


def _times(scalar: int, point: _Point) -> _Point:
    result = _NEUTRAL
    while scalar:
        if scalar & 1:
            result = _plus(result, point)
        point = _plus(point, point)
        scalar >>= 1
    return result


def _is_neutral(point: _Point) -> bool:
    return point[0] == 0 and (point[1] - point[2]) % _P == 0


def _encode(point: _Point) -> bytes:
    inverse = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | ((x & 1) << 255)).to_bytes(_POINT_BYTES, "little")


def _decode(encoded: bytes) -> _Point | None:
    """Return the point of an encoding; None where it is none. Source: RFC 8032 section 5.1.3."""
    if len(encoded) != _POINT_BYTES:
        return None
    both = int.from_bytes(encoded, "little")
    y, sign = both & ((1 << 255) - 1), both >> 255
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return (x, y, 1, x * y % _P)


def _base() -> _Point:
    found = _decode((4 * pow(5, _P - 2, _P) % _P).to_bytes(_POINT_BYTES, "little"))
    if found is None:
        raise AssertionError("the base point is on the curve")
    return found


_BASE: Final = _base()
