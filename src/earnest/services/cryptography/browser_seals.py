"""Browser seals: what lies in a page before it may be used, and opens there with a key that comes later.

AES-256-GCM, as browsers offer it themselves: a nonce of 12 bytes, then ciphertext and tag; bound to one identifier. The
key is made for one text. It ensures that a page without the key has nothing but the length; what the page does after it
was given the key is up to the page.
"""

import secrets
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from earnest.services.cryptography.errors import SealBroken

_KEY_BITS: Final = 256
_NONCE_BYTES: Final = 12


def create_browser_key() -> bytes:
    """Return a new key for one text: 32 random bytes."""
    return AESGCM.generate_key(_KEY_BITS)


def seal_for_browser(text: bytes, key: bytes, identifier: UUID) -> bytes:
    """Return a text as a page may have it; it opens only with this key and for this identifier.

    Args:
        text: any bytes; the length is visible (28 bytes more).
        key: as `create_browser_key` made it, for this text alone.
        identifier: what the text belongs to.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, identifier.bytes)


def open_for_browser(sealed: bytes, key: bytes, identifier: UUID) -> bytes:
    """Return the text, as a page opens it.

    Raises:
        SealBroken: changed by even one bit, or of another key or identifier.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], identifier.bytes)
    except (InvalidTag, ValueError):
        raise SealBroken from None
