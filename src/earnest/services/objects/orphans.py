"""Orphans: ends ciphertext that never got its row, because a death or a roll-back came in between."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from earnest.foundation.clock import Clock
from earnest.services.objects.store import ObjectStore

ORPHAN_AGE: Final = timedelta(hours=1)
"""A younger object may be about to get its row: the object is written first."""

_AT_ONCE: Final = 200
"""Names compared with rows in one query."""


@dataclass(slots=True, kw_only=True)
class Orphans:
    """Objects of one kind without a row. Their keys were never written, so they cannot be opened anyway."""

    objects: ObjectStore
    prefix: str
    """How names of this kind begin; others are not looked at."""
    clock: Clock
    are_keys: bool = False
    """They are written over before they go."""
    _first_seen: dict[str, datetime] = field(default_factory=dict)
    """Objects without a row → when they were first seen so."""

    def end(self, owned: Callable[[Sequence[str]], Collection[str]]) -> None:
        """Remove the objects that have had no row for `ORPHAN_AGE`.

        Args:
            owned: tells which of these names have a row.

        Raises:
            StoreUnavailable: the store does not answer; the next turn goes on.
        """
        now = self.clock.now()
        orphans: set[str] = set()
        names = (key for key in self.objects.keys() if key.startswith(self.prefix))  # noqa: SIM118 - a store, no mapping
        while keys := list(islice(names, _AT_ONCE)):
            orphans |= set(keys) - set(owned(keys))
        self._first_seen = {key: self._first_seen.get(key, now) for key in orphans}
        for key, first_seen in self._first_seen.items():
            if first_seen <= now - ORPHAN_AGE:
                (self.objects.shred if self.are_keys else self.objects.delete)(key)
