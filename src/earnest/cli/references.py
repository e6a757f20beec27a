"""Evaluation sets from the command line; de-identified side, the corpus worker's role."""

import hashlib
from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from earnest.cli.collections import NotTaken, SoundReader, name_of, telling
from earnest.cli.corpus_connection import open_corpus_connection
from earnest.cli.errors import NothingToImport
from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.recordings import task_named
from earnest.deidentified.corpora.errors import LearnedFrom
from earnest.deidentified.evaluation.items import import_items
from earnest.deidentified.evaluation.records import KnownAnswer, ReferenceRecording
from earnest.foundation.clock import SystemClock
from earnest.foundation.errors import InvalidInput
from earnest.foundation.settings import KeyName
from earnest.services.audit import EvaluationImported, append
from earnest.services.objects import ObjectStore
from earnest.sound_files.decoder_process import DecoderProcess
from earnest.speech.meaning.interpretation import Slot

_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceImportCounts:
    """What came of an import of reference recordings."""

    added: int
    known: int
    """Recordings that the set had already."""
    refused: int
    """Files, lists and lines that were not taken."""


def import_references(
    path: Path,
    set_name: str,
    *,
    only: Container[str] | None = None,
    roots: Sequence[Path] = (),
    tell: Callable[[NotTaken], object] = lambda _: None,
) -> ReferenceImportCounts:
    """Add the recordings of a collection whose answer is known to an evaluation set.

    Args:
        path: a folder or list of recordings.
        set_name: name of the set.
        only: SHA-256 of the files that belong to the set; None for all.
        roots: folders outside that of a list where recordings may lie.
        tell: told of each file, list and line that is not taken; the rest goes on.

    Raises:
        NothingToImport: no recording with a known answer.
    """
    refused: list[NotTaken] = []

    def refuse(one: NotTaken) -> None:
        refused.append(one)
        _ = tell(one)

    items = (item for item in read_collection(path, refuse=telling(refuse), roots=roots) if _task(item) is not None)
    wanted = [item for item in items if only is None or _file_hash(item.path) in only]
    if not wanted:
        raise NothingToImport
    under_way: deque[CollectionItem] = deque(maxlen=1)
    read = 0

    def recordings(reader: SoundReader) -> Iterator[ReferenceRecording]:
        nonlocal read
        for item in wanted:
            try:
                samples = reader.read(item)
            except InvalidInput as error:
                refuse(NotTaken(name=name_of(item), error=error))
                continue
            under_way.append(item)
            read += 1
            yield ReferenceRecording(answer=_answer(item, set_name), samples=samples)

    learned_from: list[CollectionItem] = []

    def learned(_: ReferenceRecording) -> None:
        learned_from.append(under_way[0])
        refuse(NotTaken(name=name_of(under_way[0]), error=LearnedFrom()))

    with DecoderProcess() as decoder, open_corpus_connection() as (instance, database):
        added = import_items(
            recordings(SoundReader(decoder=decoder)),
            database=database,
            handover_key=instance.load_key(KeyName.HANDOVER),
            objects=ObjectStore.open(instance.settings.objects),
            refuse=learned,
        )
        with database.transaction() as connection:
            _ = append(connection, EvaluationImported(at=SystemClock().now(), added=added))
    return ReferenceImportCounts(added=added, known=read - len(learned_from) - added, refused=len(refused))


def _file_hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _task(item: CollectionItem) -> str | None:
    return task_named(item.text, item.intent, item.task or _UNKNOWN)


def _answer(item: CollectionItem, set_name: str) -> KnownAnswer:
    return KnownAnswer(
        set_name=set_name,
        task=_task(item) or _UNKNOWN,
        speaker=item.speaker or _UNKNOWN,
        language=item.language or "en",
        reference=item.text,
        intent=item.intent,
        slots=tuple(Slot(name=name, value=value) for name, value in sorted((*item.slots.items(), *item.further_slots))),
        licence=item.licence or _UNKNOWN,
    )
