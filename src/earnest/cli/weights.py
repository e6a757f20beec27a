"""Weights from the command line: what can be had, what is here, which model is used; neither side."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.markup import escape
from rich.table import Column, Table

from earnest.cli.errors import ModelNotFetched
from earnest.engines.engine_choice import RecogniserName
from earnest.foundation.settings import EngineName, Settings
from earnest.processes.recognisers import chosen_model, live_recogniser
from earnest.speech.hearing.recognition.adapters.sherpa_onnx import ModelFiles, model_folder, own_models
from earnest.weights.choice import forget_choice, is_name, read_choice, write_choice
from earnest.weights.errors import ModelMissing
from earnest.weights.finding import WeightPlaces, find_model, models_here
from earnest.weights.found_model import FoundModel, WeightSource
from earnest.weights.known_model import WEIGHTS, KnownModel
from earnest.weights.known_models import DEFAULT_MODEL, KNOWN_MODELS
from earnest.weights.measured import ModelNeeds, measured_models
from earnest.weights.memory import available_memory, check_memory

_SOURCES: Final[Mapping[WeightSource, str]] = {
    WeightSource.FOLDER: "own folder",
    WeightSource.CACHE: "cache",
    WeightSource.WHEELS: "packages",
    WeightSource.FETCHED: "fetched",
}

_NOT_MEASURED: Final = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedWeights:
    """One line of the list of recognisers' models."""

    name: str
    languages: str = _NOT_MEASURED
    size: int
    """Of all files; bytes."""
    licence: str | None = None
    """None where it is not known."""
    measured: ModelNeeds | None = None
    here: tuple[str, ...]
    """Where it lies; empty where it does not."""
    problems: tuple[str, ...] = ()
    """What is wrong with it there, as far as the lengths of its files tell."""
    used: bool
    """A process that starts now takes this one."""


def listed_models(
    settings: Settings, places: WeightPlaces, table: Iterable[KnownModel] = KNOWN_MODELS
) -> list[ListedWeights]:
    """Return all known models and all of the owner's own, whether they are here or not."""
    known = tuple(table)
    found = list(models_here(places, known))
    used = _used_whisper(settings, places, known)
    return [
        *(_line_of_known(model, [one for one in found if one.known is model], used) for model in known),
        *(_line_of_own(one, used) for one in found if one.known is None),
        *(_line_of_sherpa(folder, files, settings) for folder, files in own_models(places.folder)),
    ]


def _used_whisper(settings: Settings, places: WeightPlaces, table: Iterable[KnownModel]) -> str | None:
    """Return the model of Whisper that a start takes now; None where it takes another recogniser."""
    if settings.engine not in {EngineName.AUTOMATIC, EngineName.WHISPER}:
        return None
    try:
        return find_model(chosen_model(settings), places, table).name
    except ModelMissing:
        return None


def _line_of_known(model: KnownModel, found: Iterable[FoundModel], used: str | None) -> ListedWeights:
    seen = [(_SOURCES[one.source], _problem(one)) for one in found]
    return ListedWeights(
        name=model.name,
        languages="English" if model.english_only else "many",
        size=model.conversions[0].size,
        licence=model.licence,
        measured=measured_models().get(model.name),
        here=tuple(where if problem is None else f"{where}: refused" for where, problem in seen),
        problems=tuple(problem for _, problem in seen if problem is not None),
        used=model.name == used,
    )


def _line_of_own(found: FoundModel, used: str | None) -> ListedWeights:
    return ListedWeights(
        name=found.name,
        size=found.size,
        here=(f"{_SOURCES[found.source]}: own",),
        used=found.name == used,
    )


def _line_of_sherpa(folder: Path, files: ModelFiles, settings: Settings) -> ListedWeights:
    wanted = settings.engine is EngineName.SHERPA_ONNX
    return ListedWeights(
        name=folder.name,
        size=files.size,
        here=(f"{_SOURCES[WeightSource.FOLDER]}: sherpa-onnx",),
        used=wanted and model_folder(settings.models, chosen_model(settings) or "") == folder,
    )


def _problem(found: FoundModel) -> str | None:
    try:
        found.check_sizes()
    except ModelMissing as error:
        return f"{error.message} {error.remedy}"
    return None


def megabytes(size: int) -> str:
    """Return a number of bytes for people."""
    return f"{size / 1e6:,.0f} MB"


def table_of(listed: Iterable[ListedWeights]) -> Table:
    """Return the list as a table."""
    table = Table("", Column("model", no_wrap=True), "languages", "files", "memory", "CPU s/s", "here", box=None)
    for one in listed:
        memory = _NOT_MEASURED if one.measured is None else megabytes(one.measured.memory)
        speed = _NOT_MEASURED if one.measured is None else f"{one.measured.processor_seconds_per_second:.2f}"
        cells = (one.name, one.languages, megabytes(one.size), memory, speed, ", ".join(one.here))
        table.add_row("*" if one.used else "", *(escape(cell) for cell in cells))
    return table


def remarks_on(listed: Iterable[ListedWeights]) -> Iterator[str]:
    """Yield what there is to say below the table."""
    lines = list(listed)
    yield from (problem for one in lines for problem in one.problems)
    if any(one.measured is None for one in lines):
        yield f"{_NOT_MEASURED}: not measured. CPU s/s: seconds of one processor per second of speech."
    if any(one.licence is None for one in lines):
        yield "own, sherpa-onnx: not in the table; bytes are not checked, and the licence is yours to know."
    yield "Models of the table are OpenAI's Whisper, licence MIT. pocketsphinx, English, comes with Earnest."


def what_listens(settings: Settings) -> str:
    """Return one sentence on the recogniser that listens from the next start on, or on why none can.

    Bytes are compared at the start only; names, lengths and memory are judged here as there.
    """
    try:
        recogniser = live_recogniser(settings)
        if recogniser.choice.name is RecogniserName.WHISPER:
            found = find_model(recogniser.choice.model or None, recogniser.choice.places)
            check_memory(found.name, found.weights_size, available_memory())
    except ModelMissing as error:
        return f"Earnest would not start: {error.message} {error.remedy}"
    return f"From the next start on: {recogniser.sentence}"


def choose(name: str, settings: Settings, places: WeightPlaces, table: Iterable[KnownModel] = KNOWN_MODELS) -> str:
    """Use a model from the next start on; the default's name takes the choice back.

    Returns:
        Where it lies.

    Raises:
        ModelMissing: it is not on this machine, or its files are not what they have to be.
        MemoryTooSmall: it is larger than what this machine has left.
    """
    sherpa = [folder for folder, _ in own_models(places.folder) if folder.name == name]
    if sherpa:
        write_choice(settings.weights, name)
        return str(sherpa[0])
    found = find_model(name, places, tuple(table))
    check_memory(name, found.weights_size, available_memory())
    if name == DEFAULT_MODEL:
        forget_choice(settings.weights)
    else:
        write_choice(settings.weights, name)
    return found.place


def remove(name: str, settings: Settings) -> int:
    """Remove what `earnest models get` fetched and return its bytes; other places belong to others.

    Raises:
        ModelNotFetched: it was not fetched.
    """
    folder = settings.weights / name
    if not is_name(name) or folder.is_symlink() or not (folder / WEIGHTS).is_file():
        raise ModelNotFetched(name)
    size = sum(path.stat().st_size for path in folder.iterdir())
    shutil.rmtree(folder)
    if read_choice(settings.weights) == name:
        forget_choice(settings.weights)
    return size
