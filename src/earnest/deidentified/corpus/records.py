"""Records of the corpus: snapshots and what is in them."""

from dataclasses import dataclass
from datetime import datetime

from earnest.foundation.identifiers import ClipId, LabelId, SnapshotId


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An immutable list of labels and items of corpora; erasure takes lines out of it and never adds or changes one."""

    snapshot_id: SnapshotId
    content_hash: bytes
    """SHA-256 over the labels as they were at the time of making; 32 bytes."""
    clip_count: int
    """Number of clips at the time of making."""
    clips_left: int
    """Number of clips that are still in it; fewer than `clip_count` once something was withdrawn."""
    item_count: int
    """Number of items of corpora at the time of making."""
    items_left: int
    """Number of items that are still in it; fewer once a corpus was removed."""
    made_at: datetime

    @property
    def whole(self) -> bool:
        """Nothing was taken out since it was made; only whole snapshots are trained on and released from (RT8)."""
        return self.clips_left == self.clip_count and self.items_left == self.item_count


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotLine:
    """A clip in a snapshot."""

    clip_id: ClipId
    label_id: LabelId
    """The label that counted when the snapshot was made."""
