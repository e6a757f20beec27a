"""Orphans of the corpus: the sealed sound of clips that never got their row, and clips that lack their sound."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from earnest.foundation.clock import Clock
from earnest.handover.clips import find_owned_objects
from earnest.handover.placing import OBJECT_PREFIX
from earnest.handover.sounds import keep_clips_without_sound, list_sounds
from earnest.services.database import Database
from earnest.services.objects import ObjectStore, Orphans
from earnest.services.shredding import ERASURE_KEY_PREFIX, erasure_key_name


@dataclass(slots=True, kw_only=True)
class OrphanSweep:
    """Ends clips' objects and erasure keys without a row, and says which clips have no object; looks at no others."""

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
        """Remove those that have had no row for an hour; say which clips lack their sound.

        Raises:
            StoreUnavailable: the store does not answer; the next turn goes on.
        """
        with self.database.transaction() as connection:
            # Asked before the search: the object of a clip is there before its row, and goes after its withdrawal.
            missing = list_sounds(connection)

        def owned(keys: Sequence[str]) -> set[str]:
            missing.difference_update(keys)
            return self._owned(keys)

        self._orphans.end(owned)
        with self.database.transaction() as connection:
            keep_clips_without_sound(connection, missing, now=self.clock.now())
        self._erasure_keys.end(self._with_row)

    def _owned(self, keys: Sequence[str]) -> set[str]:
        with self.database.transaction() as connection:
            return find_owned_objects(connection, keys)

    def _with_row(self, erasure_keys: Sequence[str]) -> set[str]:
        return {
            erasure_key_name(key)
            for key in self._owned([erasure_key.removeprefix(ERASURE_KEY_PREFIX) for erasure_key in erasure_keys])
        }
