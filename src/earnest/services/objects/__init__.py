"""Objects: ciphertext under random names."""

from earnest.services.objects.checking import check_store
from earnest.services.objects.errors import ObjectMissing, StoreFull, StoreSilent, StoreUnavailable
from earnest.services.objects.keys import random_object_key
from earnest.services.objects.orphans import ORPHAN_AGE, Orphans
from earnest.services.objects.store import ObjectStore

__all__ = [
    "ORPHAN_AGE",
    "ObjectMissing",
    "ObjectStore",
    "Orphans",
    "StoreFull",
    "StoreSilent",
    "StoreUnavailable",
    "check_store",
    "random_object_key",
]
