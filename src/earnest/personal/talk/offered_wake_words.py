"""Offered wake words: the models of the pymicro-wakeword wheel as files, for a page that hears the word itself.

The package is found and not imported: who hands its files out needs no library that runs them.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, cast

from earnest.speech.hearing.wake_word.errors import WakeDetectorUnreadable

_PACKAGE: Final = "pymicro_wakeword"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedWakeWord:
    """One wake word that a page can hear, and that the gateway can check afterwards."""

    name: str
    """As a device names it, e.g. `okay_nabu`."""
    spoken: str
    """As it is said, e.g. `Okay Nabu`."""
    languages: tuple[str, ...]
    """Of the people whose voices it was trained with, ISO 639-1."""
    threshold: float
    """Averaged probability over which the word counts as heard; 0 to 1, by the model's author."""
    window: int
    """Probabilities that are averaged; > 0."""


@cache
def offered_wake_words() -> tuple[OfferedWakeWord, ...]:
    """Return what the wheel brings, those of the most languages first.

    Raises:
        WakeDetectorUnreadable: the package is missing or damaged.
    """
    try:
        read = [_read(path) for path in sorted(_folder().glob("*.json"))]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WakeDetectorUnreadable from error
    return tuple(sorted(read, key=lambda word: -len(word.languages)))


def load_wake_model(name: str) -> bytes | None:
    """Return the model of a wake word, a TensorFlow Lite file; None where no word of that name is offered.

    Raises:
        WakeDetectorUnreadable: the package is missing or damaged.
    """
    if name not in {word.name for word in offered_wake_words()}:
        return None
    try:
        return (_folder() / f"{name}.tflite").read_bytes()
    except OSError as error:
        raise WakeDetectorUnreadable from error


def _folder() -> Path:
    found = find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise WakeDetectorUnreadable
    return Path(found.submodule_search_locations[0]) / "models"


def _read(path: Path) -> OfferedWakeWord:
    fields = cast("dict[str, object]", json.loads(path.read_bytes()))
    how = cast("dict[str, float]", fields["micro"])
    return OfferedWakeWord(
        name=path.stem,
        spoken=str(fields["wake_word"]),
        languages=tuple(cast("list[str]", fields["trained_languages"])),
        threshold=float(how["probability_cutoff"]),
        window=int(how["sliding_window_size"]),
    )
