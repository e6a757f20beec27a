"""What a snapshot teaches: read one at a time, when learning asks for it, so that memory does not grow with sound."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from earnest.deidentified.corpora.records import ItemLabel, StoredCorpusItem
from earnest.deidentified.corpora.sealing import no_samples, open_item_key, open_label
from earnest.deidentified.corpora.sealing import open_sound as open_item_sound
from earnest.deidentified.corpora.store import find_item
from earnest.deidentified.corpus.records import SnapshotLine
from earnest.deidentified.evaluation.answering import Report
from earnest.deidentified.training.errors import SnapshotChanged
from earnest.foundation.identifiers import ClipId, CorpusItemId
from earnest.foundation.units import Samples
from earnest.handover.clip import ClipDescription, ConcealedWord
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.labels import Label, load_label
from earnest.handover.stop_errors import ReviewStopped
from earnest.handover.stops import StopPurpose, require_going
from earnest.handover.taking import PlacedClip, load_clip, open_sound, open_words
from earnest.services.cryptography import DataKey, MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.sound_files.decoding import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedClip:
    """A labelled clip, and its sound: disguised, as the reviewer heard it (decision 0002)."""

    label: Label
    description: ClipDescription
    words: tuple[ConcealedWord, ...]
    """What the recogniser heard, de-identified."""
    open_samples: Callable[[], Samples]

    @property
    def samples(self) -> Samples:
        """The sound, unsealed anew at each call.

        Raises:
            SnapshotChanged: it was withdrawn meanwhile.
        """
        return self.open_samples()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedItem:
    """An item of a corpus: a label that a voice team brought, with its own sound or none."""

    item_id: CorpusItemId
    label: ItemLabel
    open_samples: Callable[[], Samples]

    @property
    def samples(self) -> Samples:
        """The sound, unsealed anew at each call; empty where there is none.

        Raises:
            SnapshotChanged: its corpus was removed meanwhile.
        """
        return self.open_samples()


Opened = OpenedClip | OpenedItem


class SnapshotClips(Sequence[Opened]):
    """The clips of a snapshot, then its items of corpora, each read from the database when it is asked for."""

    def __init__(
        self,
        lines: Sequence[SnapshotLine],
        item_ids: Sequence[CorpusItemId] = (),
        *,
        database: Database,
        objects: ObjectStore,
        handover_key: MasterKey,
        report: Report,
    ) -> None:
        """Take the names of the clips and their labels.

        Args:
            lines: in an order that does not change.
            item_ids: likewise.
            database: connections of the corpus worker's role.
            objects: where the sound lies.
            handover_key: opens it.
            report: told how many were read for the first time.
        """
        self._lines = tuple(lines)
        self._item_ids = tuple(item_ids)
        self._database = database
        self._objects = objects
        self._handover_key = handover_key
        self._report = report
        self._read = 0

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._lines) + len(self._item_ids)

    @overload
    def __getitem__(self, number: int) -> Opened: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Opened]: ...
    def __getitem__(self, number: int | slice) -> Opened | Sequence[Opened]:
        """Read one clip or item with its label, or some.

        Raises:
            SnapshotChanged: it was withdrawn meanwhile, or its corpus removed.
        """
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        number = range(len(self))[number]
        opened = self._clip(number) if number < len(self._lines) else self._item(number)
        if number >= self._read:
            self._read = number + 1
            self._report(self._read, len(self))
        return opened

    def _clip(self, number: int) -> OpenedClip:
        line = self._lines[number]
        clip_id = line.clip_id
        with self._database.transaction() as connection:
            label = load_label(connection, line.label_id, handover_key=self._handover_key, objects=self._objects)
        placed = self._load(clip_id)
        if label is None:
            raise SnapshotChanged
        # Erased in this very moment, it raises here and below, and the next attempt sees the withdrawal.
        words = open_words(placed, handover_key=self._handover_key, objects=self._objects)
        return OpenedClip(
            label=label, description=placed.description, words=words, open_samples=lambda: self._open(clip_id)
        )

    def _open(self, clip_id: ClipId) -> Samples:
        return decode(open_sound(self._load(clip_id), handover_key=self._handover_key, objects=self._objects))

    def _item(self, number: int) -> OpenedItem:
        item_id = self._item_ids[number - len(self._lines)]
        item = self._load_item(item_id)
        # Words alone need no second look at the row: a corpus of them has thousands.
        open_samples = no_samples if item.object_key is None else lambda: self._open_item(item_id)
        return OpenedItem(item_id=item_id, label=open_label(item, self._key_of(item)), open_samples=open_samples)

    def _open_item(self, item_id: CorpusItemId) -> Samples:
        item = self._load_item(item_id)
        return open_item_sound(item, self._key_of(item), objects=self._objects)

    def _load_item(self, item_id: CorpusItemId) -> StoredCorpusItem:
        with self._database.transaction() as connection:
            item = find_item(connection, item_id)
        if item is None:
            raise SnapshotChanged
        return item

    def _key_of(self, item: StoredCorpusItem) -> DataKey:
        return open_item_key(item, handover_key=self._handover_key, objects=self._objects)

    def _load(self, clip_id: ClipId) -> PlacedClip:
        try:
            with self._database.transaction() as connection:
                require_going(connection, clip_id, purpose=StopPurpose.TRAINING)
                return load_clip(connection, clip_id)
        except (ClipMissing, ClipGone, ReviewStopped):
            raise SnapshotChanged from None
