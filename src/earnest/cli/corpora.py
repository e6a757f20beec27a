"""Corpora from the command line: labelled data that a voice team brings; the corpus worker's role."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from earnest.cli.collections import NotTaken, SoundReader, name_of, telling
from earnest.cli.corpus_connection import open_corpus_connection
from earnest.cli.instance import Instance
from earnest.collections.collection import CollectionItem, read_collection
from earnest.deidentified.corpora.errors import NoDeviceAddressed, TeachesNothing
from earnest.deidentified.corpora.records import Corpus, ItemLabel, NewItem, Provenance
from earnest.deidentified.corpora.store import CorpusStore, list_corpora
from earnest.foundation.clock import SystemClock
from earnest.foundation.errors import EarnestError, InvalidInput
from earnest.foundation.settings import KeyName
from earnest.handover.labels import LabelledEntity, LabelledSlot
from earnest.services.database import Database
from earnest.services.objects import ObjectStore
from earnest.sound_files.decoder_process import DecoderProcess


@dataclass(slots=True, kw_only=True)
class CorpusSummary:
    """What came of an import."""

    added: int = 0
    known: int = 0
    """Items that the corpus had already."""
    with_sound: int = 0
    """Of those that were read."""
    refused: Counter[str] = field(default_factory=Counter[str])
    """Cause → files, lists and lines that were not taken; the rest went on."""


def import_corpus(
    path: Path, provenance: Provenance, *, roots: Sequence[Path] = (), tell: Callable[[NotTaken], object]
) -> CorpusSummary:
    """Add what a collection knows of its recordings, and its lines of words alone, to a corpus.

    Args:
        path: in any form that `read_collection` takes, and lists without sound.
        provenance: name, licence and source.
        roots: folders outside that of a list where recordings may lie.
        tell: told of each file, list and line that is not taken; the rest goes on.

    Raises:
        CorpusDiffers: there is one of this name with another licence or source.
        UnreadableCollection: there is nothing of that kind.
    """
    summary = CorpusSummary()

    def refuse(one: NotTaken) -> None:
        summary.refused[str(one.error)] += 1
        _ = tell(one)

    def refuse_item(item: CollectionItem, error: EarnestError) -> None:
        refuse(NotTaken(name=name_of(item), error=error))

    items = read_collection(path, refuse=telling(refuse), roots=roots, words=True)
    read = 0
    with DecoderProcess() as decoder, open_corpus_connection() as (instance, database):
        reader = SoundReader(decoder=decoder)

        def open_item(item: CollectionItem) -> NewItem | None:
            nonlocal read
            try:
                opened = _open(item, reader)
            except InvalidInput as error:
                refuse_item(item, error)
                return None
            read += 1
            summary.with_sound += opened.samples is not None
            return opened

        measured: list[CollectionItem] = []

        def refuse_measured(item: CollectionItem, error: EarnestError) -> None:
            measured.append(item)
            refuse_item(item, error)

        store = _store(instance, database)
        summary.added = store.bring_in(provenance, items, open_item=open_item, refuse=refuse_measured)
    summary.known = read - len(measured) - summary.added
    return summary


def all_corpora() -> tuple[Corpus, ...]:
    """Return all corpora by name."""
    with open_corpus_connection() as (_, database), database.transaction() as connection:
        return list_corpora(connection)


def remove_corpus(name: str) -> int:
    """Remove a corpus with its keys; return how many items it had.

    Raises:
        CorpusNotFound: there is none of this name.
    """
    with open_corpus_connection() as (instance, database):
        return _store(instance, database).remove(name)


def _store(instance: Instance, database: Database) -> CorpusStore:
    return CorpusStore(
        database=database,
        objects=ObjectStore.open(instance.settings.objects),
        handover_key=instance.load_key(KeyName.HANDOVER),
        clock=SystemClock(),
    )


def _open(item: CollectionItem, reader: SoundReader) -> NewItem:
    """Return what is kept of an item.

    Raises:
        NoDeviceAddressed: in no recording does a person speak to a device.
        TeachesNothing: it has no words, and no meaning with sound.
        InvalidInput: its sound is not usable.
    """
    if not item.addressed:
        raise NoDeviceAddressed
    if not item.labelled:
        raise TeachesNothing
    return NewItem(label=_label(item), samples=reader.read(item) if item.has_sound else None)


def _label(item: CollectionItem) -> ItemLabel:
    return ItemLabel(
        transcript=item.text,
        intent=item.intent,
        slots=tuple(LabelledSlot(name=name, value=value) for name, value in _slots(item)),
        entities=tuple(
            LabelledEntity(first_word=one.first_word, last_word=one.last_word, type=one.type, link=one.link)
            for one in item.entities
        ),
        speaker=item.speaker,
        language=item.language,
    )


def _slots(item: CollectionItem) -> Iterator[tuple[str, str]]:
    yield from item.slots.items()
    yield from item.further_slots
