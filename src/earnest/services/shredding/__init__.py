"""Shredding: what a deletion destroys so that no old copy of the database opens any more."""

from earnest.services.shredding.erasure_keys import (
    ERASURE_KEY_PREFIX,
    destroy_erasure_key,
    destroy_erasure_keys,
    erasure_key_name,
    has_erasure_key,
    seal_key,
    spoil_erasure_keys,
    unseal_key,
)

__all__ = [
    "ERASURE_KEY_PREFIX",
    "destroy_erasure_key",
    "destroy_erasure_keys",
    "erasure_key_name",
    "has_erasure_key",
    "seal_key",
    "spoil_erasure_keys",
    "unseal_key",
]
