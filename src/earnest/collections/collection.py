"""Collection: reads a folder of recordings in the forms that the field uses. Nothing that a list says is ever run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from earnest.collections.errors import (
    HiddenFile,
    LinkOutside,
    ListBreaksOff,
    ListPassedOver,
    NotInAnyList,
    NotSound,
    PackedFile,
    Refusal,
    UnreadableCollection,
    UnreadableEntry,
)
from earnest.collections.fields import Entry
from earnest.collections.forms import FILE_FIELDS, SOUND_ENDINGS, TEXT_FIELDS, Forms
from earnest.collections.item import NOBODY_ADDRESSED, CollectionItem
from earnest.collections.kaldi import WAVES, kaldi_items
from earnest.collections.lists import json_entries, table_entries, table_names
from earnest.collections.places import Places, shown
from earnest.foundation.errors import EarnestError, InvalidInput
from earnest.sound_files.containers.links import HEAD_BYTES, looks_like_sound, refuse_known

__all__ = ["NOBODY_ADDRESSED", "CollectionItem", "read_collection"]

MANIFEST: Final = "manifest.jsonl"
JSON_ENDINGS: Final = (".jsonl", ".jsonl.gz", ".json", ".json.gz")
TABLE_ENDINGS: Final = (".tsv", ".csv", ".tsv.gz", ".csv.gz")
PACKED_ENDINGS: Final = (".tar", ".tgz", ".tar.gz", ".zip", ".7z", ".rar", ".parquet", ".arrow", ".ark")

Tell = Callable[[Refusal], object]
"""Told of all that is not taken."""


def read_collection(
    path: Path, *, refuse: Tell | None = None, roots: Sequence[Path] = (), words: bool = False
) -> Iterator[CollectionItem]:
    """Give the recordings of a collection, one by one.

    Reads our manifest.jsonl, Lhotse cuts, supervisions and recordings (.jsonl, .jsonl.gz), NeMo manifests, Kaldi
    folders, Common Voice tables, Hugging Face's metadata.csv and metadata.jsonl, our own export, and plain folders or
    files of sound.

    Args:
        path: a list, a sound file, or a folder: then its manifest.jsonl, else all its Lhotse cuts, or supervisions, or
            recordings, else its Kaldi files, else its metadata, else its tables, else its NeMo manifests, else every
            sound file below it.
        refuse: told of each line, list and file that is not taken, and why; the rest goes on. None: the first line that
            cannot be used ends it, and files that no list names are passed over.
        roots: folders outside that of the list in which recordings may lie, and from which paths in it may start.
        words: also give entries without a sound file, of lists whose entries have words.

    Raises:
        UnreadableCollection: there is nothing of that kind.
        UnreadableEntry: a line cannot be used and `refuse` is None. Entries before it were given.
    """
    if path.is_file() and not _is_list(path):
        return _file(path, refuse)
    folder = (path if path.is_dir() else path.parent).resolve()
    places = Places(folder=folder, roots=tuple(root.resolve() for root in roots))
    reading = _Reading(places=places, refuse=refuse, words=words)
    if path.is_file():
        return reading.lists([path])
    if not path.is_dir():
        raise UnreadableCollection
    if (path / WAVES).is_file() and not (path / MANIFEST).is_file():
        return reading.kaldi(path)
    listings = _find_lists(path, words=words)
    return reading.lists(listings, all_of=path) if listings else _sounds(path, reading)


def _is_list(path: Path) -> bool:
    return path.name.endswith((*JSON_ENDINGS, *TABLE_ENDINGS))


def _file(path: Path, refuse: Tell | None) -> Iterator[CollectionItem]:
    if path.suffix.lower() in SOUND_ENDINGS:
        return iter((CollectionItem(path=path),))
    error = _why_no_sound(path)
    if error is None:
        return iter((CollectionItem(path=path),))
    if refuse is None:
        raise UnreadableCollection
    _ = refuse(Refusal(name=shown(path), error=error))
    return iter(())


def _find_lists(folder: Path, *, words: bool) -> list[Path]:
    """Return the lists in a folder that tell most, all of one kind; empty where there is none."""
    if (folder / MANIFEST).is_file():
        return [folder / MANIFEST]
    for stem in ("cuts", "supervisions", "recordings"):
        found = sorted({*folder.glob(f"*{stem}*.jsonl"), *folder.glob(f"*{stem}*.jsonl.gz")})
        if found:
            return found
    for names in (("metadata.jsonl", "metadata.csv"), ("validated.tsv",)):
        found = [folder / name for name in names if (folder / name).is_file()]
        if found:
            return found[:1]
    beside = sorted(folder.iterdir())
    tables = [place for place in beside if place.name.endswith(TABLE_ENDINGS)]
    lines = [place for place in beside if place.name.endswith(JSON_ENDINGS)]
    naming = [place for place in tables if set(table_names(place)) & set(FILE_FIELDS)]
    naming = naming or [place for place in lines if _names(place, FILE_FIELDS)]
    if not words:
        return naming
    # Lists that name sound files may tell the same as one another; lists of words alone do not, so all are read.
    alone = [place for place in tables if not set(table_names(place)) & set(FILE_FIELDS)]
    found = [place for place in alone if set(table_names(place)) & set(TEXT_FIELDS)]
    found += [place for place in lines if not _names(place, FILE_FIELDS) and _names(place, TEXT_FIELDS)]
    return [*naming, *found]


def _names(listing: Path, fields: Sequence[str]) -> bool:
    """Tell whether one of the first entries of a list has one of the fields, or names a recording."""
    try:
        for place, entry in enumerate(json_entries(listing, lambda _: None)):
            if set(entry.values) & {*fields, "recording", "sources"}:
                return True
            if place > 10:  # noqa: PLR2004 - a few are enough
                return False
    except ListBreaksOff:
        return False
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One way through a collection."""

    places: Places
    refuse: Tell | None
    words: bool
    """Whether entries without a sound file are wanted too."""

    def lists(self, listings: Sequence[Path], *, all_of: Path | None = None) -> Iterator[CollectionItem]:
        """Give the items of lists; of a whole folder also say what none of them names."""
        found = False
        for listing in listings:
            forms = Forms(places=self.places, words_of=listing.resolve() if self.words else None)
            if "supervisions" in listing.name:
                forms = Forms(places=self.places, recordings=self._recordings_beside(listing))
            for item in self._items(listing, forms):
                found = True
                yield item
        if all_of is not None and self.refuse is not None:
            self._tell_rest(all_of, listings)
        if not found and self.refuse is None:
            raise UnreadableCollection

    def _items(self, listing: Path, forms: Forms) -> Iterator[CollectionItem]:
        refuse = self._lines(listing)
        table = listing.name.endswith(TABLE_ENDINGS)
        read = table_entries if table else json_entries
        try:
            if table:
                _check_table(listing, (*FILE_FIELDS, *TEXT_FIELDS) if self.words else FILE_FIELDS)
            for entry in read(listing, refuse):
                try:
                    item = forms.item(entry)
                except UnreadableEntry as error:
                    refuse(error)
                    continue
                if item is not None:
                    yield item
        except UnreadableCollection as error:
            if self.refuse is None:
                raise
            _ = self.refuse(
                Refusal(name=shown(listing.parent.resolve() / listing.name, self.places.folder), error=error)
            )

    def kaldi(self, folder: Path) -> Iterator[CollectionItem]:
        """Give the utterances of a Kaldi folder."""
        try:
            yield from kaldi_items(folder, self.places, self._lines(folder / WAVES))
        except ListBreaksOff as error:
            if self.refuse is None:
                raise
            _ = self.refuse(Refusal(name=shown(folder), error=error))

    def _lines(self, listing: Path) -> Callable[[UnreadableEntry], None]:
        """Return what is told of the lines of a list."""

        def refuse(error: UnreadableEntry) -> None:
            if self.refuse is None:
                raise error
            _ = self.refuse(
                Refusal(name=shown(listing.parent.resolve() / listing.name, self.places.folder), error=error)
            )

        return refuse

    def _recordings_beside(self, supervisions: Path) -> dict[str, Entry]:
        """Return the recordings that a list of supervisions is about, from the list beside it of the same name."""
        beside = supervisions.name.replace("supervisions", "recordings")
        found: dict[str, Entry] = {}
        for name in sorted({beside, beside.removesuffix(".gz"), f"{beside}.gz"} - {supervisions.name}):
            listing = supervisions.with_name(name)
            if listing.is_file():
                for entry in json_entries(listing, self._lines(listing)):
                    found[entry.find_text("id") or ""] = entry
                return found
        if self.refuse is None:
            raise UnreadableCollection
        return found

    def _tell_rest(self, folder: Path, listings: Sequence[Path]) -> None:
        """Say which lists were not read, and which sound files none of those that were read names."""
        unnamed: list[Path] = []
        read = {listing.resolve() for listing in listings}
        recordings = {place.resolve() for place in folder.glob("*recordings*.jsonl*")} if read else set[Path]()
        supervised = any("supervisions" in listing.name for listing in listings)
        for place in sorted(folder.resolve().rglob("*")):
            if not place.is_file() or place in read or place in self.places.used:
                continue
            if place.suffix.lower() in SOUND_ENDINGS:
                unnamed.append(place)
            elif place.parent == folder.resolve() and _is_list(place) and not (supervised and place in recordings):
                self._tell(place, ListPassedOver())
            elif place.name.lower().endswith(PACKED_ENDINGS):
                self._tell(place, PackedFile())
        for place in unnamed:
            self._tell(place, NotInAnyList())

    def _tell(self, place: Path, error: InvalidInput) -> None:
        if self.refuse is not None:
            _ = self.refuse(Refusal(name=shown(place, self.places.folder), error=error))

    def sounds(self, folder: Path) -> Iterator[CollectionItem]:
        """Give every sound file below a folder in the order of their names; each other file is named."""
        root = self.places.folder
        for place in sorted(folder.resolve().rglob("*")):
            if not place.is_file():
                continue
            error = self._why_not(place, root)
            if error is None:
                yield CollectionItem(path=place)
            else:
                self._tell(place, error)

    def _why_not(self, place: Path, root: Path) -> InvalidInput | None:
        if any(part.startswith(".") for part in place.relative_to(root).parts):
            return HiddenFile()
        if not any(place.resolve().is_relative_to(allowed) for allowed in (root, *self.places.roots)):
            return LinkOutside()
        if place.suffix.lower() in SOUND_ENDINGS:
            return None
        return _why_no_sound(place)


def _sounds(folder: Path, reading: _Reading) -> Iterator[CollectionItem]:
    """Return every sound file below a folder.

    Raises:
        UnreadableCollection: there is none, and errors are told to nothing.
    """
    if reading.refuse is not None:
        return reading.sounds(folder)
    found = list(reading.sounds(folder))
    if not found:
        raise UnreadableCollection
    return iter(found)


def _check_table(table: Path, fields: Sequence[str]) -> None:
    """Refuse a table in which no column names files, or words where these are wanted."""
    if not set(table_names(table)) & set(fields):
        raise UnreadableCollection


def _why_no_sound(place: Path) -> InvalidInput | None:
    """Return why a file is not taken for sound, by its name and its first bytes; None where it is sound."""
    if place.name.lower().endswith(PACKED_ENDINGS):
        return PackedFile()
    try:
        with place.open("rb") as opened:
            head = opened.read(HEAD_BYTES)
        refuse_known(head)
    except OSError:
        return NotSound()
    except EarnestError as error:
        return error if isinstance(error, InvalidInput) else NotSound()
    return None if looks_like_sound(head) else NotSound()
