"""Kaldi: a folder with `wav.scp`; `segments`, `text`, `utt2spk`, `utt2lang`, `reco2file_and_channel`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from earnest.collections.errors import (
    EntryNotText,
    EntryNotUnderstood,
    EntryWithoutRecording,
    UnreadableEntry,
)
from earnest.collections.fields import Entry
from earnest.collections.item import CollectionItem
from earnest.collections.lists import Refuse, numbered_lines
from earnest.collections.places import Places

WAVES: Final = "wav.scp"
SIDES: Final = {"A": 0, "B": 1, "0": 0, "1": 1}
"""Sides of a telephone call, and channels as numbers."""


def kaldi_items(folder: Path, places: Places, refuse: Refuse) -> Iterator[CollectionItem]:
    """Give the utterances of a Kaldi folder; a line that cannot be used is refused, and the rest goes on."""
    waves = {name: (line, rest) for line, name, rest in _rows(folder / WAVES, refuse)}
    beside = {name: _values(folder / name, refuse) for name in ("text", "utt2spk", "utt2lang")}
    sides = _values(folder / "reco2file_and_channel", refuse)
    segments = folder / "segments"
    rows = _rows(segments, refuse) if segments.is_file() else ((line, name, name) for name, (line, _) in waves.items())
    for line, utterance, rest in rows:
        try:
            yield _item(line, utterance, rest.split(), waves, sides, beside, places)
        except UnreadableEntry as error:
            _ = refuse(error)


def _item(  # noqa: PLR0917 - the files of the folder
    line: int,
    utterance: str,
    fields: list[str],
    waves: dict[str, tuple[int, str]],
    sides: dict[str, str],
    beside: dict[str, dict[str, str]],
    places: Places,
) -> CollectionItem:
    recording = fields[0] if fields else ""
    if recording not in waves:
        raise EntryWithoutRecording(line)
    start, duration, side = 0.0, None, sides.get(recording, "").split()[-1:]
    if len(fields) > 1:
        if len(fields) not in {3, 4}:
            raise EntryNotUnderstood(line)
        span = Entry(line=line, values={"start": fields[1], "end": fields[2]})
        start, end = span.find_number("start") or 0.0, span.find_number("end") or 0.0
        # Kaldi writes −1 for the end of the recording.
        duration = None if end == -1 else end - start
        side = fields[3:] or side
    if start < 0.0 or (duration is not None and duration <= 0.0) or any(each not in SIDES for each in side):
        raise EntryNotUnderstood(line)
    return CollectionItem(
        path=places.find(waves[recording][1], line),
        line=line,
        start_seconds=start,
        duration_seconds=duration,
        channels=(SIDES[side[0]],) if side else None,
        text=beside["text"].get(utterance) or None,
        speaker=beside["utt2spk"].get(utterance) or None,
        language=Entry(line=line, values={"lang": beside["utt2lang"].get(utterance)}).find_language("lang"),
    )


def _values(path: Path, refuse: Refuse) -> dict[str, str]:
    return {name: rest for _, name, rest in _rows(path, refuse)} if path.is_file() else {}


def _rows(path: Path, refuse: Refuse) -> Iterator[tuple[int, str, str]]:
    """Give line number, first word and the rest of each line."""
    for number, line in numbered_lines(path, refuse):
        try:
            name, _, rest = line.decode("utf-8").strip().partition(" ")
        except UnicodeDecodeError:
            _ = refuse(EntryNotText(number))
            continue
        if "\t" in name:
            name, _, rest = line.decode("utf-8").strip().partition("\t")
        yield number, name, rest.strip()
