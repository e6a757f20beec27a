"""Collection: reads a folder of recordings in the forms that the field uses. Nothing that a list says is ever run."""

import csv
import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BufferedIOBase
from pathlib import Path
from typing import Final, cast

from earnest.speech.audio.collection_errors import EntryNotAFile, EntryNotUnderstood, UnreadableCollection
from earnest.speech.audio.collection_fields import Entry, Turn

SOUND_ENDINGS: Final = frozenset({".wav", ".flac", ".ogg", ".opus", ".oga", ".mp3", ".aiff", ".aif", ".au"})
LONGEST_LINE: Final = 4 * 1024 * 1024
"""Bytes of a line, unpacked; a longer one is no entry."""
MANIFEST: Final = "manifest.jsonl"
NOBODY_ADDRESSED: Final = "none"
"""Wake word of a recording in which nobody spoke to a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionItem:
    """One recording and what its collection knows of it; what it does not know is None."""

    path: Path
    """The sound file, inside the collection's folder; not opened yet."""
    start_seconds: float = 0.0
    """Where in the file the utterance begins, ≥ 0."""
    duration_seconds: float | None = None
    """Length of the utterance; None for the rest of the file."""
    text: str | None = None
    """What was literally said."""
    intent: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict[str, str])
    """Slot name → value; a value need not be part of the text."""
    speaker: str | None = None
    """Who spoke, or the group of voices that the speaker is in; only good for keeping people apart."""
    language: str | None = None
    """ISO 639-1, lower case."""
    wake_word: str | None = None
    """Wake word that was said; `none` where nobody addressed a device."""
    task: str | None = None
    age: int | None = None
    """Years."""
    personal_kind: str | None = None
    """What personal data is said in it."""
    licence: str | None = None
    turns: tuple[Turn, ...] = ()
    """Who speaks when, where the collection tells it."""

    @property
    def addressed(self) -> bool:
        """Tell whether somebody spoke to a device, as far as is known."""
        return self.wake_word != NOBODY_ADDRESSED


def read_collection(path: Path) -> Iterator[CollectionItem]:
    """Give the recordings of a collection, one by one.

    Reads our manifest.jsonl, Lhotse recordings, supervisions and cuts (.jsonl, .jsonl.gz), Common Voice tables (.tsv),
    and plain folders or files of sound. Entries of our manifest that are no sound are passed over.

    Args:
        path: a list, a sound file, or a folder: then its manifest.jsonl, else its Lhotse cuts, supervisions or
            recordings, else its table (`validated.tsv` or the only one), else every sound file below it.

    Raises:
        UnreadableCollection: there is nothing of that kind.
        UnreadableEntry: a line cannot be used: damaged, leading out of the folder, a command or address, or naming a
            file that is not there. Entries before it were given.
    """
    if path.is_dir():
        listing = _find_listing(path)
        return _sounds(path) if listing is None else _listed(listing)
    if not path.is_file():
        raise UnreadableCollection
    if path.suffix.lower() in SOUND_ENDINGS:
        return iter((CollectionItem(path=path),))
    return _listed(path)


def _find_listing(folder: Path) -> Path | None:
    """Return the list in a folder that tells most; None where there is none."""
    if (folder / MANIFEST).is_file():
        return folder / MANIFEST
    for stem in ("cuts", "supervisions", "recordings"):
        found = sorted((*folder.glob(f"*{stem}*.jsonl"), *folder.glob(f"*{stem}*.jsonl.gz")))
        if found:
            return found[0]
    if (folder / "validated.tsv").is_file():
        return folder / "validated.tsv"
    tables = sorted(folder.glob("*.tsv"))
    return tables[0] if len(tables) == 1 else None


def _sounds(folder: Path) -> Iterator[CollectionItem]:
    """Return every sound file below a folder, hidden ones left out, in the order of their names."""
    root = folder.resolve()
    found = [
        place
        for place in sorted(root.rglob("*"))
        if place.suffix.lower() in SOUND_ENDINGS
        and not any(part.startswith(".") for part in place.relative_to(root).parts)
        and place.is_file()
        and place.resolve().is_relative_to(root)
    ]
    if not found:
        raise UnreadableCollection
    return (CollectionItem(path=place) for place in found)


def _listed(listing: Path) -> Iterator[CollectionItem]:
    if listing.suffix == ".tsv":
        return _common_voice(listing)
    if listing.name.endswith((".jsonl", ".jsonl.gz")):
        return _json_lines(listing)
    raise UnreadableCollection


def _json_lines(listing: Path) -> Iterator[CollectionItem]:
    """Give the items of a list of JSON objects; the first line tells which form it is."""
    folder = listing.parent.resolve()
    read: Callable[[Entry, Path], CollectionItem | None] | None = None
    for entry in _entries(listing):
        read = read or _reader(entry, listing)
        item = read(entry, folder)
        if item is not None:
            yield item
    if read is None:
        raise UnreadableCollection


def _reader(first: Entry, listing: Path) -> Callable[[Entry, Path], CollectionItem | None]:
    """Return what reads entries like this one."""
    if "file" in first.values:
        return _ours
    if "recording" in first.values or "supervisions" in first.values:
        return _cut
    if "sources" in first.values:
        return _recording
    if "recording_id" in first.values:
        recordings = _recordings_beside(listing)
        return lambda entry, folder: _supervision(entry, recordings, folder)
    raise EntryNotUnderstood(first.line)


