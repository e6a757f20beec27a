"""Sealed letters: what one process writes to a key whose private half lies with a person and with no process.

X25519 with a key of its own for each letter, HKDF-SHA-256 over both public keys, ChaCha20-Poly1305. A letter is the
mark `earnest-letter-1` and a line feed, 32 bytes of the letter's own public key, and the ciphertext; its purpose is
bound. It ensures that only the private key opens it, and does not tell who wrote it.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from typing import Final, NoReturn, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from earnest.services.cryptography.errors import KeyUnreadable, SealBroken

_MARK: Final = b"earnest-letter-1\n"
_KEY_BYTES: Final = 32
_PREFIX: Final = "earnest-letter-key+"
_NONCE: Final = bytes(12)
"""The key is used for one letter, so the nonce is always the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAddress:
    """The public key to which letters are sealed."""

    key: bytes
    """X25519, 32 bytes."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the line that `line` gives.

        Raises:
            KeyUnreadable: it is not of this form.
        """
        try:
            key = b64decode(text.strip().removeprefix(_PREFIX), validate=True)
        except (Base64Error, ValueError):
            raise KeyUnreadable from None
        if not text.strip().startswith(_PREFIX) or len(key) != _KEY_BYTES:
            raise KeyUnreadable
        return cls(key=key)

    def line(self) -> str:
        """Return the key as one line."""
        return _PREFIX + b64encode(self.key).decode("ascii")

    def seal(self, content: bytes, purpose: str) -> bytes:
        """Return a letter that only the private key opens.

        Args:
            content: what is sealed.
            purpose: what it is about, such as the breach and list; opening names the same.

        Raises:
            KeyUnreadable: the address is a point of small order, to which nothing can be sealed.
        """
        own = X25519PrivateKey.generate()
        public = own.public_key().public_bytes_raw()
        try:
            shared = own.exchange(X25519PublicKey.from_public_bytes(self.key))
        except ValueError:
            raise KeyUnreadable from None
        key = _derive(shared, public, self.key)
        return _MARK + public + ChaCha20Poly1305(key).encrypt(_NONCE, content, purpose.encode())


class LetterKey:
    """The private key; it lies in a file of the officer and is never printed."""

    __slots__ = ("__private", "address")

    def __init__(self, private: bytes) -> None:
        """Take a key of 32 bytes.

        Raises:
            KeyUnreadable: it has another length.
        """
        if len(private) != _KEY_BYTES:
            raise KeyUnreadable
        self.__private = X25519PrivateKey.from_private_bytes(private)
        self.address = LetterAddress(key=self.__private.public_key().public_bytes_raw())
        """The public half."""

    def open(self, letter: bytes, purpose: str) -> bytes:
        """Return what a letter holds.

        Raises:
            SealBroken: it is no letter, was sealed to another key or for another purpose, or a byte differs.
        """
        head = len(_MARK) + _KEY_BYTES
        if not letter.startswith(_MARK) or len(letter) < head:
            raise SealBroken
        public = letter[len(_MARK) : head]
        try:
            shared = self.__private.exchange(X25519PublicKey.from_public_bytes(public))
            key = _derive(shared, public, self.address.key)
            return ChaCha20Poly1305(key).decrypt(_NONCE, letter[head:], purpose.encode())
        except (InvalidTag, ValueError):
            raise SealBroken from None

    def __repr__(self) -> str:
        return "LetterKey(<withheld>)"

    def __reduce__(self) -> NoReturn:
        """Refuse pickling."""
        raise TypeError("a key is never serialised")


def is_letter(content: bytes) -> bool:
    """Tell whether something begins as a letter does; it may be damaged."""
    return content.startswith(_MARK)


def _derive(shared: bytes, letter: bytes, address: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_MARK + letter + address).derive(shared)
