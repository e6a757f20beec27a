"""Tombstones: what was deleted, listed outside the data folder, so that a restored copy deletes it again."""

from earnest.operations.tombstones.errors import TombstonesMissing, TombstonesUnreadable, TombstonesUnwritable
from earnest.operations.tombstones.synchronising import ReplayCounts, TombstoneSynchroniser

__all__ = ["ReplayCounts", "TombstoneSynchroniser", "TombstonesMissing", "TombstonesUnreadable", "TombstonesUnwritable"]
