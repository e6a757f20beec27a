"""Tokens of sessions and devices: random, given out once, kept as a hash only."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Final

SESSION_LENGTH: Final = timedelta(hours=12)
"""How long a session lives at most (AC3)."""

_TOKEN_BYTES: Final = 32
"""Randomness of a token: 256 bits, so its plain SHA-256 tells nothing of it."""


def new_token() -> str:
    """Return a new random token of URL-safe characters."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def text_hash(text: str) -> bytes:
    """Return the SHA-256 by which a token or a name is found; 32 bytes.

    Args:
        text: a token, or a name as it was typed. JSON can carry lone surrogates, which give a hash that nothing has.
    """
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