def _entries(listing: Path) -> Iterator[Entry]:
    """Give the lines of a list that have something in them."""
    try:
        with listing.open("rb") as opened:
            lines = gzip.GzipFile(fileobj=opened) if listing.suffix == ".gz" else opened
            number = 0
            while line := cast("BufferedIOBase", lines).readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise EntryNotUnderstood(number)
                if line.strip():
                    yield Entry.parse(line, number)
    except (OSError, EOFError) as error:
        raise UnreadableCollection from error


def _ours(entry: Entry, folder: Path) -> CollectionItem | None:
    if Path(entry.find_text("file") or "").suffix.lower() not in SOUND_ENDINGS:
        return None
    return CollectionItem(
        path=entry.file("file", folder),
        text=entry.find_text("text"),
        intent=entry.find_text("intent"),
        slots=entry.slots("slots"),
        speaker=entry.find_text("speaker", "speaker_cluster"),
        language=_language(entry.find_text("lang", "language")),
        wake_word=entry.find_text("wakeword", "wake_word"),
        task=entry.find_text("task"),
        age=entry.find_age("age"),
        personal_kind=entry.find_text("personal_kind"),
        licence=entry.find_text("licence", "license"),
        turns=entry.turns("segments"),
    )


def _language(text: str | None) -> str | None:
    """Return the language without its region; None where it is not told."""
    return None if text is None else text.replace("_", "-").split("-")[0].lower()


def _recording(entry: Entry, folder: Path) -> CollectionItem:
    return CollectionItem(path=_source(entry, folder))


def _source(recording: Entry, folder: Path) -> Path:
    """Return the file of a Lhotse recording; a source that is a command or an address is refused, never followed."""
    sources = recording.inner_list("sources")
    if len(sources) != 1:
        raise EntryNotUnderstood(recording.line)
    if sources[0].find_text("type") != "file":
        raise EntryNotAFile(recording.line)
    return sources[0].file("source", folder)


def _cut(entry: Entry, folder: Path) -> CollectionItem:
    path = _source(entry.inner("recording"), folder)
    start, duration = entry.find_number("start") or 0.0, entry.find_number("duration")
    supervisions = entry.inner_list("supervisions")
    if not supervisions:
        return CollectionItem(path=path, start_seconds=start, duration_seconds=duration)
    texts = [text for text in (each.find_text("text") for each in supervisions) if text is not None]
    item = _labelled(supervisions[0], path, start_seconds=start, duration_seconds=duration)
    return replace(item, text=" ".join(texts) or None)


def _supervision(entry: Entry, recordings: Mapping[str, Path], folder: Path) -> CollectionItem:
    path = recordings.get(entry.find_text("recording_id") or "")
    if path is None or not path.is_relative_to(folder):
        raise EntryNotUnderstood(entry.line)
    return _labelled(
        entry,
        path,
        start_seconds=entry.find_number("start") or 0.0,
        duration_seconds=entry.find_number("duration"),
    )


def _labelled(
    supervision: Entry, path: Path, *, start_seconds: float, duration_seconds: float | None
) -> CollectionItem:
    custom = supervision.inner("custom")
    if start_seconds < 0.0 or (duration_seconds is not None and duration_seconds < 0.0):
        raise EntryNotUnderstood(supervision.line)
    return CollectionItem(
        path=path,
        start_seconds=start_seconds,
        duration_seconds=duration_seconds,
        text=supervision.find_text("text"),
        intent=custom.find_text("intent"),
        slots=_custom_slots(custom),
        speaker=supervision.find_text("speaker"),
        language=_language(supervision.find_text("language")),
        wake_word=custom.find_text("wakeword", "wake_word"),
        task=custom.find_text("task"),
        age=custom.find_age("age"),
        personal_kind=custom.find_text("personal_kind"),
        licence=custom.find_text("licence", "license"),
    )


def _custom_slots(custom: Entry) -> dict[str, str]:
    """Return slots written as an object, or as our export writes them: a list of names and values."""
    if not isinstance(custom.values.get("slots"), list):
        return custom.slots("slots")
    pairs = ((each.find_text("name"), each.find_text("value")) for each in custom.inner_list("slots"))
    return {name: value for name, value in pairs if name is not None and value is not None}


def _recordings_beside(supervisions: Path) -> dict[str, Path]:
    """Return the recordings that a list of supervisions is about, from the list beside it of the same name."""
    twin = supervisions.name.replace("supervisions", "recordings")
    names = {twin, twin.removesuffix(".gz"), f"{twin}.gz"} - {supervisions.name}
    for name in sorted(names):
        listing = supervisions.with_name(name)
        if listing.is_file():
            folder = listing.parent.resolve()
            return {entry.find_text("id") or "": _source(entry, folder) for entry in _entries(listing)}
    raise UnreadableCollection


def _common_voice(table: Path) -> Iterator[CollectionItem]:
    """Give the items of a Common Voice table: sound in `clips/`, `client_id` as the speaker."""
    folder = table.parent.resolve()
    try:
        with table.open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
            if "path" not in (rows.fieldnames or ()):
                raise UnreadableCollection
            for row in rows:
                entry = Entry.of({name: value for name, value in row.items() if name}, rows.line_num)
                yield CollectionItem(
                    path=entry.file("path", folder, within="clips"),
                    text=entry.find_text("sentence"),
                    speaker=entry.find_text("client_id"),
                    language=_language(entry.find_text("locale")),
                    age=entry.find_age("age"),
                )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableCollection from error
