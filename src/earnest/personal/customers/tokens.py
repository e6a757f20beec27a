"""Tokens of devices and sessions: random, shown once, kept as a hash only."""

import hashlib
import secrets

TOKEN_BYTES = 32
"""Randomness of a token: 256 bits, so its plain SHA-256 tells nothing of it."""


def new_token() -> str:
    """Return a new random token of URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """Return the SHA-256 by which a token is found; 32 bytes."""
    return hashlib.sha256(token.encode("utf-8")).digest()
