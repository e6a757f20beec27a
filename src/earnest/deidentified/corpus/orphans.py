"""Orphans: removes the ciphertext of clips that never got their row, because a death or a roll-back came in between."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from earnest.deidentified.corpus.erasure import QUERIES
from earnest.foundation.clock import Clock
from earnest.handover.placing import OBJECT_PREFIX
from earnest.services.database import Database
from earnest.services.objects import ObjectStore

BATCH: Final = 200
"""Objects that are looked up in one query."""
ORPHAN_AGE: Final = timedelta(hours=1)
"""A younger object may be about to get its row: placing writes the object first."""


@dataclass(slots=True, kw_only=True)
class OrphanSweep:
    """Ends sealed sound that belongs to no clip. Its key was never written, so nobody could open it anyway."""

    database: Database
    """Door of the corpus worker's role."""
    objects: ObjectStore
    clock: Clock
    _first_seen: dict[str, datetime] = field(default_factory=dict)
    """Objects without a row → when they were first seen so."""

    def sweep(self) -> None:
        """Remove clips' objects that have had no row for an hour, and look at no others.

        Raises:
            StoreUnavailable: the store does not answer; the next turn goes on.
        """
        now = self.clock.now()
        orphans: set[str] = set()
        names = (key for key in self.objects.keys() if key.startswith(OBJECT_PREFIX))  # noqa: SIM118 - a store, no mapping
        while keys := list(islice(names, BATCH)):
            with self.database.transaction() as connection:
                rows = connection.execute(QUERIES["list_object_keys"], {"object_keys": keys}).fetchall()
            orphans |= set(keys) - {str(row[0]) for row in rows}
        self._first_seen = {key: self._first_seen.get(key, now) for key in orphans}
        for key, first_seen in self._first_seen.items():
            if first_seen <= now - ORPHAN_AGE:
                self.objects.delete(key)
