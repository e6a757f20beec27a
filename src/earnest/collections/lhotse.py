"""Lhotse: cuts, supervisions and recordings; what changes what is heard is applied or refused by name."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from earnest.collections.errors import (
    EntryChangesSound,
    EntryInArchive,
    EntryNotAFile,
    EntryNotUnderstood,
    EntryOnlyFeatures,
    EntrySeveralTracks,
)
from earnest.collections.fields import Entry
from earnest.collections.item import CollectionItem
from earnest.collections.places import Places

CUTS: Final = frozenset({"MonoCut", "MultiCut", "MixedCut", "PaddingCut", "Cut"})
IN_ARCHIVE: Final = frozenset({"shar", "memory"})


def is_cut(entry: Entry) -> bool:
    """Tell whether an entry is a cut of any kind."""
    names = {"recording", "supervisions", "tracks"}
    return bool(names & set(entry.values)) or str(entry.values.get("type")) in CUTS or "features_type" in entry.values


def recording_item(entry: Entry, places: Places) -> CollectionItem:
    """Return a recording as an item."""
    path, _ = _source(entry, None, places)
    return CollectionItem(path=path, line=entry.line)


def cut_item(entry: Entry, places: Places) -> CollectionItem:
    """Return a cut as an item: its part of the recording, its channels, and the words of those channels only.

    Raises:
        EntrySeveralTracks: it is mixed or padded.
        EntryOnlyFeatures: it has no recording.
        EntryChangesSound: its recording has transforms.
    """
    if "tracks" in entry.values or str(entry.values.get("type")) in {"MixedCut", "PaddingCut"}:
        raise EntrySeveralTracks(entry.line)
    if not entry.inner("recording").values:
        raise EntryOnlyFeatures(entry.line)
    wanted = entry.channels("channel")
    path, channels = _source(entry.inner("recording"), wanted, places)
    start, duration = entry.find_number("start") or 0.0, entry.find_number("duration")
    heard = [
        each
        for each in entry.inner_list("supervisions")
        if wanted is None or set(each.channels("channel") or wanted) & set(wanted)
    ]
    if not heard:
        return _placed(CollectionItem(path=path, line=entry.line, channels=channels), start, duration)
    texts = [text for text in (each.find_text("text") for each in heard) if text is not None]
    item = _labelled(heard[0], CollectionItem(path=path, line=entry.line, channels=channels), start, duration)
    return replace(item, text=" ".join(texts) or None)


def supervision_item(entry: Entry, recording: Entry, places: Places) -> CollectionItem:
    """Return a supervision as an item: its part of the recording, and its channels."""
    path, channels = _source(recording, entry.channels("channel"), places, line=entry.line)
    start, duration = entry.find_number("start") or 0.0, entry.find_number("duration")
    return _labelled(entry, CollectionItem(path=path, line=entry.line, channels=channels), start, duration)


def _source(
    recording: Entry, wanted: tuple[int, ...] | None, places: Places, *, line: int | None = None
) -> tuple[Path, tuple[int, ...] | None]:
    """Return the file of a recording that holds the wanted channels, and their places in it; None for all.

    A source that is a command or an address is refused, never followed.
    """
    line = recording.line if line is None else line
    if recording.values.get("transforms"):
        raise EntryChangesSound(line)
    sources = recording.inner_list("sources")
    if not sources:
        raise EntryNotUnderstood(line)
    for source in sources:
        held = source.channels("channels")
        # A list without a channel and with several files says nothing about which is meant.
        if wanted is None and len(sources) > 1:
            raise EntrySeveralTracks(line)
        if wanted is not None and held is not None and not set(wanted) <= set(held):
            continue
        kind = source.find_text("type")
        if kind in IN_ARCHIVE:
            raise EntryInArchive(line)
        if kind != "file":
            raise EntryNotAFile(line)
        path = places.find(source.find_text("source") or "", line)
        if wanted is None or held == wanted:
            return path, None if wanted is None or held is None else tuple(range(len(held)))
        return path, wanted if held is None else tuple(held.index(channel) for channel in wanted)
    raise EntrySeveralTracks(line) if wanted is not None and len(wanted) > 1 else EntryNotUnderstood(line)


def _placed(item: CollectionItem, start: float, duration: float | None) -> CollectionItem:
    if start < 0.0 or (duration is not None and duration <= 0.0):
        raise EntryNotUnderstood(item.line or 0)
    return replace(item, start_seconds=start, duration_seconds=duration)


def _labelled(supervision: Entry, item: CollectionItem, start: float, duration: float | None) -> CollectionItem:
    custom = supervision.inner("custom")
    slots, further = custom.slot_values("slots")
    return replace(
        _placed(item, start, duration),
        text=supervision.find_text("text"),
        intent=custom.find_text("intent"),
        slots=slots,
        further_slots=further,
        entities=custom.entities("entities"),
        speaker=supervision.find_text("speaker"),
        language=supervision.find_language("language"),
        wake_word=custom.find_text("wakeword", "wake_word"),
        task=custom.find_text("task"),
        age=custom.find_age("age"),
        personal_kind=custom.find_text("personal_kind"),
        licence=custom.find_text("licence", "license"),
    )
