"""Records of corpora: what an item teaches, and where it comes from."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from earnest.deidentified.corpora.errors import CorpusNameUnfit, LicenceMissing
from earnest.foundation.identifiers import CorpusId, CorpusItemId
from earnest.foundation.units import SampleCount, Samples
from earnest.handover.labels import LabelledEntity, LabelledSlot

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LONGEST_LICENCE: Final = 200
"""Characters: the name of a licence, not its text."""
_LONGEST_SOURCE: Final = 500
"""Characters: an address or a line of description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a corpus comes from, as the team said it."""

    name: str
    licence: str
    source: str | None = None

    def __post_init__(self) -> None:
        """Refuse what no corpus may be called, and a corpus without a licence.

        Raises:
            CorpusNameUnfit: the name.
            LicenceMissing: there is none, or licence or source is too long.
        """
        if not _NAME.fullmatch(self.name):
            raise CorpusNameUnfit
        if not self.licence.strip() or len(self.licence) > _LONGEST_LICENCE:
            raise LicenceMissing
        if self.source is not None and not (self.source.strip() and len(self.source) <= _LONGEST_SOURCE):
            raise LicenceMissing


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabel:
    """What the team knows of an item; sealed where it is kept."""

    transcript: str | None
    """What was literally said."""
    intent: str | None
    slots: tuple[LabelledSlot, ...] = ()
    entities: tuple[LabelledEntity, ...] = ()
    speaker: str | None = None
    language: str | None = None
    """ISO 639-1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An item that is brought in."""

    label: ItemLabel
    samples: Samples | None
    """Its sound, shape (n,), n > 0; None for words alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCorpusItem:
    """An item as it is kept."""

    item_id: CorpusItemId
    corpus_id: CorpusId
    sealed_content: bytes
    wrapped_key: bytes
    object_key: str | None
    corpus_object_key: str
    corpus_wrapped_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A corpus with what of it there is."""

    corpus_id: CorpusId
    provenance: Provenance
    imported_at: datetime
    item_count: int
    sound_count: int
    """Items with sound."""
    sample_count: SampleCount
    """Length of all sound."""
    model_count: int
    """Models that learned from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotPart:
    """What of a corpus is in a snapshot: lineage."""

    name: str
    licence: str
    item_count: int
