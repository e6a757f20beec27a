"""Recordings: whole files of a collection with what is known of them, and the task that each is measured in."""

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from soundfile import SoundFile, SoundFileError

from earnest.collections.collection import CollectionItem, read_collection

ORDERS: Final = "coffee orders"
WORDS: Final = "one-word commands"
SENTENCES: Final = "sentences"

_TASK_OF_INTENT: Final = {"orderDrink": ORDERS}
_UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One recording of a collection with what its manifest knows."""

    path: Path
    sha256: str
    """SHA-256 of the file, hexadecimal: by which one recording is told from all others."""
    collection_task: str
    """The task as the manifest names it."""
    text: str | None
    """What was said, where the manifest knows it."""
    intent: str | None
    slots: tuple[tuple[str, str], ...]
    """Slot names and values, sorted by name; a value need not be a span of the text."""
    person: str
    """Speaker, or estimated group of voice and microphone; never on both sides of a split."""
    age: int | None
    """Years, where known."""
    language: str
    """ISO 639-1."""
    wake_word: str | None
    """Wake word that was said; `none` where no device was addressed; None where the manifest does not say."""
    personal: bool
    """Spoken personal data was put in on purpose."""
    licence: str
    seconds: float

    @property
    def is_child(self) -> bool:
        """Whether the person is known to be under 18."""
        return self.age is not None and self.age < 18  # noqa: PLR2004  # the age of majority


def task_of(spoken: Spoken) -> str | None:
    """Return the task that a recording is measured in; None where its answer is not known.

    A recording with an intent belongs to the task of that intent; one with a text to single words or to sentences.
    """
    return task_named(spoken.text, spoken.intent, spoken.collection_task)


def task_named(text: str | None, intent: str | None, collection_task: str) -> str | None:
    """Return the task of a recording by its words and meaning; otherwise as `task_of`."""
    if intent is not None:
        return _TASK_OF_INTENT.get(intent, collection_task)
    words = (text or "").split()
    if not words:
        return None
    return WORDS if len(words) == 1 else SENTENCES


def read_recordings(path: Path, *, only: Container[str] | None = None) -> list[Spoken]:
    """Read a folder or list of recordings; parts of longer files are passed over.

    Args:
        path: in any form that `read_collection` takes.
        only: SHA-256 of the files that are wanted; None for all.

    Raises:
        UnreadableCollection: there is nothing of that kind.
        UnreadableEntry: a line of the list cannot be used.
    """
    found: list[Spoken] = []
    for item in read_collection(path):
        if item.start_seconds == 0 and item.duration_seconds is None:
            content_hash = hashlib.sha256(item.path.read_bytes()).hexdigest()
            if only is None or content_hash in only:
                found.append(_spoken(item, content_hash))
    return found


def _spoken(item: CollectionItem, content_hash: str) -> Spoken:
    return Spoken(
        path=item.path,
        sha256=content_hash,
        collection_task=item.task or _UNKNOWN,
        text=item.text,
        intent=item.intent,
        slots=tuple(sorted(item.slots.items())),
        person=item.speaker or _UNKNOWN,
        age=item.age,
        language=item.language or "en",
        wake_word=item.wake_word,
        personal=item.personal_kind is not None,
        licence=item.licence or _UNKNOWN,
        seconds=_seconds(item.path),
    )


def _seconds(path: Path) -> float:
    """Return the length of a file as its header says; 0 where it is no sound."""
    try:
        with path.open("rb") as opened, SoundFile(opened) as sound:
            return sound.frames / sound.samplerate
    except SoundFileError:
        return 0.0
