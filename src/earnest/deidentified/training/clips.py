"""Clips of a snapshot: read one at a time, whenever learning asks for them, so that memory does not grow with sound."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from earnest.deidentified.evaluation.answering import Report
from earnest.deidentified.training.errors import SnapshotChanged
from earnest.foundation.identifiers import ClipId
from earnest.foundation.units import Samples
from earnest.handover.clip import ClipDescription, ConcealedWord
from earnest.handover.errors import ClipMissing, ClipWithdrawn
from earnest.handover.labels import Label, find_label
from earnest.handover.taking import PlacedClip, load_clip, open_sound, open_words
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.speech.audio.decoding import decode


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


class SnapshotClips(Sequence[OpenedClip]):
    """The clips of a snapshot, each read from the database when it is asked for."""

    def __init__(
        self,
        clip_ids: Sequence[ClipId],
        *,
        database: Database,
        objects: ObjectStore,
        handover_key: MasterKey,
        report: Report,
    ) -> None:
        """Take the names of the clips.

        Args:
            clip_ids: in an order that does not change.
            database: door of the corpus worker's role.
            objects: where the sound lies.
            handover_key: opens it.
            report: told how many clips were read for the first time.
        """
        self._clip_ids = tuple(clip_ids)
        self._database = database
        self._objects = objects
        self._handover_key = handover_key
        self._report = report
        self._read = 0

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._clip_ids)

    @overload
    def __getitem__(self, number: int) -> OpenedClip: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[OpenedClip]: ...
    def __getitem__(self, number: int | slice) -> OpenedClip | Sequence[OpenedClip]:
        """Read one clip with its label, or some.

        Raises:
            SnapshotChanged: it was withdrawn meanwhile.
        """
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        clip_id = self._clip_ids[number]
        with self._database.transaction() as connection:
            label = find_label(connection, clip_id, handover_key=self._handover_key, objects=self._objects)
        placed = self._load(clip_id)
        if label is None:
            raise SnapshotChanged
        # Erased in this very moment, it raises here and below, and the next attempt sees the withdrawal.
        words = open_words(placed, handover_key=self._handover_key, objects=self._objects)
        if number >= self._read:
            self._read = number + 1
            self._report(self._read, len(self))
        return OpenedClip(
            label=label, description=placed.description, words=words, open_samples=lambda: self._open(clip_id)
        )

    def _open(self, clip_id: ClipId) -> Samples:
        return decode(open_sound(self._load(clip_id), handover_key=self._handover_key, objects=self._objects))

    def _load(self, clip_id: ClipId) -> PlacedClip:
        try:
            with self._database.transaction() as connection:
                return load_clip(connection, clip_id)
        except (ClipMissing, ClipWithdrawn):
            raise SnapshotChanged from None
