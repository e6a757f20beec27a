"""Shredding: what a deletion destroys so that no old copy of the database opens any more."""

from earnest.services.shredding.guards import (
    GUARD_PREFIX,
    destroy_guard,
    guard_key,
    guard_name,
    is_guarded,
    unguard_key,
)

__all__ = ["GUARD_PREFIX", "destroy_guard", "guard_key", "guard_name", "is_guarded", "unguard_key"]
