"""Item: one recording and what its collection knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from earnest.collections.fields import MarkedEntity, SpeakerTurn

NOBODY_ADDRESSED: Final = "none"
"""Wake word of a recording in which no device was addressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionItem:
    """One recording and what its collection knows of it; what it does not know is None."""

    path: Path
    """The sound file, inside an allowed folder; not opened yet. Of words alone, the list that they stand in."""
    has_sound: bool = True
    """False for words alone, which are only given where they are asked for."""
    line: int | None = field(default=None, compare=False)
    """Line of the list that names it, from 1."""
    start_seconds: float = 0.0
    """Where in the file the utterance begins, ≥ 0."""
    duration_seconds: float | None = None
    """Length of the utterance; None for the rest of the file."""
    channels: tuple[int, ...] | None = None
    """The only channels that are meant, from 0; None for all."""
    text: str | None = None
    """What was literally said."""
    intent: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict[str, str])
    """Slot name → value; a value need not be part of the text."""
    further_slots: tuple[tuple[str, str], ...] = ()
    """Names and values of slots whose name has a value already."""
    entities: tuple[MarkedEntity, ...] = ()
    speaker: str | None = None
    """Who spoke, or the group of voices that the speaker is in; only good for keeping people apart."""
    language: str | None = None
    """ISO 639-1, lower case."""
    wake_word: str | None = None
    """Wake word that was said; `none` where no device was addressed."""
    task: str | None = None
    age: int | None = None
    """Years."""
    personal_kind: str | None = None
    """What personal data is said in it."""
    licence: str | None = None
    turns: tuple[SpeakerTurn, ...] = ()
    """Who speaks when, where the collection tells it."""

    @property
    def addressed(self) -> bool:
        """Tell whether a device was addressed, as far as is known."""
        return self.wake_word != NOBODY_ADDRESSED

    @property
    def whole(self) -> bool:
        """Tell whether the file is meant as it is, with all its channels from its begin to its end."""
        return self.start_seconds == 0 and self.duration_seconds is None and self.channels is None

    @property
    def labelled(self) -> bool:
        """Tell whether the collection knows what was said or meant."""
        return self.text is not None or self.intent is not None
