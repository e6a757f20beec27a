"""Recordings: a folder of recordings as the tour sees it."""

import hashlib
from collections.abc import Container
from pathlib import Path

from soundfile import SoundFile, SoundFileError

from earnest.collections.collection import CollectionItem, read_collection
from earnest.demo.utterances import Spoken

_UNKNOWN = "unknown"


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
