"""Orphans of the corpus: the sealed sound of clips that never got their row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from earnest.foundation.clock import Clock
from earnest.handover.clips import find_owned_objects
from earnest.handover.placing import OBJECT_PREFIX
from earnest.services.database import Database
from earnest.services.objects import ObjectStore, Orphans
from earnest.services.shredding import ERASURE_KEY_PREFIX, erasure_key_name


@dataclass(slots=True, kw_only=True)
class OrphanSweep:
    """Ends clips' objects and erasure keys without a row, and looks at no others."""

    database: Database
    """Connections of the corpus worker's role."""
    objects: ObjectStore
    clock: Clock
    _orphans: Orphans = field(init=False)
    _erasure_keys: Orphans = field(init=False)

    def __post_init__(self) -> None:
        """Take up clips' objects, none of which was seen yet."""
        self._orphans = Orphans(objects=self.objects, prefix=OBJECT_PREFIX, clock=self.clock)
        self._erasure_keys = Orphans(objects=self.objects, prefix=erasure_key_name(OBJECT_PREFIX), clock=self.clock)

    def sweep(self) -> None:
        """Remove those that have had no row for an hour.

        Raises:
            StoreUnavailable: the store does not answer; the next turn goes on.
        """
        self._orphans.end(self._owned)
        self._erasure_keys.end(self._with_row)

    def _owned(self, keys: Sequence[str]) -> set[str]:
        with self.database.transaction() as connection:
            return find_owned_objects(connection, keys)

    def _with_row(self, erasure_keys: Sequence[str]) -> set[str]:
        return {
            erasure_key_name(key)
            for key in self._owned([erasure_key.removeprefix(ERASURE_KEY_PREFIX) for erasure_key in erasure_keys])
        }
