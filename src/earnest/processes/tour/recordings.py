"""Recordings: a folder with a manifest.jsonl as the tour sees it."""

from pathlib import Path
from typing import Final

from soundfile import SoundFile, SoundFileError

from earnest.processes.tour.errors import NoRecordings, UnexpectedAnswer
from earnest.processes.tour.fields import Fields
from earnest.processes.tour.utterances import Spoken

MANIFEST: Final = "manifest.jsonl"
_SOUND_ENDINGS: Final = frozenset({".flac", ".wav", ".ogg", ".opus", ".mp3"})
_UNKNOWN: Final = "unknown"


def read_recordings(folder: Path) -> list[Spoken]:
    """Read the manifest of a folder; entries that are no sound, or whose file is missing, are passed over.

    Args:
        folder: holds manifest.jsonl, one JSON object in each line, with `file` relative to the folder.

    Raises:
        NoRecordings: there is no manifest, or a line of it is no JSON object with a file.
    """
    return read_manifest(folder / MANIFEST)


def read_manifest(manifest: Path) -> list[Spoken]:
    """Read a manifest of any name; `file` in it is relative to its folder, or absolute.

    Raises:
        NoRecordings: there is no manifest, or a line of it is no JSON object with a file.
    """
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
        entries = [Fields.parse(line) for line in lines if line.strip()]
        found = [_spoken(manifest.parent, entry) for entry in entries]
    except (OSError, UnicodeDecodeError, UnexpectedAnswer) as error:
        raise NoRecordings from error
    return [spoken for spoken in found if spoken is not None]


def _spoken(folder: Path, entry: Fields) -> Spoken | None:
    path = folder / entry.text("file")
    if path.suffix.lower() not in _SOUND_ENDINGS or not path.is_file():
        return None
    age = entry.find_number("age")
    return Spoken(
        path=path,
        sha256=entry.find_text("sha256") or entry.text("file"),
        collection_task=entry.find_text("task") or _UNKNOWN,
        text=entry.find_text("text"),
        intent=entry.find_text("intent"),
        slots=tuple(sorted(entry.texts("slots").items())),
        person=entry.find_text("speaker") or entry.find_text("speaker_cluster") or _UNKNOWN,
        age=None if age is None else round(age),
        language=(entry.find_text("lang") or "en")[:2].lower(),
        wake_word=entry.find_text("wakeword"),
        personal=entry.find_text("personal_kind") is not None,
        licence=entry.find_text("licence") or _UNKNOWN,
        seconds=entry.find_number("duration") or _seconds(path),
    )


def _seconds(path: Path) -> float:
    """Return the length of a file as its header says; 0 where it is no sound."""
    try:
        with path.open("rb") as opened, SoundFile(opened) as sound:
            return sound.frames / sound.samplerate
    except SoundFileError:
        return 0.0
